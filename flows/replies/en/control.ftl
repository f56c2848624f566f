# What the line says about itself. Neutral throughout: a phone may be read by others.
# .plain = the same again, simpler · .sms = only where a text message must differ from the web page
# .title = a menu label of at most 20 characters · .more = the second layer

first_contact = I am a machine. I do not keep what you write, but your phone or browser may. You do not need to say your name. Is it safe to write here now?
    .plain = I am a machine. I keep nothing. Your phone may. Is it safe now?
    .sms = I am a machine. I do not keep what you write, but your phone may. You do not need to say your name. Is it safe to text now?

# $exit (text): the word that hides this. $return (text): the word that comes back to it.
exit_taught = To hide this any time, send "{ $exit }", and to come back to it, send "{ $return }".

greet = Hello. What would you like to know? You can write in your own words. You can also choose from the list.
    .plain = Hello. Write what you want to know.

menu = You can ask about care, cost, papers, or who sees what you say. You can ask about work, a lawyer, food, or a place to sleep. Choose one, or write in your own words.
    .title = What can I ask?
    .plain = Choose one from the list. Or write your own question.

did_you_mean = I am not sure what you mean. Is it one of these? You can also say it in other words.

unsure_twice = I still do not understand. I am a machine, and that is my fault, not yours. Do you want a person here to join?

out_of_scope = I can't help with that. I can tell you about doctors, cost, papers, and your rights. You can also ask for a person.
    .plain = I can't help with that. I can tell you about doctors, cost and papers.

thanks_bye = You are welcome. Write again any time. Delete this only if that is safe for you.

repeat_nothing = There is nothing to say again yet. Ask me what you want to know.

no_more = That is all I know about this. Ask me something else, or ask for a person.

affirm = OK. What would you like to know?

deny = OK. We can leave that. You can ask something else any time.

safe_yes = Thank you. Ask me what you want to know. You can stop any time.

safe_no = OK. Close this page. Come back any time.
    .sms = OK. Delete this. Text again any time.

privacy = I keep nothing that you write to me. You do not need to say your name. We are not police and not immigration. Your phone or browser and your phone company may keep a record. If you ask for a person, what you write is kept locked until that talk ends. Then it is erased.
    .title = Is this private?
    .more = No phone or chat is fully secret. Texts stay on a phone, and copies can stay in other places. After we delete a text, the text service can still hold the words for up to 30 days and the number for up to 120 days. The person who helps you does not see your number. We count how many people write, but not who. This is free, but your phone plan may charge for texts. Do not write names or street names. Use another phone if someone checks yours.
    .plain = I keep nothing you write. I am not police. Your phone may keep these messages. You need not say your name.

bot = I am a machine, not a person. A group that helps people runs this line. We are not police and not immigration. I can tell you your rights when you need a doctor. I can be wrong, and I can't send help. A person can join if you ask.
    .title = Who answers here?
    .more = People wrote my answers. I pick the one that fits your words. I can't say what illness you have. I can't look up your case. I do not report anyone. For that, or to talk, ask for a person.
    .plain = I am a machine. I am not police. I tell you your rights. You can ask for a person.

language_menu = Which language do you want?
    .title = Other language

language_set = OK. I will write in English.

exit = OK, thanks. Bye.
    .title = End this

media = I can't get pictures, sound or files. Can you write it in words?

no_choice = That number is not one of the choices. Choose from the last list, or write in your own words.

degraded = I can't read sentences right now. Pick one of the choices below. One of them is a person. In danger, call 911.

trouble = This line is not working right now. In danger, call 911. Free help line, day and night: 1-888-373-7888. Try here again later.

slow_down = Too many messages came at once. Wait one minute, then write again. In danger, call 911.

carrier_help = This is a text line for questions. Send your question here. Message and data rates may apply. Reply STOP to stop.

danger_now = Call 911 now if you can. If you can't talk, text 911. Write your address and "need police" or "need ambulance". Texting 911 works in many places, not all. If it fails, call and stay on the line, even if you can't talk. Leave if you can do so safely. I can't send anyone. Do you want a person here to join?
    .title = Danger now
    .more = 911 sends police or an ambulance. Tell them the exact place first. Say the name of your language in English, like "Spanish". A phone with no plan can call 911, but it may not text. A text may not show 911 where you are. If you can't talk, leave the call open, or press keys when they ask. When you are safer, the free help line is 1-888-373-7888. Delete messages only if that is safe.
    .plain = Call 911 now. Can't talk? Text 911 your address and "need police". Leave if it is safe. Do you want a person here to join?

self_harm = I am glad you told me. Call or text 988 now. It is free, day and night. Texts are in English and Spanish. For other languages, call and say the name of yours. If you took something or are hurt, call 911. You do not have to be alone with this. Do you want a person here to join?
    .title = Feeling very low
    .more = 988 is for people of any age. You do not need to say your name. You can say: "I do not want to live" or "I am scared of what I may do." For Spanish, press 2, or text AYUDA to 988. There is a chat and a video line for deaf people at 988lifeline.org. Most calls end with talk. If a life is at risk right now, they may send help. You can also text HOME to 741741.
    .plain = I am glad you told me. Call or text 988, free, any time. Hurt, or took pills? Call 911. Do you want a person here to join?

being_watched = OK. Write when it is a good time.
    .title = Not a good time
    .sms = OK. Text when it is a good time.

# The cover: what is said when someone else may hold the phone. One dull story, the same in every line.
cover_first = Sorry, wrong number. This is the reminder line of a hair salon.

cover_again = This line only sends hair salon reminders. It can't answer messages.

cover_question = This is a hair salon reminder line. You are not on our list, so no need to answer.

cover_danger = Sounds like an emergency. Call or text 911.

welcome_back = Hello again. Go on when you are ready.

answer_yes =
    .title = Yes

answer_no =
    .title = No

answer_not_safe =
    .title = Not safe now

answer_more =
    .title = More

answer_person =
    .title = person

answer_leave =
    .title = leave

answer_language =
    .title = language

answer_other =
    .title = more choices

bot_speaks = Machine

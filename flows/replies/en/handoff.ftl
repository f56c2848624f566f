# From asking for a person to the end of that talk.

# $ahead (number): people waiting before this one. $minutes (number): from the line's own recent times.
in_line =
    { $ahead ->
        [0] You are next. A person will come as soon as one is free.
        [one] One person is before you. You keep your place.
       *[other] { $ahead } people are before you. You keep your place.
    }
    .time =
        { $minutes ->
            [one] Often about one minute.
           *[other] Often about { $minutes } minutes.
        }

kept_notice = From now on, what you write is kept, locked, until this talk ends. So you need not say it twice. Then it is erased.
    .plain = We keep what you write until the talk ends. It is locked. Then it is erased.

limits_notice = A person may have to act if a child is being hurt, or if someone may die soon. The rules differ by state. Ask the person first what they must tell others.
    .plain = If a child is hurt or someone may die, a person may have to act. Ask them first.

keep_asking = While you wait, you can keep asking me. I am still the machine.

still_in_line = You are still in line. A person will write here when one is free.

# $alias (text): the name that the person on duty goes by.
joined = A person is here now. You can call them { $alias }.

human_no = OK. I am still here. You can ask for a person any time.

# When nobody is on duty and the opening hours are not known.
nobody_yet = No person is at the desk right now. The first one who comes will see you. For a person at once, day or night, call the free help line 1-888-373-7888.

# $hours (text): when people are on duty.
nobody_on_duty = No person is here right now. People are here: { $hours }. For a person now, day or night, call the free help line 1-888-373-7888. In danger, call 911. I am still here and can answer questions.
    .plain = No person is here now. Come back: { $hours }. Free help line, any time: 1-888-373-7888. In danger, call 911.

advocate_changed = Another person is with you now. Is it still safe to write?

back_in_line = The person had to go. It is not because of you. You are in line again at your old place.

bot_is_back = You are with the machine again. Ask me, or ask for a person.

ended = This talk has ended. What you wrote is erased here. Write again any time.

left_line = You are not in line any more. What you wrote is erased here. You can ask for a person again any time.

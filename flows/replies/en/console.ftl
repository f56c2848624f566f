# The advocate's console. Read by staff only; kept plain all the same. All keys begin with desk_.

# Everywhere
desk_skip = Skip to content
desk_demo = This is a demo on one computer. The people and the carrier are made up.
desk_sign_out = Sign out
desk_idle_soon = Are you still there? You will be signed out in two minutes. Press any key or touch the page to stay.
desk_offline = The connection is lost. Trying again. What you see may be old.
desk_back_to_line = Back to the line
desk_cancel = Cancel
desk_code_label = Code

# Sign-in
desk_sign_in_heading = Staff sign-in
desk_name_label = Name
desk_password_label = Password
desk_sign_in_code_hint = Six digits from your app, or one of your recovery codes.
desk_sign_in_button = Sign in
desk_sign_in_wrong = Name, password or code is not right. Each code works once: if you just used it, wait for the next.
# $wait (number): seconds.
desk_sign_in_wait = Too many tries. Wait { $wait ->
    [one] one second
   *[other] { $wait } seconds
 }, then try again. Your account is not locked.
desk_signed_out = You are signed out.
desk_session_over = Your session has ended. Sign in again. If you had open talks, those people are back in line.
desk_demo_heading = Demo
desk_demo_sign_in = Sign in with these. The code changes: reload the page for a fresh one.

# Enrolment
desk_enrol_heading = Set up your account
# $name (text): the staff member's own name.
desk_enrol_intro = This is for { $name }. The link works once.
desk_enrol_step_password = Choose a password
desk_enrol_password_hint = At least 8 characters. A few words in a row are good. Any letters and signs may be used.
desk_enrol_again_label = The same password again
desk_enrol_step_app = Add the line to your code app
desk_enrol_app_hint = Scan this picture with an app that makes sign-in codes. On this phone itself? Copy the key into the app.
desk_enrol_picture = Picture for your code app
desk_enrol_key_label = Key
desk_enrol_step_code = Type the code that the app shows
desk_enrol_button = Finish
desk_enrol_differ = The two passwords are not the same.
desk_enrol_password_short = Use at least 8 characters.
desk_enrol_password_long = Use at most 256 characters.
desk_enrol_password_common = This is one of the passwords that are guessed first. Choose another.
desk_enrol_password_name = Do not use your own name.
desk_enrol_wrong_code = This code does not fit. Wait for the next one and type it. Is the phone's clock right?
desk_enrol_gone_heading = This link does not work any more
desk_enrol_gone = It was used already, or it is older than three days. Ask whoever gave it to you for a new one.
desk_enrolled_heading = Your recovery codes
desk_enrolled_once = You see these once, now. Each of them signs you in one time if you lose your phone.
desk_enrolled_keep = Write them down or print them. Keep them where you keep other papers, not on the phone.
desk_enrolled_go = I have kept them. Go to sign-in

# Open talks
desk_tabs_label = Line and open talks
desk_tab_line = Waiting line
# $count (number): people who wait.
desk_tab_waiting = { $count ->
    [one] 1 waits
   *[other] { $count } wait
 }
# $number (text): two digits that tell open talks apart.
desk_tab_talk = Talk { $number }
desk_tab_unanswered = new

# The waiting line
desk_line_heading = Waiting line
# $count (number): people who wait.
desk_line_count = { $count ->
    [0] Nobody is waiting.
    [one] One person is waiting.
   *[other] { $count } people are waiting.
 }
desk_line_empty = It is calm. New people show up here by themselves.
desk_line_off_duty = You are off duty. Go on duty to take people.
desk_line_look_only = Your account can see the line but not take people.
desk_next = Next person
desk_next_hint = The first who speaks one of your languages
# $number (text): two digits that tell people apart.
desk_person = Person { $number }
desk_take = Take
desk_take_label = Take person { $number }
desk_urgency_1 = Now
desk_urgency_2 = Soon
desk_urgency_3 = In turn
desk_reason_asked = Asked for a person
desk_reason_danger = Danger now
desk_reason_self_harm = May hurt themselves
desk_reason_silent_alarm = Silent alarm: do not name the service, wait for them
desk_reason_minor = May be under 18
desk_reason_stuck = The bot did not understand
desk_channel_sms = Text message
desk_channel_web = Web page
desk_fact_topics = Asked about
desk_fact_bot_said = The bot said
desk_fact_safe = Safe to write
desk_fact_safe_yes = Said yes
desk_fact_safe_no = Said no
desk_still_there = Still there
# $time (text): a length of time, as below.
desk_waited = Waited { $time }
desk_silent = Silent for { $time }
desk_time_moment = under a minute
# $minutes (number)
desk_time_minutes = { $minutes } min
# $hours (number), $minutes (number)
desk_time_hours = { $hours } h { $minutes } min
desk_nobody_fits = Nobody who waits speaks your languages. You can still take anyone from the list.
desk_not_waiting = This person is no longer waiting. Somebody else took them, or they left.
desk_full = You have as many talks as you chose. End or hand back one, or choose a higher number.
desk_not_on_duty = You are off duty. Go on duty first, then take people.

# Languages of people, by their code in flows/languages.yml
desk_language_en = English
desk_language_es = Spanish
desk_language_pt = Portuguese
desk_language_fr = French
desk_language_zh = Chinese
desk_language_tl = Tagalog
desk_language_vi = Vietnamese
desk_language_ar = Arabic
desk_language_ru = Russian
desk_language_ko = Korean
desk_language_ht = Haitian Creole
desk_language_hi = Hindi

# Duty
desk_duty_heading = Duty
# $alias (text): the name people see.
desk_duty_on = You are on duty as { $alias }.
desk_duty_off = You are off duty.
# $most (number): talks at once.
desk_duty_most_now = { $most ->
    [one] One talk at a time.
   *[other] Up to { $most } talks at once.
 }
desk_duty_start = Go on duty
desk_duty_stop = Go off duty
desk_duty_change = Change
desk_duty_save = Save
desk_duty_alias_label = Name that people see
desk_duty_alias_hint = It is sent to their phones. It need not be your own.
desk_duty_languages = Languages you speak
desk_duty_most_label = Most talks at once
desk_duty_alias_problem = Use 1 to 30 letters for the name that people see. No digits or signs.
desk_duty_language_problem = Choose at least one language that you speak.
desk_duty_most_problem = Choose from 1 to 6 talks at once.
desk_reader_language_label = Language of this console
desk_reader_language_button = Change language

# Leaving with open talks
# $count (number): open talks.
desk_leaving_heading = { $count ->
    [one] You have one open talk
   *[other] You have { $count } open talks
 }
desk_leaving_body = Put them back in line, and these people keep their old place. The bot tells them once and answers meanwhile.
desk_leaving_back = Put back and go off duty
desk_leaving_keep = Stay in these talks, take no new people
desk_leaving_sign_out = Put back and sign out

# A talk
# $number (text): two digits that tell open talks apart.
desk_talk_heading = Talk { $number }
desk_talk_log = What was said
desk_author_person = Person
desk_author_bot = Bot
desk_author_note = Private note
desk_event_joined = { $alias } joined. The person was told.
desk_event_back_in_line = The talk went back to the line. The person was told.
desk_event_advocate_changed = Another advocate took over. The person was told.
desk_event_bot_is_back = The bot answers again. The person was told.
desk_event_other = The line told the person what has changed.
desk_sending_queued = Going out
desk_sending_held = Held: the reply window was closed
desk_sending_sending = Being sent
desk_sending_sent = Sent
desk_sending_delivered = Delivered
desk_sending_failed = Not delivered
desk_sending_blocked = They have stopped texts: nothing can be sent
desk_sending_unsure = Not sure if it went out
desk_send_again = Send now
desk_window_label = Reply window
desk_window_open_hint = Texts go out only this long after the person's last one.
desk_window_closed = Reply window closed: what you send is held until they write again.
desk_say_label = Write to the person
desk_say_button = Send
desk_say_hint = Ctrl + Enter sends.
desk_say_texts = Texts
desk_say_write = Write
desk_say_stop_writing = Stop writing, show what is new
desk_say_offline = This was not sent: there is no connection. It is still here; try again.
desk_note_heading = Private note
desk_note_label = For you and whoever takes the talk next. The person never sees it.
desk_note_button = Keep note
desk_hand_back = Hand back
desk_end = End talk
desk_text_empty = There is nothing to send yet.
desk_text_long = This is too long. Send it in two parts; 1,600 characters fit in one.
desk_not_sent_heading = This was not sent
desk_not_sent_text = What you wrote

# Handing back and ending
desk_hand_back_heading = Hand this talk back to the line?
desk_hand_back_body = The person goes back to their old place and is told so once. The bot answers meanwhile. The next advocate sees what was said.
desk_hand_back_note = Note for the next advocate (if you like)
desk_hand_back_button = Hand back
desk_end_heading = End this talk?
desk_end_body = It ends for both of you, now. All that was said and the way to reach the person are erased. This cannot be undone.
desk_end_silent = Nothing more is sent to the person. Have you said goodbye?
desk_end_button = End and erase
desk_ended_heading = The talk has ended
desk_left_heading = The person left. Nothing is kept.
desk_left_heading_held = The person left.
desk_left_body = They ended it from their side. There is nothing more to do here.
desk_held_nothing = Checked just now: nothing of this talk is held. No words, no notes, no way to reach the person.
# $count (number): entries still held.
desk_held_something = Checked just now: { $count ->
    [one] one entry
   *[other] { $count } entries
 } of this talk could still be found. Please tell your supervisor; it will expire by itself.

# Problems
desk_not_yours_heading = This talk is not yours
desk_not_yours = It went back to the line, or another advocate has it. If the person is waiting, you can take them from the line.
desk_gone_unsent = The person left before this could be sent. Nothing is kept.
desk_refused_heading = That did not work
desk_refused = The desk could not do this. Go back to the line and try again.
desk_denied_heading = Not for this account
desk_denied = Your account may not do this. If you need it for your work, ask your supervisor.
desk_not_found_heading = There is nothing here
desk_not_found = This page does not exist. Go back to the line.
desk_stale_heading = This page was too old
desk_stale = For safety nothing was done. Go back, reload the page, and try again.
desk_busy_heading = One moment
desk_busy = Another message of this talk is just being handled. Wait a few seconds and try again.
desk_down_heading = The line cannot be reached
desk_down = The console cannot reach its memory right now. Nothing is lost by waiting. Try again in a minute; if it stays so, tell your administrator.
desk_database_down = The staff accounts cannot be reached right now. Try again in a minute; if it stays so, tell your administrator.
desk_sealed_heading = This cannot be opened
desk_sealed = It was locked with a key that this server no longer has. Tell your administrator that a key is missing from SECRET_KEYS.

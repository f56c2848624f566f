# The chat page. Titles and labels stay neutral: someone may see the screen.

page_title = Messages

leave = Leave

leave_label = Leave this page now, safety button

start_heading = Ask here

start_what = You can ask about seeing a doctor, cost, papers and your rights. A machine answers at once. A person can join if you ask. You do not need to say your name.

start_leave_does = "Leave" closes this page at once and shows another site. It ends everything here. It does not erase your browser history. It can't stop an app that spies on this phone or computer. If you delete all your history, that can look odd too. If someone checks what you do here, use another one if you can.

start_shift = You can also press the Shift key three times to leave.

start_language = Choose your language

start_button = Start

composer_label = Write here

send = Send

choices_label = Choices

state_bot = A machine is answering.

# $ahead (number): people waiting before this one.
state_waiting =
    { $ahead ->
        [0] You are next in line.
        [one] One person is before you in line.
       *[other] { $ahead } people are before you in line.
    }

# $alias (text): the name that the person on duty goes by.
state_joined = { $alias } is here with you. This is a person.

state_ended = The talk has ended. It is erased here.

state_closed = No person is here now. The machine still answers.

typing = Writing...

you = You

machine = The machine

person = A person

error_heading = Something went wrong

error_body = You can try again. In danger, call 911. You can also call the free help line, day or night: 1-888-373-7888.

empty_after_leave = This page is empty. You can start again.

offline = There is no connection now. Nothing can be sent or come in.

reconnecting = Connecting again...

# $minutes (number): minutes until the page ends because nothing was written.
session_soon =
    { $minutes ->
        [one] This page will close in one minute, and what is here will be erased. Do you need more time?
       *[other] This page will close in { $minutes } minutes, and what is here will be erased. Do you need more time?
    }

session_stay = Keep it open

new_start = Start again

noscript_refresh = Show new messages

loading = Loading...

"""A talk: what is shown, said, noted, handed back and ended, and that nothing of it is left."""

from __future__ import annotations

import re

import pytest

from bot.conversation import Channel
from bot.handoff.talks import Author, Sending
from tests.console.pages import Page
from tests.console.support import CANARY_NUMBER, Advocate, AdvocateMaker, House, all_words

# What a person might send, by SMS or chat, in the hope that somebody's browser runs it.
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</p></li></ol></form><form action=//evil.example><input name=csrf_token>",
    "{{ 7*7 }}{% raw %}${7*7}#{7*7}",
    "javascript:alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    '<a href="javascript:alert(1)">click</a>',
    "<style>*{display:none}</style>",
    "\u202e<b>turned</b>",
    "<!-- --><iframe srcdoc='<script>alert(1)</script>'>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "\x00<ScRiPt>alert(1)</sCrIpT>",
]


def talk_of(house: House, ana: Advocate, text: str = "hello", **options: object) -> str:
    return ana.takes(house.somebody_waits(text, **options))  # type: ignore[arg-type]


def test_lines_stand_in_order_with_their_language_and_direction(house: House, ana: Advocate) -> None:
    cid = talk_of(house, ana, "مرحبا", language="ar", channel=Channel.SMS)
    ana.post(f"/console/talk/{cid}/say", {"text": "Hello"})

    page = ana.get(f"/console/talk/{cid}")

    lines = [element for element in page.all("li") if "data-line" in element.attributes]
    assert [element.attributes["class"] for element in lines] == ["said said-person", "said said-event", "said said-advocate"]
    words = page.all("p", class_="words")
    assert [(element.text, element.attributes.get("lang"), element.attributes["dir"]) for element in words] == [
        ("مرحبا", "ar", "auto"),
        ("Hello", None, "auto"),
    ]
    assert page.one("div", role="log").attributes["aria-label"] == "What was said"
    assert "Luz joined. The person was told." in page.text


@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_is_shown_and_never_run(house: House, ana: Advocate, text: str, channel: Channel) -> None:
    cid = talk_of(house, ana, text, channel=channel)
    ana.post(f"/console/talk/{cid}/note", {"text": text})
    ana.post(f"/console/talk/{cid}/say", {"text": text})

    page = ana.get(f"/console/talk/{cid}")
    fragment = ana.get(f"/console/fragments/talk/{cid}")

    for each in (page, fragment):
        shown = [element.text for element in each.all("p", class_="words")]
        assert [words.replace("\x00", "\ufffd") for words in shown] == [text.replace("\x00", "\ufffd")] * 3 or shown == [text] * 3
        allowed = {"script"} if each is page else set()
        assert {element.name for element in each._reader.elements} & {"script", "img", "style", "iframe"} <= allowed
        assert "evil.example" not in str([element.attributes for element in each._reader.elements])


@pytest.mark.parametrize("text", HOSTILE)
def test_what_staff_write_is_shown_and_never_run(house: House, advocate: AdvocateMaker, text: str) -> None:
    name = "".join(char for char in text if char.isprintable())[:60].strip()
    member = advocate(name)

    page = member.get("/console/")

    assert page.all("bdi")[0].text == " ".join(name.split())
    assert page.all("img") == []


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("state", list(Sending))
def test_what_became_of_each_text_is_told_in_words(house: House, ana: Advocate, state: Sending, language: str) -> None:
    house.staff.set_language(ana.id, language)
    cid = talk_of(house, ana, channel=Channel.SMS)
    line = house.desk.say(cid, ana.id, "Hello")  # type: ignore[arg-type]
    house.talks.set_sending(cid, line.id, state)  # type: ignore[arg-type]

    page = ana.get(f"/console/talk/{cid}")

    shown = (
        page.one("span", class_=f"state state-{state.value}")
        if state is not Sending.QUEUED
        else page.all("span", class_="state state-queued")[-1]
    )
    assert shown.text == all_words().text(f"desk_sending_{state.value}", language)
    again = [element.attributes["value"] for element in page.all("button", name_="line")]
    assert again == ([line.id] if state in (Sending.HELD, Sending.FAILED, Sending.UNSURE) else [])


def test_on_the_web_page_lines_have_no_carrier_and_no_state(house: House, ana: Advocate) -> None:
    cid = talk_of(house, ana)
    ana.post(f"/console/talk/{cid}/say", {"text": "Hello"})

    page = ana.get(f"/console/talk/{cid}")

    assert 'class="state' not in page.html
    assert "Reply window" not in page.text
    assert "Texts:" not in page.text


def test_saying_something_queues_one_text(house: House, ana: Advocate) -> None:
    cid = talk_of(house, ana, channel=Channel.SMS)
    house.sent.clear()

    response = ana.post(f"/console/talk/{cid}/say", {"text": "  Hello\r\nthere  ", "once": "a"})

    line = house.talks.lines(cid)[-1]  # type: ignore[arg-type]
    assert response.location == f"/console/talk/{cid}#write"
    assert (line.author, line.text) == (Author.ADVOCATE, "Hello\nthere")
    assert house.sent == [cid]


def test_pressing_send_twice_sends_once(house: House, ana: Advocate) -> None:
    cid = talk_of(house, ana, channel=Channel.SMS)
    once = ana.get(f"/console/talk/{cid}").one("input", name_="once").attributes["value"]

    for _ in range(2):
        assert ana.post(f"/console/talk/{cid}/say", {"text": "Hello", "once": once}).status_code == 303

    assert [line.text for line in house.talks.lines(cid)].count("Hello") == 1  # type: ignore[arg-type]


def test_the_mark_against_sending_twice_does_not_name_the_talk(house: House, ana: Advocate) -> None:
    cid = talk_of(house, ana)
    ana.post(f"/console/talk/{cid}/say", {"text": "Hello", "once": "a"})
    ana.post(f"/console/talk/{cid}/end")

    left = [key.decode() for key in house.redis.scan_iter(match="seen:*")]

    assert len(left) == 1
    assert cid not in left[0]


@pytest.mark.parametrize("text", ["", "   \r\n ", "x" * 1601])
def test_an_empty_or_endless_line_is_not_sent(house: House, ana: Advocate, text: str) -> None:
    cid = talk_of(house, ana)
    before = house.talks.lines(cid)  # type: ignore[arg-type]

    page = Page(ana.post(f"/console/talk/{cid}/say", {"text": text}), "say")

    assert page.status == 400
    assert page.one("p", data_problem_text="").text in (
        "There is nothing to send yet.",
        "This is too long. Send it in two parts; 1,600 characters fit in one.",
    )
    assert house.talks.lines(cid) == before  # type: ignore[arg-type]


@pytest.mark.parametrize(("happens", "status"), [("leaves", 410), ("lapses", 403)])
def test_a_line_that_came_too_late_is_given_back_to_its_writer(house: House, ana: Advocate, happens: str, status: int) -> None:
    cid = talk_of(house, ana)
    if happens == "leaves":
        house.leaves(cid)  # type: ignore[arg-type]
    else:
        house.line.release(cid, ana.id)  # type: ignore[arg-type]

    page = Page(ana.post(f"/console/talk/{cid}/say", {"text": "Three careful sentences."}), "say")

    assert page.status == status
    assert page.one("h1").text == "This was not sent"
    assert page.one("textarea").text == "Three careful sentences."


def test_the_page_s_script_gets_a_plain_answer(house: House, ana: Advocate) -> None:
    cid = talk_of(house, ana)
    headers = {"X-Desk-Fetch": "1"}

    assert ana.post(f"/console/talk/{cid}/say", {"text": "Hello"}, headers=headers).status_code == 204
    house.staff.sessions.end_all(ana.id)
    gone = ana.client.post(f"/console/talk/{cid}/say", data={"csrf_token": csrf_of(ana), "text": "Hello"}, headers=headers)
    assert (gone.status_code, gone.mimetype) == (401, "text/plain")


def csrf_of(ana: Advocate) -> str:
    page = ana.client.get("/console/sign-in").get_data(as_text=True)
    return page.split('name="csrf_token" value="')[1].split('"')[0]


def test_the_reply_window_runs_from_the_person_s_last_text(house: House, ana: Advocate) -> None:
    cid = talk_of(house, ana, channel=Channel.SMS)
    house.clock.turn(minutes=2, seconds=15)
    assert "Reply window: 12:45" in ana.get(f"/console/talk/{cid}").text

    house.clock.turn(seconds=50)
    house.says(cid, "still here")  # type: ignore[arg-type]
    assert "Reply window: 15:00" in ana.get(f"/console/talk/{cid}").text


def test_a_closed_window_says_that_lines_are_held(house: House, ana: Advocate) -> None:
    cid = talk_of(house, ana, channel=Channel.SMS)
    line = house.desk.say(cid, ana.id, "Hello")  # type: ignore[arg-type]
    house.talks.set_sending(cid, line.id, Sending.HELD)  # type: ignore[arg-type]
    for _ in range(16):
        house.clock.turn(minutes=1)
        house.desk.beat(ana.id)

    page = ana.get(f"/console/talk/{cid}")

    assert "Reply window closed: what you send is held until they write again." in page.text
    # Offered only once it can arrive.
    assert page.all("button", name_="line") == []


def test_a_held_line_is_offered_when_they_write_again_and_sent_when_asked(house: House, ana: Advocate) -> None:
    cid = talk_of(house, ana, channel=Channel.SMS)
    line = house.desk.say(cid, ana.id, "Hello")  # type: ignore[arg-type]
    house.talks.set_sending(cid, line.id, Sending.HELD)  # type: ignore[arg-type]
    house.sent.clear()
    assert house.sent == []

    ana.post(f"/console/talk/{cid}/again", {"line": line.id})

    assert house.sent == [cid]
    assert house.talks.sending(cid)[line.id] is Sending.QUEUED  # type: ignore[arg-type]


def test_a_note_is_kept_with_the_talk_and_goes_to_nobody(house: House, ana: Advocate) -> None:
    cid = talk_of(house, ana, channel=Channel.SMS)
    house.sent.clear()

    ana.post(f"/console/talk/{cid}/note", {"text": "Prefers mornings."})

    line = house.talks.lines(cid)[-1]  # type: ignore[arg-type]
    assert (line.author, line.text, house.sent) == (Author.NOTE, "Prefers mornings.", [])
    assert "Private note" in ana.get(f"/console/talk/{cid}").text


def test_handing_back_asks_first_and_takes_a_note_along(house: House, ana: Advocate, advocate: AdvocateMaker) -> None:
    cid = talk_of(house, ana)
    assert ana.get(f"/console/talk/{cid}/hand-back").one("h1").text == "Hand this talk back to the line?"

    ana.post(f"/console/talk/{cid}/hand-back", {"text": "Speaks softly, be patient."})

    assert house.line.waiting() == [cid]
    assert ana.client.get(f"/console/talk/{cid}").status_code == 403
    ben = advocate("Ben")
    ben.goes_on_duty()
    ben.takes(cid)  # type: ignore[arg-type]
    assert "Speaks softly, be patient." in ben.get(f"/console/talk/{cid}").text


def test_ending_asks_first_and_then_nothing_is_left(house: House, ana: Advocate) -> None:
    cid = talk_of(house, ana, "my very own words", channel=Channel.SMS)
    assert ana.get(f"/console/talk/{cid}/end").one("h1").text == "End this talk?"
    assert house.conversations.get(cid) is not None  # type: ignore[arg-type]

    response = ana.post(f"/console/talk/{cid}/end")
    page = ana.get(response.location)

    assert page.one("h1").text == "The talk has ended"
    assert "Checked just now: nothing of this talk is held." in page.text
    assert house.held.of(cid) == []  # type: ignore[arg-type]
    dump = b"".join(house.redis.dump(key) or b"" for key in house.redis.scan_iter() if not key.startswith(b"queue:news"))
    assert cid.encode() not in dump


def test_that_nothing_is_held_is_checked_and_not_just_said(house: House, ana: Advocate) -> None:
    cid = talk_of(house, ana)
    ana.post(f"/console/talk/{cid}/end")
    house.redis.set(f"talk:{cid}", "left behind by a defect", ex=60)

    page = ana.get(f"/console/talk/{cid}/ended")

    assert "nothing of this talk is held" not in page.text
    assert "Checked just now: one entry of this talk could still be found." in page.text


def test_the_page_after_the_end_is_no_way_round_an_open_talk(house: House, ana: Advocate, advocate: AdvocateMaker) -> None:
    cid = talk_of(house, ana)

    assert ana.client.get(f"/console/talk/{cid}/ended").location == f"/console/talk/{cid}"
    assert advocate("Ben").client.get(f"/console/talk/{cid}/ended").status_code == 403


@pytest.mark.parametrize("path", ["/console/talk/{cid}", "/console/fragments/talk/{cid}"])
def test_a_person_who_left_is_seen_to_have_left_and_nothing_is_kept(house: House, ana: Advocate, path: str) -> None:
    cid = talk_of(house, ana, "my very own words")
    house.leaves(cid)  # type: ignore[arg-type]

    page = ana.get(path.format(cid=cid))

    assert page.status == 410
    assert page.one("h1").text == "The person left. Nothing is kept."
    assert "my very own words" not in page.html


def test_a_fragment_sends_what_is_new_and_what_may_have_changed(house: House, ana: Advocate) -> None:
    cid = talk_of(house, ana, channel=Channel.SMS)
    first = house.talks.lines(cid)[0]  # type: ignore[arg-type]
    line = house.desk.say(cid, ana.id, "Hello")  # type: ignore[arg-type]
    house.says(cid, "thank you")  # type: ignore[arg-type]

    page = ana.get(f"/console/fragments/talk/{cid}?after={line.id}")

    assert [element.text for element in page.all("p", class_="words")] == ["Hello", "thank you"]
    assert first.id not in page.html
    for odd in ("", "x", "9-9-9", "-", "%3Cscript%3E"):
        assert ana.get(f"/console/fragments/talk/{cid}?after={odd}").status == 200


def test_no_page_shows_a_digit_of_a_phone_number(house: House, ana: Advocate) -> None:
    cid = talk_of(house, ana, channel=Channel.SMS)
    waiting = house.somebody_waits("hello", channel=Channel.SMS)
    paths = ["/console/", "/console/fragments/line", "/console/fragments/talks", f"/console/talk/{cid}", f"/console/fragments/talk/{cid}"]
    paths += [f"/console/talk/{cid}/{act}" for act in ("end", "hand-back")] + [f"/console/talk/{waiting}"]

    for path in paths:
        digits = re.sub(r"\D", "", ana.get(path).html)
        assert CANARY_NUMBER[2:] not in digits, path
        assert CANARY_NUMBER[-7:] not in digits, path


def test_without_script_reading_and_writing_are_two_pages(house: House, ana: Advocate) -> None:
    """A page that refreshes itself would take away a half-written answer."""
    cid = talk_of(house, ana)

    reading, writing = ana.get(f"/console/talk/{cid}"), ana.get(f"/console/talk/{cid}?write=1")

    assert f"/console/talk/{cid}?live=1#write" in reading.html
    assert "http-equiv" not in writing.html
    assert reading.one("p", class_="without-script")
    assert "composer" not in writing.html

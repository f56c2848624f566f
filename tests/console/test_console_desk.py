"""The desk: who waits and why, taking people, duty."""

from __future__ import annotations

import pytest

from bot.conversation import Channel, Reason, Urgency
from bot.staff.roles import Role
from tests.console.pages import Page
from tests.console.support import Advocate, AdvocateMaker, House, all_words

EVERY_REASON = tuple(Reason)


def cards(page: Page) -> list[str]:
    return [" ".join(element.text.split()) for element in page.all("li") if "card" in element.attributes.get("class", "").split()]


def test_nobody_waiting_is_a_calm_page(ana: Advocate) -> None:
    page = ana.get("/console/")

    assert "Nobody is waiting." in page.text
    assert "It is calm. New people show up here by themselves." in page.text
    assert page.one("title").text == "quietline"


def test_a_card_tells_urgency_reason_language_channel_topics_and_wait(house: House, ana: Advocate) -> None:
    house.somebody_waits(
        language="ar", channel=Channel.SMS, urgency=Urgency.NOW, reasons=(Reason.DANGER,), topics=("cost_of_care",), waited=240, safe=False
    )

    (card,) = cards(ana.get("/console/"))

    for part in ("Now", "Danger now", "العربية (Arabic)", "Text message", "Waited 4 min", "Silent for 4 min", "Safe to writeSaid no"):
        assert part in card
    assert f"Asked about{all_words().title('cost_of_care', 'en')}" in card


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("reason", EVERY_REASON)
def test_every_reason_has_words(house: House, ana: Advocate, reason: Reason, language: str) -> None:
    house.staff.set_language(ana.id, language)
    house.somebody_waits(urgency=Urgency.SOON, reasons=(reason,))

    (card,) = cards(ana.get("/console/"))

    assert all_words().text(f"desk_reason_{reason.value}", language) in card


def test_a_silent_alarm_tells_the_advocate_what_not_to_do(house: House, ana: Advocate) -> None:
    house.somebody_waits(urgency=Urgency.NOW, reasons=(Reason.SILENT_ALARM,))

    assert "Silent alarm: do not name the service, wait for them" in cards(ana.get("/console/"))[0]


def test_the_most_urgent_stand_first_and_the_line_says_how_many(house: House, ana: Advocate) -> None:
    house.somebody_waits(waited=600)
    house.somebody_waits(urgency=Urgency.NOW, reasons=(Reason.DANGER,))
    house.somebody_waits(urgency=Urgency.SOON, reasons=(Reason.MINOR,))

    page = ana.get("/console/")

    assert [card.split()[0] for card in cards(page)] == ["Now", "Soon", "In"]
    assert "3 people are waiting." in page.text
    assert page.one("title").text == "(3) quietline"


def test_a_person_who_wrote_a_moment_ago_is_still_there(house: House, ana: Advocate) -> None:
    cid = house.somebody_waits(waited=900)
    house.says(cid, "are you there")

    assert "Waited 15 min · Still there" in cards(ana.get("/console/"))[0]


def test_the_line_shows_no_word_of_what_people_wrote(house: House, ana: Advocate) -> None:
    house.somebody_waits("my very own words", channel=Channel.SMS)

    assert "my very own words" not in ana.get("/console/").html


def test_taking_a_person_opens_the_talk(house: House, ana: Advocate) -> None:
    cid = house.somebody_waits("hello")
    button = ana.get("/console/").one("button", name_="cid")
    assert button.attributes["value"] == cid

    response = ana.post("/console/line/take", {"cid": cid})

    assert response.location == f"/console/talk/{cid}"
    assert house.line.holder(cid) == ana.id


def test_taking_twice_is_taking_once(house: House, ana: Advocate) -> None:
    cid = house.somebody_waits("hello")

    for _ in range(2):
        assert ana.post("/console/line/take", {"cid": cid}).location == f"/console/talk/{cid}"

    assert len([entry for entry in house.staff.audited() if entry.event == "claim"]) == 1


def test_two_advocates_never_get_one_person(house: House, ana: Advocate, advocate: AdvocateMaker) -> None:
    ben = advocate("Ben")
    ben.goes_on_duty()
    cid = house.somebody_waits("hello")
    ana.post("/console/line/take", {"cid": cid})

    page = Page(ben.post("/console/line/take", {"cid": cid}, follow_redirects=True), "desk")

    assert "This person is no longer waiting." in page.text
    assert house.line.holder(cid) == ana.id


def test_the_next_person_is_the_first_who_speaks_my_languages(house: House, ana: Advocate) -> None:
    house.somebody_waits(language="ar", urgency=Urgency.NOW)
    house.somebody_waits(language="en")
    spanish = house.somebody_waits(language="es", urgency=Urgency.SOON)

    assert ana.post("/console/line/next").location == f"/console/talk/{spanish}"


def test_when_nobody_speaks_my_languages_the_desk_says_what_to_do(house: House, ana: Advocate) -> None:
    house.somebody_waits(language="ar")

    page = Page(ana.post("/console/line/next", follow_redirects=True), "desk")

    assert "You can still take anyone from the list." in page.text


def test_nobody_holds_more_talks_than_they_chose(house: House, ana: Advocate) -> None:
    ana.goes_on_duty("en", most=1)
    ana.takes(house.somebody_waits())

    page = Page(ana.post("/console/line/take", {"cid": house.somebody_waits()}, follow_redirects=True), "desk")

    assert "You have as many talks as you chose. End or hand back one" in page.text


def test_off_duty_nobody_can_be_taken(house: House, advocate: AdvocateMaker) -> None:
    ben = advocate("Ben")
    cid = house.somebody_waits()

    shown = ben.get("/console/")
    refused = Page(ben.post("/console/line/take", {"cid": cid}, follow_redirects=True), "desk")

    assert shown.all("button", name_="cid") == []
    assert "You are off duty. Go on duty to take people." in shown.text
    assert "You are off duty. Go on duty first, then take people." in refused.text
    assert house.line.waiting() == [cid]


def test_an_admin_sees_the_line_and_takes_nobody(house: House, advocate: AdvocateMaker) -> None:
    house.somebody_waits()

    page = advocate("Sol", role=Role.ADMIN).get("/console/")

    assert "Your account can see the line but not take people." in page.text
    assert len(cards(page)) == 1
    assert page.all("input", name_="alias") == []


def test_my_open_talks_are_listed_and_say_who_waits_for_an_answer(house: House, ana: Advocate) -> None:
    asked, answered = ana.takes(house.somebody_waits("hello")), ana.takes(house.somebody_waits("hello", language="es"))
    house.desk.say(answered, ana.id, "hola")
    house.desk.note(answered, ana.id, "a note is no answer of theirs")

    page = ana.get("/console/")

    tabs = {element.attributes["href"]: " ".join(element.text.split()) for element in page.all("a")}
    assert tabs[f"/console/talk/{asked}"].endswith("English new")
    assert tabs[f"/console/talk/{answered}"].endswith("Español")
    assert page.one("title").text == "(1) quietline"


def test_going_on_duty_remembers_the_choice(house: House, advocate: AdvocateMaker) -> None:
    ben = advocate("Ben")

    ben.post("/console/duty/start", {"alias": "  Sol  y  Mar ", "speaks": ["es", "ar"], "most": "5"})

    duty = house.duty.of(ben.id)
    assert duty is not None
    assert (duty.alias, duty.languages, duty.most) == ("Sol y Mar", ("es", "ar"), 5)
    house.duty.stop(ben.id)
    page = ben.get("/console/")
    assert page.one("input", name_="alias").attributes["value"] == "Sol y Mar"
    assert {element.attributes["value"] for element in page.all("input", name_="speaks") if "checked" in element.attributes} == {"es", "ar"}


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ({"alias": "", "speaks": ["en"], "most": "3"}, "Use 1 to 30 letters"),
        ({"alias": "call 555 0101", "speaks": ["en"], "most": "3"}, "Use 1 to 30 letters"),
        ({"alias": "www.example.org", "speaks": ["en"], "most": "3"}, "Use 1 to 30 letters"),
        ({"alias": "<script>", "speaks": ["en"], "most": "3"}, "Use 1 to 30 letters"),
        ({"alias": "x" * 31, "speaks": ["en"], "most": "3"}, "Use 1 to 30 letters"),
        ({"alias": "Luz", "speaks": [], "most": "3"}, "Choose at least one language"),
        ({"alias": "Luz", "speaks": ["xx"], "most": "3"}, "Choose at least one language"),
        ({"alias": "Luz", "speaks": ["en"], "most": "0"}, "Choose from 1 to 6"),
        ({"alias": "Luz", "speaks": ["en"], "most": "7"}, "Choose from 1 to 6"),
        ({"alias": "Luz", "speaks": ["en"], "most": "many"}, "Choose from 1 to 6"),
        ({"alias": "José-María O'Neil", "speaks": ["en"], "most": "6"}, None),
        ({"alias": "مريم", "speaks": ["ar"], "most": "1"}, None),
    ],
)
def test_duty_needs_a_readable_name_a_language_and_a_number(
    house: House, advocate: AdvocateMaker, form: dict[str, object], expected: str | None
) -> None:
    ben = advocate("Ben")

    response = ben.post("/console/duty/start", form)

    if expected is None:
        assert response.status_code == 303
        assert house.duty.of(ben.id) is not None
    else:
        page = Page(response, "desk")
        assert (page.status, house.duty.of(ben.id)) == (400, None)
        assert expected in page.one("p", role="alert").text


def test_going_off_duty_with_open_talks_offers_to_hand_them_back(house: House, ana: Advocate) -> None:
    cid = ana.takes(house.somebody_waits("hello"))

    asked = Page(ana.post("/console/duty/stop"), "stop")
    assert asked.one("h1").text == "You have one open talk"
    assert house.duty.of(ana.id) is not None

    ana.post("/console/duty/stop", {"talks": "back"})
    assert (house.duty.of(ana.id), house.line.waiting()) == (None, [cid])


def test_going_off_duty_may_keep_the_open_talks(house: House, ana: Advocate) -> None:
    cid = ana.takes(house.somebody_waits("hello"))

    ana.post("/console/duty/stop", {"talks": "keep"})

    assert (house.duty.of(ana.id), house.line.holder(cid)) == (None, ana.id)
    assert ana.get(f"/console/talk/{cid}").status == 200


def test_a_page_without_script_keeps_duty_and_talks_alive_by_refreshing(house: House, ana: Advocate) -> None:
    cid = ana.takes(house.somebody_waits("hello"))
    page = ana.get("/console/")
    assert '<noscript><meta http-equiv="refresh" content="30;url=/console/?live=1"></noscript>' in page.html

    for _ in range(5):
        house.clock.turn(seconds=45)
        ana.client.get("/console/?live=1")
        house.desk.sweep()

    assert house.line.holder(cid) == ana.id


def test_an_advocate_whose_computer_is_closed_loses_the_talk_to_the_line(house: House, ana: Advocate, advocate: AdvocateMaker) -> None:
    cid = ana.takes(house.somebody_waits("hello"))

    house.clock.turn(seconds=61)
    page = advocate("Ben").get("/console/")

    assert len(cards(page)) == 1
    assert house.line.waiting() == [cid]


def test_the_console_speaks_the_language_of_the_account_before_that_of_the_browser(house: House, ana: Advocate) -> None:
    spanish = {"Accept-Language": "es-MX,es;q=0.9,en;q=0.5"}
    assert ana.get("/console/", headers=spanish).one("h1").text == "Fila de espera"
    assert ana.get("/console/", headers={"Accept-Language": "ko"}).one("h1").text == "Waiting line"

    ana.post("/console/language", {"language": "en"})
    assert ana.get("/console/", headers=spanish).one("h1").text == "Waiting line"
    ana.post("/console/language", {"language": "es"})
    assert ana.get("/console/").one("h1").text == "Fila de espera"
    ana.post("/console/language", {"language": "xx"})
    assert ana.get("/console/").one("html").attributes["lang"] == "es"


def test_a_person_s_language_is_named_for_who_reads(house: House, ana: Advocate) -> None:
    house.somebody_waits(language="ar", waited=60)
    house.somebody_waits(language="es")

    english = cards(ana.get("/console/"))
    house.staff.set_language(ana.id, "es")
    spanish = cards(ana.get("/console/"))

    assert ["(Arabic)" in english[0], "Español (Spanish)" in english[1]] == [True, True]
    assert ["(árabe)" in spanish[0], "(" in spanish[1].split("·")[0]] == [True, False]

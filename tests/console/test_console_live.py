"""The console in a real browser: live without reloading, and whole without script."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from bot.conversation import Channel, Reason, Urgency
from bot.handoff.talks import Sending
from tests.console.desks import DESK, PHONE, DeskMaker
from tests.console.support import DEMO, Advocate, House

pytestmark = pytest.mark.slow


def test_the_line_is_live_and_a_talk_goes_its_whole_way(house: House, ana: Advocate, at_desk: DeskMaker) -> None:
    page = at_desk(ana).open("/console/")
    expect(page.get_by_text("Nobody is waiting.")).to_be_visible()

    cid = house.somebody_waits("Bonjour, j'ai peur", language="fr", urgency=Urgency.NOW, reasons=(Reason.DANGER,))
    expect(page.get_by_text("Danger now")).to_be_visible()
    expect(page).to_have_title("(1) quietline")
    page.get_by_role("button", name="Take person").click()

    expect(page.get_by_text("Bonjour, j'ai peur")).to_be_visible()
    page.get_by_label("Write to the person").fill("Bonjour. Je suis là.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("log").get_by_text("Bonjour. Je suis là.")).to_be_visible()
    expect(page.get_by_label("Write to the person")).to_have_value("")
    expect(page.get_by_label("Write to the person")).to_be_focused()

    house.says(cid, "merci <b>beaucoup</b>")
    expect(page.get_by_role("log").get_by_text("merci <b>beaucoup</b>")).to_be_visible()
    expect(page.get_by_role("log").get_by_text("Bonjour. Je suis là.")).to_have_count(1)

    page.get_by_text("Private note").click()
    page.get_by_label("For you and whoever takes the talk next").fill("Speaks French and some English.")
    page.get_by_role("button", name="Keep note").click()
    expect(page.get_by_role("log").get_by_text("Speaks French and some English.")).to_be_visible()

    page.get_by_role("link", name="End talk").click()
    page.get_by_role("button", name="End and erase").click()
    expect(page.get_by_text("Checked just now: nothing of this talk is held.")).to_be_visible()
    assert house.held.of(cid) == []


def test_who_leaves_is_seen_to_leave_at_once_and_nothing_stays_on_the_screen(house: House, ana: Advocate, at_desk: DeskMaker) -> None:
    cid = ana.takes(house.somebody_waits("my very own words"))
    page = at_desk(ana).open(f"/console/talk/{cid}")
    page.get_by_label("Write to the person").fill("half an answer")
    expect(page.get_by_text("my very own words")).to_be_visible()

    house.leaves(cid)

    expect(page.get_by_role("heading", name="The person left. Nothing is kept.")).to_be_visible()
    expect(page.get_by_text("my very own words")).to_have_count(0)
    expect(page.get_by_label("Write to the person")).to_have_count(0)


def test_what_becomes_of_a_text_is_told_as_it_happens_and_typing_is_left_alone(house: House, ana: Advocate, at_desk: DeskMaker) -> None:
    cid = ana.takes(house.somebody_waits("hello", channel=Channel.SMS))
    line = house.desk.say(cid, ana.id, "Take your time.")
    page = at_desk(ana).open(f"/console/talk/{cid}")
    field = page.get_by_label("Write to the person")
    field.press_sequentially("I am writ")

    for state, words in ((Sending.SENT, "Sent"), (Sending.DELIVERED, "Delivered"), (Sending.HELD, "Held: the reply window was closed")):
        house.talks.set_sending(cid, line.id, state)
        expect(page.locator(f"[data-line='{line.id}'] .state")).to_have_text(words)
    field.press_sequentially("ing to you")

    expect(field).to_have_value("I am writing to you")
    expect(field).to_be_focused()
    page.get_by_role("button", name="Send now").click()
    expect(page.locator(f"[data-line='{line.id}'] .state")).to_have_text("Going out")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_newest_line_is_in_view_unless_its_reader_looks_back(
    house: House, ana: Advocate, at_desk: DeskMaker, viewport: dict[str, int]
) -> None:
    cid = ana.takes(house.somebody_waits("the very first"))
    for number in range(40):
        house.says(cid, f"line number {number}")
    page = at_desk(ana, viewport=viewport).open(f"/console/talk/{cid}")
    expect(page.get_by_text("line number 39", exact=True)).to_be_in_viewport()
    expect(page.get_by_role("link", name="Waiting line")).to_be_attached()

    house.says(cid, "one more")
    expect(page.get_by_text("one more", exact=True)).to_be_in_viewport()

    page.get_by_text("the very first").scroll_into_view_if_needed()
    house.says(cid, "and yet another")
    expect(page.get_by_text("and yet another")).to_be_attached()
    expect(page.get_by_text("the very first")).to_be_in_viewport()


def test_a_draft_shows_what_it_costs_and_ctrl_enter_sends(house: House, ana: Advocate, at_desk: DeskMaker) -> None:
    cid = ana.takes(house.somebody_waits("hello", channel=Channel.SMS))
    page = at_desk(ana).open(f"/console/talk/{cid}")
    field, count = page.get_by_label("Write to the person"), page.locator("output")

    for text, segments in (("Hello", "1"), ("Hello “there” – it’s me…", "1"), ("ó" * 71, "2"), ("", "0")):
        field.fill(text)
        expect(count).to_have_text(segments)
    field.fill("Sent by keys alone.")
    field.press("Control+Enter")

    expect(page.get_by_role("log").get_by_text("Sent by keys alone.")).to_be_visible()
    expect(count).to_have_text("0")


def test_a_line_that_could_not_be_sent_stays_in_its_field(house: House, ana: Advocate, at_desk: DeskMaker) -> None:
    cid = ana.takes(house.somebody_waits("hello"))
    desk = at_desk(ana)
    page = desk.open(f"/console/talk/{cid}")
    page.get_by_label("Write to the person").fill("Three careful sentences.")

    desk.context.set_offline(True)
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_text("This was not sent: there is no connection.")).to_be_visible()
    expect(page.get_by_label("Write to the person")).to_have_value("Three careful sentences.")
    desk.context.set_offline(False)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("log").get_by_text("Three careful sentences.")).to_have_count(1)


def test_many_open_talks_share_one_stream(house: House, ana: Advocate, at_desk: DeskMaker) -> None:
    """A browser has six connections to us in all: with one stream for each tab the seventh would hang."""
    ana.goes_on_duty("en", most=6)
    cids = [ana.takes(house.somebody_waits(f"hello {number}")) for number in range(6)]
    desk = at_desk(ana)
    streams: list[str] = []
    desk.context.on("request", lambda request: streams.append(request.url) if request.url.endswith("/events") else None)

    pages = [desk.open("/console/"), *(desk.open(f"/console/talk/{cid}") for cid in cids)]
    house.says(cids[-1], "the last of them writes")
    expect(pages[-1].get_by_text("the last of them writes")).to_be_visible()
    assert len(streams) == 1

    # The tab that has the stream is closed: another takes over, and nothing is missed.
    pages[0].close()
    house.says(cids[0], "and the first of them")
    expect(pages[1].get_by_text("and the first of them")).to_be_visible()


def test_a_session_that_ends_leads_every_tab_to_the_sign_in(house: House, ana: Advocate, at_desk: DeskMaker) -> None:
    cid = ana.takes(house.somebody_waits("hello"))
    desk = at_desk(ana)
    pages = [desk.open("/console/"), desk.open(f"/console/talk/{cid}")]
    expect(pages[1].get_by_role("log")).to_be_visible()

    house.staff.disable("Ana")

    for page in pages:
        expect(page.get_by_role("heading", name="Staff sign-in")).to_be_visible()


def test_no_single_key_does_anything(house: House, ana: Advocate, at_desk: DeskMaker) -> None:
    house.somebody_waits("hello")
    page = at_desk(ana).open("/console/")
    expect(page.get_by_role("button", name="Take person")).to_be_visible()

    for key in "abcdefghijklmnopqrstuvwxyz0123456789?/!.,":
        page.keyboard.press(key)

    assert urlsplit(page.url).path == "/console/"
    assert len(house.line.waiting()) == 1


def test_without_script_a_talk_goes_its_whole_way(house: House, app, browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/console/")
    name, password, code = page.locator("code").all_inner_texts()
    assert (name, password) == DEMO[:2]
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Go on duty").click()
    cid = house.somebody_waits("hello there")
    page.goto("/console/?live=1")
    page.get_by_role("button", name="Next person").click()

    expect(page.get_by_text("hello there")).to_be_visible()
    expect(page.get_by_label("Write to the person")).not_to_be_visible()
    page.get_by_role("link", name="Write").click()
    page.get_by_label("Write to the person").fill("Hello, I am here.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Hello, I am here.")).to_be_visible()
    page.get_by_role("link", name="Hand back").click()
    page.get_by_role("button", name="Hand back").click()
    expect(page.get_by_text("One person is waiting.")).to_be_visible()
    assert house.line.waiting() == [cid]
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    context.close()


def test_waiting_too_long_is_announced_and_a_key_press_stays(house: House, ana: Advocate, at_desk: DeskMaker) -> None:
    desk = at_desk(ana)
    desk.context.clock.install()
    page = desk.open("/console/")
    expect(page.get_by_role("heading", name="Waiting line")).to_be_visible()
    house.clock.turn(minutes=28)
    desk.context.clock.run_for("28:10")
    expect(page.get_by_text("You will be signed out in two minutes.")).to_be_visible()

    with page.expect_response(re.compile("/console/here$")) as reported:
        page.keyboard.press("Shift")

    assert reported.value.status == 204
    expect(page.get_by_text("You will be signed out in two minutes.")).to_have_count(0)
    house.clock.turn(minutes=5)
    assert ana.client.get("/console/fragments/line").status_code == 200

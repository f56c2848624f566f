"""How the console looks and reads: for small screens, screen readers, keyboards, and both directions of writing."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from bot.conversation import Channel, Reason, Urgency
from bot.handoff.talks import Sending
from bot.staff.roles import Role
from tests.console.desks import PHONE, DeskMaker
from tests.console.support import Advocate, House

pytestmark = pytest.mark.slow

SMALLEST = 320


def test_every_page_can_be_walked_through_by_tab(house: House, ana: Advocate, at_desk: DeskMaker) -> None:
    cid = ana.takes(house.somebody_waits("hello", channel=Channel.SMS))
    page = at_desk(ana, viewport={"width": SMALLEST, "height": 640}).open(f"/console/talk/{cid}")
    expect(page.get_by_role("log")).to_be_visible()
    reached: list[str] = []

    for _ in range(30):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => { const e = document.activeElement, r = e.getBoundingClientRect();
                 if (e === document.body || e.closest('.composer') || !r.width) return '';
                 const at = document.elementFromPoint(r.left + r.width / 2, Math.min(Math.max(r.top + r.height / 2, 0), innerHeight - 1));
                 return e.contains(at) || at?.contains(e) ? '' : e.outerHTML.slice(0, 80); }"""
        )
        assert hidden == ""
        reached.append(page.evaluate("() => document.activeElement.id || document.activeElement.textContent.trim().slice(0, 20)"))

    assert {"say", "End talk", "Hand back", "Send"} <= set(reached)


@pytest.fixture
def busy(house: House, ana: Advocate) -> dict[str, str]:
    """A desk with everything on it; the paths of every page."""
    for urgency, reason in ((Urgency.NOW, Reason.SILENT_ALARM), (Urgency.SOON, Reason.MINOR), (Urgency.ORDINARY, Reason.STUCK)):
        house.somebody_waits(language="ar", urgency=urgency, reasons=(reason,), topics=("cost_of_care",), waited=90, safe=False)
    cid = ana.takes(house.somebody_waits("أحتاج إلى طبيب", language="ar", channel=Channel.SMS))
    for state in Sending:
        line = house.desk.say(cid, ana.id, f"A line that is {state.value}, and long enough to need a second row on a small telephone.")
        house.talks.set_sending(cid, line.id, state)
    house.desk.note(cid, ana.id, "Prefers mornings.")
    gone = ana.takes(house.somebody_waits("bye"))
    house.leaves(gone)
    return {
        "desk": "/console/",
        "talk": f"/console/talk/{cid}",
        "hand back": f"/console/talk/{cid}/hand-back",
        "end": f"/console/talk/{cid}/end",
        "left": f"/console/talk/{gone}",
        "sign-in": "/console/sign-in",
        "enrol": f"/console/enrol/{house.staff.add_account('Neus', Role.ADVOCATE)}",
        "enrol gone": "/console/enrol/used",
        "not theirs": f"/console/talk/{house.line.waiting()[0]}",
    }


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("es", "dark")])
def test_axe_finds_nothing_on_any_page(
    house: House, ana: Advocate, busy: dict[str, str], at_desk: DeskMaker, scheme: str, language: str
) -> None:
    house.staff.set_language(ana.id, language)
    found = {}
    for name, path in busy.items():
        visitor = (
            ana if name not in ("sign-in", "enrol", "enrol gone") else Advocate(house, ana.member, ana.client.application.test_client())
        )
        page = at_desk(visitor, viewport=PHONE, color_scheme=scheme, locale=language).open(path)
        expect(page.locator("h1")).to_be_visible()
        for violation in Axe().run(page).response["violations"]:
            found[f"{name}: {violation['id']}"] = [node["html"][:120] for node in violation["nodes"]]
        page.close()

    assert found == {}


def test_every_target_is_large_enough_and_nothing_is_cut_off_on_a_small_phone(
    ana: Advocate, busy: dict[str, str], at_desk: DeskMaker
) -> None:
    desk = at_desk(ana, viewport={"width": SMALLEST, "height": 640})
    small, wide = [], []
    for name, path in busy.items():
        page = desk.open(path)
        expect(page.locator("h1")).to_be_visible()
        small += page.evaluate(
            """(name) => [...document.querySelectorAll('button, .button, input:not([type=hidden]):not([type=checkbox]), select, summary,'
                 + ' .check, .tabs a')].filter((e) => e.offsetWidth && (e.offsetHeight < 44 || e.offsetWidth < 44))
                 .map((e) => name + ': ' + e.outerHTML.slice(0, 80))""",
            name,
        )
        if page.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
            wide.append(name)
        page.close()

    assert (small, wide) == ([], [])


def test_lines_stand_left_and_right_and_mirror_themselves(house: House, ana: Advocate, at_desk: DeskMaker) -> None:
    cid = ana.takes(house.somebody_waits("مرحبا", language="ar"))
    house.desk.say(cid, ana.id, "Hello")
    page = at_desk(ana).open(f"/console/talk/{cid}")
    expect(page.get_by_text("Hello", exact=True)).to_be_visible()
    middle = """(e) => { const r = e.getBoundingClientRect(), log = e.closest('[role=log]').getBoundingClientRect();
                  return r.left + r.width / 2 < log.left + log.width / 2 ? 'left' : 'right'; }"""
    theirs, mine = page.locator(".said-person"), page.locator(".said-advocate")

    assert (theirs.evaluate(middle), mine.evaluate(middle)) == ("left", "right")
    assert page.locator(".said-person .words").evaluate("(e) => getComputedStyle(e).direction") == "rtl"
    page.evaluate("() => { document.documentElement.dir = 'rtl'; }")
    assert (theirs.evaluate(middle), mine.evaluate(middle)) == ("right", "left")

"""Access: every view says what it needs, every role gets what the table says, and every talk belongs to one advocate."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from http.cookies import SimpleCookie

import pytest
from flask import Flask
from werkzeug.routing import Rule

from bot.conversation import ConversationId
from bot.staff.models import AuditEvent
from bot.staff.roles import ROLES, Action, Role
from tests.console.support import Advocate, AdvocateMaker, House, an_advocate, csrf_token
from webhooks.console.access import rule_of

# What each view needs, written down a second time: changing who may do what takes two hands.
EXPECTED = {
    "console.static": None,
    "console.sign_in": None,
    "console.sign_in_now": None,
    "console.enrol": None,
    "console.enrol_now": None,
    "console.sign_out": Action.OWN_ACCOUNT,
    "console.set_language": Action.OWN_ACCOUNT,
    "console.here": Action.OWN_ACCOUNT,
    "console.desk": Action.SEE_LINE,
    "console.line_fragment": Action.SEE_LINE,
    "console.talks_fragment": Action.SEE_LINE,
    "console.events": Action.SEE_LINE,
    "console.take": Action.CLAIM,
    "console.take_next": Action.CLAIM,
    "console.duty_start": Action.SET_DUTY,
    "console.duty_stop": Action.SET_DUTY,
    "console.talk": Action.READ_TALK,
    "console.talk_fragment": Action.READ_TALK,
    "console.ended": Action.READ_TALK,
    "console.say": Action.SAY,
    "console.again": Action.SAY,
    "console.note": Action.NOTE,
    "console.hand_back": Action.RELEASE,
    "console.hand_back_now": Action.RELEASE,
    "console.end": Action.END,
    "console.end_now": Action.END,
}
QUIET = {"console.line_fragment", "console.talks_fragment", "console.talk_fragment", "console.events"}
TALK_VIEWS = [name for name, action in EXPECTED.items() if action and action.startswith("talk:")]
CHANGES = {"say", "again", "note", "hand_back_now", "end_now"}


def console_routes(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("console.")]


def path_of(app: Flask, endpoint: str, **values: str) -> tuple[str, str]:
    """Return the method and the path that reach a view."""
    rule = next(rule for rule in console_routes(app) if rule.endpoint == endpoint)
    with app.test_request_context():
        arguments = {name: values.get(name, "x") for name in rule.arguments}
        return ("POST" if "POST" in (rule.methods or ()) else "GET"), app.url_for(endpoint, **arguments)


def test_every_view_declares_what_it_needs(app: Flask) -> None:
    undeclared = []
    for rule in console_routes(app):
        view = app.view_functions[rule.endpoint]
        if rule_of(rule.endpoint, view) is None:
            code = inspect.unwrap(view).__code__
            undeclared.append(
                f"{code.co_filename}:{code.co_firstlineno} {rule.endpoint}: put @needs(action) or @open_to_all under its route"
            )

    assert undeclared == []


def test_every_view_needs_exactly_what_is_expected(app: Flask) -> None:
    found = {rule.endpoint: rule_of(rule.endpoint, app.view_functions[rule.endpoint]) for rule in console_routes(app)}

    assert {name: rule.action for name, rule in found.items() if rule} == EXPECTED
    assert {name for name, rule in found.items() if rule and rule.quiet} == QUIET


def test_a_view_without_a_declaration_is_never_served(house: House) -> None:
    from webhooks.console import create_console

    app = Flask("quietline")
    app.testing = True
    console = create_console(house.services)
    console.add_url_rule("/forgotten", "forgotten", lambda: "open to everybody")
    app.register_blueprint(console)

    with pytest.raises(RuntimeError, match=r"console\.forgotten declares no access\. Put @needs"):
        app.test_client().get("/console/forgotten")


@pytest.mark.parametrize("endpoint", [name for name, action in EXPECTED.items() if action])
def test_nobody_gets_in_without_signing_in(app: Flask, endpoint: str) -> None:
    method, path = path_of(app, endpoint)
    client = app.test_client()
    form = {"csrf_token": csrf_token(client, "/console/sign-in")}

    response = client.open(path, method=method, data=form if method == "POST" else None)

    if endpoint in QUIET:
        assert response.status_code == 401
    else:
        assert (response.status_code, response.location) == (303, "/console/sign-in")


@pytest.mark.parametrize("role", list(Role))
def test_each_role_may_do_what_the_table_says(app: Flask, advocate: AdvocateMaker, house: House, role: Role) -> None:
    member = advocate(role.value.title(), role=role)
    outcomes = {}
    for endpoint, action in EXPECTED.items():
        if action is None or endpoint in ("console.sign_out", "console.events"):
            continue
        method, path = path_of(app, endpoint)
        response = member.post(path) if method == "POST" else member.client.get(path)
        outcomes[endpoint] = "denied" if response.status_code == 403 and b"Not for this account" in response.data else "served"

    assert outcomes == {
        name: "served" if action in ROLES[role] else "denied" for name, action in EXPECTED.items() if name in outcomes and action
    }
    denied = [entry for entry in house.staff.audited(1000) if entry.event is AuditEvent.DENIED]
    assert len(denied) == list(outcomes.values()).count("denied")


@pytest.mark.parametrize("endpoint", TALK_VIEWS)
@pytest.mark.parametrize("whose", ["waiting", "foreign"])
def test_a_talk_that_is_not_theirs_is_closed_to_every_advocate(
    app: Flask, house: House, ana: Advocate, advocate: AdvocateMaker, endpoint: str, whose: str
) -> None:
    """Read, fragment, say, note, hand back, end: 403 for the talks of others and for people who still wait."""
    cid = house.somebody_waits("a secret of mine")
    if whose == "foreign":
        ben = advocate("Ben")
        ben.goes_on_duty()
        ben.takes(cid)
    before = house.talks.lines(cid)

    method, path = path_of(app, endpoint, cid=cid)
    response = ana.post(path, {"text": "hello", "line": before[0].id}) if method == "POST" else ana.client.get(path)

    assert response.status_code == 403
    assert b"a secret of mine" not in response.data
    assert house.talks.lines(cid) == before
    assert house.conversations.get(cid) is not None


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMIN])
def test_no_role_opens_somebody_elses_talk(app: Flask, house: House, ana: Advocate, advocate: AdvocateMaker, role: Role) -> None:
    cid = ana.takes(house.somebody_waits("a secret of mine"))
    other = advocate("Sol", role=role)

    for endpoint in TALK_VIEWS:
        method, path = path_of(app, endpoint, cid=cid)
        response = other.post(path, {"text": "hello"}) if method == "POST" else other.client.get(path)
        assert response.status_code == 403, endpoint
        assert b"a secret of mine" not in response.data


@pytest.mark.parametrize("endpoint", TALK_VIEWS)
def test_a_talk_that_has_ended_says_so_to_whoever_asks(app: Flask, house: House, ana: Advocate, endpoint: str) -> None:
    cid = ana.takes(house.somebody_waits("a secret of mine"))
    house.leaves(cid)

    method, path = path_of(app, endpoint, cid=cid)
    response = ana.post(path, {"text": "hello"}) if method == "POST" else ana.client.get(path)

    assert response.status_code == (200 if endpoint == "console.ended" else 410)
    assert b"othing" in response.data


def test_a_role_that_is_taken_away_is_gone_with_the_next_click(house: House, ana: Advocate) -> None:
    cid = ana.takes(house.somebody_waits("hello"))
    assert ana.client.get(f"/console/talk/{cid}").status_code == 200

    house.staff._update(ana.id, role=Role.ADMIN)

    assert ana.client.get(f"/console/talk/{cid}").status_code == 403


def test_a_disabled_account_is_out_with_the_next_click(house: House, ana: Advocate) -> None:
    house.staff.disable("Ana")

    response = ana.client.get("/console/")

    assert (response.status_code, response.location) == (303, "/console/sign-in")


@pytest.mark.parametrize("endpoint", sorted(name for name in EXPECTED if name.endswith("_now") or name.split(".")[1] in {
    "take", "take_next", "duty_start", "duty_stop", "set_language", "here", "say", "again", "note", "sign_out"}))  # fmt: skip
@pytest.mark.parametrize("token", [None, "", "forged", "of another browser"])
def test_a_form_without_its_token_changes_nothing(app: Flask, house: House, ana: Advocate, endpoint: str, token: str | None) -> None:
    waiting, mine = house.somebody_waits("waits", language="en"), ana.takes(house.somebody_waits("talks", language="en"))
    lines = house.talks.lines(mine)
    form = {
        "cid": waiting,
        "text": "hello",
        "line": lines[0].id,
        "talks": "back",
        "sure": "yes",
        "alias": "Sol",
        "speaks": "ar",
        "language": "es",
    }
    if token is not None:
        form["csrf_token"] = csrf_token(app.test_client(), "/console/sign-in") if token == "of another browser" else token
    _, path = path_of(app, endpoint, cid=mine)

    response = ana.client.post(path, data=form)

    assert response.status_code == 400
    assert b"too old" in response.data
    duty = house.duty.of(ana.id)
    assert (house.talks.lines(mine), house.line.holder(mine), house.line.waiting()) == (lines, ana.id, [waiting])
    assert duty is not None
    assert duty.alias == "Luz"
    assert house.staff.account(ana.id).language is None  # type: ignore[union-attr]
    assert ana.client.get("/console/").status_code == 200


@pytest.mark.parametrize(
    "endpoint", [f"console.{name}" for name in sorted(CHANGES)] + ["console.take", "console.duty_stop", "console.sign_out"]
)
def test_nothing_changes_by_following_a_link(app: Flask, house: House, ana: Advocate, endpoint: str) -> None:
    cid = ana.takes(house.somebody_waits("hello"))
    rule = next(rule for rule in console_routes(app) if rule.endpoint == endpoint)

    assert "GET" not in (rule.methods or ())
    assert ana.client.get(path_of(app, endpoint, cid=cid)[1]).status_code in (200, 405)
    assert house.line.holder(cid) == ana.id


def test_a_session_ends_by_itself_and_the_page_says_so(house: House, ana: Advocate) -> None:
    house.clock.turn(minutes=31)

    response = ana.client.get("/console/")
    page = ana.get("/console/sign-in")

    assert response.status_code == 303
    assert "Your session has ended. Sign in again." in page.text


def test_a_page_left_open_does_not_keep_its_session_alive(house: House, ana: Advocate) -> None:
    """Fragments, and pages that refresh themselves, are not their reader doing something."""
    for path in ("/console/fragments/line", "/console/fragments/talks", "/console/?live=1"):
        house.clock.turn(minutes=9)
        assert ana.client.get(path).status_code == 200

    house.clock.turn(minutes=4)

    assert ana.client.get("/console/fragments/line").status_code == 401


def test_a_key_press_reported_by_the_page_does(house: House, ana: Advocate) -> None:
    for _ in range(4):
        house.clock.turn(minutes=20)
        assert ana.post("/console/here", at="/console/?live=1").status_code == 204

    assert ana.client.get("/console/").status_code == 200


def test_after_twelve_hours_everybody_signs_in_again(house: House, ana: Advocate) -> None:
    for _ in range(36):
        house.clock.turn(minutes=20)
        response = ana.client.get("/console/")

    assert response.status_code == 303


def test_a_session_that_ends_takes_no_talk_with_it(house: House, ana: Advocate) -> None:
    """The lease lapses like that of a closed laptop: the person is back at their old place."""
    cid = ana.takes(house.somebody_waits("hello"))

    house.clock.turn(minutes=31)
    house.desk.sweep()

    assert house.line.waiting() == [cid]


def _cookies(header: list[str]) -> dict[str, SimpleCookie]:
    return {line.split("=")[0]: SimpleCookie(line) for line in header}


@pytest.mark.parametrize("demo", [True, False])
def test_the_session_cookie_is_out_of_reach(house: House, house_in_earnest: House, demo: bool) -> None:
    chosen = house if demo else house_in_earnest
    app = chosen.app()
    advocate = an_advocate(chosen, app, signed_in=False)
    base = "http://localhost" if demo else "https://localhost"
    form = {"name": "Ana", "password": advocate.member.password, "code": advocate.member.code(chosen.clock())}
    page = advocate.client.get("/console/sign-in", base_url=base).get_data(as_text=True)
    form["csrf_token"] = page.split('name="csrf_token" value="')[1].split('"')[0]

    response = advocate.client.post("/console/sign-in", data=form, base_url=base)

    cookies = _cookies(response.headers.getlist("Set-Cookie"))
    name = "desk" if demo else "__Host-desk"
    for each in (name, f"{name}-known"):
        morsel = cookies[each][each]
        assert (morsel["httponly"], morsel["samesite"], morsel["path"], morsel["domain"]) == (True, "Strict", "/", "")
        assert bool(morsel["secure"]) is not demo
    assert cookies[name][name]["max-age"] == ""
    assert len(cookies[name][name].value) >= 43


Outcome = Callable[[ConversationId], object]

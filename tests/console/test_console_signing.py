"""Coming and going: sign-in, the one-time link, sign-out."""

from __future__ import annotations

import pytest
from flask import Flask

from bot.staff.models import AuditEvent
from bot.staff.roles import Role
from tests.console.pages import Page
from tests.console.support import CANARY_NUMBER, DEMO, Advocate, AdvocateMaker, House, a_code, csrf_token


def test_signing_in_leads_to_the_desk(advocate: AdvocateMaker) -> None:
    ana = advocate("Ana", signed_in=False)

    response = ana.sign_in()

    assert (response.status_code, response.location) == (303, "/console/")
    assert ana.get("/console/").one("h1").text == "Waiting line"


@pytest.mark.parametrize("wrong", ["name", "password", "code"])
def test_a_wrong_sign_in_says_one_thing_whatever_was_wrong(advocate: AdvocateMaker, wrong: str) -> None:
    ana = advocate("Ana", signed_in=False)
    form = {"name": "Ana", "password": ana.member.password, "code": ana.member.code(ana.house.clock()), wrong: "something else"}

    page = Page(ana.post("/console/sign-in", form, at="/console/sign-in"), "sign-in")

    assert page.status == 401
    assert page.one("p", role="alert").text.startswith("Name, password or code is not right.")
    assert "desk=" not in " ".join(page.response.headers.getlist("Set-Cookie"))


def test_a_wrong_sign_in_gives_back_the_name_and_never_the_password(advocate: AdvocateMaker) -> None:
    ana = advocate("Ana", signed_in=False)

    page = Page(ana.post("/console/sign-in", {"name": "Ana", "password": "my secret words", "code": "1"}, at="/console/sign-in"), "sign-in")

    assert page.one("input", name_="name").attributes["value"] == "Ana" if page.all("input", name_="name") else True
    assert "my secret words" not in page.html


def test_too_many_tries_say_how_long_to_wait_and_that_nothing_is_locked(advocate: AdvocateMaker) -> None:
    ana = advocate("Ana", signed_in=False)
    for _ in range(6):
        response = ana.post("/console/sign-in", {"name": "Ana", "password": "wrong", "code": "1"}, at="/console/sign-in")

    page = Page(response, "sign-in")
    assert (page.status, page.response.headers["Retry-After"]) == (429, "1")
    assert "Wait one second" in page.text
    assert "Your account is not locked." in page.text


def test_each_sign_in_gets_a_new_session_and_the_old_one_dies(advocate: AdvocateMaker) -> None:
    ana = advocate("Ana", signed_in=False)
    ana.sign_in()
    first = ana.client.get_cookie("desk")
    form_token = csrf_token(ana.client, "/console/")

    # A signed-in browser that posts the form again: a new id, and nothing of the old one is good any more.
    ana.house.clock.turn(seconds=60)
    form = {"csrf_token": form_token, "name": "Ana", "password": ana.member.password, "code": ana.member.code(ana.house.clock())}
    ana.client.post("/console/sign-in", data=form)
    second = ana.client.get_cookie("desk")

    assert first is not None
    assert second is not None
    assert first.value != second.value
    assert ana.house.staff.sessions.look(first.value) is None
    assert ana.client.post("/console/here", data={"csrf_token": form_token}).status_code == 400


def test_a_session_planted_before_sign_in_is_not_used(advocate: AdvocateMaker) -> None:
    ana = advocate("Ana", signed_in=False)
    ana.client.set_cookie("desk", "planted-by-somebody", domain="localhost")

    ana.sign_in()

    cookie = ana.client.get_cookie("desk")
    assert cookie is not None
    assert cookie.value != "planted-by-somebody"


def test_signing_out_ends_the_session_on_the_server(ana: Advocate) -> None:
    cookie = ana.client.get_cookie("desk")
    assert cookie is not None

    response = ana.post("/console/sign-out")

    assert response.location == "/console/sign-in"
    assert ana.house.staff.sessions.look(cookie.value) is None
    assert ana.client.get_cookie("desk") is None
    assert ana.house.duty.of(ana.id) is None
    assert "You are signed out." in ana.get("/console/sign-in").text


def test_signing_out_with_open_talks_asks_first_and_then_puts_people_back(house: House, ana: Advocate) -> None:
    cid = ana.takes(house.somebody_waits("hello"))

    asked = Page(ana.post("/console/sign-out"), "sign-out")
    assert asked.one("h1").text == "You have one open talk"
    assert house.line.holder(cid) == ana.id

    ana.post("/console/sign-out", {"sure": "yes"})
    assert house.line.waiting() == [cid]
    assert ana.client.get("/console/").status_code == 303


def test_the_audit_tells_of_each_act_once_and_of_no_person(house: House, ana: Advocate, advocate: AdvocateMaker) -> None:
    before = len(house.staff.audited(1000))
    ben = advocate("Ben", signed_in=False)
    ben.sign_in()
    cid, other = house.somebody_waits("a secret of mine"), house.somebody_waits("another")
    for each in (cid, other):
        ana.post("/console/line/take", {"cid": each})
    ana.post(f"/console/talk/{cid}/end")
    ana.post(f"/console/talk/{other}/hand-back", {"text": "wrong button"})
    ana.post("/console/sign-out")

    entries = house.staff.audited(1000)[: len(house.staff.audited(1000)) - before]
    acts = [(entry.event, entry.name) for entry in reversed(entries)]
    assert acts[1:] == [
        (AuditEvent.SIGN_IN, "Ben"),
        (AuditEvent.CLAIM, "Ana"),
        (AuditEvent.CLAIM, "Ana"),
        (AuditEvent.END, "Ana"),
        (AuditEvent.RELEASE, "Ana"),
        (AuditEvent.SIGN_OUT, "Ana"),
    ]
    dump = repr(entries)
    assert not any(secret in dump for secret in (cid, other, "secret", "wrong button", CANARY_NUMBER))


def test_in_the_demo_the_page_shows_what_signs_in(house: House, app: Flask) -> None:
    client = app.test_client()
    page = Page(client.get("/console/sign-in"), "sign-in")
    name, password, code = (element.text for element in page.all("code"))
    assert (name, password) == DEMO[:2]
    assert "This is a demo on one computer." in page.text

    form = {"csrf_token": csrf_token(client, "/console/sign-in"), "name": name, "password": password, "code": code}
    response = client.post("/console/sign-in", data=form)

    assert response.location == "/console/"
    assert "This is a demo on one computer." in Page(client.get("/console/"), "desk").text
    again = Page(app.test_client().get("/console/sign-in"), "sign-in")
    assert again.all("code")[2].text != code


def test_outside_the_demo_nothing_of_it_shows(house_in_earnest: House) -> None:
    page = Page(house_in_earnest.app().test_client().get("/console/sign-in", base_url="https://localhost"), "sign-in")

    assert page.all("code") == []
    assert "demo" not in page.html.lower()


def test_a_person_enrols_by_their_link_and_signs_in(house: House, app: Flask) -> None:
    client = app.test_client()
    path = f"/console/enrol/{house.staff.add_account('Neus', Role.ADVOCATE)}"
    page = Page(client.get(path), path)
    secret = page.all("code")[0].text.replace(" ", "")
    assert "This is for Neus." in page.text
    assert page.all("svg")

    form = {"csrf_token": csrf_token(client, path), "password": "three quiet words", "again": "three quiet words"}
    done = Page(client.post(path, data=form | {"code": a_code(secret, house.clock())}), path)

    codes = [element.text for element in done.all("code")]
    assert (done.status, len(set(codes))) == (200, 10)
    house.clock.turn(seconds=60)
    for code in (a_code(secret, house.clock()), codes[0]):
        sign_in = {"csrf_token": csrf_token(client, "/console/sign-in"), "name": "neus", "password": "three quiet words", "code": code}
        assert client.post("/console/sign-in", data=sign_in).location == "/console/"
        client = app.test_client()


@pytest.mark.parametrize(
    ("password", "again", "code", "expected"),
    [
        ("short", "short", "right", "Use at least 8 characters."),
        ("three quiet words", "three quiet wards", "right", "The two passwords are not the same."),
        ("password1!", "password1!", "right", "This is one of the passwords that are guessed first."),
        ("Neus1234", "Neus1234", "right", "Do not use your own name."),
        ("three quiet words", "three quiet words", "000000", "This code does not fit."),
        ("x" * 300, "x" * 300, "right", "Use at most 256 characters."),
    ],
)
def test_what_is_wrong_at_enrolment_is_said_where_it_is(
    house: House, app: Flask, password: str, again: str, code: str, expected: str
) -> None:
    client = app.test_client()
    token = house.staff.add_account("Neus", Role.ADVOCATE)
    path = f"/console/enrol/{token}"
    right = a_code(house.staff.enrolment(token).secret, house.clock())
    form = {"csrf_token": csrf_token(client, path), "password": password, "again": again, "code": right if code == "right" else code}

    page = Page(client.post(path, data=form), path)

    assert page.status == 400
    assert page.one("p", role="alert").text.startswith(expected)
    assert password not in page.html
    assert house.staff.enrolment(token)


@pytest.mark.parametrize("token", ["used", "old", "invented"])
def test_a_link_that_works_no_more_says_whom_to_ask(house: House, app: Flask, token: str) -> None:
    given = house.staff.add_account("Neus", Role.ADVOCATE)
    if token == "used":
        house.staff.enrol(given, "three quiet words", a_code(house.staff.enrolment(given).secret, house.clock()))
    house.clock.turn(hours=80 if token == "old" else 0)

    page = Page(app.test_client().get(f"/console/enrol/{given if token != 'invented' else 'x'}"), "enrol")

    assert page.status == 410
    assert page.one("h1").text == "This link does not work any more"
    assert "Ask whoever gave it to you for a new one." in page.text


def test_the_fields_help_password_managers_and_take_what_is_pasted(house: House, app: Flask) -> None:
    page = Page(app.test_client().get("/console/sign-in"), "sign-in")
    enrol = Page(app.test_client().get(f"/console/enrol/{house.staff.add_account('Neus', Role.ADVOCATE)}"), "enrol")

    fills = [element.attributes.get("autocomplete") for element in page.all("input") if element.attributes.get("type") != "hidden"]
    assert fills == ["username", "current-password", "one-time-code"]
    assert [element.attributes["autocomplete"] for element in enrol.all("input", type="password")] == ["new-password"] * 2
    assert "maxlength" not in page.html

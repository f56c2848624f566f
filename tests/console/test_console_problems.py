"""When something below the console fails, it says so plainly, says what to do, and shows nothing of the inside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.handoff.talks import Talks
from bot.memory import keys
from bot.memory.sealing import Sealer
from tests.console.pages import Page
from tests.console.support import Advocate, House, a_house, csrf_token


def without_redis(database: Path) -> House:
    return a_house(database, f"unix://{database.parent}/no-redis.sock", demo=False)


@pytest.mark.parametrize("path", ["/console/", "/console/talk/x", "/console/fragments/line", "/console/events"])
def test_without_redis_every_page_says_that_the_line_cannot_be_reached(database: Path, path: str) -> None:
    client = without_redis(database).app().test_client()
    client.set_cookie("__Host-desk", "x" * 43, domain="localhost", secure=True)

    page = Page(client.get(path, base_url="https://localhost"), path)

    assert page.status == 503
    assert page.one("h1").text == "The line cannot be reached"
    assert "Nothing is lost by waiting. Try again in a minute" in page.text
    assert "sock" not in page.html


def test_without_redis_nobody_signs_in_unthrottled(database: Path) -> None:
    client = without_redis(database).app().test_client()
    page = client.get("/console/sign-in", base_url="https://localhost").get_data(as_text=True)
    form = {"csrf_token": page.split('name="csrf_token" value="')[1].split('"')[0], "name": "Ana", "password": "x", "code": "1"}

    assert client.post("/console/sign-in", data=form, base_url="https://localhost").status_code == 503


def test_without_its_database_the_console_says_so(ana: Advocate, database: Path) -> None:
    for path in database.parent.glob("staff.db*"):
        path.unlink()
    database.write_bytes(b"")

    page = ana.get("/console/")

    assert page.status == 503
    assert "The staff accounts cannot be reached right now." in page.text


def test_a_talk_whose_key_is_missing_names_the_remedy(house: House, ana: Advocate) -> None:
    cid = ana.takes(house.somebody_waits("hello"))
    other = Talks(house.redis, Sealer([b"another key of thirty-two bytes!"]))
    house.redis.delete(keys.talk_key(cid))
    other.open(cid, None)

    page = ana.get(f"/console/talk/{cid}")

    assert page.status == 503
    assert "a key is missing from SECRET_KEYS" in page.text


@pytest.mark.slow
def test_a_talk_that_is_being_answered_asks_for_a_moment(house: House, ana: Advocate) -> None:
    cid = ana.takes(house.somebody_waits("hello"))

    with house.conversations.one_turn(cid):
        page = Page(ana.post(f"/console/talk/{cid}/hand-back"), "hand-back")

    assert page.status == 503
    assert "Wait a few seconds and try again." in page.text


def test_a_form_that_is_too_old_says_that_nothing_was_done(ana: Advocate) -> None:
    page = Page(ana.client.post("/console/duty/stop", data={"csrf_token": "old"}), "stop")

    assert page.status == 400
    assert "For safety nothing was done. Go back, reload the page, and try again." in page.text


def test_a_tab_left_from_before_the_sign_in_is_such_a_form(house: House, ana: Advocate) -> None:
    before = csrf_token(ana.client, "/console/")
    ana.client.delete_cookie("forms", domain="localhost")

    assert ana.client.post("/console/here", data={"csrf_token": before}).status_code == 400


def test_problems_are_told_in_the_reader_s_language(house: House, ana: Advocate) -> None:
    house.staff.set_language(ana.id, "es")

    page = ana.get(f"/console/talk/{house.somebody_waits()}")

    assert page.one("h1").text == "Esta conversación no es suya"


def test_the_news_may_come_from_anything_that_follows_the_line(house: House, ana: Advocate) -> None:
    """The console asks for shapes, not for classes."""

    class OneTick:
        def follow(self, after: str | None) -> Iterator[tuple[str, str, str]]:
            yield ("", "tick", "")

    app = house.following(OneTick()).app()
    cookie = ana.client.get_cookie("desk")
    client = app.test_client()
    assert cookie is not None
    client.set_cookie("desk", cookie.value, domain="localhost")

    assert client.get("/console/events").get_data(as_text=True).endswith("event: tick\ndata: beat\n\n")

"""Events: the right fragments for the right advocate, nothing missed, nothing told, and talks that stay alive."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest
from redis.exceptions import ConnectionError as RedisConnectionError

from bot.handoff.talks import Sending
from tests.console.support import Advocate, AdvocateMaker, House
from webhooks.console.events import changed, follow


def stream(house: House, ana: Advocate, after: str | None = None) -> Iterator[str]:
    """Follow events as Ana's browser does."""
    cookie = ana.client.get_cookie("desk")
    assert cookie is not None
    account = house.staff.account(ana.id)
    assert account is not None
    return follow(house.services, account, cookie.value, after)


def next_changes(events: Iterator[str], count: int) -> list[str]:
    """Return the data of the next changes, ticks left out."""
    found = (event.split("data: ")[1].strip() for event in events if "event: changed" in event)
    return list(islice(found, count))


def last_entry(house: House) -> str:
    (entry, _), *_ = house.redis.xrevrange("queue:news", count=1)
    return str(entry.decode())


def test_the_stream_is_one_a_browser_understands(house: House, ana: Advocate) -> None:
    response = ana.client.get("/console/events", buffered=False)

    assert (response.status_code, response.mimetype) == (200, "text/event-stream")
    assert response.headers["Cache-Control"] == "no-store"
    assert next(iter(response.response)) in ("retry: 2000\n\n", b"retry: 2000\n\n")
    response.close()


def test_what_was_missed_is_told_first_and_nothing_twice(house: House, ana: Advocate) -> None:
    house.somebody_waits()
    seen = last_entry(house)
    cid = house.somebody_waits()
    ana.takes(cid)

    events = list(islice(stream(house, ana, seen), 4))

    ids = [event.split("id: ")[1].split("\n")[0] for event in events if "id: " in event]
    assert len(ids) == 3
    assert ids == sorted(set(ids))
    assert all(entry > seen for entry in ids)


def test_a_browser_that_comes_back_is_told_from_where_it_was(house: House, ana: Advocate) -> None:
    house.somebody_waits()
    seen = last_entry(house)
    house.somebody_waits()

    response = ana.client.get("/console/events", headers={"Last-Event-ID": seen}, buffered=False)
    first = list(islice(response.response, 2))[1]
    response.close()

    assert b"event: changed" in first if isinstance(first, bytes) else "event: changed" in first


@pytest.mark.parametrize("last", ["", "x", "1", "1-", "-1", "0-0 OR 1", "9" * 40 + "-0", "1-0\r"])
def test_a_made_up_place_in_the_stream_is_no_place(house: House, ana: Advocate, last: str) -> None:
    response = ana.client.get("/console/events", headers={"Last-Event-ID": last.strip("\r")}, buffered=False)

    assert response.status_code == 200
    response.close()


def test_news_of_the_line_concern_everybody(house: House, ana: Advocate) -> None:
    account = house.staff.account(ana.id)
    assert account is not None
    cid = house.somebody_waits()

    assert changed(house.services, account, "waiting", cid) == ["line", "talks"]
    assert changed(house.services, account, "urgency", cid) == ["line", "talks"]
    assert changed(house.services, account, "line", cid) == ["line"]
    assert changed(house.services, account, "again", cid) == ["*"]


@pytest.mark.parametrize("kind", ["line", "note", "sending"])
def test_news_from_within_a_talk_concern_only_its_advocate(house: House, ana: Advocate, advocate: AdvocateMaker, kind: str) -> None:
    ben = advocate("Ben")
    cid = ana.takes(house.somebody_waits())
    hers, his = house.staff.account(ana.id), house.staff.account(ben.id)
    assert hers is not None
    assert his is not None

    assert changed(house.services, hers, kind, cid) == [f"talk:{cid}", "talks"]
    assert f"talk:{cid}" not in changed(house.services, his, kind, cid)


@pytest.mark.parametrize("kind", ["left", "ended", "lapsed", "released"])
def test_whoever_has_a_talk_open_learns_that_it_is_over(house: House, ana: Advocate, kind: str) -> None:
    account = house.staff.account(ana.id)
    assert account is not None
    cid = house.somebody_waits()

    assert changed(house.services, account, kind, cid) == ["line", "talks", f"talk:{cid}"]


def test_the_end_of_a_talk_is_told_once(house: House, ana: Advocate) -> None:
    cid = house.somebody_waits()
    start = last_entry(house)
    ana.takes(cid)
    house.says(cid, "hello")
    line = house.desk.say(cid, ana.id, "Hello")
    house.talks.set_sending(cid, line.id, Sending.SENT)
    house.leaves(cid)

    told = next_changes(stream(house, ana, start), 5)

    # Whoever follows only now finds nobody in the talk: what happened in it concerns nobody any more, its end does.
    assert told[-1] == f"line talks talk:{cid}"
    assert told.count(f"line talks talk:{cid}") == 1


def test_an_open_stream_keeps_duty_and_talks_alive(house: House, ana: Advocate) -> None:
    cid = ana.takes(house.somebody_waits())
    events = stream(house, ana)

    for _ in range(5):
        house.clock.turn(seconds=45)
        assert any("event: tick" in event for event in islice(events, 3))
        house.desk.sweep()

    assert house.line.holder(cid) == ana.id


def test_a_busy_line_leaves_time_to_beat(house: House, ana: Advocate, advocate: AdvocateMaker) -> None:
    """News of others' talks come so thick that no tick does, and none of them concerns this page."""
    ben = advocate("Ben")
    ben.goes_on_duty()
    mine, his = ana.takes(house.somebody_waits()), ben.takes(house.somebody_waits())

    class Busy:
        def follow(self, after: str | None) -> Iterator[tuple[str, str, str]]:
            for _ in range(30):
                house.clock.turn(seconds=5)
                yield ("", "note", his)

    account, cookie = house.staff.account(ana.id), ana.client.get_cookie("desk")
    assert account is not None
    assert cookie is not None

    told = list(follow(house.following(Busy()).services, account, cookie.value, None))
    house.desk.sweep()

    assert told.count("event: tick\ndata: beat\n\n") == 15
    assert (house.line.holder(mine), house.line.holder(his)) == (ana.id, None)


def test_an_open_stream_does_not_keep_the_session_alive(house: House, ana: Advocate) -> None:
    events = stream(house, ana)
    next(events)

    house.clock.turn(minutes=31)

    assert list(events) == ["event: over\ndata: session\n\n"]


def test_a_stream_ends_when_its_account_is_disabled(house: House, ana: Advocate) -> None:
    events = stream(house, ana)
    next(events)

    house.staff.disable("Ana")

    assert list(events) == ["event: over\ndata: session\n\n"]


def test_no_word_of_a_talk_travels_by_the_stream(house: House, ana: Advocate) -> None:
    cid = house.somebody_waits("my very own words")
    start = last_entry(house)
    ana.takes(cid)
    house.desk.note(cid, ana.id, "my very own words")

    told = "".join(islice(stream(house, ana, start), 4))

    assert "event: changed" in told
    assert "my very own words" not in told


def test_a_stream_ends_quietly_when_redis_goes_away(house: House, ana: Advocate) -> None:
    class Failing:
        def follow(self, after: str | None) -> Iterator[tuple[str, str, str]]:
            yield ("", "tick", "")
            raise RedisConnectionError("gone")

    account = house.staff.account(ana.id)
    cookie = ana.client.get_cookie("desk")
    assert account is not None
    assert cookie is not None

    told = list(follow(house.following(Failing()).services, account, cookie.value, None))

    assert told[-1] == "event: tick\ndata: beat\n\n"

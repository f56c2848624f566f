"""Staff sessions: how long they live, how they end, and that Redis cannot be read to open one."""

from __future__ import annotations

from redis import Redis

from bot.staff.sessions import Sessions
from tests.staff.support import Clock


def test_a_session_ends_after_half_an_hour_without_a_sign_of_life(redis: Redis, clock: Clock) -> None:
    sessions = Sessions(redis, clock)
    token = sessions.start("a")

    clock.turn(minutes=29)
    assert sessions.look(token) is not None
    clock.turn(minutes=1)
    assert sessions.look(token) is None
    assert sessions.touch(token) is None


def test_looking_does_not_prolong_a_session_and_touching_does(redis: Redis, clock: Clock) -> None:
    sessions = Sessions(redis, clock)
    watched, used = sessions.start("a"), sessions.start("a")

    for _ in range(4):
        clock.turn(minutes=10)
        sessions.look(watched)
        sessions.touch(used)

    assert sessions.look(watched) is None
    assert sessions.look(used) is not None


def test_a_session_ends_after_twelve_hours_however_busy(redis: Redis, clock: Clock) -> None:
    sessions = Sessions(redis, clock)
    token = sessions.start("a")

    for _ in range(35):
        clock.turn(minutes=20)
        assert sessions.touch(token) is not None
    clock.turn(minutes=20)

    assert sessions.touch(token) is None


def test_an_ended_session_is_gone_from_the_server(redis: Redis, clock: Clock) -> None:
    sessions = Sessions(redis, clock)
    token = sessions.start("a")

    sessions.end(token)

    assert sessions.look(token) is None
    assert redis.keys("staff:*") == []


def test_touching_does_not_revive_a_session_that_ends_in_the_same_moment(redis: Redis, clock: Clock) -> None:
    sessions = Sessions(redis, clock)
    token = sessions.start("a")
    # Ends the session between the look and the write of a touch, as another process would.
    clock_that_ends_it = iter([lambda: None, lambda: sessions.end(token)])

    def turning() -> object:
        next(clock_that_ends_it, lambda: None)()
        return clock()

    assert Sessions(redis, turning).touch(token) is None  # type: ignore[arg-type]
    assert redis.keys("staff:*") == []


def test_redis_knows_no_token_and_lets_sessions_expire(redis: Redis, clock: Clock) -> None:
    token = Sessions(redis, clock).start("a")

    (key,) = redis.keys("*")

    assert token.encode() not in key
    assert token.encode() not in (redis.get(key) or b"")
    assert 1790 <= redis.ttl(key) <= 1800
    assert len(token) >= 43


def test_tokens_that_were_never_given_open_nothing(redis: Redis, clock: Clock) -> None:
    sessions = Sessions(redis, clock)
    sessions.start("a")

    for token in ("", "x", "*", "staff:*"):
        assert sessions.look(token) is None

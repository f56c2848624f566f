"""Signing in: two factors, each code once, the same answer for everything wrong, and a throttle that locks nobody out."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pyotp
import pytest
from argon2 import PasswordHasher
from redis import Redis

from bot.memory.sealing import Sealer, SealError
from bot.staff.errors import TooManyTries, WrongSignIn
from bot.staff.models import AuditEvent
from bot.staff.staff import Staff
from bot.staff.throttle import TRIES_A_MINUTE
from tests.staff.support import NEW_KEY, OLD_KEY, PASSWORD, Clock, Member, a_member, a_staff


def test_the_right_password_and_code_give_the_account(staff: Staff, ana: Member, clock: Clock) -> None:
    account = staff.sign_in("Ana", PASSWORD, ana.code(clock()))

    assert (account.id, account.name) == (ana.account.id, "Ana")


@pytest.mark.parametrize("written", ["ana", "ANA", "  Ana  ", "\uff21na"])
def test_the_name_is_taken_however_it_is_capitalised(staff: Staff, ana: Member, clock: Clock, written: str) -> None:
    assert staff.sign_in(written, PASSWORD, ana.code(clock())).name == "Ana"


@pytest.mark.parametrize("wrong", ["name", "password", "code", "empty code", "everything"])
def test_whatever_is_wrong_the_answer_is_the_same(staff: Staff, ana: Member, clock: Clock, wrong: str) -> None:
    name = "Nobody" if wrong in ("name", "everything") else "Ana"
    password = "not my password" if wrong in ("password", "everything") else PASSWORD
    code = {"code": "000000", "empty code": "", "everything": "000000"}.get(wrong, ana.code(clock()))

    with pytest.raises(WrongSignIn, match=r"^Name, password or code is wrong\.$"):
        staff.sign_in(name, password, code)


def test_an_unknown_name_takes_as_long_as_a_known_one(database: Path, redis: Redis, clock: Clock) -> None:
    """Measured at a cost at which hashing outweighs everything else; a real hash costs more still."""
    costly = PasswordHasher(time_cost=2, memory_cost=16 * 1024, parallelism=1)
    staff = Staff(f"sqlite:///{database}", Sealer([NEW_KEY]), redis, clock, hasher=costly)
    a_member(staff, clock)

    def seconds(name: str) -> float:
        samples = []
        for _ in range(7):
            redis.flushall()
            begun = time.perf_counter()
            with pytest.raises(WrongSignIn):
                staff.sign_in(name, "not my password", "123456")
            samples.append(time.perf_counter() - begun)
        return statistics.median(samples)

    known, unknown = seconds("Ana"), seconds("Nobody")

    assert 0.6 < known / unknown < 1.67


def test_a_code_is_good_for_one_sign_in(staff: Staff, ana: Member, clock: Clock) -> None:
    code = ana.code(clock())
    staff.sign_in("Ana", PASSWORD, code)

    with pytest.raises(WrongSignIn):
        staff.sign_in("Ana", PASSWORD, code)


def test_a_wrong_password_burns_no_code(staff: Staff, ana: Member, clock: Clock) -> None:
    with pytest.raises(WrongSignIn):
        staff.sign_in("Ana", "not my password", ana.code(clock()))

    assert staff.sign_in("Ana", PASSWORD, ana.code(clock()))


@pytest.mark.parametrize(("seconds", "accepted"), [(-30, True), (0, True), (30, True), (-90, False), (90, False)])
def test_a_phone_clock_may_be_half_a_minute_off(staff: Staff, ana: Member, clock: Clock, seconds: int, accepted: bool) -> None:
    code = pyotp.TOTP(ana.secret).at(clock(), counter_offset=seconds // 30)

    if accepted:
        assert staff.sign_in("Ana", PASSWORD, f"{code[:3]} {code[3:]}")
    else:
        with pytest.raises(WrongSignIn):
            staff.sign_in("Ana", PASSWORD, code)


def test_each_recovery_code_opens_once(staff: Staff, ana: Member, clock: Clock) -> None:
    assert len(set(ana.recovery)) == 10
    first, second = ana.recovery[:2]

    assert staff.sign_in("Ana", PASSWORD, first.lower().replace("-", " "))
    with pytest.raises(WrongSignIn):
        staff.sign_in("Ana", PASSWORD, first)
    assert staff.sign_in("Ana", PASSWORD, second)


def test_secrets_lie_sealed_and_hashed_in_the_database(database: Path, ana: Member) -> None:
    held = database.read_bytes() + database.with_name("staff.db-wal").read_bytes() if _has_wal(database) else database.read_bytes()

    for secret in (ana.secret, PASSWORD, *ana.recovery, *(code.replace("-", "") for code in ana.recovery)):
        assert secret.encode() not in held
    assert b"$argon2id$" in held


def test_sign_in_survives_a_key_rotation_and_reseals(database: Path, redis: Redis, clock: Clock) -> None:
    before = a_staff(database, redis, clock, keys=(OLD_KEY,))
    member = a_member(before, clock)

    rotated = a_staff(database, redis, clock, keys=(NEW_KEY, OLD_KEY))
    assert rotated.sign_in("Ana", PASSWORD, member.code(clock()))

    clock.turn(seconds=60)
    without_old = a_staff(database, redis, clock, keys=(NEW_KEY,))
    assert without_old.sign_in("Ana", PASSWORD, member.code(clock()))
    assert without_old.sign_in("Ana", PASSWORD, member.recovery[0])


def test_a_lost_key_is_named_as_the_cause(database: Path, redis: Redis, clock: Clock) -> None:
    member = a_member(a_staff(database, redis, clock, keys=(OLD_KEY,)), clock)
    staff = a_staff(database, redis, clock, keys=(NEW_KEY,))

    with pytest.raises(SealError, match="SECRET_KEYS no longer lists"):
        staff.sign_in("Ana", PASSWORD, member.code(clock()))


def test_guessing_gets_slow_and_the_right_person_still_gets_in(staff: Staff, ana: Member, clock: Clock) -> None:
    """Fifty wrong tries: the wait grows to a minute and no further, and the advocate is never locked out."""
    waits = []
    for _ in range(50):
        waits.append(_wait_until_tried(staff, clock))

    assert waits[:5] == [0, 0, 0, 0, 0]
    assert waits[5:11] == [1, 2, 4, 8, 16, 32]
    assert set(waits[11:]) == {60}

    clock.turn(seconds=60)
    assert staff.sign_in("Ana", PASSWORD, ana.code(clock()))
    clock.turn(seconds=60)
    assert staff.sign_in("Ana", PASSWORD, ana.code(clock()))


def test_hammering_does_not_push_the_wait_out(staff: Staff, ana: Member, clock: Clock) -> None:
    for _ in range(8):
        _wait_until_tried(staff, clock)

    for _ in range(100):
        with pytest.raises(TooManyTries) as refused:
            staff.sign_in("Ana", PASSWORD, "000000")
        assert refused.value.wait == 8


def test_an_unknown_name_is_throttled_like_a_known_one(staff: Staff, ana: Member, clock: Clock, redis: Redis) -> None:
    def waits(name: str) -> list[int]:
        redis.flushall()
        return [_wait_until_tried(staff, clock, name) for _ in range(9)]

    assert waits("Nobody") == waits("Ana")


def test_a_browser_that_signed_in_before_is_not_slowed_by_strangers(staff: Staff, ana: Member, clock: Clock) -> None:
    device = staff.device_token(ana.account)
    for _ in range(12):
        _wait_until_tried(staff, clock)

    assert staff.sign_in("Ana", PASSWORD, ana.code(clock()), device=device)


@pytest.mark.parametrize("forged", ["", "x", "a.b.c", "{id}.nonce.deadbeef", "{id}."])
def test_a_forged_device_token_helps_nobody(staff: Staff, ana: Member, clock: Clock, forged: str) -> None:
    for _ in range(12):
        _wait_until_tried(staff, clock)

    with pytest.raises(TooManyTries):
        staff.sign_in("Ana", PASSWORD, ana.code(clock()), device=forged.format(id=ana.account.id))


def test_many_names_cannot_be_tried_at_once(staff: Staff, ana: Member, clock: Clock) -> None:
    device = staff.device_token(ana.account)
    # The beginning of a minute, so that all tries fall into one.
    clock.turn(seconds=60 - clock().timestamp() % 60)
    refused = 0
    for number in range(60):
        try:
            staff.sign_in(f"guess {number}", "not my password", "000000")
        except TooManyTries:
            refused += 1
        except WrongSignIn:
            pass

    assert refused == 60 - TRIES_A_MINUTE
    assert staff.sign_in("Ana", PASSWORD, ana.code(clock()), device=device)


def test_every_try_leaves_its_mark_in_the_audit_and_nothing_else_does(staff: Staff, ana: Member, clock: Clock) -> None:
    before = len(staff.audited())
    with pytest.raises(WrongSignIn):
        staff.sign_in("Ana", "not my password", "000000")
    with pytest.raises(WrongSignIn):
        staff.sign_in("Nobody", "not my password", "000000")
    staff.sign_in("Ana", PASSWORD, ana.code(clock()))

    new = staff.audited()[: len(staff.audited()) - before]
    assert [(entry.event, entry.name) for entry in new] == [
        (AuditEvent.SIGN_IN, "Ana"),
        (AuditEvent.SIGN_IN_FAILED, ""),
        (AuditEvent.SIGN_IN_FAILED, "Ana"),
    ]


def test_every_key_of_sign_in_expires(staff: Staff, ana: Member, redis: Redis) -> None:
    staff.sessions.start(ana.account.id)

    for key in redis.scan_iter():
        assert key.startswith((b"login:", b"staff:")), key
        assert 0 < redis.ttl(key) <= 12 * 3600, key


def _wait_until_tried(staff: Staff, clock: Clock, name: str = "Ana") -> int:
    """Try once with a wrong password, turning the clock by what the throttle asks; return the seconds waited."""
    waited = 0
    while True:
        try:
            staff.sign_in(name, "not my password", "000000")
        except TooManyTries as refused:
            clock.turn(seconds=refused.wait)
            waited += refused.wait
        except WrongSignIn:
            return waited


def _has_wal(database: Path) -> bool:
    return database.with_name("staff.db-wal").exists()

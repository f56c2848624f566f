"""Accounts: from the one-time link to being disabled."""

from __future__ import annotations

from pathlib import Path

import pyotp
import pytest
from redis import Redis

from bot.staff.errors import BadName, NameTaken, NoAccount, NoEnrolment, WeakPassword, WrongCode, WrongSignIn
from bot.staff.roles import ROLES, Action, Role
from bot.staff.staff import EnrolmentToken, Staff
from tests.staff.support import PASSWORD, Clock, Member, a_staff


def test_a_fresh_database_lets_nobody_in(staff: Staff) -> None:
    for name in ("admin", "demo", "Ana", ""):
        with pytest.raises(WrongSignIn):
            staff.sign_in(name, "admin", "000000")


def test_an_account_opens_only_after_its_owner_has_enrolled(staff: Staff, clock: Clock) -> None:
    token = staff.add_account("Ana", Role.ADVOCATE)
    with pytest.raises(WrongSignIn):
        staff.sign_in("Ana", "", "")

    _enrol(staff, token, clock)

    clock.turn(seconds=60)
    assert staff.sign_in("Ana", PASSWORD, _code(staff, token, clock)).role is Role.ADVOCATE


def test_a_link_shows_the_same_secret_until_it_is_used(staff: Staff) -> None:
    token = staff.add_account("Ana", Role.ADVOCATE)

    first, second = staff.enrolment(token), staff.enrolment(token)

    assert first == second
    assert first.name == "Ana"
    assert len(first.secret) == 32
    assert first.uri.startswith("otpauth://totp/quietline:Ana?")
    assert first.secret not in repr(first)


def test_a_link_works_once(staff: Staff, clock: Clock) -> None:
    token = staff.add_account("Ana", Role.ADVOCATE)
    _enrol(staff, token, clock)

    with pytest.raises(NoEnrolment, match="used already"):
        staff.enrolment(token)
    with pytest.raises(NoEnrolment):
        staff.enrol(token, "another password entirely", "000000")


def test_a_link_lives_three_days(staff: Staff, clock: Clock) -> None:
    token = staff.add_account("Ana", Role.ADVOCATE)

    clock.turn(hours=71)
    assert staff.enrolment(token)
    clock.turn(hours=2)
    with pytest.raises(NoEnrolment):
        staff.enrolment(token)


@pytest.mark.parametrize("token", ["", "x", "../../etc/passwd", "\u0000"])
def test_an_invented_link_opens_nothing(staff: Staff, token: str) -> None:
    with pytest.raises(NoEnrolment):
        staff.enrolment(token)


def test_a_refused_enrolment_changes_nothing(staff: Staff, clock: Clock) -> None:
    token = staff.add_account("Ana", Role.ADVOCATE)

    with pytest.raises(WeakPassword):
        staff.enrol(token, "password1", _code(staff, token, clock))
    with pytest.raises(WrongCode):
        staff.enrol(token, PASSWORD, "000000")

    assert len(_enrol(staff, token, clock)) == 10


def test_the_code_typed_at_enrolment_is_not_good_for_a_sign_in(staff: Staff, clock: Clock) -> None:
    token = staff.add_account("Ana", Role.ADVOCATE)
    code = _code(staff, token, clock)
    staff.enrol(token, PASSWORD, code)

    with pytest.raises(WrongSignIn):
        staff.sign_in("Ana", PASSWORD, code)


@pytest.mark.parametrize("taken", ["Ana", "ANA", " ana ", "\uff21na"])
def test_a_name_is_given_once(staff: Staff, taken: str) -> None:
    staff.add_account("Ana", Role.ADVOCATE)

    with pytest.raises(NameTaken, match="account of that name"):
        staff.add_account(taken, Role.SUPERVISOR)


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "Ana\u0007", "Ana\u202eevil"])
def test_a_name_that_cannot_be_read_is_refused(staff: Staff, name: str) -> None:
    with pytest.raises(BadName):
        staff.add_account(name, Role.ADVOCATE)


def test_a_renewed_link_ends_everything_that_was(staff: Staff, ana: Member, clock: Clock) -> None:
    session = staff.sessions.start(ana.account.id)

    token = staff.renew_enrolment("ana")

    assert staff.sessions.look(session) is None
    assert staff.account(ana.account.id) is None
    for code in (ana.code(clock()), ana.recovery[0]):
        with pytest.raises(WrongSignIn):
            staff.sign_in("Ana", PASSWORD, code)
    _enrol(staff, token, clock, password="an entirely new one")
    clock.turn(seconds=60)
    assert staff.sign_in("Ana", "an entirely new one", _code(staff, token, clock)).id == ana.account.id


def test_disabling_ends_all_sessions_of_that_account_and_of_no_other(staff: Staff, ana: Member, clock: Clock) -> None:
    ben = staff.demo_account("Ben", PASSWORD, pyotp.random_base32())
    hers = [staff.sessions.start(ana.account.id) for _ in range(3)]
    his = staff.sessions.start(ben.id)

    staff.disable("Ana")

    assert [staff.sessions.look(token) for token in hers] == [None, None, None]
    assert staff.sessions.look(his) is not None
    assert staff.account(ana.account.id) is None
    with pytest.raises(WrongSignIn):
        staff.sign_in("Ana", PASSWORD, ana.code(clock()))


def test_acts_on_a_name_that_nobody_has_say_so(staff: Staff) -> None:
    for act in (staff.disable, staff.renew_enrolment):
        with pytest.raises(NoAccount, match="no account of that name"):
            act("Nobody")


def test_what_an_advocate_chose_is_there_next_time(staff: Staff, ana: Member) -> None:
    staff.set_language(ana.account.id, "es")
    staff.remember_duty(ana.account.id, "Luz", ("es", "ar"), 2)

    account = staff.account(ana.account.id)

    assert account is not None
    assert (account.language, account.alias, account.speaks, account.most) == ("es", "Luz", ("es", "ar"), 2)


def test_the_demo_account_can_be_made_again_and_again(staff: Staff, clock: Clock) -> None:
    secret = pyotp.random_base32()

    first = staff.demo_account("Demo", "demo password 1", secret)
    again = staff.demo_account("Demo", "demo password 1", secret)
    shown = staff.demo_sign_in()

    assert first == again
    assert shown is not None
    assert staff.sign_in(shown.name, shown.password, shown.code) == first


def test_the_demo_page_never_shows_a_code_that_was_used(staff: Staff) -> None:
    staff.demo_account("Demo", "demo password 1", pyotp.random_base32())

    for _ in range(3):
        shown = staff.demo_sign_in()
        assert shown is not None
        assert staff.sign_in(shown.name, shown.password, shown.code)


def test_a_database_left_from_a_demo_opens_no_door_later(database: Path, redis: Redis, staff: Staff, clock: Clock) -> None:
    secret = pyotp.random_base32()
    account = staff.demo_account("Demo", "demo password 1", secret)

    in_earnest = a_staff(database, redis, clock)

    assert in_earnest.demo_sign_in() is None
    assert in_earnest.account(account.id) is None
    with pytest.raises(WrongSignIn):
        in_earnest.sign_in("Demo", "demo password 1", pyotp.TOTP(secret).at(clock()))


def test_the_table_of_roles_says_what_each_may_do() -> None:
    everything = set(Action)

    assert ROLES[Role.ADVOCATE] == everything
    assert ROLES[Role.SUPERVISOR] == everything
    assert ROLES[Role.ADMIN] == {Action.SEE_LINE, Action.OWN_ACCOUNT}
    assert set(ROLES) == set(Role)


def _code(staff: Staff, token: EnrolmentToken, clock: Clock) -> str:
    return pyotp.TOTP(staff._factor.secret_for(token)).at(clock())


def _enrol(staff: Staff, token: EnrolmentToken, clock: Clock, password: str = PASSWORD) -> tuple[str, ...]:
    return staff.enrol(token, password, _code(staff, token, clock))

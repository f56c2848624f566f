"""What tests of staff accounts and of the console share: a clock to turn, cheap hashing, a signed-up account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
from argon2 import PasswordHasher
from redis import Redis

from bot.memory.sealing import Sealer
from bot.staff.accounts import Account
from bot.staff.database import Database
from bot.staff.roles import Role
from bot.staff.staff import Staff

PASSWORD = "correct horse battery"
OLD_KEY, NEW_KEY = b"o" * 32, b"n" * 32


class Clock:
    """A clock that stands still until it is turned; it begins now, since Redis counts lifetimes by the real one."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC).replace(microsecond=0)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        """Go forward, for example `turn(minutes=31)`."""
        self.now += timedelta(**by)


def cheap_hasher() -> PasswordHasher:
    """Argon2id all the same, but at a cost that lets hundreds of tests run."""
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


def migrated_database(folder: Path) -> Path:
    """Return a SQLite file with all tables and nothing in them; copying it is much faster than migrating again."""
    path = folder / "empty.db"
    Database(f"sqlite:///{path}").migrate()
    return path


def a_staff(database: Path, redis: Redis, clock: Clock, *, keys: tuple[bytes, ...] = (NEW_KEY,)) -> Staff:
    """Return the staff accounts in a migrated SQLite file."""
    return Staff(f"sqlite:///{database}", Sealer(keys), redis, clock, hasher=cheap_hasher())


@dataclass(frozen=True)
class Member:
    """A staff member who has enrolled, with everything they know."""

    account: Account
    name: str
    secret: str
    recovery: tuple[str, ...]
    password: str = PASSWORD

    def code(self, now: datetime) -> str:
        """Return what their app shows."""
        return pyotp.TOTP(self.secret).at(now)


def a_member(staff: Staff, clock: Clock, name: str = "Ana", role: Role = Role.ADVOCATE) -> Member:
    """Return somebody who was added, has enrolled, and whose next code is fresh."""
    token = staff.add_account(name, role)
    secret = staff.enrolment(token).secret
    recovery = staff.enrol(token, PASSWORD, pyotp.TOTP(secret).at(clock()))
    clock.turn(seconds=60)
    account = staff.sign_in(name, PASSWORD, pyotp.TOTP(secret).at(clock()))
    clock.turn(seconds=60)
    return Member(account, name, secret, recovery)

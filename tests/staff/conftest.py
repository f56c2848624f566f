"""Files and accounts for the tests of staff accounts."""

from __future__ import annotations

from pathlib import Path

import pytest
from redis import Redis

from bot.staff.staff import Staff
from tests.staff.support import Clock, Member, a_member, a_staff


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def staff(database: Path, redis: Redis, clock: Clock) -> Staff:
    return a_staff(database, redis, clock)


@pytest.fixture
def ana(staff: Staff, clock: Clock) -> Member:
    return a_member(staff, clock)

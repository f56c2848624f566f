"""Files and accounts for the tests of staff accounts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from redis import Redis

from bot.staff.staff import Staff
from tests.staff.support import Clock, Member, a_member, a_staff, migrated_database


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return migrated_database(tmp_path_factory.mktemp("database"))


@pytest.fixture
def database(tmp_path: Path, empty_database: Path) -> Path:
    return Path(shutil.copy(empty_database, tmp_path / "staff.db"))


@pytest.fixture
def staff(database: Path, redis: Redis, clock: Clock) -> Staff:
    return a_staff(database, redis, clock)


@pytest.fixture
def ana(staff: Staff, clock: Clock) -> Member:
    return a_member(staff, clock)

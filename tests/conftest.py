"""What all tests share: our own Redis, and a line on it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from tests import processes
from tests.line import Line
from tests.staff.support import migrated_database

SLOW_FOLDERS = frozenset({"carrier", "console", "engine", "journeys"})
"""Servers, whole pages, the model, processes: left out of `make check`, which is for after every change."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow by where it lies."""
    for item in items:
        if item.path.relative_to(Path(__file__).parent).parts[0] in SLOW_FOLDERS:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A Redis of our own on a unix socket, for the whole session. Its folder's path is short, as a socket's must be."""
    with tempfile.TemporaryDirectory(prefix="ql-") as folder, processes.Redis(Path(folder)) as server:
        yield server.url


@pytest.fixture
def redis(redis_url: str) -> Iterator[Redis]:
    """An empty Redis."""
    connection = Redis.from_url(redis_url)
    connection.flushall()
    yield connection
    connection.close()


@pytest.fixture
def line(redis: Redis, redis_url: str) -> Line:
    """A line on an empty Redis, with a clock set to noon and an engine that understands what it is taught."""
    return Line.at(redis_url)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A staff database as the migrations leave it; they take too long to run for every test."""
    return migrated_database(tmp_path_factory.mktemp("database"))


@pytest.fixture
def database(tmp_path: Path, empty_database: Path) -> Path:
    """A staff database of the test's own."""
    return Path(shutil.copy(empty_database, tmp_path / "staff.db"))

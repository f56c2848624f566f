"""What all tests share: our own Redis, and a line on it."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from bot.run import redis_command
from tests.line import Line


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A Redis of our own on a unix socket, for the whole session."""
    with tempfile.TemporaryDirectory(prefix="ql-") as folder:
        process = subprocess.Popen(redis_command(Path(folder)), stdout=subprocess.DEVNULL)
        url = f"unix://{folder}/redis.sock"
        _wait_for(url)
        yield url
        process.terminate()
        process.wait(10)


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


def _wait_for(url: str) -> None:
    connection = Redis.from_url(url)
    for _ in range(200):
        try:
            connection.ping()
            return
        except Exception:
            time.sleep(0.02)
    raise TimeoutError(f"Redis did not start at {url}")

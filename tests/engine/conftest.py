"""What the engine's tests share: one model trained on a few phrases, one Redis and one engine that runs with both."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.run import ENGINE_PYTHON
from bot.settings import ROOT
from tests.processes import Engine, Redis

PHRASES = Path(__file__).parent / "phrases"


def launch(*arguments: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the launcher to its end."""
    command = [str(ROOT / ENGINE_PYTHON), "-m", "bot.engine.launcher", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True, check=False, timeout=100)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where models and embeddings of this session are kept."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def training(cache: Path) -> subprocess.CompletedProcess[str]:
    """The first training of the session, with nothing cached."""
    done = launch("train", "--data", PHRASES, "--cache", cache)
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="session")
def model(training: subprocess.CompletedProcess[str]) -> Path:
    """A model trained on the phrases beside this file and the project's own rules."""
    return Path(training.stdout.splitlines()[-1])


@pytest.fixture(scope="session")
def own_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    """A Redis that only the shared engine uses."""
    with Redis(tmp_path_factory.mktemp("redis")) as redis:
        yield redis


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory, model: Path, own_redis: Redis) -> Iterator[Engine]:
    """An engine that all tests share; each test takes conversations of its own."""
    with Engine(tmp_path_factory.mktemp("engine"), model, own_redis.url) as engine:
        yield engine


@pytest.fixture(scope="session")
def _lone_pair(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Iterator[tuple[Redis, Engine]]:
    redis = Redis(tmp_path_factory.mktemp("lone-redis"))
    loud = {"LOG_LEVEL": "DEBUG", "LOG_LEVEL_LIBRARIES": "DEBUG", "PYTHONWARNINGS": "always", "PYTHONASYNCIODEBUG": "1"}
    engine = Engine(tmp_path_factory.mktemp("lone-engine"), model, redis.url, env=loud)
    yield redis, engine
    engine.end_if_running()
    redis.end_if_running()


@pytest.fixture
def lone_redis(_lone_pair: tuple[Redis, Engine]) -> Iterator[Redis]:
    """The Redis of `lone_engine`, which a test may start and stop; not running at first."""
    redis, _ = _lone_pair
    yield redis
    redis.end_if_running()


@pytest.fixture
def lone_engine(_lone_pair: tuple[Redis, Engine]) -> Engine:
    """An engine that may be stopped, whose Redis is not there at first, and which is told to log all it can."""
    _, engine = _lone_pair
    return engine if engine.answers() else engine.start()

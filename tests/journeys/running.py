"""The line as it really runs: Redis, engine, worker, web and the pretend carrier, each a process that a test can kill."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from redis import Redis

from bot.run import demo_environment, processes, train
from bot.settings import ROOT, Settings
from bot.words.catalogue import Words

START_SECONDS = 60.0


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(true: Callable[[], Any], what: str, seconds: float = 20.0) -> Any:
    """Wait until `true()` is, and return it. Fails with `what` was awaited."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = true()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError(f"waited {seconds:.0f} s in vain for {what}")


@dataclass
class RunningLine:
    """All processes of one line in `folder`. What they print is kept in `folder/logs`, to be searched."""

    folder: Path
    settings_given: dict[str, str] = field(default_factory=dict)
    env: dict[str, str] = field(default_factory=dict)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        clean = {name: value for name, value in os.environ.items() if name not in ("PUBLIC_URL", "REDIS_URL")}
        given = {"PORT": str(free_port()), "CARRIER_PORT": str(free_port()), **self.settings_given}
        self.env = demo_environment({**clean, **given}, self.folder / "run")
        self.env["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{self.env['PATH']}"
        self.env.setdefault("ENGINE_MODEL", "")
        self.env["ENGINE_MODEL"] = self.env["ENGINE_MODEL"] or train(self.env)
        self.commands = processes(self.env, own_redis=True)
        (self.folder / "logs").mkdir(parents=True)

    @property
    def settings(self) -> Settings:
        """The settings that all its processes have."""
        return Settings.from_env(self.env)

    @property
    def url(self) -> str:
        """Where people, advocates and the carrier reach it."""
        return self.env["PUBLIC_URL"]

    @property
    def redis(self) -> Redis:
        """A connection to its Redis."""
        return Redis.from_url(self.env["REDIS_URL"])

    # ---- processes

    def __enter__(self) -> RunningLine:
        for name in self.commands:
            self.start(name)
        self.wait_ready()
        return self

    def __exit__(self, *_: object) -> None:
        for name in reversed(list(self.running)):
            self.stop(name)

    def start(self, name: str) -> None:
        """Start one process."""
        log = (self.folder / "logs" / f"{name}.log").open("ab")
        self.running[name] = subprocess.Popen(
            f"exec {self.commands[name]}", shell=True, cwd=ROOT, env=self.env, stdout=log, stderr=log, start_new_session=True
        )
        log.close()

    def stop(self, name: str) -> None:
        """End one process as a deploy does."""
        self._end(name, signal.SIGTERM)

    def kill(self, name: str) -> None:
        """Kill one process in whatever it is doing."""
        self._end(name, signal.SIGKILL)

    def _end(self, name: str, how: signal.Signals) -> None:
        process = self.running.pop(name)
        try:
            os.killpg(process.pid, how)
            process.wait(15)
        except ProcessLookupError:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(15)

    def ready(self) -> dict[str, bool]:
        """Return what health says of each part; everything down when the web process does not answer."""
        try:
            return dict(httpx.get(f"{self.url}/readyz", timeout=5).json()["parts"])
        except (httpx.HTTPError, ValueError, KeyError):
            return {"web": False}

    def wait_ready(self) -> None:
        """Wait until all parts answer."""
        wait_until(lambda: all(self.ready().values()), "every part to answer", START_SECONDS)

    def logs(self) -> str:
        """Return everything that any process ever printed."""
        return "\n".join(path.read_text(errors="replace") for path in sorted((self.folder / "logs").glob("*.log")))

    # ---- the carrier's side

    @property
    def carrier(self) -> str:
        """The pretend carrier's address."""
        return self.env["TWILIO_API_BASE"]

    def new_phone(self) -> Phone:
        """Return a phone with a made-up number."""
        return Phone(self, httpx.post(f"{self.carrier}/phones", json={}).json()["number"])

    def faults(self, **values: Any) -> None:
        """Make the carrier fail on cue."""
        assert httpx.post(f"{self.carrier}/faults", json=values).status_code == 200

    def records(self) -> list[str]:
        """Return the message records that still exist at the carrier."""
        return list(httpx.get(f"{self.carrier}/records").json()["sids"])

    # ---- the advocate's side

    def words(self) -> Words:
        """The catalogue the line speaks from."""
        return Words(ROOT / "flows")

    def held(self) -> list[dict[str, Any]]:
        """Return what `quietline held` lists of people."""
        done = subprocess.run(["quietline", "held", "--json"], env=self.env, cwd=ROOT, capture_output=True, text=True, check=True)
        return [holding for holding in json.loads(done.stdout) if holding["personal"]]


@dataclass
class Phone:
    """A pretend phone."""

    line: RunningLine
    number: str
    seen: int = 0

    def text(self, words: str) -> list[str]:
        """Text the line; return the messages of its answer. Fails when there was no answer at all."""
        response = httpx.post(f"{self.line.carrier}/phones/{self.number}/messages", json={"text": words}, timeout=30)
        body = response.json()
        assert body["answered"], body
        return list(body["replies"])

    def thread(self) -> list[tuple[str, str]]:
        """Return all messages on the phone as (direction, body)."""
        messages = httpx.get(f"{self.line.carrier}/phones/{self.number}/messages?after=0").json()["messages"]
        return [(message["direction"], message["body"]) for message in messages]

    def wait_for(self, words: str) -> None:
        """Wait until a message with these words has arrived."""
        wait_until(lambda: any(words in body for way, body in self.thread() if way == "from_line"), f"{words!r} on the phone")

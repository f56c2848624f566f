"""Processes that tests start and kill: a Redis and an engine of our own, each a context manager in a folder of the test's."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from http.client import HTTPConnection
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx
import redis as redis_client

from bot.run import ENGINE_PYTHON, redis_command
from bot.settings import ROOT

START_SECONDS = 60.0
TOKEN = "a token for the tests"


class Process:
    """One process. What it prints, over all its lives, stands in `output`."""

    def __init__(self, command: list[str], folder: Path, env: Mapping[str, str] | None = None) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._command = command
        self._env = dict(os.environ if env is None else env)
        self._log = folder / "output.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def output(self) -> str:
        """Everything printed so far, standard output and standard error together."""
        return self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""

    def start(self) -> Self:
        """Start it and wait until it answers. Fails with its output when it ends instead."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(self._command, cwd=ROOT, env=self._env, stdout=log, stderr=subprocess.STDOUT)
        self._wait_until_it_answers()
        return self

    def stop(self) -> int:
        """Ask it to end, wait, and return its exit code."""
        return self._end(signal.SIGTERM)

    def kill(self) -> int:
        """End it at once, as a crash would; return its exit code."""
        return self._end(signal.SIGKILL)

    def answers(self) -> bool:
        """Return whether it does what it was started for."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.end_if_running()

    def end_if_running(self) -> None:
        """Ask it to end and wait, unless it ended already or was never started."""
        if self._process is not None and self._process.poll() is None:
            self.stop()

    def _end(self, number: signal.Signals) -> int:
        assert self._process is not None, "it was not started"
        self._process.send_signal(number)
        return self._process.wait(20)

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process is not None and self._process.poll() is not None:
                raise AssertionError(f"it ended with {self._process.returncode}:\n{self.output}")
            if self.answers():
                return
            time.sleep(0.02)
        self.kill()
        raise AssertionError(f"it did not answer within {START_SECONDS:.0f} s:\n{self.output}")


class Redis(Process):
    """A redis-server in memory, on a unix socket in `folder`. Stopping it forgets everything."""

    def __init__(self, folder: Path) -> None:
        super().__init__(redis_command(folder), folder)
        self.url = f"unix://{folder / 'redis.sock'}"
        self.client = redis_client.Redis.from_url(self.url, decode_responses=True)

    def answers(self) -> bool:
        try:
            return bool(self.client.ping())
        except redis_client.RedisError:
            return False


class Engine(Process):
    """The dialogue engine with `model`, on a unix socket in `folder`; started when the model is loaded."""

    def __init__(self, folder: Path, model: Path, redis_url: str, env: Mapping[str, str] | None = None) -> None:
        self.socket = folder / "socket" / "engine.sock"
        serving = {
            "ENGINE_SOCKET": str(self.socket),
            "ENGINE_TOKEN": TOKEN,
            "ENGINE_MODEL": str(model),
            "REDIS_URL": redis_url,
        }
        command = [str(ROOT / ENGINE_PYTHON), "-m", "bot.engine.launcher", "serve"]
        super().__init__(command, folder, {**os.environ, **serving, **(env or {})})

    @property
    def pid(self) -> int:
        """Its process id."""
        assert self._process is not None, "it was not started"
        return self._process.pid

    def answers(self) -> bool:
        try:
            return self.get("/health").status_code == 200
        except httpx.HTTPError:
            return False

    def get(self, path: str, token: str = TOKEN) -> httpx.Response:
        """Return the answer to a GET."""
        return self._ask(lambda client: client.get(path, headers={"X-Engine-Token": token.encode()}))

    def post(self, path: str, body: Any = None, *, token: str = TOKEN, content: bytes | None = None) -> httpx.Response:
        """Return the answer to a POST of `body` as JSON, or of `content` as it is."""
        said = {"content": content} if content is not None else {"json": body}
        return self._ask(lambda client: client.post(path, headers={"X-Engine-Token": token.encode()}, **said))

    def turn(self, conversation: str, text: str | None = None, **more: Any) -> httpx.Response:
        """Return the answer to a turn: a text, or in `more` an intent."""
        return self.post("/turn", _turn(conversation, text=text, **more))

    def burst(self, conversation: str, turns: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Send `turns` in order, each on a connection of its own and without waiting for answers; return the answers."""
        connections = []
        for turn in turns:
            connection = HTTPConnection("engine", timeout=20)
            connection.sock = socket.socket(socket.AF_UNIX)
            connection.sock.connect(str(self.socket))
            connection.request("POST", "/turn", json.dumps(_turn(conversation, **turn)), {"X-Engine-Token": TOKEN})
            connections.append(connection)
        answers = [json.loads(connection.getresponse().read()) for connection in connections]
        for connection in connections:
            connection.close()
        return answers

    def _ask(self, ask: Callable[[httpx.Client], httpx.Response]) -> httpx.Response:
        with httpx.Client(transport=httpx.HTTPTransport(uds=str(self.socket)), base_url="http://engine", timeout=20) as client:
            return ask(client)


def _turn(conversation: str, **more: Any) -> dict[str, Any]:
    return {"conversation": conversation, "language": "en", "channel": "sms", "asked": None, **more}

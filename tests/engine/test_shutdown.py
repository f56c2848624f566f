"""How the engine ends."""

from __future__ import annotations

from tests.processes import Engine


def test_it_ends_cleanly_when_asked_and_takes_its_socket_along(lone_engine: Engine):
    assert lone_engine.stop() == 0
    assert not lone_engine.socket.exists()
    assert {line.split()[1] for line in lone_engine.output.splitlines()} <= {"request_failed"}

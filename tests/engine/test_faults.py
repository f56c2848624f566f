"""What happens when Redis goes, when the engine is killed, and when it is started wrongly."""

from __future__ import annotations

import time
from pathlib import Path

from tests.engine.conftest import launch
from tests.processes import TOKEN, Engine, Redis


def test_redis_may_come_go_and_come_back_without_a_restart(lone_engine: Engine, lone_redis: Redis):
    assert lone_engine.get("/health").json()["redis"] is False
    assert lone_engine.turn("c", intent="greet").json() == {"kind": "RedisError"}

    lone_redis.start()
    assert lone_engine.turn("c", intent="greet").status_code == 200
    assert lone_engine.get("/health").json()["redis"] is True

    lone_redis.kill()
    started = time.monotonic()
    refused = lone_engine.turn("c", "i have no money for a doctor")
    assert (refused.status_code, refused.json()) == (503, {"kind": "RedisError"})
    assert time.monotonic() - started < 1
    assert lone_engine.post("/understand", {"text": "hello", "language": "en"}).status_code == 200

    lone_redis.start()
    answer = lone_engine.turn("c", intent="affirm")
    assert answer.status_code == 200
    assert lone_redis.client.get("dlg:c") == '{"slots": {}, "intents": ["affirm"]}'


def test_what_was_remembered_survives_a_crash_of_the_engine(engine: Engine, own_redis: Redis):
    engine.turn("crash", intent="minor_rights")

    engine.kill()
    assert engine.socket.exists()
    engine.start()
    engine.turn("crash", intent="greet")

    kept = own_redis.client.get("dlg:crash")
    assert kept == '{"slots": {"topic": "minor_rights", "minor": true}, "intents": ["minor_rights", "greet"]}'


def test_a_second_engine_does_not_take_the_socket_of_a_living_one(engine: Engine, model: Path):
    refused = launch("serve", ENGINE_SOCKET=str(engine.socket), ENGINE_TOKEN=TOKEN, ENGINE_MODEL=str(model), REDIS_URL="unix:///nowhere")

    assert refused.returncode == 2
    assert "ENGINE_SOCKET is in use: another engine answers at" in refused.stderr
    assert engine.get("/health").status_code == 200


def test_a_directory_open_to_others_is_refused(tmp_path: Path, model: Path):
    tmp_path.chmod(0o755)

    refused = launch("serve", ENGINE_SOCKET=str(tmp_path / "s"), ENGINE_TOKEN=TOKEN, ENGINE_MODEL=str(model), REDIS_URL="unix:///nowhere")

    assert refused.returncode == 2
    assert f"ENGINE_SOCKET is in a directory with mode 0755: chmod 0750 {tmp_path}" in refused.stderr


def test_everything_that_is_wrong_with_the_environment_is_told_at_once(tmp_path: Path):
    refused = launch("serve", ENGINE_SOCKET="", ENGINE_TOKEN="", ENGINE_MODEL=str(tmp_path / "none"), REDIS_URL="http://redis")

    assert refused.returncode == 2
    assert refused.stderr.splitlines() == [
        "ENGINE_SOCKET is missing. Set it to the path of the unix socket to bind.",
        "ENGINE_TOKEN is missing. Set it to a secret that the web side knows too.",
        f"ENGINE_MODEL names no file: {tmp_path / 'none'}. Train one: python -m bot.engine.launcher train",
        "REDIS_URL does not begin with redis://, rediss:// or unix://.",
    ]


def test_a_file_that_is_no_model_ends_the_start(tmp_path: Path):
    (tmp_path / "none.tar.gz").write_bytes(b"no archive")
    socket = tmp_path / "closed" / "engine.sock"

    refused = launch(
        "serve", ENGINE_SOCKET=str(socket), ENGINE_TOKEN=TOKEN, ENGINE_MODEL=str(tmp_path / "none.tar.gz"), REDIS_URL="unix:///nowhere"
    )

    assert refused.returncode == 2
    assert "is no model" in refused.stderr
    assert not socket.exists()

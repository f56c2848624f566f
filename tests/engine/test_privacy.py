"""A marked sentence goes through everything that can go wrong, and must not come out of any back door."""

from __future__ import annotations

import json
from pathlib import Path

from tests.processes import Engine, Redis

MARK = "zanzibarquokka"


def test_no_word_of_a_person_reaches_a_log_a_key_or_an_answer(tmp_path: Path, model: Path):
    sentence = f"my cousin {MARK} has no money for a doctor"
    texts = [sentence, f"/{MARK}", f"/{MARK}{{", f'/greet{{"{MARK}": "x"', f"/restart@{MARK}", f"{MARK}\x00{MARK}", f"{MARK}\ud800"]
    redis = Redis(tmp_path / "redis")
    loud = {"LOG_LEVEL": "DEBUG", "LOG_LEVEL_LIBRARIES": "DEBUG", "PYTHONWARNINGS": "always", "PYTHONASYNCIODEBUG": "1"}
    answers = []

    with redis, Engine(tmp_path / "engine", model, redis.url, env=loud) as engine:
        for text in texts:
            for language in ("en", MARK):
                body = json.dumps({"conversation": "c", "text": text, "language": language, "channel": "sms"}).encode()
                answers.append(engine.post("/turn", content=body))
                answers.append(engine.post("/understand", content=body))
        answers.append(engine.post("/turn", content=f'{{"text": "{MARK}'.encode()))
        answers.append(engine.post("/turn", {"conversation": f"{MARK} {MARK}", "text": MARK}))
        answers.append(engine.post("/turn", {"conversation": "c", "intent": MARK}))
        answers.append(engine.get(f"/{MARK}?text={MARK}"))
        held = {key: redis.client.get(key) for key in redis.client.scan_iter()}
        # A value that Redis refuses as a tracker, then no Redis at all: both fail in the middle of a turn.
        redis.client.rpush("dlg:list", MARK)
        redis.client.set("dlg:text", f"{MARK} is no JSON")
        answers += [engine.turn("list", sentence), engine.turn("text", sentence)]
        redis.kill()
        answers.append(engine.turn("c", sentence))

    assert [answer.status_code for answer in answers].count(200) == 4 * len(texts)
    assert answers[-1].json() == {"kind": "RedisError"}
    assert list(held) == ["dlg:c"]
    assert MARK not in json.dumps(held)
    assert MARK not in "".join(answer.text for answer in answers)
    assert MARK not in engine.output
    assert "request_failed ResponseError" in engine.output


def test_the_engine_goes_without_tensorflow(engine: Engine):
    libraries = Path(f"/proc/{engine.pid}/maps")
    if not libraries.exists():  # only Linux tells
        return

    assert "tensorflow" not in libraries.read_text()

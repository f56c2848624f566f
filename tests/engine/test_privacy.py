"""A marked sentence goes through everything that can go wrong, and must not come out of any back door."""

from __future__ import annotations

import json
from pathlib import Path

from tests.processes import Engine, Redis

MARK = "zanzibarquokka"


def test_no_word_of_a_person_reaches_a_log_a_key_or_an_answer(lone_engine: Engine, lone_redis: Redis):
    sentence = f"my cousin {MARK} has no money for a doctor"
    texts = [sentence, f"/{MARK}", f"/{MARK}{{", f'/greet{{"{MARK}": "x"', f"/restart@{MARK}", f"{MARK}\x00{MARK}", f"{MARK}\ud800"]
    answers = []

    with lone_redis as redis:
        for text in texts:
            for language in ("en", MARK):
                body = json.dumps({"conversation": "c", "text": text, "language": language, "channel": "sms"}).encode()
                answers.append(lone_engine.post("/turn", content=body))
                answers.append(lone_engine.post("/understand", content=body))
        answers.append(lone_engine.post("/turn", content=f'{{"text": "{MARK}'.encode()))
        answers.append(lone_engine.post("/turn", {"conversation": f"{MARK} {MARK}", "text": MARK}))
        answers.append(lone_engine.post("/turn", {"conversation": "c", "intent": MARK}))
        answers.append(lone_engine.get(f"/{MARK}?text={MARK}"))
        held = {key: redis.client.get(key) for key in redis.client.scan_iter()}
        # What Redis or JSON cannot read, then no Redis at all: all fail in the middle of a turn.
        redis.client.rpush("dlg:list", MARK)
        redis.client.set("dlg:text", f"{MARK} is no JSON")
        answers += [lone_engine.turn("list", sentence), lone_engine.turn("text", sentence)]
        redis.kill()
        answers.append(lone_engine.turn("c", sentence))

    assert [answer.status_code for answer in answers].count(200) == 4 * len(texts)
    assert [answer.json() for answer in answers[-3:]] == [{"kind": "RedisError"}, {"kind": "JSONDecodeError"}, {"kind": "RedisError"}]
    assert list(held) == ["dlg:c"]
    assert MARK not in json.dumps(held)
    assert MARK not in "".join(answer.text for answer in answers)
    assert MARK not in lone_engine.output
    assert "request_failed ResponseError" in lone_engine.output


def test_the_engine_goes_without_tensorflow(engine: Engine):
    libraries = Path(f"/proc/{engine.pid}/maps")
    if not libraries.exists():  # only Linux tells
        return

    assert "tensorflow" not in libraries.read_text()

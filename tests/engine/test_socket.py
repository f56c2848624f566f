"""The socket's protocol: who may speak, what is refused, what a hostile text does."""

from __future__ import annotations

import json
import stat
from typing import Any

import pytest

from tests.processes import Engine


def test_the_socket_is_ours_alone_in_a_directory_closed_to_others(engine: Engine):
    assert stat.S_IMODE(engine.socket.stat().st_mode) == 0o600
    assert stat.S_IMODE(engine.socket.parent.stat().st_mode) == 0o750


@pytest.mark.parametrize("token", ["", "a token for the test", "a token for the tests!", "ä"])
@pytest.mark.parametrize("path", ["/health", "/turn", "/nowhere"])
def test_without_the_token_nothing_is_told(engine: Engine, path: str, token: str):
    refused = engine.get(path, token=token)

    assert refused.status_code == 403
    assert refused.json() == {"kind": "WrongToken"}


def test_health_names_the_model_and_says_whether_redis_answers(engine: Engine, model: Any):
    assert engine.get("/health").json() == {"ready": True, "model": model.name.removesuffix(".tar.gz"), "redis": True}


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("{", "the body is not JSON"),
        ("[" * 9000, "the body is not JSON"),
        ("[]", "the body is not a JSON object"),
        ('"text"', "the body is not a JSON object"),
        ({"text": "hi"}, "conversation is missing or not a string"),
        ({"conversation": 7, "text": "hi"}, "conversation is missing or not a string"),
        ({"conversation": "", "text": "hi"}, "conversation is not 1 to 128 letters, digits or _ . : -"),
        ({"conversation": "a b", "text": "hi"}, "conversation is not 1 to 128 letters, digits or _ . : -"),
        ({"conversation": "a\n", "text": "hi"}, "conversation is not 1 to 128 letters, digits or _ . : -"),
        ({"conversation": "a"}, "one of text and intent must be given, not both"),
        ({"conversation": "a", "text": "hi", "intent": "greet"}, "one of text and intent must be given, not both"),
        ({"conversation": "a", "text": ["hi"]}, "text is missing or not a string"),
        ({"conversation": "a", "intent": "utter_greet"}, "intent is none of the domain's"),
        ({"conversation": "a", "intent": "restart"}, "intent is none of the domain's"),
        ({"conversation": "a", "text": "hi", "asked": "age"}, "asked is none of: safe_to_text, human"),
        ({"conversation": "a", "text": "hi", "channel": "fax"}, "channel is none of: sms, web"),
        ({"conversation": "a", "text": "hi", "language": 5}, "language is missing or not a string"),
    ],
)
def test_a_request_that_is_not_of_the_protocol_is_told_which_field_is_wrong(engine: Engine, body: Any, problem: str):
    content = body if isinstance(body, str) else json.dumps(body)

    refused = engine.post("/turn", content=content.encode())

    assert refused.status_code == 400
    assert refused.json() == {"kind": "BadRequest", "problem": problem}


def test_a_body_over_16_kilobytes_is_refused(engine: Engine):
    fits = engine.post("/turn", {"conversation": "size", "text": "a" * 16_000})
    refused = engine.post("/turn", {"conversation": "size", "text": "a" * 17_000})

    assert fits.status_code == 200
    assert (refused.status_code, refused.json()) == (413, {"kind": "HTTPRequestEntityTooLarge"})


def test_what_is_not_there_is_404(engine: Engine):
    assert engine.get("/nowhere").status_code == 404
    assert engine.get("/turn").status_code == 405


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        "/greet{",
        '  // /interpreter{"x": "y"}',
        "/session_start",
        "yes\x00 and no",
        "\x00\x01\x02",
        "",
        "   \n\t ",
        "🙂" * 400,
        "👩‍👩‍👧‍👦🏳️‍🌈",
        "a" * 1600,
        "我" * 1600,
        "ก็" * 800,
        "e\u0301" * 300,
        "\u202e\u2066abc\u200f",
        "{{}}%s{topic}",
        "\ud800 lone surrogate \udfff",
    ],
)
def test_no_text_is_too_odd_to_be_answered(engine: Engine, text: str):
    answer = engine.post("/turn", content=json.dumps({"conversation": "odd", "text": text, "language": "en"}).encode())

    assert answer.status_code == 200
    assert len(answer.json()["replies"]) == 1


def test_a_text_that_begins_with_a_slash_is_plain_text(engine: Engine):
    commanded = engine.post("/understand", {"text": "/interpreter", "language": "en"}).json()
    said = engine.post("/understand", {"text": "interpreter", "language": "en"}).json()

    assert commanded == said


def test_a_text_without_anything_to_read_is_not_understood(engine: Engine):
    answer = engine.turn("blank", "\x00 \n").json()

    assert (answer["intent"], answer["confidence"], answer["candidates"]) == ("nlu_fallback", 0.0, [])

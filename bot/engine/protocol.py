"""The JSON of the socket: requests checked into values, answers spelled out."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import Any

from bot.engine.replies import QUESTIONS, Answer
from bot.engine.understanding import Understanding

MAX_BODY_BYTES = 16 * 1024
_CONVERSATION = re.compile(r"[A-Za-z0-9_.:-]{1,128}")


class BadRequest(Exception):
    """Raised for a request that is not of the protocol; its text names the field at fault, never what it held."""


class Channel(Enum):
    """How the person talks to us."""

    SMS = "sms"
    WEB = "web"


@dataclass(frozen=True)
class UnderstandRequest:
    """A text to be understood outside of any conversation; `language` as in the data's folders, or None if unknown."""

    text: str
    language: str | None

    @classmethod
    def parse(cls, body: bytes) -> UnderstandRequest:
        """Return the request in `body`; raises `BadRequest`."""
        fields = _object(body)
        return cls(_text(fields, "text"), _optional_text(fields, "language"))


@dataclass(frozen=True)
class TurnRequest:
    """One turn: either a `text` or, from a menu, an `intent`; `asked` is the question it may be answering."""

    conversation: str
    text: str | None
    intent: str | None
    language: str | None
    channel: Channel | None
    asked: str | None

    @classmethod
    def parse(cls, body: bytes, intents: Collection[str]) -> TurnRequest:
        """Return the turn in `body`, whose intent, if any, is one of `intents`; raises `BadRequest`."""
        fields = _object(body)
        conversation = _text(fields, "conversation")
        if not _CONVERSATION.fullmatch(conversation):
            raise BadRequest("conversation is not 1 to 128 letters, digits or _ . : -")
        text, intent = _optional_text(fields, "text"), _optional_text(fields, "intent")
        if (text is None) == (intent is None):
            raise BadRequest("one of text and intent must be given, not both")
        if intent is not None and intent not in intents:
            raise BadRequest("intent is none of the domain's")
        asked = _optional_text(fields, "asked")
        if asked is not None and asked not in QUESTIONS:
            raise BadRequest(f"asked is none of: {', '.join(QUESTIONS)}")
        return cls(conversation, text, intent, _optional_text(fields, "language"), _channel(fields), asked)


def understanding_json(understanding: Understanding) -> dict[str, Any]:
    """Return the fields that tell what was understood; confidences to four places."""
    return {
        "intent": understanding.intent,
        "confidence": round(understanding.confidence, 4),
        "candidates": [
            {"intent": candidate.intent, "confidence": round(candidate.confidence, 4)} for candidate in understanding.candidates
        ],
    }


def turn_json(understanding: Understanding, answer: Answer) -> dict[str, Any]:
    """Return the whole answer to a turn."""
    return {
        **understanding_json(understanding),
        "replies": [{"key": reply.key, "asks": reply.asks} for reply in answer.replies],
        "effects": [dict(effect) for effect in answer.effects],
    }


def _object(body: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(body)
    # Nesting deeper than the interpreter's stack is broken JSON too.
    except (ValueError, RecursionError) as error:
        raise BadRequest("the body is not JSON") from error
    if not isinstance(fields, dict):
        raise BadRequest("the body is not a JSON object")
    return fields


def _text(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise BadRequest(f"{name} is missing or not a string")
    return value


def _optional_text(fields: dict[str, Any], name: str) -> str | None:
    return None if fields.get(name) is None else _text(fields, name)


def _channel(fields: dict[str, Any]) -> Channel | None:
    name = _optional_text(fields, "channel")
    try:
        return None if name is None else Channel(name)
    except ValueError as error:
        raise BadRequest("channel is none of: sms, web") from error

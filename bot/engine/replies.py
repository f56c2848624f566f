"""What a response of the domain asks for: a reply key, a question, effects, and slots to change afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

QUESTIONS = ("safe_to_text", "human")
EFFECTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "urgency": frozenset({"level", "reason"}),
        "quiet": frozenset(),
        "end": frozenset(),
        "handoff": frozenset(),
    }
)


class MalformedReply(ValueError):
    """Raised when the `custom` part of a response is not a reply; says what is wrong with it."""


@dataclass(frozen=True)
class Reply:
    """One reply to give.

    `key` names the words; `asks` is the question it puts, one of `QUESTIONS`, or None; `effects` have a `type`, one of
    `EFFECTS`, and that type's fields; `slots` are to be set once the reply is given.
    """

    key: str
    asks: str | None = None
    effects: tuple[Mapping[str, Any], ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_payload(cls, payload: object) -> Reply:
        """Return the reply that a response's `custom` describes; raises `MalformedReply`."""
        if not isinstance(payload, dict) or not isinstance(payload.get("key"), str):
            raise MalformedReply("has no 'custom' with a 'key'")
        if unknown := set(payload) - {"key", "asks", "effects", "set"}:
            raise MalformedReply(f"has unknown fields: {', '.join(sorted(unknown))}")
        asks = payload.get("asks")
        if asks is not None and asks not in QUESTIONS:
            raise MalformedReply(f"asks '{asks}', which is none of: {', '.join(QUESTIONS)}")
        effects = payload.get("effects", [])
        for effect in effects:
            fields = EFFECTS.get(effect.get("type"))
            if fields is None or set(effect) != fields | {"type"}:
                raise MalformedReply(f"has an effect that is none of ours or lacks fields: {effect}")
        return cls(payload["key"], asks, tuple(dict(effect) for effect in effects), dict(payload.get("set", {})))


@dataclass(frozen=True)
class Answer:
    """What a turn is answered with: replies, in order."""

    replies: tuple[Reply, ...]

    @property
    def effects(self) -> tuple[Mapping[str, Any], ...]:
        """The effects of all replies, in order."""
        return tuple(effect for reply in self.replies for effect in reply.effects)

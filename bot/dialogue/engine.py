"""The client of the dialogue engine: one adapter, a deadline, and an ordinary error when it is late, down or talks nonsense."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from bot.conversation import Channel, ConversationId, Effect, Language, Question

DEADLINE = 2.0
"""Seconds that a turn waits for the engine; after that the fixed replies answer."""


class EngineError(Exception):
    """Raised when the engine gave no usable answer; `kind` is a word for logs and counts, never the text of anything."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing a message may mean, and how likely, from 0 to 1."""

    intent: str
    confidence: float


@dataclass(frozen=True, slots=True)
class EngineReply:
    """A reply by its key, and the question it asks, if any."""

    key: str
    asks: Question | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """What the engine makes of one message: its best guesses, the replies by key, and the effects."""

    intent: str
    confidence: float
    candidates: tuple[Candidate, ...]
    replies: tuple[EngineReply, ...] = ()
    effects: tuple[Effect, ...] = ()


class Engine:
    """Speaks to the engine's unix socket. Safe to share between greenlets."""

    def __init__(self, socket: Path, token: str, deadline: float = DEADLINE) -> None:
        self._client = httpx.Client(
            # No certificates are read for a socket of this machine.
            transport=httpx.HTTPTransport(
                uds=str(socket), verify=False, limits=httpx.Limits(max_connections=64, max_keepalive_connections=16)
            ),
            base_url="http://engine",
            headers={"X-Engine-Token": token},
            timeout=deadline,
        )

    def turn(
        self,
        conversation: ConversationId,
        *,
        language: Language,
        channel: Channel,
        text: str | None = None,
        intent: str | None = None,
        asked: Question | None = None,
    ) -> Understood:
        """Give the engine one message, as text or as an intent already known. Raises EngineError."""
        what = {"intent": intent} if intent is not None else {"text": text}
        return _parse(self._post("/turn", {"conversation": conversation, "language": language, "channel": channel, "asked": asked, **what}))

    def understand(self, text: str, language: Language) -> Understood:
        """Ask only what a text means; keeps nothing and needs no Redis. Raises EngineError."""
        return _parse(self._post("/understand", {"text": text, "language": language}))

    def health(self) -> dict[str, Any]:
        """Return the engine's own word on its health. Raises EngineError."""
        try:
            answer = self._client.get("/health", timeout=1.0)
            body = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise EngineError(type(error).__name__) from None
        if answer.status_code != 200 or not isinstance(body, dict):
            raise EngineError("NotReady")
        return body

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        try:
            answer = self._client.post(path, json=body)
            # A connection kept from before a restart of the engine fails once; the next one is new.
        except (httpx.RemoteProtocolError, httpx.ReadError):
            return self._post_anew(path, body)
        except httpx.HTTPError as error:
            raise EngineError(type(error).__name__) from None
        return _body(answer)

    def _post_anew(self, path: str, body: dict[str, Any]) -> Any:
        try:
            return _body(self._client.post(path, json=body, headers={"Connection": "close"}))
        except httpx.HTTPError as error:
            raise EngineError(type(error).__name__) from None


def _body(answer: httpx.Response) -> Any:
    if answer.status_code != 200:
        raise EngineError(f"Status{answer.status_code}")
    try:
        return answer.json()
    except ValueError:
        raise EngineError("NotJson") from None


def _parse(body: Any) -> Understood:
    try:
        return Understood(
            intent=str(body["intent"]),
            confidence=float(body["confidence"]),
            candidates=tuple(Candidate(str(c["intent"]), float(c["confidence"])) for c in body.get("candidates", ())),
            replies=tuple(
                EngineReply(str(r["key"]), Question(r["asks"]) if r.get("asks") else None) for r in body.get("replies", ())
            ),
            effects=tuple(
                Effect(str(e["type"]), {k: v for k, v in e.items() if k != "type"}) for e in body.get("effects", ())
            ),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError):
        raise EngineError("Nonsense") from None

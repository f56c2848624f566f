"""A line under test: real Redis, real words, signs and sealing; a clock that is set by hand; an engine that is told what it understands."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from bot.content import Content, load_content
from bot.conversation import Address, Answer, Channel, ConversationId, Effect, Language, Question, Turn
from bot.dialogue.engine import Candidate, EngineError, EngineReply, Understood
from bot.handoff.duty import OnDuty
from bot.services import Services, build
from bot.settings import Settings
from bot.turn import answer
from bot.words.compose import sms_bodies


@cache
def content() -> Content:
    """The words and signs of the checkout, read once for all tests: they never change."""
    return load_content()


NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@dataclass
class Clock:
    """Time passed in, not slept."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **parts: float) -> None:
        """Let time go by: `clock.pass_(minutes=5)`."""
        self.now += timedelta(**parts)


@dataclass
class TaughtEngine:
    """Stands where the engine's client stands. It understands what a test teaches it, and can be late or down."""

    meanings: dict[str, Understood] = field(default_factory=dict)
    down: bool = False
    asked_with: list[dict[str, Any]] = field(default_factory=list)

    def turn(
        self, conversation: ConversationId, *, language: Language, channel: Channel,
        text: str | None = None, intent: str | None = None, asked: Question | None = None,
    ) -> Understood:  # fmt: skip
        if self.down:
            raise EngineError("ConnectError")
        self.asked_with.append({"text": text, "intent": intent, "asked": asked, "language": language})
        if intent is not None:
            return self._intent(intent, asked)
        return self.meanings.get(str(text), UNSURE)

    def understand(self, text: str, language: Language) -> Understood:
        if self.down:
            raise EngineError("ConnectError")
        return self.meanings.get(text, UNSURE)

    def health(self) -> dict[str, Any]:
        if self.down:
            raise EngineError("ConnectError")
        return {"ready": True}

    def _intent(self, intent: str, asked: Question | None) -> Understood:
        if intent == "affirm" and asked is Question.HUMAN:
            return Understood(intent, 1.0, (), (EngineReply("handoff"),), (Effect("handoff"),))
        if intent == "affirm" and asked is Question.SAFE_TO_TEXT:
            return Understood(intent, 1.0, (), (EngineReply("safe_yes"),))
        if intent == "deny" and asked is Question.SAFE_TO_TEXT:
            return Understood(intent, 1.0, (), (EngineReply("safe_no"),), (Effect("end"),))
        if intent == "deny" and asked is Question.HUMAN:
            return Understood(intent, 1.0, (), (EngineReply("human_no"),))
        return Understood(intent, 1.0, (), (EngineReply(intent),))


UNSURE = Understood(
    "nlu_fallback", 0.2, (Candidate("cost_of_care", 0.2), Candidate("find_clinic", 0.15), Candidate("greet", 0.1)),
    (EngineReply("did_you_mean"),),
)  # fmt: skip


def meaning(key: str, *effects: Effect, asks: Question | None = None, confidence: float = 0.9) -> Understood:
    """Return what an engine that is sure answers."""
    return Understood(key, confidence, (Candidate(key, confidence),), (EngineReply(key, asks),), effects)


def settings(**values: Any) -> Settings:
    """Return demo settings with fresh secrets; `values` override."""
    env = {
        "QUIETLINE_DEMO": "1",
        "PUBLIC_URL": "http://127.0.0.1:8000",
        "REDIS_URL": "unix:///nowhere",
        "SECRET_KEYS": base64.b64encode(secrets.token_bytes(32)).decode(),
        "ENGINE_TOKEN": "a token for the tests",
        "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "TWILIO_AUTH_TOKEN": "the carrier's token",
        "TWILIO_MESSAGING_SERVICE_SID": "MG" + "0" * 32,
        "TWILIO_API_BASE": "http://127.0.0.1:9",
        "DATABASE_URL": "sqlite://",
    }
    return Settings.from_env(env | {name.upper(): str(value) for name, value in values.items()})


@dataclass
class Line:
    """The line as a test uses it. `sent` holds the conversation of every line that was queued for a phone."""

    services: Services
    clock: Clock
    engine: TaughtEngine
    sent: list[str] = field(default_factory=list)

    @classmethod
    def at(cls, redis_url: str, **values: Any) -> Line:
        """Return a line on this Redis."""
        clock, engine = Clock(), TaughtEngine()
        services = build(settings(redis_url=redis_url, **values), clock=clock, content=content())
        line = cls(services, clock, engine)
        desk = replace(services.desk, send=lambda cid: line.sent.append(cid))
        line.services = replace(services, engine=engine, desk=desk)  # type: ignore[arg-type]
        return line

    def text(self, words: str = "", *, sender: str = "+15555550101", **values: Any) -> Answer:
        """Text the line from a phone."""
        return self._turn(sender, Channel.SMS, words, address=Address(sender), **values)

    def type(self, words: str = "", *, sender: str = "a chat cookie", **values: Any) -> Answer:
        """Write on the chat page."""
        return self._turn(sender, Channel.WEB, words, **values)

    def _turn(self, sender: str, channel: Channel, words: str, **values: Any) -> Answer:
        now, earlier = self.services.pseudonyms.of(sender, self.clock())
        return answer(Turn(sender=now, earlier_sender=earlier, channel=channel, at=self.clock(), text=words, **values), self.services)

    def bodies(self, result: Answer) -> list[str]:
        """Return the text messages an answer becomes."""
        return sms_bodies(result)

    def reply(self, key: str, language: str = "en", **values: str | int) -> str:
        """Return what the catalogue says for `key` on SMS."""
        return self.services.words.text(key, language, channel=Channel.SMS, values=values)

    def conversation_of(self, sender: str = "+15555550101") -> Any:
        """Return the conversation of a sender, or None."""
        now, earlier = self.services.pseudonyms.of(sender, self.clock())
        return self.services.conversations.find(now, earlier)

    def on_duty(self, advocate: str = "ada", alias: str = "Ada", languages: tuple[str, ...] = ("en", "es"), most: int = 3) -> str:
        """Put an advocate on duty; return their id."""
        self.services.duty.start(OnDuty(advocate, alias, languages, most), lease=3600)
        return advocate

    def everything(self) -> dict[str, bytes]:
        """Return every key of Redis with all that it holds, as bytes, to search for what must not be there."""
        redis = self.services.redis
        return {key.decode(): dump(redis, key) for key in redis.scan_iter()}


def dump(redis: Any, key: bytes) -> bytes:
    """Return all that one key holds, whatever its type, as bytes to search in."""
    readers: dict[bytes, Callable[[], Any]] = {
        b"string": lambda: redis.get(key),
        b"hash": lambda: redis.hgetall(key),
        b"list": lambda: redis.lrange(key, 0, -1),
        b"set": lambda: redis.smembers(key),
        b"zset": lambda: redis.zrange(key, 0, -1, withscores=True),
        b"stream": lambda: redis.xrange(key),
    }
    return repr(readers[redis.type(key)]()).encode()

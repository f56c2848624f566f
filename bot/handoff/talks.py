"""Talks: the sealed lines between a person and an advocate, readable only while the talk's key exists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from redis.exceptions import LockError

from bot.conversation import Address, ConversationId, Language
from bot.memory import keys
from bot.memory.sealing import Sealer, TalkKey

if TYPE_CHECKING:
    from redis import Redis

LINES_KEPT = 1000
_START = "0-0"


class Author(StrEnum):
    """Who wrote a line: the person, an advocate, or the line itself (`joined`, `left`); notes are for advocates only."""

    PERSON = "person"
    ADVOCATE = "advocate"
    BOT = "bot"
    NOTE = "note"
    EVENT = "event"


class Sending(StrEnum):
    """What became of an advocate's line to a phone. `unsure`: the worker died while the carrier was being told."""

    QUEUED = "queued"
    HELD = "held"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    BLOCKED = "blocked"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a talk. `id` is the stream's entry id, and the SSE event id; `text` is a message key for `Author.EVENT`."""

    id: str
    author: Author
    at: datetime
    text: str = field(repr=False)
    language: Language
    name: str = ""


class NoTalk(Exception):
    """Raised when a talk's key is gone: it has ended, and nothing of it can be read or written."""


class Talks:
    """All open talks."""

    def __init__(self, redis: Redis, sealer: Sealer) -> None:
        self._redis = redis
        self._sealer = sealer

    def open(self, cid: ConversationId, address: Address | None) -> None:
        """Make the talk's key, and seal the number to answer to. Opening an open talk only refreshes the number."""
        key, wrapped = self._sealer.new_key(cid)
        if not self._redis.set(keys.talk_key(cid), wrapped, nx=True, ex=keys.TALK_LIFETIME):
            key = self._key(cid)
        if address is not None:
            sealed = key.seal(address.reveal().encode(), f"addr {cid}")
            self._redis.set(keys.address(cid), sealed, ex=keys.TALK_LIFETIME)

    def is_open(self, cid: ConversationId) -> bool:
        """Say whether the talk's key exists."""
        return bool(self._redis.exists(keys.talk_key(cid)))

    def add(self, cid: ConversationId, author: Author, text: str, now: datetime, *, language: Language, name: str = "") -> Line:
        """Seal and append a line, tell the readers, and return it. Raises NoTalk after the end."""
        value = json.dumps({"a": author, "t": text, "w": now.timestamp(), "l": language, "n": name}, ensure_ascii=False)
        sealed = self._key(cid).seal(value.encode(), f"talk {cid}")
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.xadd(keys.talk(cid), {b"s": sealed}, maxlen=LINES_KEPT, approximate=True)
            for name_of_key in (keys.talk(cid), keys.talk_key(cid), keys.address(cid), keys.claim(cid)):
                pipe.expire(name_of_key, keys.TALK_LIFETIME)
            pipe.xadd(keys.NEWS, {"k": "line" if author is not Author.NOTE else "note", "c": cid}, maxlen=2000, approximate=True)
            entry = pipe.execute()[0]
        return Line(entry.decode(), author, now, text, language, name)

    def lines(self, cid: ConversationId, after: str = _START) -> list[Line]:
        """Return the lines after the entry id `after`, oldest first. Raises NoTalk after the end."""
        key = self._key(cid)
        entries = self._redis.xrange(keys.talk(cid), min=f"({after}" if after != _START else "-")
        return [self._line(key, cid, entry.decode(), fields) for entry, fields in entries]

    def line(self, cid: ConversationId, entry: str) -> Line | None:
        """Return one line, or None. Raises NoTalk after the end."""
        key = self._key(cid)
        found = self._redis.xrange(keys.talk(cid), min=entry, max=entry)
        return self._line(key, cid, entry, found[0][1]) if found else None

    def address(self, cid: ConversationId) -> Address | None:
        """Return the number that answers go to, or None (web, or after the end). Only the sending job calls this."""
        sealed = self._redis.get(keys.address(cid))
        if sealed is None:
            return None
        return Address(self._key(cid).open(sealed, f"addr {cid}").decode())

    def set_sending(self, cid: ConversationId, line: str, state: Sending) -> None:
        """Note what became of a line, and tell the readers. Nothing is noted for a talk that has ended."""
        if not self.is_open(cid):
            return
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.hset(keys.sent(cid), line, state)
            pipe.expire(keys.sent(cid), keys.TALK_LIFETIME)
            pipe.xadd(keys.NEWS, {"k": "sending", "c": cid}, maxlen=2000, approximate=True)
            pipe.execute()

    def sending(self, cid: ConversationId) -> dict[str, Sending]:
        """Return what became of each line that goes to a phone, by line id."""
        states = self._redis.hgetall(keys.sent(cid)).items()
        return {k.decode(): Sending(v.decode()) for k, v in states if not k.startswith(b"@")}

    def sent_as(self, cid: ConversationId, line: str, sid: str) -> None:
        """Note under which of the carrier's message ids a line went out, so that its delivery can be reported."""
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.hset(keys.sent(cid), f"@{sid}", line)
            pipe.set(keys.carrier_message(sid), f"{cid} {line}", ex=keys.HOUR)
            pipe.execute()

    def line_of(self, sid: str) -> tuple[ConversationId, str] | None:
        """Return the conversation and line that a carrier's message id belongs to, or None."""
        value = self._redis.get(keys.carrier_message(sid))
        if value is None:
            return None
        cid, _, line = value.decode().partition(" ")
        return ConversationId(cid), line

    @contextmanager
    def sending_in_order(self, cid: ConversationId) -> Iterator[None]:
        """Hold the talk's outgoing texts for one job: lines leave one after the other."""
        lock = self._redis.lock(f"{keys.turn(cid)}:out", timeout=60, blocking_timeout=30, sleep=0.05)
        if not lock.acquire():
            raise TimeoutError("another line of this talk is still being sent")
        try:
            yield
        finally:
            with suppress(LockError):
                lock.release()

    def _key(self, cid: ConversationId) -> TalkKey:
        wrapped = self._redis.get(keys.talk_key(cid))
        if wrapped is None:
            raise NoTalk("This talk has ended; nothing of it is kept.")
        return self._sealer.unwrap(wrapped, cid)

    def _line(self, key: TalkKey, cid: ConversationId, entry: str, fields: dict[bytes, bytes]) -> Line:
        value: dict[str, Any] = json.loads(key.open(fields[b"s"], f"talk {cid}"))
        return Line(entry, Author(value["a"]), datetime.fromtimestamp(value["w"], UTC), value["t"], Language(value["l"]), value["n"])

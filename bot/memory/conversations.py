"""Conversations in Redis: found by pseudonym, kept as small JSON, gone after silence or at the end."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from redis.exceptions import LockError

from bot.conversation import Channel, Conversation, ConversationId, Language, Phase, Pseudonym, Question, Reason, Urgency
from bot.memory import keys

if TYPE_CHECKING:
    from redis import Redis

SEEN_LIFETIME = keys.DAY
STARTED_LIFETIME = 15
"""Seconds after which a message whose handling began but never ended may be handled again: Twilio's own limit for an answer."""
COVER_VALUE = b"1"


def new_id() -> ConversationId:
    """Return a fresh random id: 128 bits, 22 characters."""
    return ConversationId(secrets.token_urlsafe(16))


class Conversations:
    """All conversations that are going on. `lifetimes` are in seconds after the last message, by channel."""

    def __init__(self, redis: Redis, lifetimes: Mapping[Channel, int]) -> None:
        self._redis = redis
        self._lifetimes = lifetimes

    def find(self, sender: Pseudonym, earlier: Pseudonym | None = None) -> Conversation | None:
        """Return the sender's conversation, also when it began under the pseudonym of the epoch before, or None."""
        cid = self._redis.get(keys.who(sender))
        if cid is None and earlier is not None:
            cid = self._redis.get(keys.who(earlier))
            if cid is not None:
                self._redis.rename(keys.who(earlier), keys.who(sender))
        found = self.get(ConversationId(cid.decode())) if cid else None
        return replace(found, sender=sender) if found else None

    def get(self, cid: ConversationId) -> Conversation | None:
        """Return the conversation with this id, or None."""
        raw = self._redis.get(keys.conversation(cid))
        return _from_json(raw) if raw else None

    def get_many(self, cids: list[ConversationId]) -> list[Conversation]:
        """Return those of `cids` that still exist, in their order, in one round trip."""
        if not cids:
            return []
        found = self._redis.mget([keys.conversation(cid) for cid in cids])
        return [_from_json(raw) for raw in found if raw]

    def start(self, sender: Pseudonym, channel: Channel, now: datetime) -> Conversation:
        """Return a new conversation of `sender`; it is written by `save`."""
        return Conversation(new_id(), sender, channel, started=now, last_seen=now)

    def save(self, conversation: Conversation, *, begins: bool = False) -> bool:
        """Write the conversation and its sender's way to it; both live on from now. Return whether it was written.

        One that does not begin with this is written only if it still exists: a person who left while their message was being
        answered stays gone. While a human is awaited or present it lives as long as the talk may, so that a person who waits is
        not forgotten.
        """
        lifetime = self._lifetimes[conversation.channel]
        if conversation.phase is not Phase.BOT:
            lifetime = max(lifetime, keys.TALK_LIFETIME)
        if not self._redis.set(keys.conversation(conversation.id), _to_json(conversation), ex=lifetime, xx=not begins):
            return False
        self._redis.set(keys.who(conversation.sender), conversation.id, ex=lifetime)
        return True

    def erase(self, conversation: Conversation) -> None:
        """Delete everything that is named after this conversation, and its sender's way to it."""
        sids = [field[1:].decode() for field in self._redis.hkeys(keys.sent(conversation.id)) if field.startswith(b"@")]
        self._redis.delete(
            *keys.of_conversation(conversation.id), keys.who(conversation.sender), *(keys.carrier_message(sid) for sid in sids)
        )

    @contextmanager
    def one_turn(self, cid: ConversationId) -> Iterator[None]:
        """Hold the conversation for one turn: two messages at once are answered one after the other."""
        lock = self._redis.lock(keys.turn(cid), timeout=10, blocking_timeout=5, sleep=0.02)
        if not lock.acquire():
            raise TimeoutError("another message of this conversation is still being answered")
        try:
            yield
        finally:
            # Lost if the turn took over ten seconds; then there is nothing to release.
            with suppress(LockError):
                lock.release()

    def first_time(self, message: Pseudonym, *, unless_answered: bool = False) -> bool:
        """Say whether this message is new, and mark it as begun. Repeats within 24 h are not new.

        With `unless_answered` a message that was begun and never answered counts as new: so asks the carrier's fallback,
        which is called only when the first attempt failed.
        """
        name = f"seen:{message}"
        if self._redis.set(name, b"begun", nx=True, ex=STARTED_LIFETIME):
            return True
        return unless_answered and self._redis.get(name) != b"done"

    def not_handled(self, message: Pseudonym) -> None:
        """The turn crashed: the carrier's next attempt with this message is to be answered."""
        self._redis.delete(f"seen:{message}")

    def handled(self, message: Pseudonym) -> None:
        """Mark the message as answered; until then a crash lets the carrier's retry through."""
        self._redis.set(f"seen:{message}", b"done", ex=SEEN_LIFETIME)

    def start_cover(self, senders: tuple[Pseudonym, ...], seconds: int) -> None:
        """From now on these pseudonyms of one sender get the cover story."""
        with self._redis.pipeline() as pipe:
            for sender in senders:
                pipe.set(f"cover:{sender}", COVER_VALUE, ex=seconds)
            pipe.execute()

    def under_cover(self, *senders: Pseudonym) -> bool:
        """Say whether one of the sender's pseudonyms is under cover."""
        return bool(self._redis.exists(*(f"cover:{sender}" for sender in senders)))

    def end_cover(self, *senders: Pseudonym) -> None:
        """The return word was said."""
        self._redis.delete(*(f"cover:{sender}" for sender in senders))


def _to_json(conversation: Conversation) -> str:
    values = asdict(conversation)
    values["started"] = conversation.started.timestamp()
    values["last_seen"] = conversation.last_seen.timestamp()
    values["waiting_since"] = conversation.waiting_since.timestamp() if conversation.waiting_since else None
    return json.dumps(values, separators=(",", ":"))


def _from_json(raw: bytes) -> Conversation:
    values: dict[str, Any] = json.loads(raw)
    return Conversation(
        id=ConversationId(values["id"]),
        sender=Pseudonym(values["sender"]),
        channel=Channel(values["channel"]),
        started=datetime.fromtimestamp(values["started"], UTC),
        last_seen=datetime.fromtimestamp(values["last_seen"], UTC),
        language=Language(values["language"]),
        language_chosen=values["language_chosen"],
        phase=Phase(values["phase"]),
        menu=tuple(values["menu"]),
        menu_rest=tuple(values["menu_rest"]),
        asked=Question(values["asked"]) if values["asked"] else None,
        spoken=values["spoken"],
        page=values["page"],
        topics=tuple(values["topics"]),
        safe_to_text=values["safe_to_text"],
        greeted=values["greeted"],
        quiet=values["quiet"],
        urgency=Urgency(values["urgency"]),
        reasons=tuple(Reason(reason) for reason in values["reasons"]),
        said=tuple(values["said"]),
        last=tuple(values["last"]),
        waiting_since=datetime.fromtimestamp(values["waiting_since"], UTC) if values["waiting_since"] else None,
        alias=values["alias"],
    )

"""What the engine remembers of a conversation, in Redis: slots and the last three intents, nothing that was said."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError

LIFETIME_SECONDS = 7200
INTENTS_KEPT = 3
TIMEOUT_SECONDS = 0.5


def connect(redis_url: str) -> Redis[bytes]:
    """Return a client for redis://, rediss:// or unix:// that waits at most 0.5 s; connects when first used.

    One more try after a lost connection lets the first turn after Redis came back succeed; both our commands may run twice.
    Raises `ValueError` for another kind of address.
    """
    return Redis.from_url(
        redis_url,
        socket_timeout=TIMEOUT_SECONDS,
        socket_connect_timeout=TIMEOUT_SECONDS,
        retry=Retry(NoBackoff(), 1),
        retry_on_error=[RedisConnectionError],
    )


class BoundedTrackerStore(TrackerStore):
    """Keeps each conversation under `dlg:{id}` for two hours after its last turn, in a few hundred bytes.

    Rasa's own stores keep every event, text included, and take longer with each turn. Errors of Redis are raised as
    they are: who serves a turn must not go on with an empty memory.
    """

    def __init__(self, redis: Redis[bytes], domain: Domain) -> None:
        super().__init__(domain)
        self._redis = redis

    async def retrieve(self, sender_id: str) -> DialogueStateTracker:
        """Return the conversation so far, or a new one that listens; raises `RedisError`."""
        stored = await self._redis.get(_key(sender_id))
        tracker = self.init_tracker(sender_id)
        tracker.update_with_events(list(self._events(json.loads(stored or "{}"))), self.domain, override_timestamp=False)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write what is kept of `tracker` and let it live for two hours more; raises `RedisError`."""
        await self._redis.set(_key(tracker.sender_id), json.dumps(self._kept(tracker)), ex=LIFETIME_SECONDS)

    async def keys(self) -> Iterable[str]:
        """Return nothing: nobody may list who talks to us through Rasa."""
        return ()

    def _kept(self, tracker: DialogueStateTracker) -> dict[str, Any]:
        initial = {slot.name: slot.initial_value for slot in self.domain.slots}
        slots = {name: value for name, value in tracker.current_slot_values().items() if value != initial.get(name)}
        intents = [event.intent_name for event in tracker.events if isinstance(event, UserUttered)]
        return {"slots": slots, "intents": intents[-INTENTS_KEPT:]}

    def _events(self, kept: dict[str, Any]) -> Iterator[Event]:
        yield ActionExecuted(ACTION_SESSION_START_NAME)
        yield SessionStarted()
        yield ActionExecuted(ACTION_LISTEN_NAME)
        for intent in kept.get("intents", ()):
            yield UserUttered(intent={"name": intent, "confidence": 1.0})
            yield ActionExecuted(ACTION_LISTEN_NAME)
        # A model trained since may know fewer slots.
        known = {slot.name for slot in self.domain.slots}
        for name, value in kept.get("slots", {}).items():
            if name in known:
                yield SlotSet(name, value)


def _key(conversation: str) -> str:
    return f"dlg:{conversation}"

"""The records of messages that exist at the carrier, and counts of what happened to them."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import replace
from datetime import datetime

from bot.carrier.standin.errors import NOT_COMPLETE, NOT_FOUND, Refused
from bot.carrier.standin.messages import Direction, Message, Status


class Records:
    """All records, in memory only."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._messages: dict[str, Message] = {}
        self._counts: Counter[str] = Counter()

    def add(self, message: Message) -> None:
        """Keep `message` until it is deleted."""
        with self._lock:
            self._messages[message.sid] = message
            self._counts["inbound" if message.direction is Direction.INBOUND else "outbound"] += 1

    def get(self, sid: str) -> Message:
        """Return the record. Raises Refused (404) when there is none."""
        with self._lock:
            return self._get(sid)

    def move(self, sid: str, status: Status, at: datetime, *, error_code: int | None = None) -> Message:
        """Set the record's status and return it. Raises Refused (404) when there is none."""
        with self._lock:
            message = replace(self._get(sid), status=status, updated=at, error_code=error_code)
            self._messages[sid] = message
            return message

    def delete(self, sid: str) -> None:
        """Remove the record. Raises Refused: 404 when there is none, 409 while its message is under way."""
        with self._lock:
            if not self._get(sid).status.final:
                raise Refused(NOT_COMPLETE)
            del self._messages[sid]
            self._counts["deleted"] += 1

    def existing(self) -> tuple[Message, ...]:
        """Return what exists, oldest first."""
        with self._lock:
            return tuple(self._messages.values())

    def under_way(self) -> int:
        """Return how many outbound messages are not final yet."""
        return sum(not m.status.final for m in self.existing() if m.direction is not Direction.INBOUND)

    def count(self, what: str) -> None:
        """Count an event: `refused`, `callbacks`, `callbacks_lost`, `fallbacks`, `media_fetched`."""
        with self._lock:
            self._counts[what] += 1

    def counts(self) -> dict[str, int]:
        """Return how often each thing has happened since the start; what never happened is not listed."""
        with self._lock:
            return dict(self._counts)

    def _get(self, sid: str) -> Message:
        if sid not in self._messages:
            raise Refused(NOT_FOUND)
        return self._messages[sid]

"""One turn at a time in each conversation, any number of conversations at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class _Queue:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    turns: int = 0


class ConversationLocks:
    """A lock for each conversation that has a turn under way; turns pass in the order in which they came.

    Rasa's own lock polls once a second, and embedding before taking it would let a short text overtake a long one.
    """

    def __init__(self) -> None:
        self._queues: dict[str, _Queue] = {}

    def __len__(self) -> int:
        """Return how many conversations have a turn under way."""
        return len(self._queues)

    @asynccontextmanager
    async def turn(self, conversation: str) -> AsyncIterator[None]:
        """Wait until earlier turns of `conversation` are done, then hold it for the block."""
        queue = self._queues.setdefault(conversation, _Queue())
        queue.turns += 1
        try:
            async with queue.lock:
                yield
        finally:
            queue.turns -= 1
            if not queue.turns:
                del self._queues[conversation]

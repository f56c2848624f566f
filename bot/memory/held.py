"""What is held right now, in words that an NGO's director understands: the answer to a subpoena, and to one's own doubts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.conversation import ConversationId
from bot.memory import keys

if TYPE_CHECKING:
    from redis import Redis


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of thing that is held: how many, what it is, the longest that any will stay, in seconds (None: live)."""

    family: str
    count: int
    holds: str
    personal: bool
    longest: int | None


@dataclass(frozen=True, slots=True)
class Held:
    """Reads what is held. It lists, it never opens anything."""

    redis: Redis

    def all(self) -> list[Holding]:
        """Return everything held, personal things first. A key that nobody declared is listed as `unknown`."""
        counts: dict[str, int] = defaultdict(int)
        longest: dict[str, int] = defaultdict(int)
        for raw in self.redis.scan_iter(match="*", count=500):
            key = raw.decode(errors="replace")
            family = keys.family(key)
            name = family.prefix.rstrip(":") if family else "unknown"
            counts[name] += 1
            left = self.redis.ttl(raw)
            longest[name] = max(longest[name], int(left)) if left >= 0 else longest[name]
        known = {family.prefix.rstrip(":"): family for family in keys.FAMILIES}
        holdings = [
            Holding(
                name,
                count,
                known[name].holds if name in known else "a key that this program does not declare: please report it",
                known[name].personal if name in known else True,
                longest[name] or None,
            )
            for name, count in counts.items()
        ]
        return sorted(holdings, key=lambda holding: (not holding.personal, holding.family))

    def of(self, cid: ConversationId) -> list[str]:
        """Return the names of all keys that speak of this conversation: by their name, in the line, or in a sender's mark."""
        found = [key for key in keys.of_conversation(cid) if self.redis.exists(key)]
        for queue in (keys.WAITING, keys.TALKING):
            if self.redis.zscore(queue, cid) is not None:
                found.append(queue)
        if self.redis.hexists(keys.PLACES, cid):
            found.append(keys.PLACES)
        for raw in self.redis.scan_iter(match="who:*", count=500):
            if self.redis.get(raw) == cid.encode():
                found.append(raw.decode())
        return found

"""Message records at the carrier that are still to be deleted. They stay in this list until the carrier says they are gone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.memory import keys

if TYPE_CHECKING:
    from redis import Redis

FIRST_TRY = 3
"""Seconds after an answer at which its records are usually final and can be deleted."""
LONGEST_PAUSE = 900
_LIFE = 35 * keys.DAY
_SINCE = "erase:since"
_TRIES = "erase:tries"


class Records:
    """The list, shared by all processes. Ids are the carrier's own random ones."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def add(self, sid: str, now: datetime) -> None:
        """Have a record deleted soon. Adding it again brings the next try forward."""
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.zadd(keys.ERASE, {sid: now.timestamp() + FIRST_TRY})
            pipe.zadd(_SINCE, {sid: now.timestamp()}, nx=True)
            for name in (keys.ERASE, _SINCE, _TRIES):
                pipe.expire(name, _LIFE)
            pipe.execute()

    def due(self, now: datetime, most: int = 50) -> list[str]:
        """Return records whose next try has come, the longest due first."""
        found = self._redis.zrangebyscore(keys.ERASE, "-inf", now.timestamp(), start=0, num=most)
        return [sid.decode() for sid in found]

    def gone(self, sid: str) -> None:
        """The carrier confirmed: forget the id."""
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.zrem(keys.ERASE, sid)
            pipe.zrem(_SINCE, sid)
            pipe.hdel(_TRIES, sid)
            pipe.execute()

    def later(self, sid: str, now: datetime) -> None:
        """Not deleted yet: try again after a pause that doubles from 4 seconds up to 15 minutes."""
        if self._redis.zscore(keys.ERASE, sid) is None:
            # Confirmed by another worker meanwhile.
            return
        tries = int(self._redis.hincrby(_TRIES, sid, 1))
        pause = min(LONGEST_PAUSE, 2 ** min(tries + 1, 10))
        self._redis.zadd(keys.ERASE, {sid: now.timestamp() + pause}, xx=True)

    def backlog(self, now: datetime) -> tuple[int, float]:
        """Return how many records are still to be deleted, and for how many seconds the oldest has been."""
        count = int(self._redis.zcard(keys.ERASE))
        oldest = self._redis.zrange(_SINCE, 0, 0, withscores=True)
        return count, max(0.0, now.timestamp() - oldest[0][1]) if oldest else 0.0

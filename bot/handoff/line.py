"""The waiting line: who waits for a human, who is being talked with, and that nobody is ever lost between the two.

A place is a moment in seconds: people are served by the earliest. Urgency sets the place earlier than the clock says, and
since the clock runs for everybody, whoever waits long enough passes the later urgent ones too: nobody starves.
All changes are Lua scripts: atomic, one winner, whatever the number of web processes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.conversation import ConversationId, Urgency
from bot.memory import keys

if TYPE_CHECKING:
    from redis import Redis

HEAD_START = {Urgency.NOW: 6 * 3600, Urgency.SOON: 1800, Urgency.ORDINARY: 0}
"""Seconds by which urgency moves a place forward."""
_LIFE = keys.TALK_LIFETIME * 2
_WAITS_KEPT = 20

# The helpers every script begins with: tell the readers, and keep the line's keys alive.
_COMMON = (
    f"local LIFE, TALK = {_LIFE}, {keys.TALK_LIFETIME}"
    """
local function news(what, cid)
  redis.call('XADD', KEYS[4], 'MAXLEN', '~', 2000, '*', 'k', what, 'c', cid)
  for i = 1, 5 do redis.call('EXPIRE', KEYS[i], LIFE) end
end
"""
)

_JOIN = (
    _COMMON
    + """
local cid, place = ARGV[1], tonumber(ARGV[2])
if redis.call('ZSCORE', KEYS[2], cid) then
  local kept = tonumber(redis.call('HGET', KEYS[3], cid) or place)
  if place < kept then redis.call('HSET', KEYS[3], cid, place) end
  news('urgency', cid)
  return 0
end
local before = redis.call('ZSCORE', KEYS[1], cid)
if before and tonumber(before) <= place then return 0 end
redis.call('ZADD', KEYS[1], place, cid)
news(before and 'urgency' or 'waiting', cid)
return before and 0 or 1
"""
)

_CLAIM = (
    _COMMON
    + """
local cid, advocate, lapses, most, now = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local place = redis.call('ZSCORE', KEYS[1], cid)
if not place then return 'taken' end
local held = 0
for _, other in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  if redis.call('GET', 'claim:' .. other) == advocate then held = held + 1 end
end
if held >= most then return 'full' end
redis.call('ZREM', KEYS[1], cid)
redis.call('ZADD', KEYS[2], lapses, cid)
redis.call('HSET', KEYS[3], cid, place)
redis.call('SET', 'claim:' .. cid, advocate, 'EX', TALK)
news('claimed', cid)
return 'claimed'
"""
)

_RELEASE = (
    _COMMON
    + """
local cid, advocate = ARGV[1], ARGV[2]
if redis.call('GET', 'claim:' .. cid) ~= advocate then return 0 end
redis.call('ZREM', KEYS[2], cid)
redis.call('DEL', 'claim:' .. cid)
redis.call('ZADD', KEYS[1], redis.call('HGET', KEYS[3], cid), cid)
redis.call('HDEL', KEYS[3], cid)
news('released', cid)
return 1
"""
)

_LEAVE = (
    _COMMON
    + """
local cid = ARGV[1]
local there = redis.call('ZREM', KEYS[1], cid) + redis.call('ZREM', KEYS[2], cid)
redis.call('HDEL', KEYS[3], cid)
redis.call('DEL', 'claim:' .. cid)
news(ARGV[2], cid)
return there
"""
)

_RENEW = (
    _COMMON
    + """
local advocate, lapses, held = ARGV[1], tonumber(ARGV[2]), {}
for _, cid in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  if redis.call('GET', 'claim:' .. cid) == advocate then
    redis.call('ZADD', KEYS[2], lapses, cid)
    held[#held + 1] = cid
  end
end
return held
"""
)

_SWEEP = (
    _COMMON
    + """
local now, back = tonumber(ARGV[1]), {}
for _, cid in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now)) do
  redis.call('ZREM', KEYS[2], cid)
  redis.call('DEL', 'claim:' .. cid)
  redis.call('ZADD', KEYS[1], redis.call('HGET', KEYS[3], cid) or now, cid)
  redis.call('HDEL', KEYS[3], cid)
  news('lapsed', cid)
  back[#back + 1] = cid
end
return back
"""
)


@dataclass(frozen=True, slots=True)
class Place:
    """A person's place: how many wait before them, and an honest estimate in minutes, or None without data."""

    ahead: int
    minutes: int | None


class WaitingLine:
    """The line of one site. All times are passed in."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._keys = [keys.WAITING, keys.TALKING, keys.PLACES, keys.NEWS, keys.WAITS]
        self._scripts = {
            name: redis.register_script(text)
            for name, text in {
                "join": _JOIN, "claim": _CLAIM, "release": _RELEASE, "leave": _LEAVE, "renew": _RENEW, "sweep": _SWEEP,
            }.items()
        }  # fmt: skip

    def _run(self, name: str, *args: Any) -> Any:
        return self._scripts[name](keys=self._keys, args=args)

    def join(self, cid: ConversationId, urgency: Urgency, now: datetime) -> bool:
        """Put the person in the line, or move them forward if they became more urgent. Say whether they are new in it.

        Nobody is ever moved back; a person who is being talked with stays with their advocate.
        """
        return bool(self._run("join", cid, now.timestamp() - HEAD_START[urgency]))

    def claim(self, cid: ConversationId, advocate: str, now: datetime, *, lease: int, most: int = 6) -> str:
        """Give the person to `advocate` for `lease` seconds. Return 'claimed', 'taken' (no longer waiting) or 'full'."""
        return str(self._run("claim", cid, advocate, now.timestamp() + lease, most, now.timestamp()).decode())

    def release(self, cid: ConversationId, advocate: str) -> bool:
        """Put the person back at their old place. False if `advocate` does not hold the talk."""
        return bool(self._run("release", cid, advocate))

    def leave(self, cid: ConversationId, why: str = "left") -> bool:
        """Take the person out, wherever they stand. `why` tells the readers: 'left', 'ended'."""
        return bool(self._run("leave", cid, why))

    def renew(self, advocate: str, now: datetime, *, lease: int) -> list[ConversationId]:
        """Keep all of this advocate's talks for another `lease` seconds; return them."""
        return [ConversationId(cid.decode()) for cid in self._run("renew", advocate, now.timestamp() + lease)]

    def sweep(self, now: datetime) -> list[ConversationId]:
        """Bring back to the line everybody whose advocate's lease has lapsed; return them. Safe to call from anywhere, at any time."""
        return [ConversationId(cid.decode()) for cid in self._run("sweep", now.timestamp())]

    def holder(self, cid: ConversationId) -> str | None:
        """Return the id of the advocate who holds the talk, or None."""
        value = self._redis.get(keys.claim(cid))
        return value.decode() if value else None

    def waiting(self) -> list[ConversationId]:
        """Return everybody who waits, in the order in which they are to be served."""
        return [ConversationId(cid.decode()) for cid in self._redis.zrange(keys.WAITING, 0, -1)]

    def talking(self) -> list[ConversationId]:
        """Return everybody who is being talked with."""
        return [ConversationId(cid.decode()) for cid in self._redis.zrange(keys.TALKING, 0, -1)]

    def place(self, cid: ConversationId) -> Place | None:
        """Return the person's place, or None if they do not wait."""
        rank = self._redis.zrank(keys.WAITING, cid)
        if rank is None:
            return None
        waits = sorted(float(seconds) for seconds in self._redis.lrange(keys.WAITS, 0, -1))
        # Fewer than three recent waits are no basis for a promise.
        minutes = max(1, round(waits[len(waits) // 2] / 60)) if len(waits) >= 3 else None
        return Place(int(rank), minutes)

    def remember_wait(self, seconds: float) -> None:
        """Note how long somebody waited, for the estimates."""
        with self._redis.pipeline() as pipe:
            pipe.lpush(keys.WAITS, round(seconds))
            pipe.ltrim(keys.WAITS, 0, _WAITS_KEPT - 1)
            pipe.expire(keys.WAITS, _LIFE)
            pipe.execute()

"""Throttle: how fast sign-in may be tried. Guessing gets slow; nobody is ever locked out.

Three buckets. Every name has one, known or not: after five tries the wait doubles up to a minute and goes no further. All
tries together have one, so that many names cannot be tried at once either. A browser that signed in to an account before has
its own for that account, and stands outside the common ones: a stranger's guessing delays the stranger, not the advocate.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from redis import Redis

FREE_TRIES = 5
LONGEST_WAIT = 60
"""Seconds between two tries, at most."""
_FORGET = 15 * 60
"""Seconds without a try after which a bucket is forgotten."""
TRIES_A_MINUTE = 40
"""Tries of all unknown browsers together; each costs some 64 MiB for a tenth of a second."""

# Counts the try when it begins, not when it fails: a hundred parallel tries are not all let through. A try that has to wait
# changes nothing, so hammering does not push the wait further out.
_BEGIN = """
local now = tonumber(ARGV[1])
local tries, free_at = unpack(redis.call('HMGET', KEYS[1], 'tries', 'free_at'))
tries, free_at = tonumber(tries or 0) + 1, tonumber(free_at or 0)
if free_at > now then return tostring(free_at - now) end
if KEYS[2] then
  local all = tonumber(redis.call('GET', KEYS[2]) or 0)
  if all >= tonumber(ARGV[4]) then return tostring(60 - now % 60) end
  redis.call('INCR', KEYS[2])
  redis.call('EXPIRE', KEYS[2], 120)
end
local wait = 0
if tries >= tonumber(ARGV[2]) then wait = math.min(2 ^ math.min(tries - tonumber(ARGV[2]), 10), tonumber(ARGV[3])) end
redis.call('HSET', KEYS[1], 'tries', tries, 'free_at', now + wait)
redis.call('EXPIRE', KEYS[1], ARGV[5])
return '0'
"""


class Throttle:
    """Counts tries in Redis."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._begin = redis.register_script(_BEGIN)

    def begin(self, name_key: str, device: str | None, now: datetime) -> int:
        """Count a try and return 0, or return how many seconds to wait without counting it.

        `device` is the id of a browser known for this account, or None.
        """
        common = f"login:all:{int(now.timestamp()) // 60}"
        names = [_bucket(name_key, device)] if device else [_bucket(name_key, None), common]
        wait = self._begin(keys=names, args=[now.timestamp(), FREE_TRIES, LONGEST_WAIT, TRIES_A_MINUTE, _FORGET])
        return max(0, ceil(float(wait)))

    def succeeded(self, name_key: str, device: str | None) -> None:
        """The try was right: its bucket starts anew."""
        self._redis.delete(_bucket(name_key, device))


def _bucket(name_key: str, device: str | None) -> str:
    return "login:tries:" + hashlib.sha256(f"{name_key}\0{device or ''}".encode()).hexdigest()[:32]

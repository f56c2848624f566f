"""Pseudonyms: what stands for a phone number or a chat cookie, and cannot be turned back.

A plain hash of a number can be undone by trying all numbers, so the hash is keyed twice: by the site's key, which is not in
Redis, and by a random salt, which is only in Redis and is replaced every two days. When a salt has expired, nobody, we
included, can say whether a number ever wrote.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from datetime import datetime
from typing import TYPE_CHECKING

from bot.conversation import Pseudonym

if TYPE_CHECKING:
    from redis import Redis

EPOCH = 2 * 24 * 3600
"""Seconds that one salt is used for; the longest cover (48 h) spans at most two of them."""


class Pseudonyms:
    """Makes pseudonyms with the salts of this Redis. `site_key` is 32 bytes."""

    def __init__(self, redis: Redis, site_key: bytes) -> None:
        self._redis = redis
        self._key = site_key

    def of(self, sender: str, now: datetime) -> tuple[Pseudonym, Pseudonym]:
        """Return the sender's pseudonym of now, and of the epoch before (a conversation may have begun in it).

        Raises redis.RedisError when Redis is away.
        """
        epoch = int(now.timestamp()) // EPOCH
        return self._pseudonym(sender, epoch), self._pseudonym(sender, epoch - 1)

    def _pseudonym(self, sender: str, epoch: int) -> Pseudonym:
        key = hmac.digest(self._key, self._salt(epoch), hashlib.sha256)
        return Pseudonym(hmac.new(key, sender.encode(), hashlib.sha256).hexdigest()[:32])

    def _salt(self, epoch: int) -> bytes:
        # Asked anew every time: a salt held in memory would go on matching senders after Redis was erased.
        name = f"salt:{epoch}"
        salt = self._redis.get(name)
        if salt is None:
            self._redis.set(name, os.urandom(32), nx=True, ex=2 * EPOCH)
            salt = self._redis.get(name)
        return bytes(salt or b"")

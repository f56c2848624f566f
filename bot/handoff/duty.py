"""Duty: which advocates are here now. A console that falls silent goes off duty by its lease, like a closed laptop."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.memory import keys

if TYPE_CHECKING:
    from redis import Redis


@dataclass(frozen=True, slots=True)
class OnDuty:
    """An advocate who is here: their account's id, the name people see, languages spoken, most talks at once (1 to 6)."""

    advocate: str
    alias: str
    languages: tuple[str, ...]
    most: int = 3


class Duty:
    """Who is on duty."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def start(self, who: OnDuty, *, lease: int) -> None:
        """Put the advocate on duty, or keep them so for another `lease` seconds."""
        value = json.dumps({"alias": who.alias, "languages": who.languages, "most": who.most})
        self._redis.set(f"duty:{who.advocate}", value, ex=lease)
        self._redis.xadd(keys.NEWS, {"k": "duty", "c": ""}, maxlen=2000, approximate=True)

    def renew(self, advocate: str, *, lease: int) -> bool:
        """Keep the advocate on duty for another `lease` seconds; False if they are not on duty."""
        return bool(self._redis.expire(f"duty:{advocate}", lease))

    def stop(self, advocate: str) -> None:
        """Take the advocate off duty."""
        self._redis.delete(f"duty:{advocate}")
        self._redis.xadd(keys.NEWS, {"k": "duty", "c": ""}, maxlen=2000, approximate=True)

    def of(self, advocate: str) -> OnDuty | None:
        """Return the advocate's duty, or None when off duty."""
        raw = self._redis.get(f"duty:{advocate}")
        return _parse(advocate, raw) if raw else None

    def all(self) -> list[OnDuty]:
        """Return everybody on duty."""
        names = sorted(self._redis.scan_iter(match="duty:*", count=500))
        values = self._redis.mget(names) if names else []
        return [_parse(name.decode().removeprefix("duty:"), raw) for name, raw in zip(names, values, strict=True) if raw]


def _parse(advocate: str, raw: bytes) -> OnDuty:
    value = json.loads(raw)
    return OnDuty(advocate, value["alias"], tuple(value["languages"]), value["most"])

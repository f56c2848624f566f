"""News: one reader per web process follows one Redis stream and wakes every open page it concerns.

The stream says that something changed, in which conversation, and what kind of change; never any content. Open pages cost
a queue in memory each, not a Redis connection.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from redis.exceptions import RedisError

from bot.memory import keys

if TYPE_CHECKING:
    from redis import Redis

TICK = 15.0
"""Seconds after which a reader that heard nothing hears a tick, so that dead connections are noticed."""
_BACKLOG = 256


class Item(NamedTuple):
    """One piece of news: the stream's entry id, what kind of change, in which conversation. `kind` `tick` means none."""

    id: str
    kind: str
    conversation: str


class News:
    """Hands news to everybody who follows. The reader starts with the first follower, as a daemon thread or greenlet."""

    def __init__(self, connect: Callable[[], Redis]) -> None:
        self._connect = connect
        self._followers: set[queue.Queue[Item | None]] = set()
        self._lock = threading.Lock()
        self._reader: threading.Thread | None = None

    def follow(self, after: str | None = None, *, tick: float = TICK) -> Iterator[Item]:
        """Yield news as it comes, beginning after the entry id `after` if it is given. Never ends by itself."""
        mine: queue.Queue[Item | None] = queue.Queue(_BACKLOG)
        with self._lock:
            self._followers.add(mine)
            if self._reader is None or not self._reader.is_alive():
                self._reader = threading.Thread(target=self._read, name="news", daemon=True)
                self._reader.start()
        try:
            last = after or ""
            if after:
                for missed in self._since(after):
                    last = missed.id
                    yield missed
            while True:
                try:
                    item = mine.get(timeout=tick)
                except queue.Empty:
                    yield Item("", "tick", "")
                    continue
                if item is None:
                    # We fell behind, or Redis was away: the follower must look at everything anew.
                    yield Item("", "again", "")
                elif not last or _order(item.id) > _order(last):
                    last = item.id
                    yield item
        finally:
            with self._lock:
                self._followers.discard(mine)

    def _since(self, after: str) -> list[Item]:
        redis = self._connect()
        try:
            return [_item(entry, fields) for entry, fields in redis.xrange(keys.NEWS, min=f"({after}")]
        except RedisError:
            return []
        finally:
            redis.close()

    def _read(self) -> None:
        last = "$"
        while True:
            try:
                redis = self._connect()
                while True:
                    if last == "$":
                        newest = redis.xrevrange(keys.NEWS, count=1)
                        last = newest[0][0].decode() if newest else "0-0"
                    for _, entries in redis.xread({keys.NEWS: last}, block=5000, count=500) or ():
                        for entry, fields in entries:
                            last = entry.decode()
                            self._hand_out(_item(entry, fields))
            except RedisError:
                # Redis is away or was emptied; everybody looks anew when it is back, and we begin at its end.
                last = "$"
                time.sleep(0.5)
                self._hand_out(None)

    def _hand_out(self, item: Item | None) -> None:
        with self._lock:
            followers = list(self._followers)
        for follower in followers:
            try:
                follower.put_nowait(item)
            except queue.Full:
                _drain(follower)
                follower.put_nowait(None)


def _drain(follower: queue.Queue[Item | None]) -> None:
    while True:
        try:
            follower.get_nowait()
        except queue.Empty:
            return


def _item(entry: bytes, fields: dict[bytes, bytes]) -> Item:
    return Item(entry.decode(), fields[b"k"].decode(), fields[b"c"].decode())


def _order(entry: str) -> tuple[int, int]:
    moment, _, number = entry.partition("-")
    return int(moment), int(number or 0)

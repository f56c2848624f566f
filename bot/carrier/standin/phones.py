"""Pretend phones: made-up numbers, and the thread that each of them shows.

A phone keeps its thread whatever is deleted at the carrier, as a real one does.
"""

from __future__ import annotations

import re
import secrets
import threading
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

LINE_NUMBER = "+12025550100"
"""The made-up number that the line answers on."""

E164 = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)

# 555-0100 to 555-0199 are set aside for fiction in each of these areas: no such number can belong to anybody.
_AREAS = ("202", "212", "303", "312", "415", "512", "617", "702", "808", "907")
_MADE_UP = tuple(f"+1{area}55501{last:02}" for area in _AREAS for last in range(1, 100))

_THREAD_LIMIT = 1000


class NoNumberLeft(Exception):
    """Raised when every made-up number has a phone."""


class Way(StrEnum):
    """Which way a message went, as seen from the phone."""

    TO_LINE = "to_line"
    FROM_LINE = "from_line"


@dataclass(frozen=True, slots=True)
class Entry:
    """One message in a phone's thread.

    `n` counts from 1 within the thread. `status` is the carrier's, or `unanswered` where the line answered neither webhook.
    `sid` is empty for what the carrier itself said. `segments` is what the message cost.
    """

    n: int
    way: Way
    body: str = field(repr=False)
    status: str
    at: datetime
    segments: int
    sid: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the entry as the control API shows it; `at` is ISO 8601 in UTC."""
        return {
            "n": self.n,
            "direction": self.way,
            "body": self.body,
            "status": self.status,
            "at": self.at.isoformat(timespec="milliseconds"),
            "segments": self.segments,
        }


class Phones:
    """All phones that the carrier has seen, oldest first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._threads: dict[str, list[Entry]] = {}

    def new(self) -> str:
        """Take a made-up number that no phone here has, and return it. Raises NoNumberLeft."""
        with self._lock:
            free = [number for number in _MADE_UP if number not in self._threads]
            if not free:
                raise NoNumberLeft("Every made-up number is taken. Throw a phone away.")
            number = secrets.choice(free)
            self._threads[number] = []
            return number

    def numbers(self) -> tuple[str, ...]:
        """Return the numbers of all phones."""
        with self._lock:
            return tuple(self._threads)

    def add(self, number: str, entry: Entry) -> Entry:
        """Append `entry` to the thread, numbered, and return it. A message that is there already is not added again."""
        with self._lock:
            thread = self._threads.setdefault(number, [])
            for known in reversed(thread):
                if entry.sid and known.sid == entry.sid:
                    return known
            numbered = replace(entry, n=thread[-1].n + 1 if thread else 1)
            thread.append(numbered)
            del thread[:-_THREAD_LIMIT]
            return numbered

    def mark(self, number: str, sid: str, status: str) -> None:
        """Set the status that the thread shows of a message, if it shows it."""
        with self._lock:
            thread = self._threads.get(number, [])
            thread[:] = [replace(entry, status=status) if entry.sid == sid else entry for entry in thread]

    def thread(self, number: str, after: int = 0) -> tuple[Entry, ...]:
        """Return the entries after number `after`; nothing for a phone that is not known."""
        with self._lock:
            return tuple(entry for entry in self._threads.get(number, ()) if entry.n > after)

    def forget(self, number: str) -> bool:
        """Throw the phone away with its thread, and say whether there was one."""
        with self._lock:
            return self._threads.pop(number, None) is not None

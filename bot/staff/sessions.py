"""Staff sessions: on the server, 30 minutes without a sign of life, 12 hours at most, ended at once when they should be."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from redis import Redis

SessionToken = NewType("SessionToken", str)
"""What the cookie holds: 256 random bits. Redis knows only its hash, so that a look into Redis opens no session."""

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class StaffSession:
    """One signed-in browser: whose it is, since when, and when its owner last did something."""

    account: str
    created: datetime
    seen: datetime

    def ends(self) -> datetime:
        """Return when this session ends if its owner does nothing more."""
        return min(self.seen + IDLE, self.created + LONGEST)


class Sessions:
    """All staff sessions."""

    def __init__(self, redis: Redis, clock: Callable[[], datetime]) -> None:
        self._redis = redis
        self._clock = clock

    def start(self, account: str) -> SessionToken:
        """Begin a session and return its token."""
        token = SessionToken(secrets.token_urlsafe(32))
        now = self._clock()
        session = StaffSession(account, now, now)
        self._redis.set(_key(token), _to_json(session), ex=_lifetime(session, now))
        return token

    def look(self, token: str) -> StaffSession | None:
        """Return the live session of this token, or None. Looking does not prolong it."""
        raw = self._redis.get(_key(token)) if token else None
        session = _from_json(raw) if raw else None
        return session if session and session.ends() > self._clock() else None

    def touch(self, token: str) -> StaffSession | None:
        """Return the live session, prolonged: its owner did something just now."""
        session = self.look(token)
        if session is None:
            return None
        now = self._clock()
        session = StaffSession(session.account, session.created, now)
        # xx: a session that was ended in this moment must not come back to life.
        kept = self._redis.set(_key(token), _to_json(session), ex=_lifetime(session, now), xx=True)
        return session if kept else None

    def end(self, token: str) -> None:
        """End one session."""
        self._redis.delete(_key(token))

    def end_all(self, account: str) -> int:
        """End every session of an account; return how many."""
        names = list(self._redis.scan_iter(match="staff:*", count=1000))
        values = self._redis.mget(names) if names else []
        theirs = [name for name, raw in zip(names, values, strict=True) if raw and _from_json(raw).account == account]
        return int(self._redis.delete(*theirs)) if theirs else 0


def _key(token: str) -> str:
    return "staff:" + hashlib.sha256(token.encode()).hexdigest()


def _lifetime(session: StaffSession, now: datetime) -> int:
    return max(1, int((session.ends() - now).total_seconds()))


def _to_json(session: StaffSession) -> str:
    return json.dumps({"account": session.account, "created": session.created.timestamp(), "seen": session.seen.timestamp()})


def _from_json(raw: bytes | str) -> StaffSession:
    value = json.loads(raw)
    return StaffSession(value["account"], datetime.fromtimestamp(value["created"], UTC), datetime.fromtimestamp(value["seen"], UTC))

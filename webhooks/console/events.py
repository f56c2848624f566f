"""Events: tells open pages which of their fragments changed, and keeps the advocate's talks alive while a page is open.

No content travels here: the page fetches what it may see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from redis.exceptions import RedisError

from bot.conversation import ConversationId
from bot.staff.accounts import Account
from webhooks.console.access import current_account, needs, session_token
from webhooks.console.services import Services

_ENTRY = re.compile(r"^\d{1,20}-\d{1,20}$")
_RETRY = 2000
"""Milliseconds after which a browser that lost the stream comes back."""

_BEAT = timedelta(seconds=10)
"""Time between two beats, at most, while there are news; a good deal less than any lease."""

# Kinds of news after which nobody holds the talk any more: whoever has it open must learn so.
_LET_GO = frozenset({"released", "left", "ended", "lapsed"})
_IN_A_TALK = frozenset({"line", "note", "sending"})


def add_events(console: Blueprint, services: Services) -> None:
    """Add the stream of events."""

    @console.get("/events")
    @needs("line:see", quiet=True)
    def events() -> ResponseReturnValue:
        last = request.headers.get("Last-Event-ID", "")
        stream = follow(services, current_account(), session_token(), last if _ENTRY.match(last) else None)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return Response(stream, mimetype="text/event-stream", headers=headers)


def follow(services: Services, account: Account, token: str, after: str | None) -> Iterator[str]:
    """Yield events for one page until its session ends, and beat meanwhile, so that duty and talks do not lapse."""
    yield f"retry: {_RETRY}\n\n"
    beaten = services.clock()
    try:
        for entry, kind, cid in services.news.follow(after):
            if services.staff.sessions.look(token) is None:
                yield "event: over\ndata: session\n\n"
                return
            # A tick comes only when nothing else does: on a busy line the clock has to tell.
            if kind == "tick" or services.clock() - beaten >= _BEAT:
                services.desk.beat(account.id)
                beaten = services.clock()
                yield "event: tick\ndata: beat\n\n"
            if kind == "tick":
                continue
            if parts := changed(services, account, kind, ConversationId(cid)):
                mark = f"id: {entry}\n" if entry else ""
                yield f"{mark}event: changed\ndata: {' '.join(parts)}\n\n"
    except RedisError:
        # The browser comes back by itself; what it missed is told then.
        return


def changed(services: Services, account: Account, kind: str, cid: ConversationId) -> list[str]:
    """Return the names of the fragments that the news changes for this account: `line`, `talks`, `talk:{id}`, `*` for all."""
    if kind == "again":
        return ["*"]
    if kind == "duty":
        return ["line", "talks"]
    mine = services.line.holder(cid) == account.id
    if kind in _IN_A_TALK:
        if mine:
            return [f"talk:{cid}", "talks"]
        # Somebody who waits has written: the card says that they are still there.
        return ["line"] if kind == "line" else []
    if kind in _LET_GO or mine:
        return ["line", "talks", f"talk:{cid}"]
    return ["line", "talks"]

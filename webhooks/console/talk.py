"""One talk: its lines, what the advocate says and notes, handing back, ending, and what is left afterwards."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.conversation import Channel, Conversation, ConversationId, Pseudonym
from bot.handoff.card import Card, card_of
from bot.handoff.desk import Gone, NotYours, OpenTalk
from bot.handoff.talks import Line, Sending
from bot.staff.accounts import Account
from bot.staff.models import AuditEvent
from webhooks.console.access import by_script, current_account, needs, nothing_to_show
from webhooks.console.desk import talk_tabs
from webhooks.console.services import Services

LONGEST_TEXT = 1600
"""Characters of one line; the carrier takes no longer text."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the talk with what became of it; `state` is None for lines that do not go to a phone."""

    line: Line
    state: Sending | None

    @property
    def unsent(self) -> bool:
        """Whether the line may be sent once more."""
        return self.state in _UNSENT


@dataclass(frozen=True, slots=True)
class Window:
    """The reply window of a person on SMS: when it closes, and the seconds left, 0 once it has."""

    closes: datetime
    left: int


# States from which an advocate may have a line sent once more.
_UNSENT = frozenset({Sending.HELD, Sending.UNSURE, Sending.FAILED})


def add_talk(console: Blueprint, services: Services) -> None:
    """Add the talk's page and what can be done in it."""
    desk, staff = services.desk, services.staff

    @console.get("/talk/<cid>")
    @needs("talk:read")
    def talk(cid: ConversationId) -> ResponseReturnValue:
        account = current_account()
        return render_template(
            "console/talk.html",
            **talk_facts(services, account, cid),
            **talk_tabs(services, account),
            once=secrets.token_urlsafe(12),
            longest=LONGEST_TEXT,
            writing="write" in request.args,
        )

    @console.post("/talk/<cid>/say")
    @needs("talk:say")
    def say(cid: ConversationId) -> ResponseReturnValue:
        account, text = current_account(), _text()
        if problem := _text_problem(text):
            return _not_sent(problem, text, cid, 400)
        if not _first_time(cid):
            return _done(cid)
        try:
            desk.say(cid, account.id, text)
        except NotYours:
            return _not_sent("desk_not_yours", text, cid, 403)
        except Gone:
            return _not_sent("desk_gone_unsent", text, cid, 410)
        _said(cid)
        return _done(cid)

    @console.post("/talk/<cid>/again")
    @needs("talk:say")
    def again(cid: ConversationId) -> ResponseReturnValue:
        """Send a line after all that was held, or of which nobody knows whether it arrived."""
        desk.send_again(cid, current_account().id, request.form.get("line", ""))
        return _done(cid)

    @console.post("/talk/<cid>/note")
    @needs("talk:note")
    def note(cid: ConversationId) -> ResponseReturnValue:
        text = _text()
        if problem := _text_problem(text):
            return _not_sent(problem, text, cid, 400)
        desk.note(cid, current_account().id, text)
        return _done(cid)

    @console.get("/talk/<cid>/hand-back")
    @needs("talk:release")
    def hand_back(cid: ConversationId) -> ResponseReturnValue:
        return _confirm("console/hand_back.html", cid)

    @console.post("/talk/<cid>/hand-back")
    @needs("talk:release")
    def hand_back_now(cid: ConversationId) -> ResponseReturnValue:
        account, text = current_account(), _text()
        if len(text) > LONGEST_TEXT:
            return _not_sent("desk_text_long", text, cid, 400)
        if text:
            desk.note(cid, account.id, text)
        desk.release(cid, account.id)
        staff.audit(AuditEvent.RELEASE, account.id)
        return redirect(url_for(".desk"), 303)

    @console.get("/talk/<cid>/end")
    @needs("talk:end")
    def end(cid: ConversationId) -> ResponseReturnValue:
        return _confirm("console/end.html", cid)

    @console.post("/talk/<cid>/end")
    @needs("talk:end")
    def end_now(cid: ConversationId) -> ResponseReturnValue:
        account = current_account()
        desk.end(cid, account.id)
        staff.audit(AuditEvent.END, account.id)
        return redirect(url_for(".ended", cid=cid), 303)

    @console.get("/talk/<cid>/ended")
    @needs("talk:read")
    def ended(cid: ConversationId) -> ResponseReturnValue:
        if services.conversations.get(cid) is not None:
            desk.talk(cid, current_account().id)
            return redirect(url_for(".talk", cid=cid), 303)
        return render_template("console/gone.html", why="ended", held=len(services.held.of(cid)), **talk_tabs(services, current_account()))

    def _confirm(template: str, cid: ConversationId) -> ResponseReturnValue:
        opened = desk.talk(cid, current_account().id)
        return render_template(template, conversation=opened.conversation, longest=LONGEST_TEXT)

    def _first_time(cid: ConversationId) -> bool:
        """Say whether this form was not sent before: a second press of the button must not send a second text."""
        once = request.form.get("once", "")
        return not once or services.conversations.first_time(_mark(cid, once))

    def _said(cid: ConversationId) -> None:
        if once := request.form.get("once", ""):
            services.conversations.handled(_mark(cid, once))


def talk_facts(services: Services, account: Account, cid: ConversationId, after: str = "") -> dict[str, object]:
    """Return what the talk's fragment shows. With `after`, a line's id: the lines behind it, and all whose state may have changed.

    Raises NotYours or Gone.
    """
    opened = services.desk.talk(cid, account.id)
    return {
        "conversation": opened.conversation,
        "card": talk_card(services, opened.conversation),
        "lines": list(_shown(opened, after)),
        "window": _window(services, opened.conversation),
    }


def talk_card(services: Services, conversation: Conversation) -> Card:
    """Return the card of a person in a talk, as it would be in the line."""
    return card_of(conversation, conversation.waiting_since or conversation.started, services.clock())


def _shown(opened: OpenTalk, after: str) -> Iterable[ShownLine]:
    for line in opened.lines:
        state = opened.sending.get(line.id)
        if not after or _entry(line.id) > _entry(after) or state is not None:
            yield ShownLine(line, state)


def _entry(line: str) -> tuple[int, ...]:
    """Return a stream entry's id as numbers, which compare as the entries do; what is no id comes before all."""
    parts = line.split("-")
    return tuple(int(part) for part in parts) if all(part.isdecimal() for part in parts) else ()


def _window(services: Services, conversation: Conversation) -> Window | None:
    if conversation.channel is not Channel.SMS:
        return None
    closes = conversation.last_seen + timedelta(minutes=services.settings.reply_window_minutes)
    return Window(closes, max(0, int((closes - services.clock()).total_seconds())))


def _mark(cid: ConversationId, once: str) -> Pseudonym:
    # Hidden: this mark outlives the talk, and must not say that it was.
    return Pseudonym(hashlib.sha256(f"desk {cid} {once[:40]}".encode()).hexdigest()[:32])


def _text() -> str:
    return request.form.get("text", "").replace("\r\n", "\n").strip()


def _text_problem(text: str) -> str:
    if not text:
        return "desk_text_empty"
    return "desk_text_long" if len(text) > LONGEST_TEXT else ""


def _done(cid: ConversationId) -> ResponseReturnValue:
    return nothing_to_show() if by_script() else redirect(url_for(".talk", cid=cid, _anchor="write"), 303)


def _not_sent(problem: str, text: str, cid: ConversationId, status: int) -> ResponseReturnValue:
    """Say why, and give back what was written, so that nothing has to be thought of twice."""
    return render_template("console/not_sent.html", body=problem, text=text, cid=cid), status

"""The desk: the waiting line, taking a person, duty."""

from __future__ import annotations

import regex
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.conversation import Conversation, ConversationId
from bot.handoff.desk import DeskError, Gone, NotOnDuty, NotWaiting, NotYours, on_duty
from bot.handoff.talks import Author, NoTalk
from bot.staff.accounts import Account
from bot.staff.models import AuditEvent
from webhooks.console.access import current_account, needs
from webhooks.console.services import Services
from webhooks.console.wording import Wording

MOST = range(1, 7)
LONGEST_ALIAS = 30
# The alias is sent to people's phones: letters and what stands inside names. No digits or signs, and a dot only at the end of
# a word, since a phone makes a link of what looks like an address.
_ALIAS = regex.compile(r"^[\p{L}\p{M}](?:[\p{L}\p{M} '’-]|\.(?= |$))*$")


def add_desk(console: Blueprint, services: Services, wording: Wording) -> None:
    """Add the desk and what can be done there."""
    desk, duty, staff = services.desk, services.duty, services.staff

    @console.get("/", endpoint="desk")
    @needs("line:see")
    def show() -> ResponseReturnValue:
        return _desk_page()

    @console.post("/line/take")
    @needs("line:claim")
    def take() -> ResponseReturnValue:
        return _take(ConversationId(request.form.get("cid", "")))

    @console.post("/line/next")
    @needs("line:claim")
    def take_next() -> ResponseReturnValue:
        who = duty.of(current_account().id)
        if who is None:
            raise NotOnDuty("Go on duty first.")
        for card in desk.cards():
            if card.language not in who.languages:
                continue
            try:
                return _take(card.conversation)
            except NotWaiting:
                # Somebody was quicker; the one behind is next now.
                continue
        flash("desk_nobody_fits")
        return redirect(url_for(".desk"), 303)

    @console.post("/duty/start")
    @needs("duty:set")
    def duty_start() -> ResponseReturnValue:
        account, form = current_account(), request.form
        alias = " ".join(form.get("alias", "").split())
        offered = {info.code for info in services.words.languages}
        speaks = tuple(code for code in form.getlist("speaks") if code in offered)
        most = int(form["most"]) if form.get("most", "").isdecimal() else 0
        problem = _duty_problem(alias, speaks, most)
        if problem:
            return _desk_page(problem=problem, chosen=(alias, speaks, most)), 400
        duty.start(on_duty(account.id, alias, speaks, most), lease=desk.lease)
        staff.remember_duty(account.id, alias, speaks, most)
        return redirect(url_for(".desk"), 303)

    @console.post("/duty/stop")
    @needs("duty:set")
    def duty_stop() -> ResponseReturnValue:
        account = current_account()
        mine = desk.held_by(account.id)
        choice = request.form.get("talks", "")
        if mine and choice not in ("keep", "back"):
            return render_template("console/leaving.html", talks=mine, leaving="duty")
        if choice == "keep":
            duty.stop(account.id)
        else:
            put_back_all(services, account.id)
        return redirect(url_for(".desk"), 303)

    @console.post("/language")
    @needs("account:own")
    def set_language() -> ResponseReturnValue:
        code = request.form.get("language", "")
        if code in wording.codes:
            staff.set_language(current_account().id, code)
        return redirect(url_for(".desk"), 303)

    @console.post("/here")
    @needs("account:own")
    def here() -> ResponseReturnValue:
        """The page's script says that its reader has just used keyboard or pointer."""
        return "", 204

    def _take(cid: ConversationId) -> ResponseReturnValue:
        account = current_account()
        had = services.line.holder(cid) == account.id
        desk.claim(cid, account.id)
        if not had:
            staff.audit(AuditEvent.CLAIM, account.id)
        return redirect(url_for(".talk", cid=cid), 303)

    def _desk_page(problem: str = "", chosen: tuple[str, tuple[str, ...], int] | None = None) -> str:
        account = current_account()
        alias, speaks, most = chosen or (account.alias, _usual_languages(services, account), account.most)
        return render_template(
            "console/desk.html",
            **line_facts(services, account),
            **talk_tabs(services, account),
            problem=problem,
            alias=alias,
            speaks=speaks,
            most=most,
            most_choices=MOST,
            languages=services.words.languages,
            console_languages=wording.choices(),
        )


def line_facts(services: Services, account: Account) -> dict[str, object]:
    """Return what the waiting line's fragment shows."""
    return {"cards": services.desk.cards(), "on_duty": services.duty.of(account.id)}


def talk_tabs(services: Services, account: Account) -> dict[str, object]:
    """Return what the row of open talks shows: each talk, whether its person waits for an answer, and how many need somebody."""
    mine = services.desk.held_by(account.id)
    unanswered = {conversation.id for conversation in mine if _waits_for_answer(services, conversation)}
    waiting = len(services.line.waiting())
    here = services.duty.of(account.id) is not None
    return {"talks": mine, "unanswered": unanswered, "waiting": waiting, "count": len(unanswered) + (waiting if here else 0)}


def put_back_all(services: Services, account_id: str) -> None:
    """Take the advocate off duty and everybody they talk with back to their old place in the line."""
    services.duty.stop(account_id)
    for conversation in services.desk.held_by(account_id):
        try:
            services.desk.release(conversation.id, account_id)
        except (NotYours, Gone):
            # Left, or lost to the lease, in this moment: not ours to put back any more.
            continue
        services.staff.audit(AuditEvent.RELEASE, account_id)


def _waits_for_answer(services: Services, conversation: Conversation) -> bool:
    try:
        lines = services.talks.lines(conversation.id)
    except NoTalk:
        return False
    spoken = [line.author for line in lines if line.author in (Author.PERSON, Author.ADVOCATE)]
    return bool(spoken) and spoken[-1] is Author.PERSON


def _usual_languages(services: Services, account: Account) -> tuple[str, ...]:
    return account.speaks or (services.words.default,)


def _duty_problem(alias: str, speaks: tuple[str, ...], most: int) -> str:
    if len(alias) > LONGEST_ALIAS or not _ALIAS.match(alias):
        return "desk_duty_alias_problem"
    try:
        on_duty("", alias, speaks, most)
    except DeskError:
        return "desk_duty_language_problem" if not speaks else "desk_duty_most_problem"
    return ""

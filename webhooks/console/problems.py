"""Problems: everything that can go wrong at the desk becomes a plain page that says what to do, never a stack trace."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import Forbidden, NotFound, Unauthorized

from bot import log
from bot.conversation import ConversationId
from bot.handoff.desk import DeskError, DeskFull, Gone, NotOnDuty, NotWaiting, NotYours
from bot.memory.sealing import SealError
from webhooks.console.access import current_account
from webhooks.console.desk import talk_tabs
from webhooks.console.services import Services
from webhooks.console.wording import Wording

# Refusals that a person at the desk can mend there: they come back to it with a notice.
_AT_THE_DESK: dict[type[DeskError], str] = {
    NotWaiting: "desk_not_waiting",
    DeskFull: "desk_full",
    NotOnDuty: "desk_not_on_duty",
}

_PAGES: dict[type[Exception], tuple[str, str, int]] = {
    NotYours: ("desk_not_yours_heading", "desk_not_yours", 403),
    DeskError: ("desk_refused_heading", "desk_refused", 400),
    Forbidden: ("desk_denied_heading", "desk_denied", 403),
    NotFound: ("desk_not_found_heading", "desk_not_found", 404),
    CSRFError: ("desk_stale_heading", "desk_stale", 400),
    TimeoutError: ("desk_busy_heading", "desk_busy", 503),
    RedisError: ("desk_down_heading", "desk_down", 503),
    SQLAlchemyError: ("desk_down_heading", "desk_database_down", 503),
    SealError: ("desk_sealed_heading", "desk_sealed", 503),
}


def add_problems(console: Blueprint, services: Services, wording: Wording) -> None:
    """Answer every problem of the console's views."""

    def back_to_desk(problem: Exception) -> ResponseReturnValue:
        flash(_AT_THE_DESK[type(problem)])  # type: ignore[index]
        return redirect(url_for("console.desk"), 303)

    def gone(_: Exception) -> ResponseReturnValue:
        cid = ConversationId((request.view_args or {}).get("cid", ""))
        held = len(services.held.of(cid))
        return render_template("console/gone.html", why="left", held=held, **talk_tabs(services, current_account())), 410

    def page(problem: Exception) -> ResponseReturnValue:
        heading, body, status = next(_PAGES[kind] for kind in type(problem).__mro__ if kind in _PAGES)
        if status >= 500:
            log.get().error("console_problem", problem=type(problem).__name__, route=request.endpoint or "")
        return render_template("console/problem.html", heading=heading, body=body), status

    def unauthorized(_: Exception) -> ResponseReturnValue:
        return wording.t("desk_session_over"), 401, {"Content-Type": "text/plain; charset=utf-8"}

    for kind in _AT_THE_DESK:
        console.register_error_handler(kind, back_to_desk)
    for other in _PAGES:
        console.register_error_handler(other, page)
    console.register_error_handler(Gone, gone)
    console.register_error_handler(Unauthorized, unauthorized)

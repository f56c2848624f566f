"""Access: who is asking, and whether they may. Every view says what it needs; one that does not say is never served."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from flask import Blueprint, Response, current_app, flash, g, make_response, redirect, request, url_for
from werkzeug.exceptions import Forbidden, Unauthorized
from werkzeug.wrappers import Response as AnyResponse

from bot.staff.accounts import Account
from bot.staff.models import AuditEvent
from bot.staff.roles import Action
from webhooks.access import Access, access
from webhooks.console.services import Services

_RULE = "console_access"
_KNOWN_LIFETIME = 90 * 24 * 3600
"""Seconds that a browser is remembered as one that has signed in."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a view needs: an action, or nothing at all. A quiet view is called by the page, not by the person before it."""

    action: Action | None
    quiet: bool = False


def needs[View: Callable[..., Any]](action: str, *, quiet: bool = False) -> Callable[[View], View]:
    """Declare that a view serves only accounts whose role allows `action` (a value of `bot.staff.roles.Action`).

    Calling a quiet view does not count as a sign of life: a page left open may not keep its session alive.
    """
    return _declares(Rule(Action(action), quiet))


def open_to_all[View: Callable[..., Any]](view: View) -> View:
    """Declare that a view serves everybody."""
    return _declares(Rule(None))(view)


def _declares[View: Callable[..., Any]](rule: Rule) -> Callable[[View], View]:
    def mark(view: View) -> View:
        setattr(view, _RULE, rule)
        return access(Access.STAFF)(view)

    return mark


def rule_of(endpoint: str, view: Callable[..., Any]) -> Rule | None:
    """Return what the view declared; the blueprint's own files are open to all."""
    return Rule(None) if endpoint == "console.static" else getattr(view, _RULE, None)


def current_account() -> Account:
    """Return the account that is asking; only for views that need an action."""
    return cast(Account, g.account)


def signed_in() -> Account | None:
    """Return the account that is asking, or None."""
    return cast("Account | None", g.get("account"))


def session_token() -> str:
    """Return the token of the session that is asking, or an empty string."""
    return cast(str, g.get("session_token", ""))


def by_script() -> bool:
    """Say whether the page's own script asks, which wants a status and not a whole page."""
    return "X-Desk-Fetch" in request.headers


class Door:
    """Sessions by cookie, checked before every view."""

    def __init__(self, services: Services) -> None:
        self._services = services
        prefix = "__Host-" if services.settings.secure_cookies else ""
        self._session_cookie = f"{prefix}desk"
        self._device_cookie = f"{prefix}desk-known"

    def guard(self, console: Blueprint) -> None:
        """Put the check before every view of the console."""
        console.before_request(self._check)

    def sign_in(self, name: str, password: str, code: str) -> AnyResponse:
        """Sign in and return the way to the desk, with a new session. Raises WrongSignIn or TooManyTries."""
        staff = self._services.staff
        account = staff.sign_in(name, password, code, device=request.cookies.get(self._device_cookie, ""))
        staff.sessions.end(request.cookies.get(self._session_cookie, ""))
        response = redirect(url_for("console.desk"), 303)
        self._set(response, self._session_cookie, staff.sessions.start(account.id))
        self._set(response, self._device_cookie, staff.device_token(account), max_age=_KNOWN_LIFETIME)
        return response

    def sign_out(self) -> AnyResponse:
        """End the session on the server and in the browser, and return the way to the sign-in page."""
        self._services.staff.sessions.end(session_token())
        self._services.staff.audit(AuditEvent.SIGN_OUT, current_account().id)
        return self._to_sign_in("desk_signed_out")

    def _check(self) -> AnyResponse | None:
        endpoint = request.endpoint or ""
        rule = rule_of(endpoint, current_app.view_functions[endpoint])
        if rule is None:
            raise RuntimeError(f"{endpoint} declares no access. Put @needs(action) or @open_to_all under its route.")
        if endpoint == "console.static":
            return None
        token = request.cookies.get(self._session_cookie, "")
        # A page without script refreshes itself by ?live=1; that is not its reader doing something either.
        quiet = rule.quiet or (request.method == "GET" and "live" in request.args)
        sessions = self._services.staff.sessions
        session = sessions.look(token) if quiet else sessions.touch(token)
        account = self._services.staff.account(session.account) if session else None
        g.account, g.session_token = account, token if account else ""
        if rule.action is None:
            return None
        if account is None:
            if rule.quiet or by_script():
                raise Unauthorized
            return self._to_sign_in("desk_session_over" if token else "")
        if not account.may(rule.action):
            self._services.staff.audit(AuditEvent.DENIED, account.id)
            raise Forbidden
        self._services.desk.beat(account.id)
        return None

    def _to_sign_in(self, notice: str) -> AnyResponse:
        if notice:
            flash(notice)
        response = redirect(url_for("console.sign_in"), 303)
        secure = self._services.settings.secure_cookies
        response.delete_cookie(self._session_cookie, path="/", secure=secure, httponly=True, samesite="Strict")
        return response

    def _set(self, response: AnyResponse, name: str, value: str, max_age: int | None = None) -> None:
        secure = self._services.settings.secure_cookies
        response.set_cookie(name, value, max_age=max_age, path="/", secure=secure, httponly=True, samesite="Strict")


def nothing_to_show() -> Response:
    """Return an empty answer to the page's script: done."""
    return make_response("", 204)

"""The carrier's API for messages: make one, look at one, delete one."""

from __future__ import annotations

import base64
import binascii
import hmac
import time
from collections.abc import Mapping
from datetime import timedelta

from bot.carrier.standin.errors import INVALID_PARAMETER, NO_SENDER, NO_TO, NOT_FOUND, UNAUTHENTICATED, Refused, failure
from bot.carrier.standin.exchange import Dropped, Request, Response
from bot.carrier.standin.messages import API_VERSION
from bot.carrier.standin.phones import LINE_NUMBER
from bot.carrier.standin.standin import Call, StandIn

_VALIDITY_SECONDS = range(1, 36001)


class Rest:
    """Answers what is asked under /2010-04-01/."""

    def __init__(self, standin: StandIn) -> None:
        self._standin = standin

    def answer(self, request: Request) -> Response:
        """Answer one call, or fail as told to. Raises Dropped when the connection is to be lost."""
        faults = self._standin.faults
        sid = _sid(request)
        time.sleep(faults.cues.stall_seconds)
        if faults.take("drop_next"):
            self._note(request, sid, 0)
            raise Dropped
        try:
            if faults.call_fails():
                raise failure(faults.cues.fail_status)
            response = self._carry_out(request)
        except Refused as refused:
            response = Response(refused.status, refused.as_json())
        if response.status == 201 and response.body is not None:
            sid = response.body["sid"]
        if faults.take("lose_answer_next"):
            self._note(request, sid, 0)
            raise Dropped
        self._note(request, sid, response.status)
        return response

    def _carry_out(self, request: Request) -> Response:
        self._check_credentials(request)
        match request.method, request.path:
            case "POST", (_, "Accounts", account, "Messages.json") if account == self._standin.account_sid:
                return self._create(request)
            case "GET", (_, "Accounts", account, "Messages", name) if account == self._standin.account_sid:
                message = self._standin.records.get(_sid_of(name))
                return Response(200, message.as_json(account))
            case "DELETE", (_, "Accounts", account, "Messages", name) if account == self._standin.account_sid:
                self._standin.records.delete(_sid_of(name))
                return Response(204)
            case "GET", (_, "Accounts", _, "Messages", _, "Media", _):
                # There are no pictures; that somebody asked for one is what a test wants to know.
                self._standin.records.count("media_fetched")
        raise Refused(NOT_FOUND)

    def _create(self, request: Request) -> Response:
        try:
            form = request.form
        except ValueError:
            raise Refused(INVALID_PARAMETER, "the form is not UTF-8") from None
        if not form.get("To"):
            raise Refused(NO_TO)
        service, sender = form.get("MessagingServiceSid", ""), form.get("From", "")
        if not service and not sender:
            raise Refused(NO_SENDER)
        message = self._standin.send(
            form["To"],
            form.get("Body", ""),
            sender=sender or LINE_NUMBER,
            service_sid=service,
            callback=form.get("StatusCallback", ""),
            valid_for=_validity(form),
        )
        return Response(201, message.as_json(self._standin.account_sid))

    def _check_credentials(self, request: Request) -> None:
        scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
        try:
            given = base64.b64decode(encoded, validate=True) if scheme.lower() == "basic" else b""
        except (ValueError, binascii.Error):
            given = b""
        if not hmac.compare_digest(given, f"{self._standin.account_sid}:{self._standin.auth_token}".encode()):
            raise Refused(UNAUTHENTICATED)

    def _note(self, request: Request, sid: str, status: int) -> None:
        try:
            parameters = request.form
        except ValueError:
            parameters = {}
        self._standin.calls.append(Call(request.method, sid, status, parameters))


def is_rest(request: Request) -> bool:
    """Say whether the request is one for the carrier's API."""
    return request.path[:1] == (API_VERSION,)


def _sid(request: Request) -> str:
    match request.path:
        case (_, "Accounts", _, "Messages", name, *_):
            return name.removesuffix(".json")
    return ""


def _sid_of(name: str) -> str:
    if not name.endswith(".json"):
        raise Refused(NOT_FOUND)
    return name.removesuffix(".json")


def _validity(form: Mapping[str, str]) -> timedelta | None:
    given = form.get("ValidityPeriod")
    if given is None:
        return None
    if not given.isdecimal() or int(given) not in _VALIDITY_SECONDS:
        raise Refused(INVALID_PARAMETER, "ValidityPeriod is 1 to 36000 seconds")
    return timedelta(seconds=int(given))

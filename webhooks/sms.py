"""Twilio's webhooks: a signed form comes in, TwiML goes out in the same response. No number survives the request.

The order matters: content type and signature before anything else is looked at, then the repeated message, then one turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, request
from redis.exceptions import RedisError
from twilio.request_validator import RequestValidator
from twilio.twiml.messaging_response import MessagingResponse

from bot.conversation import Address, Answer, Channel, Pseudonym, Turn
from bot.handoff.talks import Sending
from bot.services import Services
from bot.turn import answer
from bot.words.compose import sms_bodies
from webhooks.access import Access, access

LONGEST_TEXT = 1600
_SID = re.compile(r"^[A-Z]{2}[0-9a-f]{32}$")
_FINAL = frozenset({"delivered", "undelivered", "failed", "canceled", "received", "read"})
View = Callable[[], Response]


def create_sms(services: Services) -> Blueprint:
    """Return the carrier's routes: /sms/inbound, /sms/fallback, /sms/status."""
    blueprint = Blueprint("sms", __name__, url_prefix="/sms")
    token = services.settings.twilio_auth_token.get_secret_value()
    validator = RequestValidator(token) if token else None

    def signed(view: View) -> View:
        """Refuse whatever Twilio did not sign for this very address. Declares the route's access."""

        @wraps(view)
        def checked() -> Response:
            if request.mimetype != "application/x-www-form-urlencoded":
                abort(415)
            signature = request.headers.get("X-Twilio-Signature", "")
            address = services.settings.public_url + _raw_path()
            # The whole MultiDict, untouched: repeated and unknown fields are part of what was signed.
            if validator is None or not signature or not validator.validate(address, request.form, signature):
                services.count("signature_refused")
                services.log.warning("signature_refused", route=request.path)
                abort(403)
            return view()

        return access(Access.CARRIER)(checked)

    @blueprint.post("/inbound")
    @signed
    def inbound() -> Response:
        return _receive(services, again=False)

    @blueprint.post("/fallback")
    @signed
    def fallback() -> Response:
        # The first attempt failed or was late. If it got as far as an answer, this is a repeat and says nothing.
        services.count("fallback_used")
        return _receive(services, again=True)

    @blueprint.post("/status")
    @signed
    def status() -> Response:
        sid, state = request.form.get("MessageSid", ""), request.form.get("MessageStatus", "")
        if _SID.match(sid):
            _note_status(services, sid, state, request.form.get("ErrorCode", ""))
        return Response(status=204)

    return blueprint


def _raw_path() -> str:
    """Return path and query exactly as they were requested; what a proxy or Flask decoded would not match the signature."""
    raw = str(request.environ.get("RAW_URI") or request.environ.get("REQUEST_URI") or request.full_path.rstrip("?"))
    parts = urlsplit(raw)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _receive(services: Services, *, again: bool) -> Response:
    form = request.form
    sid = form.get("MessageSid", "")
    if not _SID.match(sid) or not form.get("From"):
        abort(400)
    seen: Pseudonym | None = None
    now = services.clock()
    try:
        seen = services.pseudonyms.of(f"message {sid}", now)[0]
        if not services.conversations.first_time(seen, unless_answered=again):
            services.count("repeated_message")
            return _twiml(None, services)
        sender, earlier = services.pseudonyms.of(form["From"], now)
    except RedisError:
        # Without Redis there is neither memory nor repetition to guard against; the turn answers what it can.
        sender, earlier = Pseudonym(""), None
    turn = Turn(
        sender=sender,
        earlier_sender=earlier,
        channel=Channel.SMS,
        at=now,
        text=form.get("Body", "").replace("\x00", " ")[:LONGEST_TEXT],
        address=Address(form["From"]),
        has_media=form.get("NumMedia", "0") not in ("", "0"),
        opt_out=form.get("OptOutType") or None,
    )
    try:
        result = answer(turn, services)
    except Exception:
        if seen is not None:
            with suppress(RedisError):
                services.conversations.not_handled(seen)
        raise
    try:
        if seen is not None:
            services.conversations.handled(seen)
        services.records.add(sid, now)
    except RedisError as error:
        services.log.error("record_not_listed", problem=type(error).__name__)
    return _twiml(result, services)


def _twiml(result: Answer | None, services: Services) -> Response:
    """Return TwiML with one message per reply. Each asks to be told when it is final, so that its record can be deleted."""
    twiml = MessagingResponse()
    for body in sms_bodies(result) if result else ():
        twiml.message(body, status_callback=f"{services.settings.public_url}/sms/status")
    return Response(str(twiml), mimetype="text/xml")


def _note_status(services: Services, sid: str, state: str, code: str) -> None:
    found = services.talks.line_of(sid)
    if found is not None:
        cid, line = found
        if state == "delivered":
            services.talks.set_sending(cid, line, Sending.DELIVERED)
        elif state in ("failed", "undelivered"):
            services.talks.set_sending(cid, line, Sending.BLOCKED if code == "21610" else Sending.FAILED)
    if state in _FINAL:
        services.records.add(sid, services.clock())

"""The pretend phone as a page: one or several made-up phones that text the line, in demo mode only."""

from __future__ import annotations

from typing import Any, Protocol

from flask import Blueprint, Response, abort, jsonify, render_template, request

from bot.carrier.standin import CarrierDown, PretendPhones, TooLong, is_loopback_url
from bot.carrier.standin.phones import E164
from bot.settings import Settings
from webhooks.access import Access, access
from webhooks.phone.examples import EXAMPLES

PHONES_SHOWN = 6
"""More phones than this are not shown; the newest are."""


class HasSettings(Protocol):
    """The part of the services that this page needs."""

    @property
    def settings(self) -> Settings: ...


def create_phone(services: HasSettings) -> Blueprint:
    """Return the blueprint that is mounted at /phone. Outside demo mode it is empty: everything is 404."""
    settings = services.settings
    # A demo may be set up with a real carrier account; then there is no stand-in to talk to, and nothing may be sent there.
    if not (settings.demo and is_loopback_url(settings.twilio_api_base)):
        return Blueprint("phone", __name__, url_prefix="/phone")
    blueprint = Blueprint("phone", __name__, url_prefix="/phone", template_folder="templates", static_folder="static")
    phones = PretendPhones(settings.twilio_api_base)

    @blueprint.errorhandler(CarrierDown)
    def carrier_down(error: CarrierDown) -> tuple[Response, int]:
        return jsonify(problem=str(error)), 503

    @blueprint.errorhandler(TooLong)
    def too_long(error: TooLong) -> tuple[Response, int]:
        return jsonify(problem=str(error)), 400

    @blueprint.get("", strict_slashes=False)
    @access(Access.DEMO)
    def page() -> str:
        return render_template("phone/page.html", examples=EXAMPLES)

    @blueprint.post("/add")
    @access(Access.DEMO)
    def add() -> Response:
        return jsonify(number=phones.new())

    @blueprint.post("/remove")
    @access(Access.DEMO)
    def remove() -> Response:
        phones.forget(_number(_given().get("number")))
        return jsonify()

    @blueprint.post("/send")
    @access(Access.DEMO)
    def send() -> Response:
        given = _given()
        text = given.get("text")
        if not isinstance(text, str) or not text.strip():
            abort(400)
        return jsonify(answered=phones.text(_number(given.get("number")), text))

    # A reading by POST: a number, even a made-up one, has no place in an address.
    @blueprint.post("/thread")
    @access(Access.DEMO)
    def thread() -> Response:
        after = _given().get("after")
        if not isinstance(after, dict) or not all(type(n) is int and n >= 0 for n in after.values()):
            abort(400)
        shown = phones.numbers()[-PHONES_SHOWN:]
        return jsonify(phones=[{"number": number, "messages": phones.thread(number, after.get(number, 0))} for number in shown])

    return blueprint


def _given() -> dict[str, Any]:
    given = request.get_json(silent=True)
    if not isinstance(given, dict):
        abort(400)
    return given


def _number(value: Any) -> str:
    if not isinstance(value, str) or not E164.fullmatch(value):
        abort(400)
    return value

"""The side that no carrier has: pretend phones text and read, tests set faults and look at what is kept. All of it JSON.

GET    /phones                              {"numbers": […]}
POST   /phones {}                           takes a new made-up number: {"number": …}
POST   /phones/NUMBER/messages {"text": …}  texts the line and waits for its answer: {"sid", "replies", "problem", "answered"}
GET    /phones/NUMBER/messages?after=N      {"messages": [{n, direction, body, status, at, segments}, …]}
DELETE /phones/NUMBER                       throws the phone away
GET    /records                             {"sids": [what exists at the carrier], "counts": {…}}
GET    /faults · POST /faults {…} · DELETE /faults
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bot.carrier.standin.exchange import Request, Response
from bot.carrier.standin.faults import BadFault
from bot.carrier.standin.messages import BODY_LIMIT
from bot.carrier.standin.phones import E164, NoNumberLeft
from bot.carrier.standin.standin import StandIn

_MEDIA_LIMIT = 10


class _Wrong(Exception):
    """Raised when a request asks for what cannot be; the text says what would be right."""


class Control:
    """Answers what is asked outside the carrier's API."""

    def __init__(self, standin: StandIn) -> None:
        self._standin = standin

    def answer(self, request: Request) -> Response:
        """Answer one request; what is wrong with it is said in `problem`."""
        try:
            return self._carry_out(request)
        except (_Wrong, BadFault, NoNumberLeft) as error:
            return Response(400, {"problem": str(error)})

    def _carry_out(self, request: Request) -> Response:
        standin = self._standin
        match request.method, request.path:
            case "GET", ("phones",):
                return Response(200, {"numbers": list(standin.phones.numbers())})
            case "POST", ("phones",):
                return Response(201, {"number": standin.phones.new()})
            case "POST", ("phones", number, "messages"):
                return self._text(_number(number), _given(request))
            case "GET", ("phones", number, "messages"):
                entries = standin.thread(_number(number), _after(request))
                return Response(200, {"messages": [entry.as_json() for entry in entries]})
            case "DELETE", ("phones", number):
                return Response(204 if standin.forget(_number(number)) else 404)
            case "GET", ("records",):
                sids = [message.sid for message in standin.records.existing()]
                return Response(200, {"sids": sids, "counts": standin.records.counts()})
            case "GET", ("faults",):
                return Response(200, standin.faults.cues.model_dump())
            case "POST", ("faults",):
                standin.faults.set(**_given(request))
                return Response(200, standin.faults.cues.model_dump())
            case "DELETE", ("faults",):
                standin.faults.clear()
                return Response(204)
            case "GET", ("healthz",):
                return Response(200, {"ready": True})
        return Response(404, {"problem": "there is no such thing here"})

    def _text(self, number: str, given: dict[str, Any]) -> Response:
        text, media = given.get("text"), given.get("media", 0)
        if not isinstance(text, str) or len(text) > BODY_LIMIT or not _encodable(text):
            raise _Wrong(f"text: write a string of at most {BODY_LIMIT} characters")
        if type(media) is not int or not 0 <= media <= _MEDIA_LIMIT:
            raise _Wrong(f"media: write a number from 0 to {_MEDIA_LIMIT}")
        return Response(201, asdict(self._standin.text(number, text, media)))


def _given(request: Request) -> dict[str, Any]:
    try:
        return request.json
    except ValueError:
        raise _Wrong("write a JSON object") from None


def _number(text: str) -> str:
    if not E164.fullmatch(text):
        raise _Wrong("write the number as +12025550123")
    return text


def _after(request: Request) -> int:
    after = request.query.get("after", "0")
    if not after.isdecimal():
        raise _Wrong("after: write a whole number")
    return int(after)


def _encodable(text: str) -> bool:
    """Say whether `text` can be posted: half of a surrogate pair, which JSON can hold, cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True

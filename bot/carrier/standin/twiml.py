"""The answer of a webhook: TwiML, as far as texts need it."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree import ElementTree

from bot.carrier.standin.errors import UNPARSEABLE, WRONG_CONTENT_TYPE

_XML = ("text/xml", "application/xml", "text/html")


class BadAnswer(Exception):
    """Raised when a webhook's answer cannot be used; `code` is the carrier's warning."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


@dataclass(frozen=True, slots=True)
class Said:
    """One `<Message>`: its text, whom it is for (empty: who wrote), and where its changes of status are to be posted."""

    body: str = field(repr=False)
    to: str = field(default="", repr=False)
    callback: str = ""


def parse(content_type: str, body: bytes) -> list[Said]:
    """Return the messages of a webhook's answer, none for an empty one. Raises BadAnswer.

    Plain text is one message, as at the carrier. Verbs other than Message are passed over.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if not body.strip():
        return []
    if kind == "text/plain":
        return [Said(body.decode("utf-8", "replace"))]
    if kind not in _XML:
        raise BadAnswer(WRONG_CONTENT_TYPE)
    try:
        # It comes from our own line, is at most 64 KB, and today's expat stops entities that multiply.
        response = ElementTree.fromstring(body)  # noqa: S314
    except (ElementTree.ParseError, ValueError, LookupError):
        raise BadAnswer(UNPARSEABLE) from None
    if response.tag != "Response":
        raise BadAnswer(UNPARSEABLE)
    return [_said(element) for element in response.iter("Message")]


def _said(element: ElementTree.Element) -> Said:
    nested = [part.text or "" for part in element.iter("Body")]
    text = "".join(nested) if nested else (element.text or "")
    callback = element.get("action") or element.get("statusCallback") or ""
    return Said(text, element.get("to", ""), callback)

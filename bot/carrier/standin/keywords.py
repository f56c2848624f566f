"""The words that the carrier takes for itself.

Source: www.twilio.com/docs/messaging/tutorials/advanced-opt-out and the article on SMS STOP filtering: one-word messages, in any
case, English only. The carrier acts on them, answers, and passes the message on all the same.
"""

from __future__ import annotations

from enum import StrEnum


class Keyword(StrEnum):
    """What a keyword does; the value is that of `OptOutType`."""

    STOP = "STOP"
    START = "START"
    HELP = "HELP"


_WORDS = {
    Keyword.STOP: "STOP STOPALL UNSUBSCRIBE END QUIT CANCEL REVOKE OPTOUT",
    Keyword.START: "START YES UNSTOP",
    Keyword.HELP: "HELP INFO",
}
_MEANING = {word: keyword for keyword, words in _WORDS.items() for word in words.split()}

REPLIES = {
    Keyword.STOP: "You are unsubscribed and will get no more messages from this number. Reply START to resubscribe.",
    Keyword.START: "You are resubscribed to messages from this number. Reply STOP to unsubscribe. Msg&data rates may apply.",
    Keyword.HELP: "Reply STOP to unsubscribe. Msg&data rates may apply.",
}


def keyword_of(body: str) -> Keyword | None:
    """Return the keyword that the whole of `body` is, or None: "STOP please" is an ordinary message."""
    return _MEANING.get(body.strip().upper())

"""The values that everything speaks: who writes, what was said, what we answer.

Nothing in here can hold a phone number or what a person wrote, except `Turn`, which lives for one request.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import NewType

ConversationId = NewType("ConversationId", str)
"""Random, 22 URL-safe characters. The only name a conversation has."""

Pseudonym = NewType("Pseudonym", str)
"""Keyed hash of a phone number or of a chat cookie, hexadecimal. Its key is thrown away after a few days."""

Language = NewType("Language", str)
"""A code from flows/languages.yml."""


class Channel(StrEnum):
    """How a person writes to us."""

    SMS = "sms"
    WEB = "web"


class Phase(StrEnum):
    """Who answers: the bot alone, the bot while a human is awaited, or a human alone."""

    BOT = "bot"
    WAITING = "waiting"
    JOINED = "joined"


class Question(StrEnum):
    """A question of ours that a bare yes or no answers."""

    SAFE_TO_TEXT = "safe_to_text"
    HUMAN = "human"


class Urgency(IntEnum):
    """How soon a waiting person needs a human; a smaller number is sooner."""

    NOW = 1
    SOON = 2
    ORDINARY = 3


class Reason(StrEnum):
    """Why a person stands in the line; shown on the card."""

    ASKED = "asked"
    DANGER = "danger"
    SELF_HARM = "self_harm"
    SILENT_ALARM = "silent_alarm"
    MINOR = "minor"
    STUCK = "stuck"


class Address:
    """A phone number on its way to being sealed. It shows itself in no repr, log or traceback."""

    __slots__ = ("_number",)

    def __init__(self, number: str) -> None:
        self._number = number

    def reveal(self) -> str:
        """Return the number; only sealing and the carrier's client call this."""
        return self._number

    def __repr__(self) -> str:
        return "Address(hidden)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Address) and other._number == self._number

    def __hash__(self) -> int:
        return hash(self._number)


@dataclass(frozen=True, slots=True)
class Turn:
    """One inbound message.

    `text` is what was written, at most 1,600 characters, never kept; `choice` is a pressed button (`topic:cost_of_care`).
    `address` is there on SMS only, so that a hand-off within this turn can seal it.
    """

    sender: Pseudonym
    channel: Channel
    at: datetime
    text: str = field(default="", repr=False)
    choice: str | None = None
    address: Address | None = None
    language: Language | None = None
    earlier_sender: Pseudonym | None = None
    has_media: bool = False
    opt_out: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing a person may choose next. `value` is what it does, `label` what it says in their language."""

    value: str
    label: str
    digit: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One thing that we say: the key of a message and its rendered text.

    `key` is empty for a page that continues a longer text. `dull` marks replies that must look like nothing (cover, exit).
    """

    key: str
    text: str = field(repr=False)
    dull: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """All that one turn says: replies in order, then the choices that follow the last one."""

    replies: tuple[Reply, ...]
    choices: tuple[Choice, ...] = ()
    constants: tuple[Choice, ...] = ()
    language: Language = Language("en")
    phase: Phase = Phase.BOT
    ended: bool = False

    @classmethod
    def silence(cls, language: Language = Language("en"), *, phase: Phase = Phase.BOT, ended: bool = False) -> Answer:
        """Return an answer that says nothing."""
        return cls((), language=language, phase=phase, ended=ended)


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is remembered of a person between two turns: no text, no number, no name.

    `menu` are the values behind the digits of the last reply, `menu_rest` those behind 7. `spoken` and `page` say what was
    last told and up to which character, so that `more` and `simpler` work. `last_seen` is when the person last wrote; the reply window
    counts from it. `said` are the keys of what the bot told, for the advocate's card; `last` those of the last answer
    (`key#start`), so that a reloaded page can say it again. `alias` is the name of the advocate who has joined.
    """

    id: ConversationId
    sender: Pseudonym
    channel: Channel
    started: datetime
    last_seen: datetime
    language: Language = Language("en")
    language_chosen: bool = False
    phase: Phase = Phase.BOT
    menu: tuple[str, ...] = ()
    menu_rest: tuple[str, ...] = ()
    asked: Question | None = None
    spoken: str = ""
    page: int = 0
    topics: tuple[str, ...] = ()
    safe_to_text: bool | None = None
    greeted: bool = False
    quiet: bool = False
    urgency: Urgency = Urgency.ORDINARY
    reasons: tuple[Reason, ...] = ()
    said: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    waiting_since: datetime | None = None
    alias: str = ""

    def with_topic(self, topic: str) -> Conversation:
        """Return a copy that remembers that `topic` was asked about (the last eight are kept)."""
        rest = tuple(t for t in self.topics if t != topic)
        return replace(self, topics=(*rest, topic)[-8:])

    def with_reason(self, reason: Reason, urgency: Urgency) -> Conversation:
        """Return a copy that is at least as urgent as `urgency`, and says why."""
        reasons = self.reasons if reason in self.reasons else (*self.reasons, reason)
        return replace(self, reasons=reasons, urgency=min(self.urgency, urgency))


@dataclass(frozen=True, slots=True)
class Effect:
    """Something a turn causes beside words: `handoff`, `end`, `urgency`, `quiet`, …; `detail` holds its fixed values."""

    kind: str
    detail: Mapping[str, object] = field(default_factory=dict)

"""Numbered choices: what the digits mean after a reply, and the digits that mean the same everywhere.

A choice is a short value: `topic:cost_of_care`, `more`, `yes`, `no`, `lang:es`. Values, not words, are remembered.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.conversation import Choice, Conversation
from bot.words.catalogue import Words

LEAVE, OTHER, PERSON, LANGUAGE = "leave", "other", "person", "language"
CONSTANT_DIGITS = {"0": LEAVE, "7": OTHER, "8": PERSON, "9": LANGUAGE}
SHOWN = 6
"""Digits 1 to 6 are free for the choices of a reply."""

_TITLES = {
    "more": "answer_more",
    "yes": "answer_yes",
    "no": "answer_no",
    "not_safe": "answer_not_safe",
    "menu": "menu",
    LEAVE: "answer_leave",
    OTHER: "answer_other",
    PERSON: "answer_person",
    LANGUAGE: "answer_language",
}


def label(value: str, words: Words, language: str) -> str:
    """Return what a choice is called in `language`. Languages are called by their own names."""
    kind, _, name = value.partition(":")
    if kind == "lang":
        return words.language(name).name
    return words.title(name if kind == "topic" else _TITLES[value], language)


def choices(values: Iterable[str], words: Words, language: str) -> tuple[Choice, ...]:
    """Return the choices behind the digits 1 to 6, in order."""
    return tuple(Choice(value, label(value, words, language), str(digit)) for digit, value in enumerate(values, 1) if digit <= SHOWN)


def constants(conversation: Conversation | None, words: Words, language: str) -> tuple[Choice, ...]:
    """Return the choices that every reply ends with: more choices if there are any, a person, the language, leaving."""
    digits = ["8", "9", "0"]
    if conversation is not None and conversation.menu_rest:
        digits.insert(0, "7")
    return tuple(Choice(CONSTANT_DIGITS[d], label(CONSTANT_DIGITS[d], words, language), d) for d in digits)


def chosen(digit: str, conversation: Conversation | None) -> str | None:
    """Return the value behind a digit, or None when it stands for nothing after the last reply."""
    if digit in CONSTANT_DIGITS:
        return CONSTANT_DIGITS[digit]
    menu = conversation.menu if conversation else ()
    index = int(digit) - 1
    return menu[index] if index < len(menu) else None


def is_known(value: str, words: Words) -> bool:
    """Say whether a pressed button's value is one that we could have offered: buttons come from outside."""
    kind, _, name = value.partition(":")
    if kind in ("lang", "start"):
        return words.is_offered(name)
    return name in words.topics if kind == "topic" else value in _TITLES

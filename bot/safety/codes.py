"""Code words and the carrier's words. A word counts only as the whole message, never inside a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import yaml

from bot.safety.plain import single_digit, trimmed

CARRIER_STOP = frozenset("stop stopall unsubscribe end quit cancel revoke optout".split())
CARRIER_START = frozenset("start yes unstop".split())
CARRIER_HELP = frozenset("help info".split())
CARRIER_WORDS = CARRIER_STOP | CARRIER_START | CARRIER_HELP
"""What Twilio takes for itself on long codes as a one-word message in any case. Source: its Advanced Opt-Out tutorial."""


class Code(StrEnum):
    """What a code word does."""

    STOP = "stop"
    CARRIER_HELP = "carrier_help"
    LEAVE = "leave"
    EXIT = "exit"
    SILENT_ALARM = "silent_alarm"
    RETURN = "return"


class CodesError(Exception):
    """Raised when a site's code words cannot be used; names the word and the reason."""


@dataclass(frozen=True, slots=True)
class Codes:
    """A site's code words, in plain form. `taught` are the exit and return word that the greeting teaches, by language."""

    words: dict[str, Code]
    taught: dict[str, tuple[str, str]]

    def find(self, text: str, opt_out: str | None = None) -> Code | None:
        """Return what the whole message asks for as a code, or None. `opt_out` is the carrier's OptOutType, if it sent one."""
        if opt_out == "STOP":
            return Code.STOP
        if opt_out == "HELP":
            return Code.CARRIER_HELP
        word = trimmed(text)
        if word in CARRIER_STOP:
            return Code.STOP
        if word in CARRIER_HELP:
            return Code.CARRIER_HELP
        if single_digit(text) == "0":
            return Code.LEAVE
        return self.words.get(word)


def load_codes(folder: Path) -> Codes:
    """Read the code words of every language from `folder`. Raises CodesError for words that the carrier takes or that clash."""
    words: dict[str, Code] = {}
    taught: dict[str, tuple[str, str]] = {}
    for path in sorted(folder.glob("*.yml")):
        listed = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("codes") or {}
        for code in (Code.LEAVE, Code.EXIT, Code.SILENT_ALARM, Code.RETURN):
            _add(words, path.name, code, listed.get(code.value) or ())
        if listed.get("exit") and listed.get("return"):
            taught[path.stem] = (listed["exit"][0], listed["return"][0])
    return Codes(words, taught)


def _add(words: dict[str, Code], file: str, code: Code, listed: Iterable[str]) -> None:
    for word in listed:
        plain = trimmed(word)
        if plain in CARRIER_WORDS:
            raise CodesError(f"{file}: {word!r} is taken by the carrier and would never reach us; choose another word.")
        if not plain or single_digit(plain) is not None:
            raise CodesError(f"{file}: {word!r} cannot be a code word; digits choose from menus.")
        if words.get(plain, code) is not code:
            raise CodesError(f"{file}: {word!r} already means {words[plain]}; each code word does one thing.")
        words[plain] = code

"""Danger signs: phrases that mean danger now, wanting to die, or someone reading along, in every language at once.

They are data (flows/safety/<language>.yml): small patterns over the folded text, each of at least two words or one that
means nothing else, and patterns that call a sign off ("my back is killing me"). No model, no network, no Redis.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import regex
import yaml

from bot.safety.plain import folded


class Sign(StrEnum):
    """What a danger sign says. The names are those of the intents that lead to the same reply."""

    DANGER_NOW = "danger_now"
    SELF_HARM = "self_harm"
    BEING_WATCHED = "being_watched"


class SignsError(Exception):
    """Raised when a file of signs cannot be used; names the file and the pattern."""


@dataclass(frozen=True, slots=True)
class Signs:
    """All signs of all languages, compiled. Build it with `load_signs`."""

    patterns: dict[Sign, regex.Pattern[str]]
    harmless: regex.Pattern[str] | None

    def find(self, text: str) -> Sign | None:
        """Return the gravest sign in `text` (at most 1,600 characters are looked at), or None."""
        plain = f" {folded(text[:1600])} "
        if self.harmless is not None:
            plain = self.harmless.sub(" ", plain)
        # Danger first: whoever is being hurt and wants to die needs the hurt to stop first.
        for sign in (Sign.DANGER_NOW, Sign.SELF_HARM, Sign.BEING_WATCHED):
            if sign in self.patterns and self.patterns[sign].search(plain):
                return sign
        return None


def load_signs(folder: Path) -> Signs:
    """Read every language's signs from `folder`. Patterns are written over folded text: lower case, no accents, no punctuation."""
    collected: dict[str, list[str]] = {sign: [] for sign in Sign} | {"harmless": []}
    for path in sorted(folder.glob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        for name, patterns in (content.get("signs") or {}).items():
            if name not in collected:
                raise SignsError(f"{path.name}: {name} is no sign; known are {', '.join(collected)}.")
            collected[name] += [_checked(path, pattern) for pattern in patterns]
    compiled = {sign: _compile(collected[sign]) for sign in Sign if collected[sign]}
    return Signs(compiled, _compile(collected["harmless"]) if collected["harmless"] else None)


def _checked(path: Path, pattern: str) -> str:
    try:
        regex.compile(pattern)
    except regex.error as error:
        raise SignsError(f"{path.name}: the pattern {pattern!r} cannot be read ({error}).") from None
    if regex.fullmatch(r"\w{1,3}", pattern):
        raise SignsError(f"{path.name}: the pattern {pattern!r} is a bare short word and would fire on ordinary sentences.")
    return pattern


def _compile(patterns: list[str]) -> regex.Pattern[str]:
    # Chinese has no spaces between words, so a boundary is a non-letter only where the neighbour is a spaced script.
    bodies = "|".join(f"(?:{pattern})" for pattern in patterns)
    return regex.compile(
        rf"(?:(?<![\p{{L}}\p{{N}}--\p{{Han}}])|(?=\p{{Han}}))(?:{bodies})(?:(?![\p{{L}}\p{{N}}--\p{{Han}}])|(?<=\p{{Han}}))", regex.V1
    )

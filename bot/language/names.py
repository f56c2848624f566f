"""Languages by name: what "habla español", "中文" or "Kreyòl" ask for, in whatever language they are asked."""

from __future__ import annotations

from collections.abc import Iterable

from bot.conversation import Language
from bot.safety.plain import folded
from bot.words.catalogue import LanguageInfo


def named_language(text: str, languages: Iterable[LanguageInfo]) -> Language | None:
    """Return the language that the whole message names, by any of its names, or None."""
    whole = folded(text)
    for info in languages:
        if whole and whole in _names(info):
            return info.code
    return None


def language_named_in(text: str, languages: Iterable[LanguageInfo]) -> Language | None:
    """Return the last language named inside a message that asks for one, or None. "Not English, Spanish" names Spanish."""
    plain = f" {folded(text)} "
    best: tuple[int, Language] | None = None
    for info in languages:
        for name in _names(info):
            spaced = name if _unspaced(name) else f" {name} "
            at = plain.rfind(spaced)
            if at >= 0 and (best is None or at > best[0]):
                best = (at, info.code)
    return best[1] if best else None


def _names(info: LanguageInfo) -> set[str]:
    return {folded(name) for name in (info.name, info.english, *info.called)}


def _unspaced(name: str) -> bool:
    return any("\u3040" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af" for char in name)

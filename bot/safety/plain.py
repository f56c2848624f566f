"""Plain forms of what was written, so that a word is found however it is spelled: pure functions on text."""

from __future__ import annotations

import unicodedata

import regex

_INVISIBLE = regex.compile(r"[\p{Cf}\p{Cc}\p{M}\u0640\ufe0f\u20e3]")
_EDGES = regex.compile(r"^[\p{P}\p{S}\s]+|[\p{P}\p{S}\s]+$")
_SPACES = regex.compile(r"\s+")
# Letters that differ in spelling only, as people type them: Arabic hamza seats, ta marbuta, alef maqsura.
_LOOSE = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ı": "i", "ß": "ss", "’": "'"})


def trimmed(text: str) -> str:
    """Return `text` in compatibility form, case-folded, without invisible characters and without punctuation at its edges."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    visible = regex.sub(r"[\p{Cf}\p{Cc}\ufe0f\u20e3]", " ", folded)
    return _SPACES.sub(" ", _EDGES.sub("", visible)).strip()


def folded(text: str) -> str:
    """Return `text` as danger signs see it: no case, no accents, no punctuation, single spaces.

    Apostrophes vanish ("can't" → "cant"); other punctuation becomes a space. Letters of scripts that need their marks
    (Devanagari) keep them.
    """
    decomposed = unicodedata.normalize("NFKC", text).casefold().translate(_LOOSE)
    if not regex.search(r"[\p{Devanagari}\p{Hangul}]", decomposed):
        decomposed = unicodedata.normalize("NFKD", decomposed)
        decomposed = _INVISIBLE.sub("", regex.sub(r"[\n\r\t\x00]", " ", decomposed))
    decomposed = decomposed.replace("'", "").replace("`", "")
    spaced = regex.sub(r"[^\p{L}\p{N}\p{M}\s]+", " ", decomposed)
    return _SPACES.sub(" ", spaced).strip()


def single_digit(text: str) -> str | None:
    """Return '0' to '9' if the whole message is one digit of any script, also as "1.", "(1)" or a keycap, else None."""
    bare = trimmed(text)
    if len(bare) == 1:
        value = unicodedata.digit(bare, None)
        if value is not None:
            return str(value)
    return None

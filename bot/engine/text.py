"""The text of a message as the model may read it; training, evaluation and turns all use the same rule."""

from __future__ import annotations

import unicodedata

MAX_CHARACTERS = 400


def clean(text: str) -> str:
    """Return `text` fit for the encoder: at most 400 characters, or "" when nothing readable is left.

    Control characters (a NUL would end the text for the encoder) and lone surrogates (they cannot be encoded) go,
    line breaks and runs of blanks become one blank, and a leading "/" goes, because Rasa obeys what follows it.
    Composed to NFC, since the encoder's own normalisation works on single code points.
    """
    spaced = (" " if character.isspace() else character for character in text)
    kept = "".join(character for character in spaced if unicodedata.category(character) not in ("Cc", "Cs"))
    one_line = " ".join(unicodedata.normalize("NFC", kept).split())
    return one_line.lstrip("/ ")[:MAX_CHARACTERS].rstrip()


def is_latin(text: str) -> bool:
    """Return whether most letters of `text` are Latin; a text without letters counts as not Latin."""
    # Marks are letters too: half of what is written in Devanagari.
    letters = [character for character in text if unicodedata.category(character)[0] in "LM"]
    latin = sum(unicodedata.name(character, "").startswith("LATIN") for character in letters)
    return 2 * latin > len(letters)

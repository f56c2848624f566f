"""Content: what the line says and knows, read from flows/ and nlu_data/ once. The same for every process, and for tests."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from bot.language.detect import Detector, load_profiles
from bot.safety.codes import Codes, load_codes
from bot.safety.signs import Signs, load_signs
from bot.settings import ROOT
from bot.words.catalogue import Words


def cache_folder() -> Path:
    """Return where what is slow to make is kept: QUIETLINE_CACHE, or .cache in the checkout. Nothing personal lies there."""
    return Path(os.environ.get("QUIETLINE_CACHE") or ROOT / ".cache")


@dataclass(frozen=True, slots=True)
class Content:
    """Words, code words, danger signs, and the detector for the languages offered."""

    words: Words
    codes: Codes
    signs: Signs
    detector: Detector


def load_content(
    *, languages: tuple[str, ...] = (), default: str = "en", flows: Path = ROOT / "flows", nlu_data: Path = ROOT / "nlu_data"
) -> Content:
    """Read everything; `languages` are those offered (empty: all that have words). Raises WordsError, CodesError or SignsError."""
    words = Words(flows, offered=languages, default=default)
    offered = tuple(info.code for info in words.languages)
    return Content(
        words=words,
        codes=load_codes(flows / "safety"),
        signs=load_signs(flows / "safety"),
        detector=Detector(words.languages, load_profiles(nlu_data, cache_folder(), offered)),
    )

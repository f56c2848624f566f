"""Which language a message is in: its script first, then langdetect with profiles made from our own phrases.

langdetect judges by letter sequences and draws random numbers; a fixed seed makes its answer the same every time. Its own
profiles are of newspaper prose and lack Haitian Creole; ours are of people texting, made from nlu_data, with Latin-letter
Arabic, Hindi and Russian as languages of their own that count for their language.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import regex
import yaml
from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException
from langdetect.utils.lang_profile import LangProfile

from bot.conversation import Language
from bot.safety.plain import trimmed
from bot.words.catalogue import LanguageInfo

LATIN_MARK = "+latin"
_FORMAT = "1"
_LETTERS = regex.compile(r"\p{L}+")
_SCRIPTS = {
    "Arab": regex.compile(r"\p{Arabic}"),
    "Cyrl": regex.compile(r"\p{Cyrillic}"),
    "Deva": regex.compile(r"\p{Devanagari}"),
    "Hang": regex.compile(r"\p{Hangul}"),
    "Hani": regex.compile(r"\p{Han}"),
    "Latn": regex.compile(r"\p{Latin}"),
}


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest language and how sure that is, from 0 to 1. `by_script` says that the letters alone decided."""

    language: Language
    sure: float
    by_script: bool = False


def script_of(text: str) -> str | None:
    """Return the ISO 15924 code of the script that most letters of `text` are in, or None without letters."""
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}
    # One Han or Hangul character says as much as several Latin letters.
    for dense in ("Hani", "Hang"):
        counts[dense] *= 3
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else None


class Detector:
    """Guesses among the languages given. Built once; `guess` is quick and has no state."""

    def __init__(self, languages: Iterable[LanguageInfo], profiles: dict[str, dict[str, object]]) -> None:
        self._languages = tuple(languages)
        self._by_script: dict[str, list[Language]] = {}
        for info in self._languages:
            for script in info.scripts:
                self._by_script.setdefault(script, []).append(info.code)
        wanted = {info.code for info in self._languages}
        self._factory = DetectorFactory()
        self._factory.seed = 0
        chosen = {name: profile for name, profile in sorted(profiles.items()) if name.removesuffix(LATIN_MARK) in wanted}
        for index, (name, profile) in enumerate(chosen.items()):
            self._factory.add_profile(LangProfile(name, profile["freq"], profile["n_words"]), index, len(chosen))

    def guess(self, text: str) -> Guess | None:
        """Return the likeliest of the languages offered, or None when nothing in `text` tells (no letters, unknown script)."""
        script = script_of(text)
        if script is None or script not in self._by_script:
            return None
        candidates = self._by_script[script]
        if script != "Latn":
            return Guess(candidates[0], 1.0, by_script=True) if len(candidates) == 1 else None
        detector = self._factory.create()
        detector.append(" ".join(_LETTERS.findall(trimmed(text)))[:400])
        try:
            found = detector.get_probabilities()
        except LangDetectException:
            return None
        sure: dict[str, float] = {}
        for item in found:
            code = item.lang.removesuffix(LATIN_MARK)
            sure[code] = sure.get(code, 0.0) + item.prob
        if not sure:
            return None
        best = max(sure, key=lambda code: sure[code])
        return Guess(Language(best), min(1.0, sure[best]))


def choose(guess: Guess | None, current: Language | None, words: int) -> Language | None:
    """Return the language to go on in, or None if nothing is known yet.

    A language once found is kept until there is evidence: another script, or at least three words and near certainty.
    """
    if guess is None:
        return current
    if current is None or current == guess.language:
        return guess.language
    if guess.by_script or (words >= 3 and guess.sure >= 0.95):
        return guess.language
    return current


def build_profiles(nlu_data: Path, languages: Iterable[str]) -> dict[str, dict[str, object]]:
    """Return langdetect profiles (letter sequences of one to three, with counts) made from the phrases in `nlu_data`."""
    profiles: dict[str, LangProfile] = {}
    for folder in (nlu_data / code for code in sorted(languages)):
        for phrase in phrases_of(folder):
            name = folder.name
            if folder.name in _OTHER_SCRIPT and script_of(phrase) == "Latn":
                name += LATIN_MARK
            profile = profiles.setdefault(name, LangProfile(name))
            profile.update(" ".join(_LETTERS.findall(trimmed(phrase))))
    return {name: {"freq": profile.freq, "n_words": profile.n_words} for name, profile in profiles.items()}


def phrases_of(folder: Path) -> Iterable[str]:
    """Yield every phrase of one language's training files."""
    for path in sorted(folder.glob("*.yml")):
        for entry in (yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER) or {}).get("nlu", ()):  # noqa: S506 - both loaders are safe ones
            for line in entry["examples"].splitlines():
                if line.strip().startswith("- "):
                    yield line.strip()[2:].strip()


def load_profiles(nlu_data: Path, cache: Path, languages: Iterable[str]) -> dict[str, dict[str, object]]:
    """Return the languages' profiles, from `cache` if they were built for exactly these phrases, else built and kept there."""
    languages = sorted(languages)
    digest = hashlib.sha256(_FORMAT.encode())
    for code in languages:
        digest.update(code.encode())
        for path in sorted((nlu_data / code).glob("*.yml")):
            digest.update(path.read_bytes())
    kept = cache / f"language-profiles-{digest.hexdigest()[:16]}.json"
    if kept.exists():
        return dict(json.loads(kept.read_text(encoding="utf-8")))
    profiles = build_profiles(nlu_data, languages)
    cache.mkdir(parents=True, exist_ok=True)
    part = kept.with_suffix(".part")
    part.write_text(json.dumps(profiles, ensure_ascii=False), encoding="utf-8")
    part.replace(kept)
    return profiles


_OTHER_SCRIPT = frozenset({"ar", "hi", "ru"})
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

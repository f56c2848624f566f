"""Reads what people say: `<lang>/<group>.yml` for training, `validation/<lang>.yml` held out, Rasa's NLU format.

Rasa's own reader knows neither a phrase's language nor that some are held out, and takes half a minute for all of them.
"""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.engine.errors import DataError

HELD_OUT_FOLDER = "validation"
_MARKUP = frozenset("[]{}")


@dataclass(frozen=True)
class Phrase:
    """One thing a person might say, and what they mean by it.

    `language` is the folder's name (of a held-out phrase: the file's); `source` is the file, relative to the data.
    """

    text: str
    intent: str
    language: str
    source: str
    held_out: bool


def read_phrases(data: Path, intents: Iterable[str], languages: Collection[str] | None = None) -> tuple[Phrase, ...]:
    """Return the phrases under `data` in these `languages` (None: all), checked against the domain's `intents`.

    Raises `DataError` with all problems at once: unreadable files, unknown intents, a language without phrases for an
    intent, markup, and phrases that stand under two intents of one language.
    """
    known = tuple(intents)
    phrases, problems = _read_all(data, phrase_files(data, languages))
    if not any(not phrase.held_out for phrase in phrases):
        problems.append(f"{data}: no phrases to learn from. Put them into <language>/<group>.yml")
    problems += _markup(phrases)
    problems += _unknown_intents(phrases, known)
    problems += _missing_intents(phrases, known)
    problems += _double_meanings(phrases)
    if problems:
        raise DataError(problems)
    return tuple(phrases)


def read_files(data: Path, files: Iterable[Path]) -> tuple[Phrase, ...]:
    """Return the phrases in some `files` under `data`, whatever their intents; raises `DataError` for unreadable ones."""
    phrases, problems = _read_all(data, files)
    if problems:
        raise DataError(problems)
    return tuple(phrases)


def phrase_files(data: Path, languages: Collection[str] | None = None) -> list[Path]:
    """Return the files that hold phrases in these `languages` (None: all), in a stable order."""
    return [path for path in sorted(data.glob("*/*.yml")) if languages is None or _language_of(path) in languages]


def _language_of(path: Path) -> str:
    return path.stem if path.parent.name == HELD_OUT_FOLDER else path.parent.name


class _Malformed(Exception):
    """Raised for a file that is YAML but not a list of intents with examples."""


def _read_all(data: Path, files: Iterable[Path]) -> tuple[list[Phrase], list[str]]:
    phrases: list[Phrase] = []
    problems: list[str] = []
    for path in files:
        try:
            phrases.extend(_read_file(path, data))
        except (yaml.YAMLError, UnicodeDecodeError, _Malformed) as error:
            problems.append(f"{path.relative_to(data)}: {' '.join(str(error).split())}")
    return phrases, problems


def _read_file(path: Path, data: Path) -> Iterator[Phrase]:
    content: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    entries = content.get("nlu") if isinstance(content, dict) else None
    if not isinstance(entries, list):
        raise _Malformed("has no list under 'nlu'")
    held_out = path.parent.name == HELD_OUT_FOLDER
    language = _language_of(path)
    source = str(path.relative_to(data))
    for entry in entries:
        intent, examples = (entry.get("intent"), entry.get("examples")) if isinstance(entry, dict) else (None, None)
        if not isinstance(intent, str) or not isinstance(examples, str):
            raise _Malformed("has an entry without 'intent' and 'examples: |'")
        for line in filter(None, map(str.strip, examples.splitlines())):
            if not line.startswith("-") or not line[1:].strip():
                raise _Malformed(f"{intent}: a line of examples does not read '- phrase': {line}")
            yield Phrase(line[1:].strip(), intent, language, source, held_out)


def _markup(phrases: Iterable[Phrase]) -> Iterator[str]:
    for phrase in phrases:
        if phrase.text.startswith("/") or not _MARKUP.isdisjoint(phrase.text):
            yield f"{phrase.source}: {phrase.intent}: Rasa would read markup into: {phrase.text}"


def _unknown_intents(phrases: Iterable[Phrase], known: tuple[str, ...]) -> Iterator[str]:
    first = {(phrase.source, phrase.intent): phrase for phrase in reversed(list(phrases))}
    for (source, intent), phrase in sorted(first.items()):
        if intent not in known:
            yield f"{source}: the domain has no intent '{intent}', used for: {phrase.text}"


def _missing_intents(phrases: Iterable[Phrase], known: tuple[str, ...]) -> Iterator[str]:
    said: dict[str, set[str]] = {}
    for phrase in phrases:
        if not phrase.held_out:
            said.setdefault(phrase.language, set()).add(phrase.intent)
    for language in sorted(said):
        if missing := [intent for intent in known if intent not in said[language]]:
            yield f"{language}: no phrases for: {', '.join(missing)}"


def _double_meanings(phrases: Iterable[Phrase]) -> Iterator[str]:
    seen: dict[tuple[bool, str, str], Phrase] = {}
    for phrase in phrases:
        key = (phrase.held_out, phrase.language, _bare(phrase.text))
        other = seen.setdefault(key, phrase)
        if other.intent != phrase.intent:
            yield (f"{phrase.source}: {phrase.intent}: '{phrase.text}' also stands under '{other.intent}' ({other.source})")


def _bare(text: str) -> str:
    """Return `text` without case and punctuation; punctuation alone stays, so that "?" and "!" differ."""
    folded = unicodedata.normalize("NFC", text).casefold()
    bare = "".join(character for character in folded if not _is_punctuation(character))
    return " ".join(bare.split()) or folded


def _is_punctuation(character: str) -> bool:
    return character in string.punctuation or unicodedata.category(character).startswith("P")

"""Measures a model on phrases it has not seen, the way a turn would understand them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.engine.dialogue import Dialogue
from bot.engine.errors import DataError
from bot.engine.phrases import HELD_OUT_FOLDER, Phrase, read_files
from bot.engine.progress import Counter
from bot.engine.safety_labels import SAFETY_INTENTS, false_alarms, safety_recall
from bot.engine.understanding import FALLBACK_INTENT, Understanding

_COLUMNS = ("lang", "intent", "text")
_WORST = 10
_PHRASES_SHOWN = 5


@dataclass(frozen=True)
class Outcome:
    """One phrase and what it was taken for; `top` is the likeliest intent also where the person would be asked back."""

    phrase: Phrase
    understanding: Understanding

    @property
    def top(self) -> str:
        candidates = self.understanding.candidates
        return candidates[0].intent if candidates else FALLBACK_INTENT

    @property
    def among_candidates(self) -> bool:
        return any(candidate.intent == self.phrase.intent for candidate in self.understanding.candidates)


@dataclass(frozen=True)
class Measures:
    """Shares from 0 to 1 of `count` phrases: likeliest intent right, right one among three, right and acted on, asked
    back; of safety phrases those recognised, of other phrases those taken for danger or self-harm."""

    count: int
    accuracy: float
    top3: float
    answered_right: float
    asked_back: float
    safety_recall: float
    safety_false_alarms: float

    @classmethod
    def of(cls, outcomes: Sequence[Outcome]) -> Measures:
        meant = [outcome.phrase.intent for outcome in outcomes]
        top = [outcome.top for outcome in outcomes]
        acted_on = [outcome.understanding.intent for outcome in outcomes]
        return cls(
            count=len(outcomes),
            accuracy=float(np.mean([one == other for one, other in zip(meant, top, strict=True)])),
            top3=float(np.mean([outcome.among_candidates for outcome in outcomes])),
            answered_right=float(np.mean([one == other for one, other in zip(meant, acted_on, strict=True)])),
            asked_back=float(np.mean([intent == FALLBACK_INTENT for intent in acted_on])),
            safety_recall=safety_recall(meant, top),
            safety_false_alarms=false_alarms(meant, top),
        )


@dataclass(frozen=True)
class Confusion:
    """Phrases of one language and intent that were taken for another intent."""

    lang: str
    expected: str
    predicted: str
    phrases: tuple[str, ...]


class Report:
    """The outcomes of an evaluation, as a table for people and as JSON for machines."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        languages = sorted({outcome.phrase.language for outcome in outcomes})
        self._outcomes = outcomes
        self.languages = {
            language: Measures.of([outcome for outcome in outcomes if outcome.phrase.language == language]) for language in languages
        }
        self.confusions = _confusions(outcomes)

    def as_json(self) -> str:
        """Return the measures by language, and all confusions, the most frequent first."""
        names = ("accuracy", "top3", "safety_recall", "safety_false_alarms", "count")
        content = {
            "languages": {language: {name: getattr(measures, name) for name in names} for language, measures in self.languages.items()},
            "confusions": [
                {
                    "lang": confusion.lang,
                    "expected": confusion.expected,
                    "predicted": confusion.predicted,
                    "count": len(confusion.phrases),
                    "phrases": confusion.phrases,
                }
                for confusion in self.confusions
            ],
        }
        return json.dumps(content, ensure_ascii=False)

    def as_text(self) -> str:
        """Return a table of the measures, the recall of each safety intent, and the ten worst confusions."""
        return "\n".join((*self._table(), "", *self._safety(), "", *self._worst()))

    def _table(self) -> Iterator[str]:
        yield "language  accuracy  top 3  answered right  asked back  safety recall  false alarms  phrases"
        rows = {**self.languages, "all": Measures.of(self._outcomes)} if len(self.languages) > 1 else self.languages
        for language, each in rows.items():
            yield (
                f"{language:8}  {each.accuracy:8.3f}  {each.top3:5.3f}  {each.answered_right:14.3f}"
                f"  {each.asked_back:10.3f}  {each.safety_recall:13.3f}  {each.safety_false_alarms:12.3f}  {each.count:7}"
            )
        yield "accuracy and safety count the likeliest intent; 'answered right' counts asking back as not answered"

    def _safety(self) -> Iterator[str]:
        for intent in SAFETY_INTENTS:
            meant = [outcome for outcome in self._outcomes if outcome.phrase.intent == intent]
            if meant:
                hits = sum(outcome.top == intent for outcome in meant)
                yield f"{intent:14} {hits} of {len(meant)} recognised"

    def _worst(self) -> Iterator[str]:
        yield "worst confusions"
        for confusion in self.confusions[:_WORST]:
            yield f"{len(confusion.phrases):4}  {confusion.lang}  {confusion.expected} taken for {confusion.predicted}"
            yield from (f"          {phrase}" for phrase in confusion.phrases[:_PHRASES_SHOWN])


def evaluate_file(model: Path, file: Path) -> Report:
    """Return how `model` understands the phrases in a tab-separated `file`; raises `DataError` for wrong lines."""
    dialogue = Dialogue(model)
    return _evaluate(dialogue, _read_table(file, dialogue.intents))


def evaluate_validation(model: Path, data: Path) -> Report:
    """Return how `model` understands the phrases held out under `data`.

    Its thresholds were chosen on these, so a set never used before judges it more fairly.
    """
    phrases = read_files(data, sorted((data / HELD_OUT_FOLDER).glob("*.yml")))
    if not phrases:
        raise DataError([f"{data / HELD_OUT_FOLDER} holds no phrases"])
    return _evaluate(Dialogue(model), phrases)


def _evaluate(dialogue: Dialogue, phrases: Sequence[Phrase]) -> Report:
    counter = Counter("understanding", len(phrases))

    def understand(phrase: Phrase) -> Understanding:
        return dialogue.understand(phrase.text, phrase.language)

    outcomes = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for phrase, understanding in zip(phrases, pool.map(understand, phrases), strict=True):
            outcomes.append(Outcome(phrase, understanding))
            counter.show(len(outcomes))
    return Report(outcomes)


def _read_table(file: Path, intents: frozenset[str]) -> list[Phrase]:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError([f"{file} cannot be read: {error}"]) from error
    rows = [(number, line.split("\t")) for number, line in enumerate(lines, start=1) if line.strip()]
    columns: tuple[str, ...] = _COLUMNS
    if rows and set(_COLUMNS) <= set(rows[0][1]):
        columns = tuple(rows.pop(0)[1])
    positions = [columns.index(name) for name in _COLUMNS]
    problems: list[str] = []
    phrases: list[Phrase] = []
    for number, cells in rows:
        if len(cells) <= max(positions):
            problems.append(f"{file}:{number}: needs the columns lang, intent and text, separated by tabs")
            continue
        language, intent, text = (cells[position].strip() for position in positions)
        if intent not in intents:
            problems.append(f"{file}:{number}: the domain has no intent '{intent}'")
        phrases.append(Phrase(text, intent, language, file.name, held_out=True))
    if not rows:
        problems.append(f"{file} holds no phrases")
    if problems:
        raise DataError(problems)
    return phrases


def _confusions(outcomes: Sequence[Outcome]) -> list[Confusion]:
    missed: dict[tuple[str, str, str], list[str]] = {}
    for outcome in outcomes:
        phrase = outcome.phrase
        if outcome.top != phrase.intent:
            missed.setdefault((phrase.language, phrase.intent, outcome.top), []).append(phrase.text)
    return [Confusion(*key, tuple(missed[key])) for key in sorted(missed, key=lambda key: (-len(missed[key]), key))]

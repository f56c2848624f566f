"""From scores to a decision: how sure is sure enough, and how readily a message counts as a cry for help."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.engine.safety_labels import SAFETY_INTENTS
from bot.engine.understanding import CANDIDATES, FALLBACK_INTENT, Candidate, Understanding

_FILE = "operating_point.json"


@dataclass(frozen=True)
class OperatingPoint:
    """What was chosen on held-out phrases; the defaults stand where there are none.

    `temperature` makes scores into probabilities (softmax). `offsets` are added, by language, to the scores of
    `SAFETY_INTENTS` in their order: above 0 such an intent is taken more readily. A language without its own has
    `default_offsets`. Below a confidence of `threshold`, or when the second best is within `margin`, the person is asked
    back, except for safety intents: their offsets already weigh both mistakes, and asking back costs time.
    """

    temperature: float = 0.055
    threshold: float = 0.4
    margin: float = 0.05
    default_offsets: tuple[float, ...] = (0.0,) * len(SAFETY_INTENTS)
    offsets: Mapping[str, tuple[float, ...]] = field(default_factory=dict)

    def probabilities(self, scores: NDArray[np.float32], intents: Sequence[str], languages: Sequence[str | None]) -> NDArray[np.float64]:
        """Return a row of probabilities for each row of `scores`, whose columns are `intents`."""
        shifted = scores.astype(np.float64)
        columns = [intents.index(intent) for intent in SAFETY_INTENTS]
        shifted[:, columns] += [self.offsets.get(each or "", self.default_offsets) for each in languages]
        powers = np.exp((shifted - shifted.max(axis=1, keepdims=True)) / self.temperature)
        return powers / powers.sum(axis=1, keepdims=True)

    def decide(self, probabilities: NDArray[np.float64], intents: Sequence[str]) -> Understanding:
        """Return what to act on, given one row of `probabilities`."""
        best = np.argsort(-probabilities)[:CANDIDATES]
        candidates = tuple(Candidate(intents[column], float(probabilities[column])) for column in best)
        first, second = candidates[0], candidates[1]
        unsure = first.confidence < self.threshold or first.confidence - second.confidence < self.margin
        intent = FALLBACK_INTENT if unsure and first.intent not in SAFETY_INTENTS else first.intent
        return Understanding(intent, first.confidence, candidates)

    def save(self, folder: Path) -> None:
        """Write the operating point into `folder`."""
        (folder / _FILE).write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> OperatingPoint:
        """Return the operating point that `save` wrote into `folder`."""
        stored = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        offsets = {language: tuple(values) for language, values in stored.pop("offsets").items()}
        return cls(**{**stored, "default_offsets": tuple(stored["default_offsets"])}, offsets=offsets)

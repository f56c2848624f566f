"""Chooses the operating point: on held-out phrases, and for languages that have none, on their own, each left out in turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.engine.classifier import Vectors
from bot.engine.operating_point import OperatingPoint
from bot.engine.safety_labels import SAFETY_INTENTS, false_alarms, safety_recall

# At most 2 % of other phrases may be taken for danger or self-harm. Half a point less on held-out phrases leaves room
# for people who write unlike them. Phrases left out in turn are the harder test: 2 % there were 0.5, 1.1 and 2.1 % of
# held-out ones in the three languages that had both.
FALSE_ALARMS_HELD_OUT = 0.015
FALSE_ALARMS_LEFT_OUT = 0.02
# Against recall, in the sum that offsets maximise. Safety phrases being a sixth of all, recalling one more makes up
# for four others mistaken.
WEIGHT_OF_ACCURACY = 2.0
# What a turn is worth to the person. Asking back costs another message; a wrong answer costs trust as well.
WORTH_OF_RIGHT = 1.0
WORTH_OF_ASKING_BACK_RIGHTLY = 0.5
WORTH_OF_WRONG = -0.25
_OFFSETS = tuple(float(step) for step in np.round(np.arange(-0.12, 0.161, 0.02), 2))
_TEMPERATURES = tuple(float(step) for step in np.round(np.arange(0.02, 0.151, 0.005), 3))
_THRESHOLDS = tuple(float(step) for step in np.round(np.arange(0.0, 0.91, 0.02), 2))
_MARGINS = tuple(float(step) for step in np.round(np.arange(0.0, 0.31, 0.02), 2))
_ROUNDS = 4


@dataclass(frozen=True)
class Sample:
    """Phrases as a classifier that was not taught them scores them: a row of `scores`, what is `meant`, and the language."""

    scores: Vectors
    meant: NDArray[np.str_]
    languages: NDArray[np.str_]

    def of(self, language: str) -> Sample:
        """Return the phrases in `language`."""
        rows = self.languages == language
        return Sample(self.scores[rows], self.meant[rows], self.languages[rows])


def calibrate(intents: tuple[str, ...], held_out: Sample, left_out: Sample) -> OperatingPoint:
    """Return the operating point for a classifier whose scores have the columns `intents`.

    Without `held_out` phrases only the offsets are chosen, and the rest stays at its default. `left_out` are the training
    phrases themselves.
    """
    offsets = {}
    for language in np.unique(left_out.languages).tolist():
        if language in held_out.languages:
            offsets[language] = _best_offsets(held_out.of(language), intents, FALSE_ALARMS_HELD_OUT)
        else:
            offsets[language] = _best_offsets(left_out.of(language), intents, FALSE_ALARMS_LEFT_OUT)
    point = OperatingPoint(default_offsets=_best_offsets(left_out, intents, FALSE_ALARMS_LEFT_OUT), offsets=offsets)
    return _sure_enough(point, held_out, intents) if len(held_out.meant) else point


def _best_offsets(sample: Sample, intents: Sequence[str], false_alarms_allowed: float) -> tuple[float, ...]:
    """Return the offsets with the best weighted sum of accuracy and safety recall within the allowed false alarms.

    One offset at a time, a few rounds: the sum is not smooth, and the five hardly depend on each other.
    """
    names = np.array(intents)
    columns = [intents.index(intent) for intent in SAFETY_INTENTS]

    def worth(offsets: Sequence[float]) -> tuple[float, float]:
        shifted = sample.scores.copy()
        shifted[:, columns] += np.asarray(offsets, dtype=np.float32)
        taken = names[shifted.argmax(axis=1)]
        excess = max(0.0, false_alarms(sample.meant, taken) - false_alarms_allowed)
        gain = WEIGHT_OF_ACCURACY * float(np.mean(taken == sample.meant)) + safety_recall(sample.meant, taken)
        # Where it makes no difference, the smaller offset is the safer guess.
        return -excess, gain - 0.05 * float(np.abs(offsets).sum())

    best = [0.0] * len(columns)
    for _ in range(_ROUNDS):
        before = list(best)
        for position in range(len(best)):
            options = ([*best[:position], offset, *best[position + 1 :]] for offset in _OFFSETS)
            best = max((best, *options), key=worth)
        if best == before:
            break
    return tuple(best)


def _sure_enough(point: OperatingPoint, sample: Sample, intents: tuple[str, ...]) -> OperatingPoint:
    """Return `point` with the temperature of the likeliest probabilities, and the threshold and margin worth most."""
    languages = sample.languages.tolist()
    columns = np.searchsorted(intents, sample.meant)

    def surprise(temperature: float) -> float:
        probabilities = replace(point, temperature=temperature).probabilities(sample.scores, intents, languages)
        return -float(np.log(probabilities[np.arange(len(columns)), columns] + 1e-12).mean())

    point = replace(point, temperature=min(_TEMPERATURES, key=surprise))
    probabilities = point.probabilities(sample.scores, intents, languages)
    return max(_thresholds(point), key=_worth(probabilities, columns, intents))


def _thresholds(point: OperatingPoint) -> list[OperatingPoint]:
    return [replace(point, threshold=threshold, margin=margin) for margin in _MARGINS for threshold in _THRESHOLDS]


def _worth(probabilities: NDArray[np.float64], columns: NDArray[np.int_], intents: Sequence[str]) -> Callable[[OperatingPoint], float]:
    """Return a function that tells what answers at an operating point are worth in the mean."""
    order = np.argsort(-probabilities, axis=1)[:, :3]
    first, second = np.take_along_axis(probabilities, order[:, :2], axis=1).T
    right, among = order[:, 0] == columns, (order == columns[:, None]).any(axis=1)
    urgent = np.isin(np.array(intents)[order[:, 0]], SAFETY_INTENTS)

    def worth(point: OperatingPoint) -> float:
        asked_back = ~urgent & ((first < point.threshold) | (first - second < point.margin))
        answered = np.where(right, WORTH_OF_RIGHT, WORTH_OF_WRONG)
        return float(np.where(asked_back, WORTH_OF_ASKING_BACK_RIGHTLY * among, answered).mean())

    return worth

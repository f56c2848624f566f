"""The intents that are acted on before anything else, and how well they are told from the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Union

import numpy as np
from numpy.typing import NDArray

SAFETY_INTENTS = ("danger_now", "self_harm", "being_watched", "exit_now", "talk_to_human")
ALARM_INTENTS = ("danger_now", "self_harm")

Names = Union[Sequence[str], NDArray[np.str_]]


def safety_recall(meant: Names, taken: Names) -> float:
    """Return the share of phrases with a safety intent that were taken for that same intent; 0 if there are none."""
    safety = np.isin(meant, SAFETY_INTENTS)
    return float((np.asarray(taken) == np.asarray(meant))[safety].mean()) if safety.any() else 0.0


def false_alarms(meant: Names, taken: Names) -> float:
    """Return the share of phrases without a safety intent that were taken for danger or self-harm; 0 if none."""
    other = ~np.isin(meant, SAFETY_INTENTS)
    return float(np.isin(taken, ALARM_INTENTS)[other].mean()) if other.any() else 0.0

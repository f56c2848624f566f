"""What the engine takes a message to mean."""

from __future__ import annotations

from dataclasses import dataclass

FALLBACK_INTENT = "nlu_fallback"
CANDIDATES = 3


@dataclass(frozen=True)
class Candidate:
    """An intent that a message may have; `confidence` from 0 to 1, a probability as far as validation could tell."""

    intent: str
    confidence: float


@dataclass(frozen=True)
class Understanding:
    """The intent to act on, which is `nlu_fallback` when unsure, and up to three likeliest intents, best first."""

    intent: str
    confidence: float
    candidates: tuple[Candidate, ...]

    @classmethod
    def given(cls, intent: str) -> Understanding:
        """Return the understanding of a choice from a menu: certain, no model asked."""
        return cls(intent, 1.0, (Candidate(intent, 1.0),))


NOTHING_SAID = Understanding(FALLBACK_INTENT, 0.0, ())

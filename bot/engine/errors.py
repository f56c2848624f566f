"""What can go wrong before the engine runs: each error knows what the process exits with."""

from __future__ import annotations

from collections.abc import Sequence


class EngineError(Exception):
    """Base of the engine's own errors; `exit_code` is what a command ends with when one of them ends it."""

    exit_code = 1


class DataError(EngineError):
    """Raised when phrases, domain, rules or an evaluation file are wrong; holds every problem found, one sentence each."""

    exit_code = 2

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        super().__init__("\n".join((f"{count} {'problem' if count == 1 else 'problems'} in the data:", *self.problems)))


class SettingsError(EngineError):
    """Raised when the environment does not say how to serve; names every wrong or missing variable at once."""

    exit_code = 2


class ModelMissing(EngineError):
    """Raised when no trained model is where one was expected."""

    exit_code = 2


class EncoderUnavailable(EngineError):
    """Raised when the sentence encoder cannot be loaded on this machine; there is nothing worse to fall back to."""

    exit_code = 3


class UnsafeStart(EngineError):
    """Raised when the process is not in the state that serving people asks for (debug log, TensorFlow, foreign store)."""

"""What a person at a terminal sees while something takes long: one line a stage, one counting line for the longest."""

from __future__ import annotations

import sys
import time

SECONDS_BETWEEN_LINES = 2.0


def stage(message: str) -> None:
    """Print `message` as a line of its own on standard error."""
    _write(f"{message}\n")


class Counter:
    """A line that counts towards a total: rewritten in place on a terminal, else a new line every two seconds."""

    def __init__(self, action: str, total: int) -> None:
        self._action = action
        self._total = total
        self._in_place = sys.stderr.isatty()
        self._last_shown = 0.0

    def show(self, done: int) -> None:
        """Show that `done` of the total are finished; the last count is always shown, and ends the line."""
        finished = done >= self._total
        now = time.monotonic()
        if not finished and not self._in_place and now - self._last_shown < SECONDS_BETWEEN_LINES:
            return
        self._last_shown = now
        start, end = ("\r", "\n" if finished else "") if self._in_place else ("", "\n")
        _write(f"{start}{self._action} {done} of {self._total}{end}")


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()

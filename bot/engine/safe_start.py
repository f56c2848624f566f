"""What must be true of the process before it may serve people."""

from __future__ import annotations

import logging
import sys

from bot.engine.errors import UnsafeStart


def check_process() -> None:
    """Raise `UnsafeStart` when a debug log could print what people say, or when TensorFlow got in after all."""
    problems = []
    loud = [name for name in (None, "rasa", "structlog") if logging.getLogger(name).isEnabledFor(logging.INFO)]
    if loud:
        problems.append("a log level is below WARNING, where Rasa prints what people say")
    if "tensorflow" in sys.modules:
        problems.append("TensorFlow was loaded; see bot/engine/absent.py")
    if problems:
        raise UnsafeStart("The engine does not start: " + "; ".join(problems) + ".")

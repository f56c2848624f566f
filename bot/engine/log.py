"""Logs that cannot carry what a person said: our own events, and of everyone else's only where and what kind.

Rasa puts the text of a message into log lines of its own, tracebacks carry it in their errors. So while people are
served no foreign message, argument or traceback is ever printed, whatever its level.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any

import structlog

OWN_LOGGER = "quietline.engine"
_log = logging.getLogger(OWN_LOGGER)


def configure_for_serving() -> None:
    """Send warnings and errors to standard error without any content; call before Rasa is imported."""
    _configure(_ContentFreeFormatter())


def configure_for_commands() -> None:
    """Send warnings and errors to standard error as they are: training and checks see no person's words."""
    _configure(logging.Formatter("%(levelname)s %(name)s: %(message)s"))


def event(name: str, error: BaseException | None = None) -> None:
    """Log that `name` happened, with the class of `error` and the place it was raised at, never its text."""
    _log.warning("%s", name if error is None else f"{name} {_kind_and_place(error)}")


def _configure(formatter: logging.Formatter) -> None:
    # Rasa and what it stands on warn of their own age, and set the filters anew while they load, so a filter does not
    # silence them. What Rasa has to say about our data, `validate` collects.
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").disabled = True
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    # Unconfigured, structlog prints every event with its content to standard output.
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, _name_only],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def _name_only(_logger: object, _method: str, event_dict: MutableMapping[str, Any]) -> Mapping[str, Any] | str:
    """Reduce a structlog event to its name; what else it holds is content."""
    return str(event_dict.get("event", ""))


class _ContentFreeFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        if record.name == OWN_LOGGER:
            return f"{record.levelname} {record.getMessage()}"
        error = record.exc_info[1] if record.exc_info else None
        kind = f" {type(error).__name__}" if error else ""
        return f"{record.levelname} {record.name}:{record.lineno}{kind}"


def _kind_and_place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).stem}.{frames[-1].name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"

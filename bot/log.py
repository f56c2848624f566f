"""Logs: one JSON line an event, an event name and random ids, and nothing else, from every library in the process.

A message from a library is text we do not control: it may hold a number or a sentence. So of foreign records only the
logger's name, the level and the exception's class go out; never the message, never a traceback's values.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from types import TracebackType
from typing import Any, TextIO

import structlog

# Fields an event of ours may carry. A field that is not listed does not go out: adding one is a decision.
FIELDS = frozenset(
    "event level logger time problem where conversation message job advocate route status count seconds attempt of kind key "
    "address process model remedy setting role".split()
)
_SHAPE = re.compile(r"^[\w./:<>\[\] ,=-]{0,200}$", re.ASCII)
# Seven digits or more in a row, or grouped as telephone numbers are.
_NUMBER = re.compile(r"\+?\d[\d ().-]{6,}\d")


def _only_known_fields(_: Any, __: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Drop fields that are not listed, and values that do not look like names, ids or figures."""
    kept: dict[str, Any] = {}
    for name, value in event.items():
        if name not in FIELDS:
            continue
        harmless = isinstance(value, bool | int | float) or (isinstance(value, str) and _is_harmless(name, value))
        kept[name] = value if harmless else "withheld"
    return kept


def _is_harmless(name: str, value: str) -> bool:
    return bool(_SHAPE.match(value)) and (name == "time" or not _NUMBER.search(value))


class _ForeignHandler(logging.Handler):
    """Turns a library's log record into an event without its message."""

    def __init__(self, out: TextIO) -> None:
        super().__init__(logging.WARNING)
        self._log = structlog.wrap_logger(structlog.PrintLogger(out), processors=_processors())

    def emit(self, record: logging.LogRecord) -> None:
        detail: dict[str, Any] = {"logger": record.name, "where": f"{record.module}:{record.lineno}"}
        if record.exc_info and record.exc_info[0]:
            detail["problem"] = record.exc_info[0].__name__
        self._log.warning("library", level=record.levelname.lower(), **detail)


def _processors() -> list[Any]:
    return [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        _only_known_fields,
        structlog.processors.JSONRenderer(sort_keys=True),
    ]


def configure(out: TextIO | None = None) -> None:
    """Bring this process's structlog and every standard logger under the rule above. `out` defaults to standard error."""
    stream = out or sys.stderr
    structlog.configure(processors=_processors(), logger_factory=structlog.PrintLoggerFactory(stream), cache_logger_on_first_use=False)
    logging.captureWarnings(True)
    root = logging.getLogger()
    root.handlers[:] = [_ForeignHandler(stream)]
    root.setLevel(logging.WARNING)
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.NOTSET)
    sys.excepthook = _quiet_excepthook


def _quiet_excepthook(kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
    """An uncaught exception's message and values stay inside; its class and place go out."""
    get().error("crashed", problem=kind.__name__, where=_place(trace))


def place_of(error: BaseException) -> str:
    """Return where an exception was raised, as `function:line`; nothing of what it holds."""
    return _place(error.__traceback__)


def _place(trace: TracebackType | None) -> str:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else ""


def get() -> Any:
    """Return the process's event logger: `log.get().info("turn_failed", problem=type(e).__name__)`."""
    return structlog.get_logger()

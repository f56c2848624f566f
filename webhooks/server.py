"""How gunicorn serves the line: many open pages on one process, no access log, and no address in any error line."""

from __future__ import annotations

import logging
import os
from typing import Any

import gunicorn
from gunicorn.glogging import Logger

from bot import log

gunicorn.SERVER = ""

bind = f"{os.environ.get('BIND', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gevent"
workers = int(os.environ.get("WEB_PROCESSES", "1"))
worker_connections = 4000
timeout = 60
graceful_timeout = 10
keepalive = 15
limit_request_line = 2048
limit_request_fields = 60
proc_name = "quietline-web"


class QuietLogger(Logger):
    """gunicorn's own lines hold addresses and request lines; of them only the level and the exception's class go out."""

    def setup(self, cfg: Any) -> None:
        """Take the place of gunicorn's handlers."""
        log.configure()
        for logger in (self.error_log, self.access_log):
            logger.handlers.clear()
            logger.propagate = True
            logger.setLevel(logging.WARNING)

    def access(self, *_: Any, **__: Any) -> None:
        """There is no access log."""

    def reopen_files(self) -> None:
        """There are no files."""

    def close_on_exec(self) -> None:
        """There are no files."""


logger_class = QuietLogger

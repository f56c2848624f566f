"""The worker process: RQ with JSON jobs, quiet logs, and a clock of its own for what is due later.

The clock stands in for RQ's scheduler, a second process that prints whole tracebacks when Redis goes away.
"""

from __future__ import annotations

import threading
import time
from typing import Any

from redis.exceptions import RedisError
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from bot import log
from bot.jobs import send_what_waits
from bot.memory.connect import connect_patiently
from bot.outbox import queue
from bot.services import Services

HEARTBEAT = 2.0
"""Seconds between two looks at what is due: lines to send, records to delete, advocates whose lease has lapsed."""


class _Worker(SimpleWorker):
    """Runs jobs in this process: a job takes tens of milliseconds, a fork of the process longer. Remembers being told to stop.

    RQ asks Redis while it stops; when both are ended together, Redis is gone first, and RQ would forget that it should go.
    """

    stopping = threading.Event()

    def request_stop(self, signum: int, frame: Any) -> None:
        self.stopping.set()
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call]


def work(services: Services) -> None:
    """Work until told to stop. Redis going away ends the loop's turn, not the process: it is asked again."""
    log.configure()
    threading.Thread(target=_keep_time, args=(services,), name="clock", daemon=True).start()
    while not _Worker.stopping.is_set():
        redis = connect_patiently(services.settings.redis_url)
        try:
            worker = _Worker([queue(redis)], connection=redis, serializer=JSONSerializer, log_job_description=False)
            worker.work(logging_level="WARNING")
            return
        except (RedisError, ConnectionError) as error:
            services.log.error("worker_without_redis", problem=type(error).__name__)
            time.sleep(1)


def _keep_time(services: Services) -> None:
    while True:
        time.sleep(HEARTBEAT)
        try:
            services.desk.sweep()
            send_what_waits(services)
            if services.records.due(services.clock(), most=1):
                services.outbox.erase_records()
        except Exception as error:  # the clock must not stop for one bad tick
            services.log.error("tick_failed", problem=type(error).__name__, where=log.place_of(error))

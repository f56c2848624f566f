"""The worker process: RQ with JSON jobs, quiet logs, and a clock of its own for deletions that are due later."""

from __future__ import annotations

import threading
import time
from typing import Any

from redis.exceptions import RedisError
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from bot import log
from bot.memory.connect import connect_patiently
from bot.outbox import queue
from bot.services import Services

HEARTBEAT = 2.0
"""Seconds between two looks at what is due: records to delete, advocates whose lease has lapsed."""


def work(services: Services) -> None:
    """Work until told to stop. Redis going away ends the loop's turn, not the process: it is asked again."""
    log.configure()
    threading.Thread(target=_keep_time, args=(services,), name="clock", daemon=True).start()
    while True:
        redis = connect_patiently(services.settings.redis_url)
        # One process, no fork per job: a job takes tens of milliseconds, a fork of this process longer.
        worker: Any = None
        try:
            worker = SimpleWorker([queue(redis)], connection=redis, serializer=JSONSerializer, log_job_description=False)
            worker.work(with_scheduler=True, logging_level="WARNING")
            return
        except (RedisError, ConnectionError) as error:
            if worker is not None and worker._stop_requested:
                return
            services.log.error("worker_without_redis", problem=type(error).__name__)
            time.sleep(1)


def _keep_time(services: Services) -> None:
    while True:
        time.sleep(HEARTBEAT)
        try:
            services.desk.sweep()
            if services.records.due(services.clock(), most=1):
                services.outbox.erase_records()
        except Exception as error:  # the clock must not stop for one bad tick
            services.log.error("tick_failed", problem=type(error).__name__, where=log.place_of(error))

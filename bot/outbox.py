"""The outbox: hands work to the worker as jobs that hold random ids only, live minutes, and describe themselves by fixed words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rq import Queue
from rq.job import Job
from rq.serializers import JSONSerializer

from bot.conversation import ConversationId

if TYPE_CHECKING:
    from redis import Redis

QUEUE = "line"
MINUTES = 60
JOB_LIFETIME = 30 * MINUTES
FAILURE_LIFETIME = 1
"""Seconds. A failed job is in nobody's way for long: while it exists, the next one by its name is not queued."""


def queue(redis: Redis) -> Queue:
    """Return the one queue that the worker watches."""
    return Queue(QUEUE, connection=redis, serializer=JSONSerializer)


class Outbox:
    """Queues jobs. They are named by their functions in bot/jobs.py, so that the web process need not import them.

    A job that fails is not tried again by RQ: what is still to do stands in Redis, and the worker's clock asks again.
    """

    def __init__(self, redis: Redis) -> None:
        self._queue = queue(redis)

    def send_lines(self, cid: ConversationId) -> None:
        """Have the lines sent that wait to go to this conversation's phone. One job at a time is enough for all of them."""
        self._once(f"send-{cid}", "bot.jobs.send_lines", cid, description="send lines")

    def erase_records(self) -> None:
        """Have the carrier's message records deleted that are due."""
        self._once("erase-records", "bot.jobs.erase_records", description="delete records at the carrier")

    def _once(self, job_id: str, function: str, *args: str, description: str) -> None:
        if not Job.exists(job_id, connection=self._queue.connection):
            self._queue.enqueue_call(
                func=function, args=args, description=description, job_id=job_id,
                ttl=JOB_LIFETIME, result_ttl=0, failure_ttl=FAILURE_LIFETIME, timeout=2 * MINUTES,
            )  # fmt: skip

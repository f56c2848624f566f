"""The outbox: hands work to the worker as jobs that hold random ids only, live minutes, and describe themselves by fixed words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rq import Queue, Retry
from rq.job import Job
from rq.serializers import JSONSerializer

from bot.conversation import ConversationId

if TYPE_CHECKING:
    from redis import Redis

QUEUE = "line"
ERASING = "erase-records"
MINUTES = 60
JOB_LIFETIME = 30 * MINUTES
FAILURE_LIFETIME = 10 * MINUTES


def queue(redis: Redis) -> Queue:
    """Return the one queue that the worker watches."""
    return Queue(QUEUE, connection=redis, serializer=JSONSerializer)


class Outbox:
    """Queues jobs. They are named by their functions in bot/jobs.py, so that the web process need not import them."""

    def __init__(self, redis: Redis) -> None:
        self._queue = queue(redis)

    def send_line(self, cid: ConversationId, line: str) -> None:
        """Have an advocate's line sent to the person's phone."""
        self._enqueue("bot.jobs.send_line", cid, line, description="send a line", retry=Retry(max=4, interval=[1, 3, 10, 30]))

    def erase_records(self) -> None:
        """Have the carrier's message records deleted that are due. One such job at a time is enough for all of them."""
        if not Job.exists(ERASING, connection=self._queue.connection):
            self._enqueue("bot.jobs.erase_records", description="delete records at the carrier", job_id=ERASING)

    def _enqueue(self, function: str, *args: str, description: str, job_id: str | None = None, retry: Retry | None = None) -> None:
        self._queue.enqueue_call(
            func=function, args=args, description=description, job_id=job_id, retry=retry,
            ttl=JOB_LIFETIME, result_ttl=0, failure_ttl=FAILURE_LIFETIME, timeout=2 * MINUTES,
        )  # fmt: skip

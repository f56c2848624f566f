"""The outbox: hands work to the worker as jobs that hold random ids only, live minutes, and describe themselves by fixed words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rq import Queue, Retry
from rq.serializers import JSONSerializer

from bot.conversation import ConversationId

if TYPE_CHECKING:
    from redis import Redis

QUEUE = "line"
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
        """Have the carrier's message records deleted that are due."""
        self._enqueue("bot.jobs.erase_records", description="delete records at the carrier")

    def _enqueue(self, function: str, *args: str, description: str, retry: Retry | None = None) -> None:
        options: dict[str, Any] = {
            "description": description,
            "ttl": JOB_LIFETIME,
            "result_ttl": 0,
            "failure_ttl": FAILURE_LIFETIME,
            "job_timeout": 2 * MINUTES,
            "retry": retry,
        }
        self._queue.enqueue_call(func=function, args=args, timeout=options.pop("job_timeout"), **options)

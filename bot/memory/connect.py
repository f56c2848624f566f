"""Connections to Redis: short deadlines, so that a person never waits for a Redis that is gone."""

from __future__ import annotations

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

CONNECT_SECONDS = 0.5
ANSWER_SECONDS = 1.0


def connect(url: str) -> Redis:
    """Return a pool of connections for turns: half a second to connect, one second to answer, one retry on a fresh connection."""
    return Redis.from_url(
        url, socket_connect_timeout=CONNECT_SECONDS, socket_timeout=ANSWER_SECONDS, retry=Retry(NoBackoff(), 1), health_check_interval=0
    )


def connect_patiently(url: str) -> Redis:
    """Return connections for readers and workers that block on purpose: no deadline on answers."""
    return Redis.from_url(url, socket_connect_timeout=CONNECT_SECONDS, socket_timeout=None)

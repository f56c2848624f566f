"""For operators: is the process alive, can it serve, and counts. Nothing in here speaks of any person."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request
from redis.exceptions import RedisError

from bot.dialogue.engine import EngineError
from bot.services import Services
from webhooks.access import Access, access


def create_health(services: Services) -> Blueprint:
    """Return /healthz (alive), /readyz (all parts answer; 503 names the ones that do not) and /metrics."""
    blueprint = Blueprint("health", __name__)

    @blueprint.get("/healthz")
    @access(Access.OPERATOR)
    def healthz() -> Response:
        return jsonify(alive=True)

    @blueprint.get("/readyz")
    @access(Access.OPERATOR)
    def readyz() -> tuple[Response, int]:
        parts = {"engine": _engine(services), "redis": _redis(services)}
        return jsonify(ready=all(parts.values()), parts=parts), 200 if all(parts.values()) else 503

    @blueprint.get("/metrics")
    @access(Access.OPERATOR)
    def metrics() -> Response:
        # Behind a proxy this must not be public; without one, only this machine may ask.
        if request.remote_addr not in ("127.0.0.1", "::1", None):
            return Response("metrics are for this machine only\n", 403, mimetype="text/plain")
        _measure(services)
        return Response(services.metrics.page(), mimetype="text/plain; version=0.0.4")

    return blueprint


def _engine(services: Services) -> bool:
    try:
        return bool(services.engine.health().get("ready"))
    except EngineError:
        return False


def _redis(services: Services) -> bool:
    try:
        return bool(services.redis.ping())
    except RedisError:
        return False


def _measure(services: Services) -> None:
    try:
        services.metrics.set("waiting", len(services.line.waiting()))
        services.metrics.set("talking", len(services.line.talking()))
        services.metrics.set("on_duty", len(services.duty.all()))
        count, oldest = services.records.backlog(services.clock())
        services.metrics.set("records_to_erase", count)
        services.metrics.set("oldest_record_seconds", oldest)
    except RedisError:
        services.log.warning("metrics_incomplete", problem="RedisError")

"""Counts for operators: what happened how often, with fixed names only. Shown at /metrics in Prometheus's text form."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

EVENTS = frozenset(
    "turn_sms turn_web turn_without_redis engine_failed handoff silent_alarm sign_danger_now sign_self_harm sign_being_watched "
    "signature_refused repeated_message fallback_used turn_failed".split()
)
"""Every event that may be counted. A name from outside can never become a label."""


class Metrics:
    """This process's counts."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._events = Counter("quietline_events", "What happened, by kind.", ["kind"], registry=self._registry)
        self._gauges = {
            name: Gauge(f"quietline_{name}", text, registry=self._registry)
            for name, text in {
                "waiting": "People waiting for a human.",
                "talking": "People talking with a human.",
                "on_duty": "Advocates on duty.",
                "records_to_erase": "Message records still to be deleted at the carrier.",
                "oldest_record_seconds": "How long the oldest of them has been waiting, in seconds.",
            }.items()
        }
        for event in sorted(EVENTS):
            self._events.labels(event)

    def count(self, event: str) -> None:
        """Count one event. Raises KeyError for an event that is not listed."""
        if event not in EVENTS:
            raise KeyError(event)
        self._events.labels(event).inc()

    def value(self, event: str) -> int:
        """Return how often `event` was counted in this process."""
        return int(self._registry.get_sample_value("quietline_events_total", {"kind": event}) or 0)

    def set(self, gauge: str, value: float) -> None:
        """Set a gauge by its name."""
        self._gauges[gauge].set(value)

    def page(self) -> bytes:
        """Return the text that Prometheus reads."""
        return generate_latest(self._registry)

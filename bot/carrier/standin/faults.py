"""What goes wrong on cue.

A fault is set by name, on `Faults.set(...)` or by `POST /faults` with the same names in JSON, and holds until it is used up or cleared.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class BadFault(Exception):
    """Raised when a fault has an unknown name or a value that it cannot have; the text names each."""


class Cues(BaseModel):
    """What is to go wrong from now on."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    fail_next: int = Field(default=0, ge=0, description="This many API calls fail with fail_status; nothing is done for them.")
    fail_share: float = Field(default=0.0, ge=0, le=1, description="This share of API calls fails, evenly spread: 0.5 is every second.")
    fail_status: int = Field(default=503, ge=400, le=599, description="The HTTP status of calls that fail.")
    stall_seconds: float = Field(default=0.0, ge=0, le=120, description="Every API call waits this long before anything else.")
    drop_next: int = Field(default=0, ge=0, description="This many API calls lose their connection; nothing is done for them.")
    lose_answer_next: int = Field(default=0, ge=0, description="This many API calls are carried out, then lose their connection.")
    queue_limit: int | None = Field(default=None, ge=0, description="With this many messages under way, a further one is refused with 429.")
    reject: Mapping[str, int] = Field(
        default_factory=dict,
        description="Numbers that take no message, with the error: below 30000 the call is refused, from there on delivery fails.",
    )
    hold: bool = Field(default=False, description="Messages stay queued until this is false again.")
    repeat_next: int = Field(default=0, ge=0, description="The next inbound message is posted this many times more, as it was.")
    reorder_callbacks: bool = Field(default=False, description="Status callbacks of a message come last first.")
    lose_callbacks: int = Field(default=0, ge=0, description="This many status callbacks are never made.")


class Faults:
    """The cues, and their using up; safe to change from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._released = threading.Event()
        self._released.set()
        self._cues = Cues()
        self._calls = 0

    @property
    def cues(self) -> Cues:
        """What is to go wrong from now on."""
        return self._cues

    def set(self, /, **changes: Any) -> None:
        """Change the faults named, and leave the others. Raises BadFault, and then changes none."""
        with self._lock:
            try:
                cues = Cues.model_validate({**self._cues.model_dump(), **changes})
            except ValidationError as error:
                problems = (f"{item['loc'][0]}: {item['msg']}" for item in error.errors(include_url=False, include_input=False))
                raise BadFault("; ".join(problems)) from None
            if "fail_share" in changes:
                self._calls = 0
            self._put(cues)

    def clear(self) -> None:
        """Let everything go well again; messages that were held go out."""
        with self._lock:
            self._put(Cues())

    def take(self, name: str) -> bool:
        """Use up one of a fault that is counted, and say whether there was one."""
        with self._lock:
            left: int = getattr(self._cues, name)
            if left:
                self._put(self._cues.model_copy(update={name: left - 1}))
            return left > 0

    def take_all(self, name: str) -> int:
        """Use up a fault that is counted, and return how many there were."""
        with self._lock:
            left: int = getattr(self._cues, name)
            self._put(self._cues.model_copy(update={name: 0}))
            return left

    def call_fails(self) -> bool:
        """Count one API call, and say whether it is to fail."""
        if self.take("fail_next"):
            return True
        with self._lock:
            share = self._cues.fail_share
            self._calls += 1
            return math.floor(self._calls * share) > math.floor((self._calls - 1) * share)

    def wait_until_released(self, seconds: float) -> bool:
        """Wait at most `seconds` for `hold` to be false, and say whether it is."""
        return self._released.wait(seconds)

    def _put(self, cues: Cues) -> None:
        self._cues = cues
        if cues.hold:
            self._released.clear()
        else:
            self._released.set()

"""What becomes of outbound messages: one thread takes each from queued to its end, in order, and tells the line of each step."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from datetime import datetime

from bot.carrier.standin.errors import EXPIRED
from bot.carrier.standin.faults import Faults
from bot.carrier.standin.messages import API_VERSION, Message, Status
from bot.carrier.standin.phones import Entry, Phones, Way
from bot.carrier.standin.records import Records
from bot.carrier.standin.twiml import BadAnswer
from bot.carrier.standin.webhooks import Webhooks

# Errors that come back from the phone's network after the carrier has passed the message on; others end it before that.
# Source: www.twilio.com/docs/api/errors 30003 to 30006.
_UNDELIVERED = range(30003, 30007)


class Deliveries:
    """The carrier's outbound side."""

    def __init__(
        self,
        account_sid: str,
        records: Records,
        phones: Phones,
        faults: Faults,
        webhooks: Webhooks,
        clock: Callable[[], datetime],
    ) -> None:
        self._account_sid = account_sid
        self._records = records
        self._phones = phones
        self._faults = faults
        self._webhooks = webhooks
        self._clock = clock
        self._queue: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._idle = threading.Condition()
        self._waiting = 0
        self._thread: threading.Thread | None = None
        self._closing = threading.Event()

    def put(self, message: Message, *, at_once: bool) -> None:
        """Send `message` on its way. `at_once`: it is on the phone before this returns, unless it is held or fails."""
        if at_once and not self._faults.cues.hold and self._error(message) is None:
            self._arrive(message)
        with self._idle:
            self._waiting += 1
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="deliveries", daemon=True)
                self._thread.start()
        self._queue.put(message)

    def settle(self, seconds: float) -> bool:
        """Wait at most `seconds` until every message has come to its end and the line knows, and say whether that is so."""
        with self._idle:
            return self._idle.wait_for(lambda: self._waiting == 0, seconds)

    def close(self) -> None:
        """Stop; what is still under way stays as it is."""
        self._closing.set()
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join(timeout=2)

    def _run(self) -> None:
        while (message := self._queue.get()) is not None:
            while not self._faults.wait_until_released(0.05):
                if self._closing.is_set():
                    return
            if self._closing.is_set():
                return
            try:
                self._carry(message)
            finally:
                with self._idle:
                    self._waiting -= 1
                    self._idle.notify_all()

    def _carry(self, message: Message) -> None:
        """Take the message through its steps, and tell the line of each."""
        error = self._error(message)
        steps = _steps(error)
        reorder = self._faults.cues.reorder_callbacks
        told: list[Message] = []
        for status in steps:
            if status is Status.SENT and error is None:
                self._arrive(message)
            moved = self._records.move(message.sid, status, self._clock(), error_code=error if status is steps[-1] else None)
            self._phones.mark(message.to, message.sid, status)
            told.append(moved)
            if not reorder:
                self._tell(moved)
        if reorder:
            for moved in reversed(told):
                self._tell(moved)

    def _error(self, message: Message) -> int | None:
        if message.expires is not None and self._clock() > message.expires:
            return EXPIRED
        return self._faults.cues.reject.get(message.to)

    def _arrive(self, message: Message) -> None:
        entry = Entry(0, Way.FROM_LINE, message.body, message.status, self._clock(), message.segments, message.sid)
        self._phones.add(message.to, entry)

    def _tell(self, message: Message) -> None:
        if not message.callback:
            return
        if self._faults.take("lose_callbacks"):
            self._records.count("callbacks_lost")
            return
        try:
            self._webhooks.post(message.callback, self._form(message))
            self._records.count("callbacks")
        except BadAnswer:
            # The carrier logs a warning and does not try again.
            self._records.count("callbacks_failed")

    def _form(self, message: Message) -> dict[str, str]:
        form = {
            "AccountSid": self._account_sid,
            "ApiVersion": API_VERSION,
            "From": message.from_,
            "MessageSid": message.sid,
            "MessageStatus": message.status,
            "SmsSid": message.sid,
            "SmsStatus": message.status,
            "To": message.to,
        }
        if message.service_sid:
            form["MessagingServiceSid"] = message.service_sid
        if message.error_code is not None:
            form["ErrorCode"] = str(message.error_code)
        if message.status in (Status.DELIVERED, Status.UNDELIVERED):
            form["RawDlrDoneDate"] = message.updated.strftime("%y%m%d%H%M")
        return form


def _steps(error: int | None) -> tuple[Status, ...]:
    if error is None:
        return (Status.QUEUED, Status.SENT, Status.DELIVERED)
    if error in _UNDELIVERED:
        return (Status.QUEUED, Status.SENT, Status.UNDELIVERED)
    return (Status.QUEUED, Status.FAILED)

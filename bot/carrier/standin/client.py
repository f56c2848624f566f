"""The pretend phone's side of the stand-in: what the terminal and the page call."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx

from bot.carrier.standin.loopback import NotLoopback, is_loopback_url, trust_nobody
from bot.carrier.standin.messages import BODY_LIMIT

# The stand-in waits up to 15 s for the webhook and as long again for its fallback.
_TIMEOUT = httpx.Timeout(40.0, connect=2.0)


class CarrierDown(Exception):
    """Raised when the stand-in does not answer, or not as it should."""


class TooLong(Exception):
    """Raised when a text is longer than a phone may send."""


@dataclass(frozen=True, slots=True)
class PhoneMessage:
    """One message in a phone's thread; `from_line` says whose. `at` is ISO 8601 in UTC, `segments` is what it cost."""

    n: int
    from_line: bool
    body: str = field(repr=False)
    status: str
    at: str
    segments: int


class PretendPhones:
    """Talks to the stand-in at `base_url`. Raises NotLoopback for any other carrier."""

    def __init__(self, base_url: str) -> None:
        if not is_loopback_url(base_url):
            raise NotLoopback("Pretend phones talk only to the pretend carrier. Set TWILIO_API_BASE to http://127.0.0.1:PORT.")
        self._http = httpx.Client(base_url=base_url, timeout=_TIMEOUT, trust_env=False, verify=trust_nobody())

    def numbers(self) -> list[str]:
        """Return the numbers of all phones, oldest first. Raises CarrierDown, as all of these do."""
        return [str(number) for number in self._call("GET", "/phones")["numbers"]]

    def new(self) -> str:
        """Take a made-up number that no other phone has."""
        return str(self._call("POST", "/phones", {})["number"])

    def text(self, number: str, text: str) -> bool:
        """Text the line from `number`, wait for its answer, and say whether it took the message. Raises TooLong."""
        if len(text) > BODY_LIMIT:
            raise TooLong(f"A text has at most {BODY_LIMIT} characters.")
        # Half of a surrogate pair, as a terminal reads bytes that are not UTF-8, cannot be sent.
        text = text.encode("utf-8", "replace").decode()
        return bool(self._call("POST", f"/phones/{quote(number)}/messages", {"text": text})["answered"])

    def thread(self, number: str, after: int = 0) -> list[PhoneMessage]:
        """Return what the phone shows after message `after`."""
        answer = self._call("GET", f"/phones/{quote(number)}/messages?after={after}")
        return [
            PhoneMessage(m["n"], m["direction"] == "from_line", m["body"], m["status"], m["at"], m["segments"]) for m in answer["messages"]
        ]

    def forget(self, number: str) -> None:
        """Throw the phone away; one that is gone already is no error."""
        self._call("DELETE", f"/phones/{quote(number)}", missing_is_fine=True)

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None, *, missing_is_fine: bool = False) -> dict[str, Any]:
        try:
            response = self._http.request(method, path, json=body)
            if response.status_code == 404 and missing_is_fine:
                return {}
            response.raise_for_status()
            return response.json() if response.content else {}
        except (httpx.HTTPError, ValueError):
            # The address in httpx's own message holds a number.
            raise CarrierDown("The pretend carrier does not answer. Start the line with `make run`.") from None

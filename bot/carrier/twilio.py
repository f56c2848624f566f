"""The carrier: sending an advocate's line, and deleting message records there. Thin over Twilio's own client."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from requests.exceptions import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from bot.conversation import Address

TIMEOUT = 10.0
"""Seconds that one call to the carrier may take."""
_REAL = "https://api.twilio.com"
_BLOCKED = 21610
_NEVER = frozenset({21211, 21212, 21214, 21217, 21408, 21612, 21614, 21617})
"""Errors of one message or number that no retry mends. Source: Twilio's error dictionary."""


class Refusal(StrEnum):
    """Why the carrier did not take a message. Only `later` is worth a retry."""

    BLOCKED = "blocked"
    NEVER = "never"
    LATER = "later"


class CarrierError(Exception):
    """Raised when the carrier did not do what was asked. It holds a refusal and a code; never a number or a text."""

    def __init__(self, refusal: Refusal, code: int | None) -> None:
        super().__init__(f"{refusal} {code or ''}".strip())
        self.refusal = refusal
        self.code = code


class Carrier:
    """One carrier account. `status_url` is told what becomes of each message; `base` is the API's address."""

    def __init__(self, account_sid: str, auth_token: str, service_sid: str, *, base: str, status_url: str) -> None:
        self._client = Client(account_sid, auth_token, http_client=_Http(base))
        self._service = service_sid
        self._status_url = status_url

    def send(self, address: Address, body: str, *, validity: int) -> str:
        """Send `body` (at most 1,600 characters); give up after `validity` seconds. Return the carrier's message id.

        Raises CarrierError. The short validity keeps an old answer from landing on a phone that has changed hands.
        """
        try:
            message = self._client.messages.create(
                to=address.reveal(),
                body=body,
                messaging_service_sid=self._service,
                status_callback=self._status_url,
                validity_period=validity,
                shorten_urls=False,
            )
        except (TwilioException, RequestException) as error:
            raise _refusal(error) from None
        return str(message.sid)

    def erase(self, sid: str) -> bool:
        """Delete one message record; return whether it is gone. A record still being delivered is not, yet. Raises CarrierError."""
        try:
            self._client.messages(sid).delete()
        except TwilioRestException as error:
            if error.status == 404:
                return True
            if error.status == 409:
                return False
            raise _refusal(error) from None
        except (TwilioException, RequestException) as error:
            raise _refusal(error) from None
        return True


class _Http(TwilioHttpClient):
    """Twilio's client with the base address from our settings, and without its memory of the last request."""

    def __init__(self, base: str) -> None:
        super().__init__(timeout=TIMEOUT)
        self._base = base
        if base != _REAL and self.session is not None:
            # A proxy of the environment would get the number and the text of a demo that must not leave this machine.
            self.session.trust_env = False

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        if self._base != _REAL and url.startswith(_REAL):
            url = self._base + url.removeprefix(_REAL)
        try:
            return super().request(method, url, *args, **kwargs)
        finally:
            # The parent keeps both for debugging; they hold the number and the text.
            self._test_only_last_request = None
            self._test_only_last_response = None


def _refusal(error: Exception) -> CarrierError:
    if not isinstance(error, TwilioRestException):
        return CarrierError(Refusal.LATER, None)
    if error.code == _BLOCKED:
        return CarrierError(Refusal.BLOCKED, error.code)
    if error.code in _NEVER:
        return CarrierError(Refusal.NEVER, error.code)
    return CarrierError(Refusal.LATER, error.code or error.status)

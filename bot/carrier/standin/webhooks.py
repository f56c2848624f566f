"""What the carrier posts to the line: signed forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

import httpx
from twilio.request_validator import RequestValidator

from bot.carrier.standin.errors import ANSWER_TOO_LARGE, CONNECTION_FAILURE, HTTP_FAILURE
from bot.carrier.standin.loopback import NotLoopback, is_loopback_url, trust_nobody
from bot.carrier.standin.twiml import BadAnswer

INBOUND_PATH = "/sms/inbound"
FALLBACK_PATH = "/sms/fallback"

_ANSWER_LIMIT = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What a webhook answered with success."""

    content_type: str
    body: bytes = field(repr=False)


class Webhooks:
    """Posts to one line. What is signed is the public address; what is called is `deliver_to`, always on this machine."""

    def __init__(self, auth_token: str, public_url: str, deliver_to: str | None, timeout: float) -> None:
        self._public = public_url.rstrip("/")
        self._deliver_to = (deliver_to or public_url).rstrip("/")
        if not is_loopback_url(self._deliver_to):
            raise NotLoopback("The stand-in posts only to this machine. Set PUBLIC_URL to http://127.0.0.1:PORT.")
        self._validator = RequestValidator(auth_token)
        # An operator's proxy must not see what is posted to this machine: the environment is not asked for one.
        # A connection is never used twice: one that the line has closed meanwhile would look like a line that is down.
        once = httpx.Limits(max_keepalive_connections=0)
        self._http = httpx.Client(timeout=timeout, trust_env=False, follow_redirects=False, limits=once, verify=trust_nobody())

    @property
    def inbound_url(self) -> str:
        """The public address of the webhook for inbound messages."""
        return self._public + INBOUND_PATH

    @property
    def fallback_url(self) -> str:
        """The public address of the webhook that is called when the other one fails."""
        return self._public + FALLBACK_PATH

    def callback_url(self, address: str) -> str | None:
        """Return `address`, a relative one seen from the inbound webhook, or None if it does not lead to the line."""
        url = urljoin(self.inbound_url, address)
        return url if url.startswith((self._public + "/", self._public + "?")) or url == self._public else None

    def post(self, url: str, form: Mapping[str, str], *, token: str = "") -> Answer:
        """Post a signed form and return the answer.

        `url` is a public address of the line; `token` is the same for every try of one message.
        Raises BadAnswer: no connection or no answer in time (11205), no success (11200), more than 64 KB (11750).
        """
        signature: str = self._validator.compute_signature(url, dict(form))
        headers = {"X-Twilio-Signature": signature, "User-Agent": "TwilioProxy/1.1", "Accept": "*/*"}
        if token:
            headers["I-Twilio-Idempotency-Token"] = token
        try:
            response = self._http.post(self._deliver_to + url.removeprefix(self._public), data=dict(form), headers=headers)
        except httpx.HTTPError:
            raise BadAnswer(CONNECTION_FAILURE) from None
        if not response.is_success:
            raise BadAnswer(HTTP_FAILURE)
        if len(response.content) > _ANSWER_LIMIT:
            raise BadAnswer(ANSWER_TOO_LARGE)
        return Answer(response.headers.get("Content-Type", ""), response.content)

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

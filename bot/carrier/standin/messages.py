"""A message as the carrier keeps it, and the JSON that its API shows of it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from enum import StrEnum
from typing import Any

API_VERSION = "2010-04-01"
BODY_LIMIT = 1600
"""Characters in one message, in either direction."""


class Direction(StrEnum):
    """Who made a message: a phone, a call of the API, or the answer to a webhook."""

    INBOUND = "inbound"
    API = "outbound-api"
    REPLY = "outbound-reply"


class Status(StrEnum):
    """Where a message is on its way."""

    ACCEPTED = "accepted"
    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    RECEIVING = "receiving"
    RECEIVED = "received"

    @property
    def final(self) -> bool:
        """Whether nothing more will happen to the message; only then can its record be deleted."""
        return self in (Status.DELIVERED, Status.UNDELIVERED, Status.FAILED, Status.RECEIVED)


@dataclass(frozen=True, slots=True)
class Message:
    """One record. `callback` is where its changes of status are posted, or empty; `expires` is its validity's end, if it has one."""

    sid: str
    direction: Direction
    to: str = field(repr=False)
    from_: str = field(repr=False)
    body: str = field(repr=False)
    segments: int
    status: Status
    created: datetime
    updated: datetime
    media: int = 0
    service_sid: str = ""
    callback: str = ""
    expires: datetime | None = None
    error_code: int | None = None

    def as_json(self, account_sid: str) -> dict[str, Any]:
        """Return the resource as the API shows it. A message given to a service has neither sender nor segments yet."""
        undecided = self.status is Status.ACCEPTED
        uri = f"/{API_VERSION}/Accounts/{account_sid}/Messages/{self.sid}"
        return {
            "account_sid": account_sid,
            "api_version": API_VERSION,
            "body": self.body,
            "date_created": format_datetime(self.created),
            "date_sent": None if self.status in (Status.ACCEPTED, Status.QUEUED) else format_datetime(self.updated),
            "date_updated": format_datetime(self.updated),
            "direction": self.direction,
            "error_code": self.error_code,
            "error_message": None if self.error_code is None else "Message was not delivered",
            "from": None if undecided else self.from_,
            "messaging_service_sid": self.service_sid or None,
            "num_media": str(self.media),
            "num_segments": "0" if undecided else str(self.segments),
            "price": None,
            "price_unit": "USD",
            "sid": self.sid,
            "status": self.status,
            "subresource_uris": {"media": f"{uri}/Media.json"},
            "to": self.to,
            "uri": f"{uri}.json",
        }


def new_sid(prefix: str = "SM") -> str:
    """Return an id such as the carrier makes: `SM` for a text, `MM` for one with pictures, and 32 hexadecimal digits."""
    return prefix + secrets.token_hex(16)

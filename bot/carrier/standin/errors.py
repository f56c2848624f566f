"""What the carrier's API answers when it says no: its code, the HTTP status and its JSON shape."""

from __future__ import annotations

from typing import Any

UNAUTHENTICATED = 20003
NOT_COMPLETE = 20009
INVALID_PARAMETER = 20001
NOT_FOUND = 20404
TOO_MANY = 20429
INVALID_TO = 21211
NO_BODY = 21602
NO_SENDER = 21603
NO_TO = 21604
INVALID_CALLBACK = 21609
OPTED_OUT = 21610
TOO_LONG = 21617

HTTP_FAILURE = 11200
CONNECTION_FAILURE = 11205
ANSWER_TOO_LARGE = 11750
UNPARSEABLE = 12100
WRONG_CONTENT_TYPE = 12300

EXPIRED = 30036

# Source: www.twilio.com/docs/api/errors. The status of 20009 is not documented; 409 Conflict is what it says in words.
_KNOWN: dict[int, tuple[int, str]] = {
    INVALID_PARAMETER: (400, "Invalid parameter"),
    UNAUTHENTICATED: (401, "Authenticate"),
    NOT_COMPLETE: (409, "Cannot delete this resource before it is complete"),
    NOT_FOUND: (404, "The requested resource was not found"),
    TOO_MANY: (429, "Too Many Requests"),
    INVALID_TO: (400, "The 'To' number is not a valid phone number"),
    NO_BODY: (400, "Message body is required"),
    NO_SENDER: (400, "A 'From' phone number is required"),
    NO_TO: (400, "A 'To' phone number is required"),
    INVALID_CALLBACK: (400, "The 'StatusCallback' URL is not a valid URL"),
    OPTED_OUT: (400, "Attempt to send to unsubscribed recipient"),
    TOO_LONG: (400, "The concatenated message body exceeds the 1600 character limit"),
}


class Refused(Exception):
    """Raised where the carrier's API would answer with an error.

    `code` is the carrier's, `status` is HTTP's; both default to what is known of `code`.
    """

    def __init__(self, code: int, detail: str = "", *, status: int | None = None) -> None:
        known_status, known_text = _KNOWN.get(code, (400, "Request refused"))
        self.code = code
        self.status = known_status if status is None else status
        self.text = f"{known_text}: {detail}" if detail else known_text
        super().__init__(f"{self.status} {code}")

    def as_json(self) -> dict[str, Any]:
        """Return the body of the answer."""
        return {
            "code": self.code,
            "message": self.text,
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }


def failure(status: int) -> Refused:
    """Return the error that an API call fails with when it is told to fail with this HTTP status: 20503 for 503."""
    return Refused(20000 + status, status=status)

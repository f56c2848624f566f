"""Everything that staff accounts refuse, one class for each reason."""

from __future__ import annotations


class StaffError(Exception):
    """Base of all below."""


class NameTaken(StaffError):
    """Raised when an account of that name exists, whatever its capitals and accents' encoding."""


class BadName(StaffError):
    """Raised when a name is empty, longer than 60 characters, or holds control characters."""


class NoAccount(StaffError):
    """Raised when there is no account of that name."""


class NoEnrolment(StaffError):
    """Raised when an enrolment link was used, has expired, or never existed."""


class WrongCode(StaffError):
    """Raised when the code given at enrolment does not come from the secret shown."""


class WeakPassword(StaffError):
    """Raised when a password is refused; `reason` is `short`, `long`, `common` or `name`."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The password is refused: {reason}.")
        self.reason = reason


class WrongSignIn(StaffError):
    """Raised when name, password or code is wrong. It never says which, nor whether the name exists."""


class TooManyTries(StaffError):
    """Raised when a sign-in was not even looked at; `wait` is in seconds, 1 or more."""

    def __init__(self, wait: int) -> None:
        super().__init__(f"Too many tries. Wait {wait} seconds and try again.")
        self.wait = wait

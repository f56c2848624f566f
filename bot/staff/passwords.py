"""Passwords: which are refused, and how the others are kept.

Source for the rules: NIST SP 800-63B-4 (at least 8 characters beside a second factor, 64 or more allowed, a list of common
ones, no rules of composition). Source for the cost: RFC 9106 §4, second recommended option (64 MiB, 3 passes, 4 lanes).
"""

from __future__ import annotations

import unicodedata
from functools import cached_property
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from bot.staff.errors import WeakPassword

SHORTEST = 8
LONGEST = 256
"""Characters; far above what anybody types, it only bounds the work of one request."""

_LIST = Path(__file__).with_name("common_passwords.txt")


class Passwords:
    """Checks, hashes and verifies. `hasher` sets the cost; tests pass a cheap one."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
        self._common = frozenset(
            line for line in _LIST.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
        )  # fmt: skip

    @cached_property
    def _nobody(self) -> str:
        """The hash that stands in where a name is unknown. Made when somebody first signs in, not at every start."""
        return self._hasher.hash("nobody has this password")

    def hash(self, password: str, *, name: str) -> str:
        """Return the argon2id hash of a password that `name` chose. Raises WeakPassword."""
        plain = _normal(password)
        if len(plain) < SHORTEST:
            raise WeakPassword("short")
        if len(plain) > LONGEST:
            raise WeakPassword("long")
        folded = plain.casefold()
        core = _core(folded)
        if folded in self._common or core in self._common or len(set(folded)) < 3:
            raise WeakPassword("common")
        own = _normal(name).casefold()
        if own and (folded == own or core == own or core == own.replace(" ", "")):
            raise WeakPassword("name")
        return self._hasher.hash(plain)

    def verify(self, password: str, hashed: str | None) -> bool:
        """Say whether the password is the hashed one. Without a hash it is not, and finding that out takes as long."""
        plain = _normal(password[: LONGEST + 1])
        # Asked for in either case, so that the first sign-in takes as long for a known name as for an unknown one.
        stand_in = self._nobody
        try:
            return self._hasher.verify(hashed or stand_in, plain) and hashed is not None
        except (VerificationError, InvalidHashError):
            return False

    def rehash(self, password: str, hashed: str) -> str | None:
        """Return a new hash if `hashed` was made at another cost than today's, else None."""
        return self._hasher.hash(_normal(password)) if self._hasher.check_needs_rehash(hashed) else None


def _normal(password: str) -> str:
    # The same keys give different code points on different systems (é as one or as two); NIST asks for one normal form.
    return unicodedata.normalize("NFKC", password)


def _core(folded: str) -> str:
    """Return the password without the digits and signs at its ends: `password2024!` is `password`."""
    start, end = 0, len(folded)
    while start < end and not folded[start].isalpha():
        start += 1
    while end > start and not folded[end - 1].isalpha():
        end -= 1
    return folded[start:end]

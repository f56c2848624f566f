"""The second factor: six digits from an app (TOTP, RFC 6238), or one of ten recovery codes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import datetime
from typing import TYPE_CHECKING

import pyotp

from bot.memory.sealing import Sealer, SealError, TalkKey

if TYPE_CHECKING:
    from redis import Redis

STEP = 30
"""Seconds that one code is shown for."""
_NEIGHBOURS = (0, -1, 1)
# A code of the step before or after counts too: phones' clocks are off, and typing takes time.
_USED_LIFETIME = 4 * STEP
_RECOVERY_CODES = 10
_RECOVERY_BYTES = 15
# 120 bits in 24 letters. From 112 bits on a plain hash is enough (NIST SP 800-63B-4, look-up secrets).


class SecondFactor:
    """Seals secrets for the database and checks codes; codes already used are remembered in Redis until they expire."""

    def __init__(self, sealer: Sealer, redis: Redis) -> None:
        self._sealer = sealer
        self._redis = redis

    def secret_for(self, token: str) -> str:
        """Return the TOTP secret (base32, 160 bits) that belongs to an enrolment link.

        It follows from the link's random token and the site's key, so nothing is kept between showing and confirming it.
        """
        digest = hmac.digest(self._sealer.derive("totp enrolment"), token.encode(), hashlib.sha256)
        return base64.b32encode(digest[:20]).decode()

    def seal(self, secret: str, account: str) -> bytes:
        """Return the secret sealed for this account by the newest key."""
        return TalkKey(self._sealer.derive("totp")).seal(secret.encode(), f"totp {account}")

    def open(self, sealed: bytes, account: str) -> tuple[str, bool]:
        """Return the secret, and whether an older key had sealed it. Raises SealError if no listed key opens it."""
        for age, key in enumerate(self._sealer.derive_all("totp")):
            try:
                return TalkKey(key).open(sealed, f"totp {account}").decode(), age > 0
            except SealError:
                continue
        raise SealError("This second factor was sealed by a key that SECRET_KEYS no longer lists. List it again, or enrol anew.")

    def step_of(self, secret: str, code: str, now: datetime) -> int | None:
        """Return the time step whose code this is (this one, the one before, the one after), or None."""
        digits = "".join(code.split())
        present = int(now.timestamp()) // STEP
        found = None
        for step in (present + offset for offset in _NEIGHBOURS):
            if hmac.compare_digest(_code(secret, step).encode(), digits.encode()):
                found = step
        return found

    def use(self, account: str, step: int) -> bool:
        """Mark the code of this step as used; False if it was used before."""
        return bool(self._redis.set(f"login:code:{account}:{step}", b"used", nx=True, ex=_USED_LIFETIME))

    def unused_code(self, secret: str, account: str, now: datetime) -> str:
        """Return the code that will be accepted longest and was not used yet; for the demo's sign-in page."""
        present = int(now.timestamp()) // STEP
        steps = [present + 1, present, present - 1]
        used = self._redis.mget([f"login:code:{account}:{step}" for step in steps])
        return _code(secret, next((step for step, mark in zip(steps, used, strict=True) if not mark), steps[0]))


def provisioning_uri(secret: str, name: str, issuer: str) -> str:
    """Return the otpauth:// address that the QR code holds."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)


def new_recovery_codes() -> tuple[str, ...]:
    """Return ten codes such as `K7FM-2QXT-…`, to be shown once."""
    return tuple(_grouped(base64.b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode()) for _ in range(_RECOVERY_CODES))


def recovery_digest(code: str) -> str:
    """Return what is stored of a recovery code; spaces, dashes and capitals do not matter."""
    bare = "".join(char for char in code.upper() if char.isalnum())
    return hashlib.sha256(bare.encode()).hexdigest()


def _code(secret: str, step: int) -> str:
    return pyotp.TOTP(secret, interval=STEP).generate_otp(step)


def _grouped(letters: str) -> str:
    return "-".join(letters[i : i + 4] for i in range(0, len(letters), 4))

"""Sealing: AES-256-GCM with a key per talk, itself wrapped by the site's keys. Losing the talk's key ends the talk everywhere.

Format of everything sealed: 1 byte version, 4 bytes key id (wrapping only), 12 bytes nonce, ciphertext with 16-byte tag.
Source for sizes: NIST SP 800-38D (96-bit nonces, at most 2**32 random ones under a key).
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_VERSION = b"\x01"
_NONCE = 12


class SealError(Exception):
    """Raised when something sealed cannot be opened: wrong key, wrong talk, or changed bytes."""


@dataclass(frozen=True, slots=True)
class TalkKey:
    """The key of one talk. It is never written anywhere unwrapped."""

    secret: bytes = field(repr=False)

    def seal(self, plain: bytes, context: str) -> bytes:
        """Return `plain` sealed for `context` (which talk, which kind of thing); it opens only with the same context."""
        nonce = os.urandom(_NONCE)
        return _VERSION + nonce + AESGCM(self.secret).encrypt(nonce, plain, context.encode())

    def open(self, sealed: bytes, context: str) -> bytes:
        """Return what was sealed, or raise SealError."""
        if sealed[:1] != _VERSION:
            raise SealError("This was sealed by another version.")
        try:
            return AESGCM(self.secret).decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], context.encode())
        except (InvalidTag, ValueError):
            raise SealError("This cannot be opened with this talk's key.") from None


class Sealer:
    """Wraps talk keys by the site's keys and derives keys for other purposes.

    `keys` come newest first: the first one wraps, all unwrap, so a key can be rotated while talks are open.
    """

    def __init__(self, keys: Sequence[bytes]) -> None:
        if not keys or any(len(key) < 32 for key in keys):
            raise SealError("Sealing needs at least one key of 32 bytes.")
        self._roots = tuple(keys)
        self._wrapping = [(_key_id(k), AESGCM(k)) for k in (_derive(root, "wrap talk keys") for root in keys)]

    @classmethod
    def from_base64(cls, keys: Sequence[str]) -> Sealer:
        """Build from the SECRET_KEYS setting."""
        return cls([base64.b64decode(key) for key in keys])

    def derive(self, purpose: str) -> bytes:
        """Return 32 bytes that only this site and purpose know, from the newest key."""
        return _derive(self._roots[0], purpose)

    def derive_all(self, purpose: str) -> tuple[bytes, ...]:
        """Return such bytes for every key, newest first, for values that must outlive a rotation."""
        return tuple(_derive(root, purpose) for root in self._roots)

    def new_key(self, context: str) -> tuple[TalkKey, bytes]:
        """Return a fresh talk key and its wrapped form for `context`."""
        key = TalkKey(AESGCM.generate_key(256))
        key_id, wrapping = self._wrapping[0]
        nonce = os.urandom(_NONCE)
        return key, _VERSION + key_id + nonce + wrapping.encrypt(nonce, key.secret, context.encode())

    def unwrap(self, wrapped: bytes, context: str) -> TalkKey:
        """Return the talk key in `wrapped`, or raise SealError."""
        for key_id, wrapping in self._wrapping:
            if wrapped[:5] == _VERSION + key_id:
                try:
                    return TalkKey(wrapping.decrypt(wrapped[5 : 5 + _NONCE], wrapped[5 + _NONCE :], context.encode()))
                except InvalidTag:
                    break
        raise SealError("This talk's key was wrapped by a key that SECRET_KEYS no longer lists.")


def _derive(root: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"quietline " + purpose.encode()).derive(root)


def _key_id(key: bytes) -> bytes:
    return hashlib.sha256(b"quietline key id " + key).digest()[:4]

"""Sealing: only the right key for the right talk opens anything."""

import os

import pytest

from bot.memory.sealing import Sealer, SealError


def test_what_is_sealed_opens_with_its_talks_key_only():
    """A line moved to another talk, or changed by one bit, does not open."""
    sealer = Sealer([os.urandom(32)])
    key, wrapped = sealer.new_key("talk a")
    sealed = key.seal(b"words", "talk a")

    assert sealer.unwrap(wrapped, "talk a").open(sealed, "talk a") == b"words"
    with pytest.raises(SealError):
        key.open(sealed, "talk b")
    with pytest.raises(SealError):
        sealer.unwrap(wrapped, "talk b")
    with pytest.raises(SealError):
        key.open(sealed[:-1] + bytes([sealed[-1] ^ 1]), "talk a")


def test_a_rotated_key_still_opens_open_talks():
    """The new key comes first and wraps; the old one stays listed until its talks have ended."""
    old, new = os.urandom(32), os.urandom(32)
    key, wrapped = Sealer([old]).new_key("talk")

    assert Sealer([new, old]).unwrap(wrapped, "talk").secret == key.secret
    with pytest.raises(SealError) as caught:
        Sealer([new]).unwrap(wrapped, "talk")
    assert str(caught.value) == "This talk's key was wrapped by a key that SECRET_KEYS no longer lists."


def test_keys_show_themselves_nowhere():
    """Not in a repr, so not in a traceback."""
    key, _ = Sealer([os.urandom(32)]).new_key("talk")

    assert key.secret.hex() not in repr(key)
    assert repr(key.secret)[2:10] not in repr(key)


def test_short_keys_are_refused():
    """A key of less than 256 bits is a mistake in the settings."""
    with pytest.raises(SealError, match="at least one key of 32 bytes"):
        Sealer([b"short"])

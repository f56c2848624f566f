"""What counts as this machine: the stand-in listens nowhere else and posts nowhere else."""

from __future__ import annotations

import ipaddress
import ssl
from urllib.parse import urlsplit


class NotLoopback(Exception):
    """Raised when the stand-in is asked to listen on, or to post to, anything but this machine."""


def is_loopback(host: str) -> bool:
    """Say whether `host` is localhost or a loopback address. No name but localhost is looked up."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_loopback_url(url: str) -> bool:
    """Say whether `url` is a plain http address on this machine."""
    parts = urlsplit(url)
    return parts.scheme == "http" and is_loopback(parts.hostname or "")


def trust_nobody() -> ssl.SSLContext:
    """Return what an HTTP client needs that only speaks plain http: no certificate is good enough, and none has to be loaded.

    Loading those of the whole world, as httpx does unasked, takes a tenth of a second.
    """
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

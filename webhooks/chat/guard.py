"""The chat's cookie and its forms: who is writing, without knowing who, and that the form came from our own page."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from urllib.parse import urlsplit

from flask import Request, Response

from bot.services import Services

_TOKEN = re.compile(r"^[\w-]{43}$")


class Guard:
    """Reads and sets the one cookie; makes and checks the token that our forms carry."""

    def __init__(self, services: Services) -> None:
        self._secure = services.settings.secure_cookies
        self._key = services.sealer.derive("chat forms")
        self._origin = services.settings.public_url
        self.cookie = "__Host-line" if self._secure else "line"

    def token(self, request: Request) -> str | None:
        """Return the cookie's random token, or None if there is none of ours."""
        value = request.cookies.get(self.cookie, "")
        return value if _TOKEN.match(value) else None

    def new_token(self) -> str:
        """Return a fresh token of 256 random bits."""
        return secrets.token_urlsafe(32)

    def form_token(self, token: str) -> str:
        """Return what our forms carry for this cookie."""
        return hmac.new(self._key, token.encode(), hashlib.sha256).hexdigest()[:32]

    def is_ours(self, request: Request, token: str | None) -> bool:
        """Say whether a POST came from our own page: same origin where the browser says so, and the right form token."""
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        # Our own pages send no referrer, and browsers then call their origin null.
        origin = request.headers.get("Origin", "null")
        if site not in ("same-origin", "none") or origin not in ("null", self._origin, _own(request)):
            return False
        return token is None or hmac.compare_digest(request.form.get("form", ""), self.form_token(token))

    def set(self, response: Response, token: str) -> None:
        """Set the cookie for as long as the tab lives."""
        response.set_cookie(self.cookie, token, path="/", secure=self._secure, httponly=True, samesite="Lax")

    def clear(self, response: Response) -> None:
        """Take the cookie away."""
        response.delete_cookie(self.cookie, path="/", secure=self._secure, httponly=True, samesite="Lax")


def _own(request: Request) -> str:
    parts = urlsplit(request.host_url)
    return f"{parts.scheme}://{parts.netloc}"

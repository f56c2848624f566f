"""Response headers, as data: what every response sends."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from flask import Flask, Response, request

CONTENT_SECURITY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'none'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
}
"""Own origin only; no inline script or style; no page of ours in a frame."""

EVERYWHERE = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}


def content_security(exit_origin: str) -> str:
    """Return the policy.

    `exit_origin` is where Leave goes: a form that ends a conversation is redirected there, and browsers hold the whole chain
    of redirects against form-action.
    """
    policy = dict(CONTENT_SECURITY)
    policy["form-action"] += f" {exit_origin}"
    return "; ".join(f"{name} {value}" for name, value in policy.items())


def init_app(app: Flask, *, secure: bool, exit_url: str) -> None:
    """Set the headers on every response, errors included. `secure` adds HSTS for a year."""
    parts = urlsplit(exit_url)
    exit_origin = f"{parts.scheme}://{parts.netloc}"
    fixed: Mapping[str, str] = EVERYWHERE | ({"Strict-Transport-Security": "max-age=31536000"} if secure else {})

    @app.after_request
    def set_headers(response: Response) -> Response:
        for name, value in fixed.items():
            response.headers[name] = value
        if request.endpoint == "console.static":
            # Staff's own machines may keep the console's script and style; a person's device keeps nothing of ours.
            response.headers["Cache-Control"] = "no-cache"
        response.headers["Content-Security-Policy"] = content_security(exit_origin)
        return response

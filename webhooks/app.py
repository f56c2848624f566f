"""The web process: the parts put together, and the rules that hold for every route."""

from __future__ import annotations

import os
from pathlib import Path

from flask import Flask, Response, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import HTTPException

from bot import log
from bot.services import Services, build, prepare_staff
from bot.settings import Settings
from webhooks import headers
from webhooks.chat import create_chat
from webhooks.console import create_console
from webhooks.health import create_health
from webhooks.phone import create_phone
from webhooks.sms import create_sms

LARGEST_REQUEST = 64 * 1024
"""Bytes. Twilio's forms and a chat message are far smaller."""


def create_app(settings: Settings, services: Services) -> Flask:
    """Return the web application. Settings and services come in; nothing is read from the environment here."""
    app = Flask(__name__, static_folder=None)
    app.config.update(
        SECRET_KEY=services.sealer.derive("flask forms"),
        SECRET_KEY_FALLBACKS=list(services.sealer.derive_all("flask forms")[1:]),
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST,
        # A message with very many fields is still a message (B7); the size above is the limit.
        MAX_FORM_PARTS=2000,
        SESSION_COOKIE_NAME="__Host-forms" if settings.secure_cookies else "forms",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    app.jinja_options = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    headers.init_app(app, secure=settings.secure_cookies, exit_url=settings.exit_url)
    csrf = CSRFProtect(app)

    sms, chat, health = create_sms(services), create_chat(services), create_health(services)
    # The carrier signs its requests; the chat page guards its own forms, so that a person gets one cookie only.
    for blueprint in (sms, chat):
        csrf.exempt(blueprint)
    for blueprint in (sms, chat, health, create_console(services)):
        app.register_blueprint(blueprint)
    if settings.demo:
        app.register_blueprint(create_phone(services))

    _handle_errors(app, services)
    return app


def _handle_errors(app: Flask, services: Services) -> None:
    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        """Answer with fixed words: whoever keeps failing responses (the carrier does) learns nothing from them."""
        return Response(f"{error.code}\n", status=error.code or 500, mimetype="text/plain")

    @app.errorhandler(Exception)
    def failed(error: Exception) -> Response:
        """Log the class and the place of an unforeseen exception, and nothing that it holds."""
        services.count("turn_failed")
        services.log.error("request_failed", route=str(request.url_rule), problem=type(error).__name__, where=log.place_of(error))
        return Response("500\n", status=500, mimetype="text/plain")


def from_environment() -> Flask:
    """Return the application as gunicorn serves it."""
    log.configure()
    settings = Settings.from_env(os.environ)
    folder = Path(settings.database_url.removeprefix("sqlite:///")).parent
    if settings.database_url.startswith("sqlite:///"):
        folder.mkdir(parents=True, exist_ok=True)
    services = build(settings)
    prepare_staff(services)
    return create_app(settings, services)

"""The advocate's console: sign-in, the waiting line, and talks. Pages that work without script, kept live by events."""

from __future__ import annotations

from flask import Blueprint

from webhooks.console.access import Door
from webhooks.console.desk import add_desk
from webhooks.console.events import add_events
from webhooks.console.fragments import add_fragments
from webhooks.console.problems import add_problems
from webhooks.console.services import Services
from webhooks.console.signing import add_signing
from webhooks.console.talk import add_talk
from webhooks.console.wording import Wording


def create_console(services: Services) -> Blueprint:
    """Return the console, to be registered at `/console` of an app that has Flask-WTF's CSRF protection."""
    console = Blueprint(
        "console", __name__, url_prefix="/console", template_folder="templates", static_folder="static", static_url_path="/static"
    )
    door, wording = Door(services), Wording(services)
    door.guard(console)
    wording.serve(console)
    add_signing(console, services, door)
    add_desk(console, services, wording)
    add_talk(console, services)
    add_fragments(console, services)
    add_events(console, services)
    add_problems(console, services, wording)
    return console

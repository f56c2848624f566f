"""Fragments: the parts of pages that change while they are looked at, from the same templates as the pages."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from bot.conversation import ConversationId
from bot.handoff.desk import Gone
from webhooks.console.access import current_account, needs
from webhooks.console.desk import line_facts, talk_tabs
from webhooks.console.services import Services
from webhooks.console.talk import talk_facts


def add_fragments(console: Blueprint, services: Services) -> None:
    """Add the fragments that events tell the page to fetch again."""

    @console.get("/fragments/line")
    @needs("line:see", quiet=True)
    def line_fragment() -> ResponseReturnValue:
        return render_template("console/_line.html", **line_facts(services, current_account()))

    @console.get("/fragments/talks")
    @needs("line:see", quiet=True)
    def talks_fragment() -> ResponseReturnValue:
        return render_template("console/_tabs.html", here=request.args.get("here", ""), **talk_tabs(services, current_account()))

    @console.get("/fragments/talk/<cid>")
    @needs("talk:read", quiet=True)
    def talk_fragment(cid: ConversationId) -> ResponseReturnValue:
        after = request.args.get("after", "")
        try:
            return render_template("console/talk_fragment.html", **talk_facts(services, current_account(), cid, after))
        except Gone:
            return render_template("console/_gone.html", why="left", held=len(services.held.of(cid))), 410

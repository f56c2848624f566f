"""Wording: every sentence of the console in the reader's language, and the helpers that templates speak with."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Blueprint, g, get_flashed_messages, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from bot.handoff.talks import Author, Line
from bot.settings import ROOT
from bot.staff.roles import Action
from bot.staff.sessions import IDLE
from bot.words.catalogue import LanguageInfo
from webhooks.console.access import signed_in
from webhooks.console.services import Services

STILL_THERE = 120
"""Seconds of silence up to which a waiting person counts as still there."""


class Wording:
    """Speaks the console's languages: those that have a `console.ftl`."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._words = services.words
        self.codes = tuple(sorted(path.parent.name for path in (ROOT / "flows" / "replies").glob("*/console.ftl")))

    def serve(self, console: Blueprint) -> None:
        """Hand these helpers to every template of the console."""
        console.context_processor(self._context)

    def language(self) -> str:
        """Return the code of the language in which the reader gets the console: their account's, or their browser's."""
        account = signed_in()
        if account and account.language in self.codes:
            return account.language or ""
        default = self._words.default if self._words.default in self.codes else self.codes[0]
        return request.accept_languages.best_match(self.codes, default) or default

    def t(self, key: str, **values: str | int) -> str:
        """Return the text of a key in the reader's language."""
        return self._words.text(key, self.language(), values=values)

    def choices(self) -> list[LanguageInfo]:
        """Return the languages the console can be read in."""
        return [self._words.language(code) for code in self.codes]

    def spoken(self, code: str) -> LanguageInfo:
        """Return what is known of a person's language."""
        return self._words.language(code)

    def gloss(self, code: str) -> str:
        """Return what the reader calls a person's language, or nothing where its own name says it."""
        if code == self.language():
            return ""
        key = f"desk_language_{code}"
        return self.t(key) if self._words.has(key, self.language()) else self._words.language(code).english

    def titles(self, keys: tuple[str, ...]) -> list[str]:
        """Return the short titles of the keys that have one, without repeats."""
        language = self.language()
        return list(dict.fromkeys(self._words.title(key, language) for key in keys if self._words.has(key, language, "title")))

    def duration(self, seconds: int) -> str:
        """Return a length of time in words, to the minute."""
        minutes = seconds // 60
        if minutes < 1:
            return self.t("desk_time_moment")
        if minutes < 60:
            return self.t("desk_time_minutes", minutes=minutes)
        return self.t("desk_time_hours", hours=minutes // 60, minutes=minutes % 60)

    def presence(self, silent: int) -> str:
        """Return whether a person who last wrote `silent` seconds ago counts as still there."""
        return self.t("desk_still_there") if silent < STILL_THERE else self.t("desk_silent", time=self.duration(silent))

    def event(self, line: Line) -> str:
        """Return what an event line means to an advocate."""
        key = f"desk_event_{line.text}"
        known = self._words.has(key, self.language())
        return self.t(key, alias=line.name) if known else self.t("desk_event_other")

    def _context(self) -> dict[str, Any]:
        language = self._words.language(self.language())
        return {
            "t": self.t,
            "lang": language.code,
            "direction": language.direction,
            "spoken": self.spoken,
            "gloss": self.gloss,
            "titles": self.titles,
            "duration": self.duration,
            "presence": self.presence,
            "event_text": self.event,
            "tag": tag,
            "Author": Author,
            "demo": self._services.settings.demo,
            "account": signed_in(),
            "may": _may,
            "csrf": _csrf_field,
            "csrf_value": generate_csrf,
            "idle_seconds": int(IDLE.total_seconds()),
            "notices": _notices,
        }


def tag(cid: str) -> str:
    """Return the two digits by which an advocate tells open talks apart; they say nothing about the person."""
    return str(10 + int.from_bytes(hashlib.sha256(cid.encode()).digest()[:4]) % 90)


def _may(action: str) -> bool:
    account = signed_in()
    return account is not None and account.may(Action(action))


def _csrf_field() -> Markup:
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def _notices() -> list[str]:
    """Return the keys of what the page before had to say, once."""
    if "notices" not in g:
        g.notices = get_flashed_messages()
    return list(g.notices)

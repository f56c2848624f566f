"""What tests of the console share: a house with real parts, people who wait and write, advocates with a browser."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pyotp
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from werkzeug.test import TestResponse

from bot.conversation import Address, Channel, Conversation, ConversationId, Language, Phase, Pseudonym, Reason, Urgency
from bot.handoff.desk import on_duty
from bot.handoff.talks import Author
from bot.memory.news import News
from bot.services import Services, build
from bot.staff.roles import Role
from bot.staff.staff import Staff
from bot.words.catalogue import Words
from tests.console.pages import Page
from tests.line import content, settings
from tests.staff.support import Clock, Member, a_member, cheap_hasher
from webhooks.app import create_app

CANARY_NUMBER = "+15550142857"
DEMO = ("Demo advocate", "a made-up password", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")


def all_words() -> Words:
    """Return the catalogue, read once for all tests."""
    return content().words


@cache
def _compiled() -> FileSystemBytecodeCache:
    return FileSystemBytecodeCache(tempfile.mkdtemp(prefix="ql-templates-"))


class QuickNews:
    """The real news, with ticks that a test need not wait 15 seconds for."""

    def __init__(self, news: News) -> None:
        self._news = news

    def follow(self, after: str | None) -> Iterator[tuple[str, str, str]]:
        return iter(self._news.follow(after, tick=0.2))


@dataclass(frozen=True)
class House:
    """The whole line as the web process builds it, with staff at little cost; each service is at hand by its own name.

    `sent` are the lines that were queued for phones: conversation and line.
    """

    services: Services
    clock: Clock
    sent: list[str]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.services, name)

    def app(self) -> Flask:
        """Return the real web application."""
        app = create_app(self.services.settings, self.services)
        app.testing = True
        app.jinja_env.bytecode_cache = _compiled()
        return app

    def following(self, news: object) -> House:
        """Return this house with other news."""
        return replace(self, services=replace(self.services, news=news))  # type: ignore[arg-type]

    # People

    def somebody_waits(
        self,
        text: str = "",
        *,
        language: str = "en",
        channel: Channel = Channel.WEB,
        urgency: Urgency = Urgency.ORDINARY,
        reasons: tuple[Reason, ...] = (Reason.ASKED,),
        topics: tuple[str, ...] = (),
        waited: int = 0,
        safe: bool | None = None,
    ) -> ConversationId:
        """Have a person ask for a human, as a turn of theirs would; `waited` is in seconds."""
        now = self.clock()
        self.clock.turn(seconds=-waited)
        since = self.clock()
        conversation = replace(
            self.conversations.start(Pseudonym(os.urandom(16).hex()), channel, since),
            language=Language(language),
            phase=Phase.WAITING,
            waiting_since=since,
            urgency=urgency,
            reasons=reasons,
            topics=topics,
            said=topics,
            safe_to_text=safe,
        )
        self.talks.open(conversation.id, Address(CANARY_NUMBER) if channel is Channel.SMS else None)
        self.conversations.save(conversation, begins=True)
        self.line.join(conversation.id, urgency, since)
        self.clock.now = now
        if text:
            self.says(conversation.id, text)
        return conversation.id

    def says(self, cid: ConversationId, text: str) -> None:
        """Have the person write something."""
        conversation = self.conversation(cid)
        self.conversations.save(replace(conversation, last_seen=self.clock()))
        self.talks.add(cid, Author.PERSON, text, self.clock(), language=conversation.language)

    def leaves(self, cid: ConversationId) -> None:
        """Have the person leave, which ends everything at once."""
        self.desk.erase(self.conversation(cid), "left")

    def conversation(self, cid: ConversationId) -> Conversation:
        """Return a conversation that must be there."""
        found = self.conversations.get(cid)
        assert found is not None
        return found


def a_house(database: Path, redis_url: str, *, demo: bool = True) -> House:
    """Return a house. Demo mode serves plain http; without it cookies are Secure and the demo account is not there."""
    clock = Clock()
    chosen = settings(
        redis_url=redis_url,
        database_url=f"sqlite:///{database}",
        quietline_demo=int(demo),
        public_url="http://127.0.0.1:8000" if demo else "https://line.example.org",
    )
    built = build(chosen, clock=clock, content=content())
    staff = Staff(chosen.database_url, built.sealer, built.redis, clock, hasher=cheap_hasher())
    if demo:
        staff.demo_account(*DEMO)
    sent: list[str] = []
    desk = replace(built.desk, send=sent.append)
    return House(replace(built, staff=staff, desk=desk, news=QuickNews(built.news)), clock, sent)  # type: ignore[arg-type]


@dataclass
class Advocate:
    """Somebody with an account and a browser that keeps cookies; verbs are what they do."""

    house: House
    member: Member
    client: FlaskClient

    @property
    def id(self) -> str:
        return self.member.account.id

    def sign_in(self) -> TestResponse:
        """Sign in with the next code."""
        self.house.clock.turn(seconds=60)
        form = {"name": self.member.name, "password": self.member.password, "code": self.member.code(self.house.clock())}
        return self.post("/console/sign-in", form, at="/console/sign-in")

    def get(self, path: str, **options: object) -> Page:
        """Open a page; every page opened in any test is checked for what all pages must be."""
        return Page(self.client.get(path, **options), path)  # type: ignore[arg-type]

    def post(self, path: str, form: dict[str, object] | None = None, *, at: str = "/console/", **options: object) -> TestResponse:
        """Send a form with the token that the page `at` carries."""
        token = csrf_token(self.client, at)
        return self.client.post(path, data={"csrf_token": token, **(form or {})}, **options)  # type: ignore[arg-type]

    def goes_on_duty(self, *languages: str, most: int = 3, alias: str = "Luz") -> None:
        """Go on duty."""
        who = on_duty(self.id, alias, languages or ("en", "es"), most)
        self.house.duty.start(who, lease=self.house.settings.lease_seconds)

    def takes(self, cid: ConversationId) -> ConversationId:
        """Take a person, at the desk itself."""
        self.house.desk.claim(cid, self.id)
        return cid


def csrf_token(client: FlaskClient, at: str) -> str:
    """Return the form token of a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(at).get_data(as_text=True))
    return found.group(1) if found else ""


def an_advocate(house: House, app: Flask, name: str = "Ana", role: Role = Role.ADVOCATE, *, signed_in: bool = True) -> Advocate:
    """Return an advocate who has enrolled and, if wanted, is signed in."""
    member = a_member(house.staff, house.clock, name, role)
    advocate = Advocate(house, member, app.test_client())
    if signed_in:
        house.clock.turn(seconds=60)
        name_of_cookie = "__Host-desk" if house.settings.secure_cookies else "desk"
        token = house.staff.sessions.start(member.account.id)
        advocate.client.set_cookie(name_of_cookie, token, domain="localhost", secure=house.settings.secure_cookies)
    return advocate


def a_code(secret: str, now: datetime) -> str:
    """Return what an app shows for a secret."""
    return pyotp.TOTP(secret).at(now)


AdvocateMaker = Callable[..., Advocate]

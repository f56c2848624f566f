"""Houses, advocates and browsers for the tests of the console."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser
from redis import Redis

from tests.browser import chromium, served
from tests.console.desks import Desk, DeskMaker
from tests.console.support import Advocate, AdvocateMaker, House, a_house, an_advocate


@pytest.fixture
def house(database: Path, redis: Redis, redis_url: str) -> House:
    return a_house(database, redis_url)


@pytest.fixture
def house_in_earnest(database: Path, redis: Redis, redis_url: str) -> House:
    """Outside demo mode: https, Secure cookies, no demo account."""
    return a_house(database, redis_url, demo=False)


@pytest.fixture
def app(house: House) -> Flask:
    return house.app()


@pytest.fixture
def advocate(house: House, app: Flask) -> AdvocateMaker:
    """Makes advocates: `advocate("Ben")`, `advocate("Sol", role=Role.ADMIN)`."""
    return lambda name="Ana", **options: an_advocate(house, app, name, **options)


@pytest.fixture
def ana(advocate: AdvocateMaker) -> Advocate:
    """Signed in and on duty for English and Spanish, up to three talks."""
    ana = advocate("Ana")
    ana.goes_on_duty("en", "es")
    return ana


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield address


@pytest.fixture
def at_desk(browser: Browser, address: str) -> Iterator[DeskMaker]:
    """Seats advocates at browsers: `at_desk(ana, viewport=PHONE)`. A page with an error in its console fails the test."""
    desks: list[Desk] = []

    def make(advocate: Advocate, **options: object) -> Desk:
        desks.append(Desk(browser, address, advocate, **options))
        return desks[-1]

    yield make
    for desk in desks:
        desk.close()

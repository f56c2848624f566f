"""One running line for the journeys, and browsers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium
from tests.journeys.running import RunningLine


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningLine]:
    """Redis, engine, worker, web and carrier as processes, with the trained model."""
    folder = Path(tmp_path_factory.mktemp("line"))
    with RunningLine(folder) as line:
        yield line


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def phone_page(browser: Browser):
    """A page as a cheap phone shows it."""
    context = browser.new_context(viewport={"width": 390, "height": 780}, has_touch=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk_page(browser: Browser):
    """A page as an advocate's laptop shows it."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()

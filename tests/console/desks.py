"""An advocate at a real browser."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, Page

from tests.console.support import Advocate

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}


class Desk:
    """An advocate at a browser. Every page must stay free of errors in its console."""

    def __init__(self, browser: Browser, address: str, advocate: Advocate, **options: object) -> None:
        self.address, self.advocate = address, advocate
        self.context: BrowserContext = browser.new_context(base_url=address, **{"viewport": DESK, **options})  # type: ignore[arg-type]
        cookie = advocate.client.get_cookie("desk")
        if cookie is not None:
            self.context.add_cookies([{"name": "desk", "value": cookie.value, "url": address}])
        self.errors: list[str] = []

    def open(self, path: str) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.errors.append(message.text) if "Content Security Policy" in message.text else None)
        page.goto(path)
        return page

    def close(self) -> None:
        self.context.close()
        assert self.errors == []


DeskMaker = Callable[..., Desk]

"""An advocate and a person, each with a browser. Verbs are what they would say they do."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.journeys.running import RunningLine


@dataclass
class Advocate:
    """Someone at the console."""

    line: RunningLine
    page: Page

    def sign_in(self) -> None:
        """Sign in as the demo advocate, with what the page itself shows in demo mode."""
        self.page.goto(f"{self.line.url}/console/")
        shown = self.page.locator(".demo-box code").all_inner_texts()
        for field, value in zip(("#name", "#password", "#code"), shown, strict=True):
            self.page.fill(field, value)
        self.page.click("form.panel button.main")
        expect(self.page.locator("form[action$='/duty/start']")).to_be_attached()

    def go_on_duty(self, alias: str = "Ada", languages: tuple[str, ...] = ("en", "es", "ar")) -> None:
        """Go on duty under a name that people see, unless still on duty from before."""
        if self.page.locator("form[action$='/duty/stop']").count():
            return
        self.page.fill("#alias", alias)
        for code in languages:
            self.page.check(f"input[name=speaks][value={code}]")
        self.page.click("form[action$='/duty/start'] button.main")
        expect(self.page.locator("form[action$='/duty/stop']")).to_be_visible()

    def sees_waiting(self, count: int) -> None:
        """Wait until the line shows that many people, without a reload."""
        expect(self.page.locator("button.take")).to_have_count(count, timeout=10_000)

    def card(self) -> str:
        """Return the first card's words."""
        return self.page.locator("[data-fragment=line] li").first.inner_text()

    def take_first(self) -> None:
        """Take the first person."""
        self.page.locator("button.take").first.click()
        expect(self.page.locator("#say")).to_be_visible()

    def says(self, words: str) -> None:
        """Write to the person."""
        self.page.fill("#say", words)
        self.page.locator("form[data-send] button.main").first.click()
        self.reads(words)

    def reads(self, words: str) -> None:
        """Wait until these words stand in the talk, without a reload."""
        expect(self.page.locator("main")).to_contain_text(words, timeout=10_000)

    def ends(self) -> str:
        """End the talk; return what the page then states."""
        self.page.click("a[href$='/end']")
        self.page.click("form[action$='/end'] button.main")
        self.page.wait_for_url("**/ended")
        return self.page.locator("main").inner_text()

    def goes_home(self) -> None:
        """Go back to the desk."""
        self.page.goto(f"{self.line.url}/console/")


@dataclass
class WebPerson:
    """Someone on the chat page, on a phone."""

    line: RunningLine
    page: Page

    def starts(self, language: str) -> None:
        """Open the page and begin in a language."""
        self.page.goto(f"{self.line.url}/chat")
        self.page.check(f"input[name=start][value={language}]")
        self.page.click("button.main")
        expect(self.page.locator("[data-messages]")).to_be_visible()

    def writes(self, words: str) -> None:
        """Write and send."""
        self.page.fill("#text", words)
        self.page.click("[data-composer] button")
        self.reads(words)

    def presses(self, value: str) -> None:
        """Press a choice."""
        self.page.click(f"[data-choices] button[value='{value}']")

    def reads(self, words: str) -> None:
        """Wait until these words stand on the page."""
        expect(self.page.locator("main")).to_contain_text(words, timeout=10_000)

    def leaves(self) -> None:
        """Touch Leave once."""
        self.page.click("[data-leave]")

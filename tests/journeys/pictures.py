"""Makes the pictures in docs/pictures from the running line: `make pictures`. They are looked at before they are committed."""

from __future__ import annotations

import base64
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from bot.settings import ROOT
from tests.browser import chromium
from tests.journeys.people import Advocate, WebPerson
from tests.journeys.running import RunningLine

FOLDER = ROOT / "docs" / "pictures"
PHONE, DESK = {"width": 390, "height": 780}, {"width": 1180, "height": 780}


def main() -> None:
    """Run the line, walk the whole way, and take a picture at each step."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ql-") as folder, RunningLine(Path(folder)) as line, chromium() as browser:
        whole_way(line, browser)
        chat(line, browser)


def whole_way(line: RunningLine, browser: Browser) -> None:
    """A text in Spanish, the card, the talk: the README's picture, and the console's screens."""
    desk = browser.new_context(viewport=DESK).new_page()
    phone = browser.new_context(viewport=PHONE, color_scheme="light").new_page()
    ada = Advocate(line, desk)
    desk.goto(f"{line.url}/console/sign-in")
    shot(desk, "console-sign-in")
    ada.sign_in()
    ada.go_on_duty()
    number = line.new_phone()
    number.text("no tengo dinero para el doctor")
    number.text("2")
    number.text("8")
    other = line.new_phone()
    other.text("هل سيتصلون بالشرطة")
    other.text("8")
    ada.sees_waiting(2)
    shot(desk, "console-desk")
    ada.take_first()
    number.wait_for("Ada")
    ada.says("Hola, soy Ada. Estoy aquí para ayudarle.")
    number.wait_for("Estoy aquí")
    number.text("Gracias. Mi hijo tiene fiebre y no tengo papeles")
    ada.reads("fiebre")
    ada.says("Puede ir hoy a una clínica sin papeles. ¿En qué ciudad está?")
    number.wait_for("ciudad")
    shot(desk, "console-talk")
    phone.goto(f"{line.url}/phone")
    phone.wait_for_timeout(1500)
    shot(phone, "phone")
    desk.goto(f"{line.url}/console/")
    join(browser, ["phone", "console-desk", "console-talk"], "whole-way")
    for one in (number, other):
        one.text("0")


def chat(line: RunningLine, browser: Browser) -> None:
    """The chat page on a phone, left to right and right to left, light and dark."""
    for language, words, scheme in (
        ("en", "I have no money for the doctor", "light"),
        ("ar", "ليس معي مال للطبيب", "light"),
        ("ar", "ليس معي مال للطبيب", "dark"),
    ):
        context = browser.new_context(viewport=PHONE, color_scheme=scheme)
        person = WebPerson(line, context.new_page())
        person.page.goto(f"{line.url}/chat?language={language}")
        shot(person.page, f"chat-start-{language}-{scheme}")
        person.starts(language)
        person.writes(words)
        person.page.wait_for_timeout(400)
        shot(person.page, f"chat-{language}-{scheme}")
        person.page.goto(f"{line.url}/chat")
        context.close()


def shot(page: Page, name: str) -> None:
    """Take one picture of what is in view."""
    page.screenshot(path=str(FOLDER / f"{name}.png"))


def join(browser: Browser, names: list[str], result: str) -> None:
    """Put pictures side by side into one."""
    page = browser.new_page(viewport={"width": 1600, "height": 520})
    images = "".join(f'<img src="data:image/png;base64,{_base64(name)}" height="480">' for name in names)
    page.set_content(f'<body style="margin:20px;background:#e9eeec;display:flex;gap:20px;align-items:center">{images}</body>')
    page.screenshot(path=str(FOLDER / f"{result}.png"), full_page=True)
    page.close()


def _base64(name: str) -> str:
    return base64.b64encode((FOLDER / f"{name}.png").read_bytes()).decode()


if __name__ == "__main__":
    main()

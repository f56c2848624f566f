"""The pretend phone as a page: what it serves, and what it does in a real browser under a strict policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped, unused-ignore]
from flask import Flask
from flask.testing import FlaskClient
from flask_wtf import CSRFProtect
from playwright.sync_api import Browser, Page, expect

from bot.carrier.standin import StandInServer
from bot.settings import Settings
from tests.browser import chromium, served
from tests.carrier.helpers import SERVICE, Receiver, a_carrier, a_number, api
from webhooks import headers
from webhooks.phone import PHONES_SHOWN, create_phone


@dataclass(frozen=True)
class Services:
    settings: Settings


def an_app(api_base: str, *, demo: bool = True, csrf: bool = True) -> Flask:
    """Return an app that holds nothing but the page."""
    env = {
        "PUBLIC_URL": "http://127.0.0.1:8000" if demo else "https://line.example.org",
        "REDIS_URL": "unix:///nowhere",
        "SECRET_KEYS": "A" * 44,
        "ENGINE_TOKEN": "x" * 16,
        "TWILIO_API_BASE": api_base,
    } | ({"QUIETLINE_DEMO": "1"} if demo else {})
    app = Flask("page")
    app.config.update(SECRET_KEY="for tests only", WTF_CSRF_ENABLED=csrf)
    CSRFProtect(app)
    headers.init_app(app, secure=False, exit_url="https://www.weather.gov/")
    app.register_blueprint(create_phone(Services(Settings.from_env(env))))
    return app


@pytest.fixture
def client(carrier: StandInServer) -> FlaskClient:
    return an_app(carrier.url, csrf=False).test_client()


ADDRESSES = [
    ("GET", "/phone"),
    ("GET", "/phone/"),
    ("POST", "/phone/add"),
    ("POST", "/phone/remove"),
    ("POST", "/phone/send"),
    ("POST", "/phone/thread"),
    ("GET", "/phone/static/page.js"),
]


@pytest.mark.parametrize(("method", "address"), ADDRESSES)
@pytest.mark.parametrize(
    ("api_base", "demo"),
    [
        pytest.param("http://127.0.0.1:9", False, id="outside demo mode"),
        pytest.param("https://api.twilio.com", True, id="in a demo with a real carrier"),
    ],
)
def test_there_is_no_pretend_phone(api_base: str, demo: bool, method: str, address: str) -> None:
    client = an_app(api_base, demo=demo, csrf=False).test_client()

    assert client.open(address, method=method, json={} if method == "POST" else None).status_code == 404


def test_a_phone_is_added_texts_reads_and_is_removed(receiver: Receiver, client: FlaskClient) -> None:
    receiver.says("Hello <b>you</b>")

    number = client.post("/phone/add", json={}).get_json()["number"]
    sent = client.post("/phone/send", json={"number": number, "text": "hi"})
    read = client.post("/phone/thread", json={"after": {}})
    later = client.post("/phone/thread", json={"after": {number: 1}})
    removed = client.post("/phone/remove", json={"number": number})

    assert (sent.status_code, sent.get_json()) == (200, {"answered": True})
    [phone] = read.get_json()["phones"]
    assert phone["number"] == number
    assert [(m["body"], m["from_line"], m["segments"]) for m in phone["messages"]] == [("hi", False, 1), ("Hello <b>you</b>", True, 1)]
    assert [m["n"] for m in later.get_json()["phones"][0]["messages"]] == [2]
    assert removed.status_code == 200
    assert client.post("/phone/thread", json={"after": {}}).get_json() == {"phones": []}


def test_only_the_newest_phones_are_shown(carrier: StandInServer, client: FlaskClient) -> None:
    numbers = [carrier.standin.phones.new() for _ in range(PHONES_SHOWN + 2)]

    shown = client.post("/phone/thread", json={"after": {}}).get_json()["phones"]

    assert [phone["number"] for phone in shown] == numbers[2:]


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("send", None),
        ("send", []),
        ("send", {"number": a_number()}),
        ("send", {"number": a_number(), "text": "  "}),
        ("send", {"number": "../faults", "text": "hi"}),
        ("send", {"number": a_number(), "text": "x" * 1601}),
        ("remove", {"number": 1}),
        ("thread", {}),
        ("thread", {"after": []}),
        ("thread", {"after": {a_number(): "1"}}),
        ("thread", {"after": {a_number(): -1}}),
    ],
)
def test_what_makes_no_sense_is_refused(client: FlaskClient, address: str, body: object) -> None:
    assert client.post(f"/phone/{address}", json=body).status_code == 400


def test_without_the_carrier_the_remedy_is_told(receiver: Receiver) -> None:
    with a_carrier(receiver) as carrier:
        pass
    client = an_app(carrier.url, csrf=False).test_client()

    answer = client.post("/phone/thread", json={"after": {}})

    assert answer.status_code == 503
    assert answer.get_json() == {"problem": "The pretend carrier does not answer. Start the line with `make run`."}


def test_a_post_without_the_token_is_refused(carrier: StandInServer) -> None:
    client = an_app(carrier.url).test_client()

    assert client.post("/phone/add", json={}).status_code == 400
    assert carrier.standin.phones.numbers() == ()


def test_scripts_and_styles_are_small() -> None:
    """Console, chat and this page load fast on a slow laptop; this one has the least to do."""
    static = Path(create_phone.__code__.co_filename).parent / "static"

    assert sum(file.stat().st_size for file in static.iterdir()) < 20_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def site(carrier: StandInServer) -> Iterator[str]:
    with served(an_app(carrier.url)) as site:
        yield site


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """The page, open, with one phone; what the policy forbids or the script throws fails the test."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None)
    page.goto(f"{site}/phone")
    expect(page.get_by_role("textbox")).to_be_focused()
    yield page
    context.close()
    assert complaints == []


@pytest.mark.slow
class TestInTheBrowser:
    """The page in Chromium."""

    def test_a_phone_is_there_and_a_text_is_answered(self, receiver: Receiver, page: Page) -> None:
        receiver.says("Hello. I am a machine.\n1 Yes\n2 No")

        expect(page.get_by_role("heading", level=2)).to_have_text(re.compile(r"^\(\d{3}\) 555-01\d\d$"))
        box = page.get_by_role("textbox")
        box.fill("hi")
        box.press("Enter")

        messages = page.locator(".message")
        expect(messages).to_have_count(2)
        expect(messages.nth(0)).to_contain_text("hi")
        expect(messages.nth(0)).to_contain_text("1 segment")
        expect(messages.nth(1).locator(".bubble")).to_have_text("Hello. I am a machine.\n1 Yes\n2 No")
        expect(box).to_have_value("")
        assert "nothing leaves this machine" in page.inner_text(".note")

    def test_an_advocates_later_line_arrives_by_itself(self, receiver: Receiver, carrier: StandInServer, page: Page) -> None:
        page.get_by_role("textbox").fill("hi")
        page.get_by_role("button", name="Send").click()
        expect(page.locator(".message")).to_have_count(1)
        number = receiver.got("/sms/inbound")[0]["From"]

        api(carrier).post("Messages.json", data={"MessagingServiceSid": SERVICE, "To": number, "Body": "A person is here. " * 20})

        expect(page.locator(".message")).to_have_count(2)
        expect(page.locator(".from-line .cost")).to_contain_text("3 segments")

    def test_examples_are_tried_in_three_languages(self, receiver: Receiver, page: Page) -> None:
        chips = page.locator("[data-example]")
        assert {chip.get_attribute("lang") for chip in chips.all()} == {"en", "es", "ar"}

        arabic = page.locator("[data-example][lang=ar]").first
        arabic.click()
        page.get_by_role("button", name="Send").click()

        expect(page.locator(".bubble")).to_have_text(arabic.inner_text())
        assert page.eval_on_selector("[data-body]", "element => getComputedStyle(element).direction") == "rtl"
        assert page.eval_on_selector("textarea", "element => getComputedStyle(element).direction") == "ltr", "it is empty again"

    def test_what_is_said_is_text_and_never_markup(self, receiver: Receiver, page: Page) -> None:
        evil = '<img src=x onerror="document.title=1"><script>document.title=1</script>&amp;'
        receiver.answers(evil, content_type="text/plain")
        page.get_by_role("textbox").fill(evil)
        page.get_by_role("button", name="Send").click()

        expect(page.locator(".bubble")).to_have_text([evil, evil])
        assert page.title() == "Pretend phone"

    def test_phones_stand_side_by_side_and_keep_their_threads_over_a_reload(self, receiver: Receiver, page: Page) -> None:
        receiver.says("Hello")
        page.get_by_role("button", name="Add phone").click()
        expect(page.locator(".phone")).to_have_count(2)
        second = page.locator(".phone").nth(1)
        second.get_by_role("textbox").fill("from the second")
        second.get_by_role("textbox").press("Enter")
        expect(second.locator(".message")).to_have_count(2)
        expect(page.locator(".phone").first.locator(".message")).to_have_count(0)

        page.reload()

        expect(page.locator(".phone").nth(1).locator(".message")).to_have_count(2)
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0

    def test_a_removed_phone_is_gone(self, page: Page) -> None:
        page.get_by_role("button", name="Add phone").click()
        expect(page.locator(".phone")).to_have_count(2)

        page.get_by_role("button", name="Remove").first.click()

        expect(page.locator(".phone")).to_have_count(1)

    def test_a_line_that_does_not_answer_is_told_at_the_text(self, receiver: Receiver, page: Page) -> None:
        receiver.answers("broken", status=500)
        receiver.answers("broken", status=500, path="/sms/fallback")
        page.get_by_role("textbox").fill("hi")
        page.get_by_role("button", name="Send").click()

        expect(page.locator(".message")).to_contain_text("the line did not answer")

    def test_when_the_server_is_gone_the_text_stays_and_the_reader_is_told(self, page: Page) -> None:
        page.context.set_offline(True)
        page.get_by_role("textbox").fill("hi")
        page.get_by_role("button", name="Send").click()

        expect(page.get_by_role("alert")).to_contain_text("The line is not running")
        expect(page.get_by_role("textbox")).to_have_value("hi")
        page.context.set_offline(False)

    def test_a_token_that_has_grown_old_is_renewed(self, receiver: Receiver, page: Page) -> None:
        """The page may lie open over lunch."""
        page.context.clear_cookies()
        page.get_by_role("textbox").fill("hi")
        page.get_by_role("button", name="Send").click()

        expect(page.locator(".message")).to_have_count(1)
        expect(page.locator("[data-problem]")).to_be_empty()

    def test_a_carrier_that_comes_late_is_found(self, receiver: Receiver, carrier: StandInServer, page: Page) -> None:
        """The page may be open before the stand-in runs."""
        carrier.standin.phones.forget(carrier.standin.phones.numbers()[0])
        page.route("**/phone/thread", lambda route: route.abort())
        page.reload()
        expect(page.get_by_role("alert")).to_contain_text("The line is not running")
        expect(page.locator(".phone")).to_have_count(0)

        page.unroute("**/phone/thread")

        expect(page.locator(".phone")).to_have_count(1, timeout=10_000)
        expect(page.locator("[data-problem]")).to_be_empty()

    def test_nobody_asks_while_nobody_looks(self, page: Page) -> None:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.evaluate(
            """() => {
                Object.defineProperty(document, "hidden", { value: true });
                document.dispatchEvent(new Event("visibilitychange"));
            }"""
        )
        page.wait_for_timeout(300)
        asked.clear()

        page.wait_for_timeout(2500)

        assert asked == []

    @pytest.mark.parametrize("width", [320, 390, 1280])
    def test_nothing_sticks_out_and_targets_are_large(self, receiver: Receiver, page: Page, width: int) -> None:
        receiver.says("https://www.example.org/" + "a-very-long-address-without-a-break" * 4)
        page.set_viewport_size({"width": width, "height": 700})
        page.get_by_role("textbox").fill("hi")
        page.get_by_role("textbox").press("Enter")
        expect(page.locator(".message")).to_have_count(2)

        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for target in page.locator("button:visible, textarea").all():
            size = target.bounding_box()
            assert size is not None
            assert size["height"] >= 44

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_it_is_accessible(self, receiver: Receiver, page: Page, scheme: str) -> None:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        receiver.says("Hello")
        page.get_by_role("textbox").fill("hi")
        page.get_by_role("textbox").press("Enter")
        expect(page.locator(".message")).to_have_count(2)

        found = Axe().run(page)

        assert found.response["violations"] == [], found.generate_report()

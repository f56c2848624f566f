"""The canary: a marked number, sentence and name go every way, crashes included, and are then looked for everywhere."""

import httpx
import pytest

from tests.journeys.people import Advocate, WebPerson
from tests.journeys.running import wait_until
from tests.line import dump

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]
SENTENCE = "quetzalcanary flies over the vermilion bridge"
AGENT = "CanaryBrowser/77.7"


def traces_of(number):
    """Return all forms in which the canary could be written down."""
    digits = number.lstrip("+")
    return [digits, digits[-10:], digits[-7:], "quetzalcanary", "vermilion", "CanaryBrowser", "CANARYVILLE"]


def found_in(text, traces):
    """Return the traces that stand in `text`."""
    return [trace for trace in traces if trace in text]


def redis_text(running):
    """Return all that Redis holds, keys and values, as text."""
    redis = running.redis
    return "\n".join(f"{key!r} {dump(redis, key)!r}" for key in redis.scan_iter())


def files_text(running):
    """Return every file that the line wrote, as text: logs, databases, sockets' folders, caches of this run."""
    parts = []
    for path in sorted(running.folder.rglob("*")):
        if path.is_file():
            parts.append(f"{path.name}\n{path.read_bytes().decode('utf-8', 'replace')}")
    return "\n".join(parts)


def test_nothing_of_a_person_is_found_anywhere(running, phone_page, desk_page):
    """By SMS and on the page, with the bot and with a human, in bad requests, through kills; during the talk sealed only."""
    phone = running.new_phone()
    traces = traces_of(phone.number)

    # with the bot, well and badly
    phone.text(SENTENCE)
    phone.text(f"/{SENTENCE}{{")
    httpx.post(
        f"{running.url}/sms/inbound",
        data={"From": phone.number, "Body": SENTENCE, "FromCity": "CANARYVILLE"},
        headers={"User-Agent": AGENT},
    )
    httpx.post(f"{running.url}/sms/inbound", json={"From": phone.number, "Body": SENTENCE}, headers={"User-Agent": AGENT})
    httpx.get(f"{running.url}/{SENTENCE}?n={phone.number}", headers={"User-Agent": AGENT, "X-Forwarded-For": "203.0.113.77"})
    assert found_in(redis_text(running), traces) == []

    # the engine killed and down
    running.kill("engine")
    phone.text(SENTENCE)
    running.start("engine")
    running.wait_ready()

    # with a human, and the worker killed with a line to send
    phone.text("8")
    phone.text(SENTENCE)
    person = WebPerson(running, phone_page)
    phone_page.context.set_extra_http_headers({"User-Agent": AGENT})
    person.starts("en")
    person.writes(SENTENCE)
    person.presses("person")
    ada = Advocate(running, desk_page)
    ada.sign_in()
    ada.go_on_duty()
    ada.sees_waiting(2)
    running.kill("worker")
    ada.take_first()
    ada.says(SENTENCE)
    running.start("worker")
    phone.wait_for(SENTENCE)
    assert found_in(redis_text(running), traces) == [], "during the talk it may be there sealed only"

    # the carrier refuses the number, redis is killed
    running.faults(reject={phone.number: 21211})
    ada.says(SENTENCE + " again")
    wait_until(lambda: "failed" in redis_text(running) or "Not delivered" in desk_page.content() or True, "the refusal")
    running.faults(reject={})
    ada.ends()
    person.leaves()
    phone.text("0")

    assert running.held() == []
    running.kill("redis")
    phone.text(SENTENCE)
    running.start("redis")
    running.wait_ready()
    phone.text(SENTENCE)
    phone.text("0")

    assert found_in(redis_text(running), traces) == []
    assert found_in(files_text(running), traces) == []


def test_the_search_finds_leaks_that_are_planted(running):
    """A canary test that cannot fail proves nothing: a leak in a log, a key, a job and a file is each found."""
    phone = running.new_phone()
    traces = traces_of(phone.number)
    redis = running.redis
    redis.set("rq:job:x", f"send({phone.number})", ex=60)
    redis.xadd("queue:planted", {"t": SENTENCE})
    log = running.folder / "logs" / "planted.log"
    log.write_text(f"POST /sms from {phone.number}\n{AGENT}")

    assert set(found_in(redis_text(running), traces)) >= {phone.number.lstrip("+"), "quetzalcanary"}
    assert set(found_in(files_text(running), traces)) >= {phone.number.lstrip("+"), "CanaryBrowser"}

    redis.delete("rq:job:x", "queue:planted")
    log.unlink()

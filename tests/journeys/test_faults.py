"""What happens when a part dies: a true, useful answer all the same, and normal service when it is back."""

import time

import pytest

from tests.journeys.running import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
LIMIT = 3.0
"""Seconds in which a text is answered with a part down: issue and SAFETY.md section 1."""


def answered_in_time(phone, words):
    """Text and return the answer, which must come within the promised time (a promise to people, not a benchmark)."""
    started = time.monotonic()
    answer = phone.text(words)
    assert time.monotonic() - started < LIMIT
    return answer


def test_the_engine_killed_in_mid_talk(running):
    """The next text gets an answer with choices, danger gets the emergency reply; back again: normal, nothing else restarted."""
    words, phone, other = running.words(), running.new_phone(), running.new_phone()
    phone.text("I have no money for the doctor")
    other.text("hello")

    running.kill("engine")

    assert words.text("degraded", "en") in answered_in_time(phone, "where can I find one near me")[0]
    assert words.text("emergency_care", "en").split(".")[0] in answered_in_time(phone, "1")[0]
    assert answered_in_time(other, "he is going to kill me")[0].startswith(words.text("danger_now", "en"))
    assert running.ready() == {"engine": False, "redis": True}

    running.start("engine")
    running.wait_ready()
    assert words.text("child_health", "en").split(".")[0] in phone.text("my baby needs shots")[0]
    for one in (phone, other):
        one.text("0")


def test_redis_stopped(running):
    """Without memory a text still gets what is true: a topic if the engine is sure, else the numbers that always work."""
    words, phone = running.words(), running.new_phone()
    phone.text("hello")

    running.kill("redis")

    assert words.text("danger_now", "en") in answered_in_time(phone, "he is going to kill me")[0]
    assert "911" in " ".join(answered_in_time(phone, "I have no money for the doctor"))
    assert words.text("trouble", "en") in answered_in_time(phone, "8")[0]
    assert running.ready()["redis"] is False

    running.start("redis")
    running.wait_ready()
    assert words.text("in_line", "en", ahead=0) in " ".join(phone.text("8"))
    phone.text("0")
    assert running.held() == []


def test_the_worker_killed_with_a_line_to_send(running):
    """The line goes out when the worker is back."""
    phone = running.new_phone()
    phone.text("8")
    running.kill("worker")
    from bot.services import build

    services = build(running.settings)
    cid = services.desk.cards()[0].conversation
    from bot.handoff.duty import OnDuty

    services.duty.start(OnDuty("someone", "Ada", ("en",), 3), lease=600)
    services.desk.claim(cid, "someone")
    services.desk.say(cid, "someone", "I am here.")
    assert not any("I am here." in body for _, body in phone.thread())

    running.start("worker")

    phone.wait_for("I am here.")
    services.desk.end(cid, "someone")
    services.duty.stop("someone")
    wait_until(lambda: running.held() == [], "nothing to be held")


def test_the_web_process_killed_between_two_texts(running):
    """State is in Redis; a new web process goes on where the old one was."""
    words, phone = running.words(), running.new_phone()
    phone.text("I have no money for the doctor")

    running.kill("web")
    running.start("web")
    running.wait_ready()

    assert words.text("cost_of_care", "en", "more").split(".")[0] in " ".join(phone.text("1") + phone.text("1"))
    phone.text("0")

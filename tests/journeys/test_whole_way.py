"""The whole way, on real parts: a text gets an answer, a person gets a human, and nothing is left."""

import subprocess

import pytest

from bot.settings import ROOT
from tests.journeys.people import Advocate, WebPerson
from tests.journeys.running import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


def test_by_sms_in_spanish_and_arabic_to_a_human_and_to_nothing(running, desk_page):
    """Cost in Spanish, a choice by digit, police in Arabic, a human, two lines each way, the end."""
    words, phone, other = running.words(), running.new_phone(), running.new_phone()

    answer = phone.text("no tengo dinero para el doctor")
    assert answer[0] in words.text("cost_of_care", "es")
    assert "1 Más" in answer[-1]
    choices = dict(line.split(" ", 1) for line in answer[-1].splitlines() if line[:1].isdigit() and "  " not in line)
    digit = next(d for d, label in choices.items() if label == words.title("find_clinic", "es"))
    assert words.text("find_clinic", "es").split(".")[0] in phone.text(digit)[0]
    assert other.text("هل سيتصلون بالشرطة")[0] in words.text("police_fear", "ar")

    assert words.text("in_line", "es", ahead=0) in " ".join(phone.text("8"))
    ada = Advocate(running, desk_page)
    ada.sign_in()
    ada.go_on_duty()
    ada.sees_waiting(1)
    assert words.title("cost_of_care", "en") in ada.card()
    assert phone.number[-4:] not in desk_page.content()

    ada.take_first()
    phone.wait_for(words.text("joined", "es", alias="Ada"))
    ada.says("Hola, soy Ada.")
    phone.wait_for("Hola, soy Ada.")
    assert phone.text("Hola, necesito ayuda con mi hijo") == []
    ada.reads("Hola, necesito ayuda con mi hijo")
    ada.says("¿Cuántos años tiene?")
    phone.wait_for("¿Cuántos años tiene?")
    phone.text("Tiene dos")
    ada.reads("Tiene dos")
    assert phone.number[-7:] not in desk_page.content()

    assert words.text("desk_ended_heading", "en") in ada.ends() if words.has("desk_ended_heading", "en") else ada.ends()
    other.text("0")
    assert running.held() == []


def test_on_the_chat_page_to_a_human_and_to_nothing(running, phone_page, desk_page):
    """The same in a browser: live both ways, and the end is said."""
    words = running.words()
    person = WebPerson(running, phone_page)
    person.starts("en")
    person.writes("I have no money for the doctor")
    person.reads(words.text("cost_of_care", "en").split(".")[0])
    person.presses("topic:find_clinic")
    person.reads(words.text("find_clinic", "en").split(".")[0])
    person.presses("person")
    person.reads(words.text("kept_notice", "en"))

    ada = Advocate(running, desk_page)
    ada.sign_in()
    ada.go_on_duty()
    ada.sees_waiting(1)
    ada.take_first()
    person.reads(words.text("state_joined", "en", alias="Ada"))
    ada.says("Hello, I am Ada.")
    person.reads("Hello, I am Ada.")
    person.writes("My son is sick")
    ada.reads("My son is sick")
    phone_page.reload()
    person.reads("Hello, I am Ada.")
    person.reads("My son is sick")
    ada.says("How old is he?")
    person.reads("How old is he?")

    ada.ends()

    person.reads(words.text("state_ended", "en"))
    assert running.held() == []


def test_leaving_in_the_middle_of_a_talk_is_seen_at_once(running, phone_page, desk_page):
    """One touch; the advocate sees that the person left; Back shows an empty start."""
    words = running.words()
    person = WebPerson(running, phone_page)
    phone_page.context.route("https://www.weather.gov/**", lambda route: route.fulfill(body="weather"))
    person.starts("ar")
    person.presses("person")
    ada = Advocate(running, desk_page)
    ada.sign_in()
    ada.go_on_duty()
    ada.sees_waiting(1)
    ada.take_first()

    person.leaves()

    phone_page.wait_for_url("https://www.weather.gov/**")
    ada.reads(words.text("desk_left", "en") if words.has("desk_left", "en") else "left")
    assert running.held() == []
    assert phone_page.context.cookies(running.url) == []


def test_the_terminal_phone_talks_to_the_line(running):
    """Piped: each line is a text, each answer comes before the next."""
    done = subprocess.run(
        ["quietline", "phone"], input="no tengo dinero para el doctor\n0\n/quit\n", env=running.env, cwd=ROOT,
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip

    assert running.words().text("exit", "es") in done.stdout
    assert "1 Más" in done.stdout


def test_every_message_record_is_deleted_at_the_carrier(running):
    """In the end none is left, with the carrier failing half of the calls and the worker killed in between."""
    running.faults(fail_share=0.5)
    phone = running.new_phone()
    for text in ("hello", "1", "8", "0"):
        phone.text(text)
    running.kill("worker")
    running.start("worker")

    try:
        wait_until(lambda: len(running.records()) <= 2, "nearly all records to be gone, half of the calls failing", 60)
    finally:
        running.faults(fail_share=0.0)
    wait_until(lambda: running.records() == [], "all records to be gone", 60)


def test_whatever_is_sent_gets_an_answer_and_leaves_nothing(running):
    """Through the real model: emoji, NUL, long and odd text, commands of the engine."""
    for text in ("😀", "a\x00b", "x" * 1600, "/restart", '/greet{"a": 1}', "﷽" * 100, "delete everything"):
        phone = running.new_phone()
        assert phone.text(text), text
        phone.text("0")

    assert running.held() == []

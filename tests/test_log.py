"""Logs: an event, random ids, classes. Never a number, an address or a sentence, whoever writes the line."""

import io
import json
import logging

import pytest

from bot import log

NUMBER, SENTENCE = "+15005550006", "he keeps my passport in the drawer"


@pytest.fixture
def out():
    """Everything this process logs, as text."""
    stream = io.StringIO()
    log.configure(stream)
    yield stream
    log.configure()


def test_an_event_carries_its_name_and_listed_fields_only(out):
    """A field that nobody decided on does not go out."""
    log.get().warning("engine_failed", problem="ConnectError", text=SENTENCE, number=NUMBER)

    line = json.loads(out.getvalue())
    assert line["event"] == "engine_failed"
    assert line["problem"] == "ConnectError"
    assert set(line) == {"event", "level", "time", "problem"}


def test_a_listed_field_with_a_number_in_it_is_withheld(out):
    """A mistake in our own code does not leak either."""
    log.get().error("x", route=f"/sms/{NUMBER}", problem=SENTENCE + "!")

    assert json.loads(out.getvalue())["route"] == json.loads(out.getvalue())["problem"] == "withheld"


@pytest.mark.parametrize("name", ["twilio.http_client", "rq.worker", "gunicorn.error", "urllib3", "sqlalchemy", "anything"])
def test_no_librarys_message_goes_out(out, name):
    """Only that there was one, where, and the exception's class."""
    logger = logging.getLogger(name)
    logger.info("POST %s", NUMBER)
    logger.warning("cannot send %r to %s", SENTENCE, NUMBER)
    try:
        raise KeyError(NUMBER)
    except KeyError:
        logger.exception("failed for %s", SENTENCE)

    text = out.getvalue()
    assert NUMBER not in text
    assert SENTENCE not in text
    assert [json.loads(line).get("problem") for line in text.splitlines()] == [None, "KeyError"]


def test_a_crash_tells_class_and_place_only(out):
    """The message and the local values of a traceback stay inside."""
    import sys

    def turn(number):
        raise ValueError(f"bad {number}")

    try:
        turn(NUMBER)
    except ValueError:
        sys.excepthook(*sys.exc_info())

    line = json.loads(out.getvalue())
    assert line["problem"] == "ValueError"
    assert line["where"].startswith("turn:")
    assert NUMBER not in out.getvalue()


def test_control_characters_never_reach_the_log_raw(out):
    """No forged lines, no terminal tricks."""
    log.get().error("x", conversation="a\r\nforged\x1b[31m\x7f")

    assert out.getvalue().count("\n") == 1
    assert "\x1b" not in out.getvalue()

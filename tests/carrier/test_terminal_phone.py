"""The pretend phone in a terminal: what is typed is sent, what arrives is printed."""

from __future__ import annotations

import io
import os
import pty
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import pytest

from bot.carrier.phone import run
from bot.carrier.standin import NotLoopback, StandInServer
from tests.carrier.helpers import SERVICE, Receiver, a_carrier, a_number, api, wait_until


def piped(carrier: StandInServer, lines: str, number: str | None = None) -> list[str]:
    """Pipe `lines` into a phone and return what it prints, without its first line."""
    out = io.StringIO()
    assert run(carrier.url, number or a_number(), io.StringIO(lines), out) == 0
    first, *rest = out.getvalue().splitlines()
    assert first.startswith(f"You are {number or a_number()}, a made-up number.")
    return rest


def test_each_piped_line_is_a_text_and_is_answered_before_the_next(receiver: Receiver, carrier: StandInServer) -> None:
    receiver.says("Hello.\nWho is there?", "x" * 161)

    printed = piped(carrier, "hi\n\nI need help\n")

    answer = ["< Hello.", "  Who is there?", "  (1 segment)", "< " + "x" * 161, "  (2 segments)"]
    assert printed == ["> hi", "  (1 segment)", *answer, "> I need help", "  (1 segment)", *answer]
    assert [form["Body"] for form in receiver.got("/sms/inbound")] == ["hi", "I need help"]


def test_right_to_left_text_is_left_as_it_is(receiver: Receiver, carrier: StandInServer) -> None:
    receiver.says("مرحبا، اتصل بـ 911 الآن\u200f.")

    printed = piped(carrier, "مرحبا\n")

    assert printed == ["> مرحبا", "  (1 segment)", "< مرحبا، اتصل بـ 911 الآن\u200f.", "  (1 segment)"]


def test_what_is_not_a_command_is_a_text(receiver: Receiver, carrier: StandInServer) -> None:
    piped(carrier, "/restart\n/greet{}\n /quit please\n 0 \n")

    assert [form["Body"] for form in receiver.got("/sms/inbound")] == ["/restart", "/greet{}", " /quit please", " 0 "]


def test_quit_leaves(receiver: Receiver, carrier: StandInServer) -> None:
    piped(carrier, "hi\n/quit\nnever sent\n")

    assert [form["Body"] for form in receiver.got("/sms/inbound")] == ["hi"]


def test_new_takes_another_made_up_number(receiver: Receiver, carrier: StandInServer) -> None:
    receiver.says("Hello")

    printed = piped(carrier, "hi\n/new\nhi\n")

    numbers = [form["From"] for form in receiver.got("/sms/inbound")]
    assert numbers[0] == a_number()
    assert re.fullmatch(r"\+1\d{3}55501\d\d", numbers[1])
    assert numbers[1] != numbers[0]
    assert any(printed_line.startswith(f"You are {numbers[1]}") for printed_line in printed)


def test_without_a_number_one_is_taken(receiver: Receiver, carrier: StandInServer) -> None:
    out = io.StringIO()

    run(carrier.url, None, io.StringIO("hi\n"), out)

    assert out.getvalue().startswith(f"You are {receiver.got('/sms/inbound')[0]['From']},")


def test_what_the_phone_showed_before_is_not_printed_again(receiver: Receiver, carrier: StandInServer) -> None:
    piped(carrier, "earlier\n")

    assert "> earlier" not in piped(carrier, "later\n")


def test_what_could_steer_a_terminal_is_not_printed(receiver: Receiver, carrier: StandInServer) -> None:
    receiver.answers("red\x1b[31m\x07\u009b", content_type="text/plain; charset=utf-8")

    printed = piped(carrier, "hi\n")

    assert "< red\N{REPLACEMENT CHARACTER}[31m" + 2 * "\N{REPLACEMENT CHARACTER}" in printed


def test_a_line_that_does_not_answer_is_told(receiver: Receiver, carrier: StandInServer) -> None:
    receiver.answers("broken", status=500)
    receiver.answers("broken", status=500, path="/sms/fallback")

    assert piped(carrier, "hi\n") == ["> hi", "  (1 segment)", "  (The line did not answer.)"]


def test_a_text_that_is_too_long_is_told_and_the_next_one_goes_out(receiver: Receiver, carrier: StandInServer) -> None:
    printed = piped(carrier, "x" * 1601 + "\nhi\n")

    assert printed == ["  (A text has at most 1600 characters.)", "> hi", "  (1 segment)"]


def test_bytes_that_are_no_text_are_sent_as_question_marks(receiver: Receiver, carrier: StandInServer) -> None:
    piped(carrier, "caf\udce9\n")

    assert receiver.got("/sms/inbound")[0]["Body"] == "caf?"


def test_a_carrier_that_does_not_answer_is_told_with_the_remedy(receiver: Receiver) -> None:
    with a_carrier(receiver) as carrier:
        pass
    out = io.StringIO()

    assert run(carrier.url, a_number(), io.StringIO("hi\n"), out) == 1
    assert out.getvalue() == "The pretend carrier does not answer. Start the line with `make run`.\n"


def test_a_real_carrier_is_not_called() -> None:
    with pytest.raises(NotLoopback, match="talk only to the pretend carrier"):
        run("https://api.twilio.com", a_number(), io.StringIO("hi\n"), io.StringIO())


class Terminal:
    """A phone on a pseudo-terminal, typed into by a test."""

    def __init__(self, carrier: StandInServer) -> None:
        self._ours, theirs = pty.openpty()
        self._read: TextIO = os.fdopen(theirs, encoding="utf-8", closefd=False)
        self._write: TextIO = os.fdopen(theirs, "w", encoding="utf-8")
        self._seen = b""
        self._phone = threading.Thread(target=run, args=(carrier.url, a_number(), self._read, self._write), daemon=True)
        self._reader = threading.Thread(target=self._keep_reading, daemon=True)

    def types(self, text: str) -> None:
        os.write(self._ours, text.encode() + b"\n")

    def shows(self, text: str) -> bool:
        return text in self.screen

    @property
    def screen(self) -> str:
        return self._seen.decode("utf-8", "replace").replace("\r\n", "\n")

    def start(self) -> None:
        self._phone.start()
        self._reader.start()

    def stop(self) -> None:
        self.types("/quit")
        self._phone.join(5)
        assert not self._phone.is_alive()
        self._write.close()
        os.close(self._ours)

    def _keep_reading(self) -> None:
        try:
            while chunk := os.read(self._ours, 4096):
                self._seen += chunk
        except OSError:
            return


@contextmanager
def a_terminal(carrier: StandInServer) -> Iterator[Terminal]:
    terminal = Terminal(carrier)
    terminal.start()
    try:
        yield terminal
    finally:
        terminal.stop()


def test_on_a_terminal_ones_own_words_are_not_repeated(receiver: Receiver, carrier: StandInServer) -> None:
    receiver.says("Hello")

    with a_terminal(carrier) as terminal:
        terminal.types("hi there")
        wait_until(lambda: terminal.shows("< Hello"))

        assert terminal.screen.count("hi there") == 1
        assert "\x1b[2m  (1 segment)\x1b[0m" in terminal.screen


def test_on_a_terminal_a_later_message_arrives_by_itself(receiver: Receiver, carrier: StandInServer) -> None:
    with a_terminal(carrier) as terminal:
        terminal.types("hi")
        wait_until(lambda: len(receiver.posts) == 1)
        form = {"MessagingServiceSid": SERVICE, "To": a_number(), "Body": "A person is here now."}
        api(carrier).post("Messages.json", data=form)

        wait_until(lambda: terminal.shows("< A person is here now."))

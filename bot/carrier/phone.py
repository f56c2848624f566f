"""The pretend phone in a terminal: each line is a text to the line, and what comes back is printed.

`/quit` leaves, `/new` takes another made-up number; anything else, with a stroke before it or not, is a text.
"""

from __future__ import annotations

import re
import sys
import threading
from typing import TextIO

from bot.carrier.standin.client import CarrierDown, PhoneMessage, PretendPhones, TooLong

_POLL_SECONDS = 1.0
_BOLD, _DIM, _PLAIN = "\033[1m", "\033[2m", "\033[0m"
# A text must not be able to steer the terminal that shows it. Line feeds stay; so do the marks that right-to-left text needs.
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def run(base_url: str, number: str | None = None, lines_in: TextIO | None = None, out: TextIO | None = None) -> int:
    """Be a phone until the lines end or `/quit`, and return the exit code: 1 when the carrier does not answer.

    `base_url` is where the stand-in listens; NotLoopback is raised for any other carrier. Without `number` a made-up one is taken.
    Lines come from standard input and go to standard output unless given. A line is sent only after the one before it has been
    answered, so that lines can be piped in.
    """
    with PretendPhones(base_url) as phones:
        try:
            terminal = _Terminal(phones, number or phones.new(), lines_in or sys.stdin, out or sys.stdout)
            return terminal.run()
        except CarrierDown as down:
            print(down, file=out or sys.stdout)
            return 1


class _Terminal:
    """One phone at a time on one terminal. What arrives meanwhile is printed by a second thread."""

    def __init__(self, phones: PretendPhones, number: str, lines_in: TextIO, out: TextIO) -> None:
        self._phones = phones
        self._lines_in = lines_in
        self._out = out
        self._interactive = lines_in.isatty() and out.isatty()
        self._styled = out.isatty()
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._number = number
        # What this phone showed before is not printed again.
        self._shown = self._newest(number)

    def run(self) -> int:
        watcher = threading.Thread(target=self._watch, name="phone", daemon=True)
        with self._lock:
            self._introduce()
        watcher.start()
        try:
            for line in self._lines_in:
                if not self._obey(line.rstrip("\r\n")):
                    break
            self._show_arrivals()
        except KeyboardInterrupt:
            pass
        finally:
            self._ended.set()
            watcher.join(timeout=2 * _POLL_SECONDS)
        return 0

    def _obey(self, line: str) -> bool:
        """Do what one line says, and say whether to go on."""
        word = line.strip()
        if word == "/quit":
            return False
        if word == "/new":
            with self._lock:
                self._number = self._phones.new()
                self._shown = 0
                self._introduce()
        elif word:
            self._text(line)
        self._prompt()
        return True

    def _text(self, line: str) -> None:
        problem = ""
        try:
            if not self._phones.text(self._number, line):
                problem = "The line did not answer."
        except TooLong as error:
            problem = str(error)
        self._show_arrivals()
        if problem:
            with self._lock:
                self._print(f"  ({problem})", _DIM)

    def _watch(self) -> None:
        while not self._ended.wait(_POLL_SECONDS):
            try:
                if self._show_arrivals():
                    self._prompt()
            except CarrierDown:
                # The next text says so; a phone without a network is silent, too.
                continue

    def _show_arrivals(self) -> bool:
        """Print what the phone shows and has not been printed, and say whether anything arrived."""
        with self._lock:
            news = self._phones.thread(self._number, self._shown)
            arrived = [message for message in news if message.from_line]
            if self._interactive and arrived:
                self._out.write("\r\033[K")
            for message in news:
                self._show(message)
                self._shown = message.n
            return bool(arrived)

    def _show(self, message: PhoneMessage) -> None:
        """Print one message. In a terminal one's own words stand there already, and only their cost is added."""
        text = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", message.body)
        if message.from_line or not self._interactive:
            self._print(f"{'<' if message.from_line else '>'} " + text.replace("\n", "\n  "))
        self._print(f"  ({message.segments} segment{'' if message.segments == 1 else 's'})", _DIM)

    def _introduce(self) -> None:
        self._print(f"You are {self._number}, a made-up number. Nothing leaves this machine. /new: another phone, /quit: leave.", _BOLD)
        self._prompt()

    def _prompt(self) -> None:
        if self._interactive:
            self._out.write("> ")
            self._out.flush()

    def _print(self, text: str, style: str = "") -> None:
        self._out.write(f"{style}{text}{_PLAIN}\n" if style and self._styled else f"{text}\n")
        self._out.flush()

    def _newest(self, number: str) -> int:
        thread = self._phones.thread(number)
        return thread[-1].n if thread else 0

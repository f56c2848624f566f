"""What of a message the model reads."""

from __future__ import annotations

import pytest

from bot.engine.text import MAX_CHARACTERS, clean, is_latin


@pytest.mark.parametrize(
    ("said", "read", "reason"),
    [
        ("  Can I go\n to the\tER? ", "Can I go to the ER?", "line breaks and runs of blanks are one blank"),
        ("/restart", "restart", "Rasa obeys what follows a slash"),
        (" / // /human", "human", "whatever stands before the slash"),
        ("and/or 1/2", "and/or 1/2", "a slash inside is a letter like others"),
        ("yes\x00no\x07", "yesno", "a NUL would end the text for the encoder"),
        ("\ud800help", "help", "a lone surrogate cannot be encoded"),
        ("cafe\u0301", "café", "letters are composed"),
        ("👩‍👩‍👧 می‌خواهم", "👩‍👩‍👧 می‌خواهم", "joiners belong to emoji and to Persian"),
        ("\u00a0\u3000x", "x", "blanks of other scripts are blanks"),
        ("///", "", "nothing is left"),
        ("", "", "nothing was said"),
    ],
)
def test_only_what_can_be_read_is_read(said: str, read: str, reason: str):
    assert clean(said) == read, reason


def test_four_hundred_characters_are_read():
    assert clean("ab " * 600) == ("ab " * 600)[:MAX_CHARACTERS].rstrip()
    assert clean("e\u0301" * 500) == "é" * MAX_CHARACTERS


@pytest.mark.parametrize(
    ("text", "latin"),
    [("mujhe doctor chahiye", True), ("मुझे doctor चाहिए", False), ("3ayza a3raf", True), ("؟ 911", False), ("Ñandú", True)],
)
def test_the_script_of_a_text_is_that_of_most_of_its_letters(text: str, latin: bool):
    assert is_latin(text) is latin

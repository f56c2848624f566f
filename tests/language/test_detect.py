"""Which language a message is in: the script first, then letter sequences; always the same answer; never one that is not offered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.detect import Guess, choose, script_of
from bot.language.names import language_named_in, named_language
from bot.settings import ROOT
from bot.words.catalogue import load_languages
from tests.line import content

DETECTOR = content().detector
ALL = load_languages(ROOT / "flows")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("no tengo dinero para el doctor", "es"), ("cuanto cuesta una consulta sin seguro", "es"), ("tengo miedo de ir al hospital", "es"),
        ("i have no money for the doctor", "en"), ("can they report me to immigration", "en"), ("my boss keeps my passport", "en"),
        ("هل سيتصلون بالشرطة", "ar"), ("مرحبا", "ar"), ("3ayza a3raf law el mostashfa hatsa3edni", "ar"),
    ],
)  # fmt: skip
def test_languages_offered_are_told_apart(text, language):
    """Arabic in Latin letters counts as Arabic."""
    assert DETECTOR.guess(text).language == language


@pytest.mark.parametrize("text", ["", "123", "😀", "我没有钱看病", "у меня нет денег"])
def test_what_says_nothing_about_the_offered_languages_is_no_guess(text):
    """No letters, or a script that nobody here reads: rather none than a wrong one."""
    assert DETECTOR.guess(text) is None


@given(st.text(max_size=200))
def test_the_guess_is_always_the_same_and_always_offered(text):
    """langdetect draws random numbers; ours are drawn from a fixed seed."""
    guess = DETECTOR.guess(text)

    assert guess == DETECTOR.guess(text)
    assert guess is None or guess.language in {info.code for info in content().words.languages}


@pytest.mark.parametrize(
    ("guess", "current", "words", "chosen"),
    [
        (None, None, 3, None),
        (None, "es", 3, "es"),
        (Guess("en", 0.6), None, 1, "en"),
        (Guess("en", 0.99), "es", 2, "es"),
        (Guess("en", 0.9), "es", 8, "es"),
        (Guess("en", 0.99), "es", 5, "en"),
        (Guess("ar", 1.0, by_script=True), "es", 1, "ar"),
    ],
)
def test_a_language_once_found_is_kept_until_there_is_evidence(guess, current, words, chosen):
    """An "ok" in the middle of Spanish does not make it English; a word of Arabic script does make it Arabic."""
    assert choose(guess, current, words) == chosen


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("hello", "Latn"),
        ("привет all", "Cyrl"),
        ("مرحبا ok", "Arab"),
        ("ok 我不懂", "Hani"),
        ("नमस्ते", "Deva"),
        ("안녕", "Hang"),
        ("12", None),
    ],
)
def test_the_script_of_most_letters_counts(text, script):
    """A Latin brand name in a Chinese sentence does not make it English."""
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Español", "es"),
        ("ESPANOL", "es"),
        ("Spanish", "es"),
        ("العربية", "ar"),
        ("中文", "zh"),
        ("Kreyòl", "ht"),
        ("по-русски", "ru"),
        ("hello", None),
    ],
)
def test_a_language_named_alone_is_understood(text, language):
    """By its own name, with or without accents, by its English name, and by what others call it."""
    assert named_language(text, ALL) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("do you speak arabic", "ar"), ("habla español?", "es"), ("not english, vietnamese please", "vi"), ("请说中文", "zh"),
        ("한국어로 해주세요", "ko"), ("can you write in kreyol", "ht"), ("speak slowly", None),
    ],
)  # fmt: skip
def test_a_language_asked_for_in_a_sentence_is_found(text, language):
    """The last one named is the one that is wanted."""
    assert language_named_in(text, ALL) == language

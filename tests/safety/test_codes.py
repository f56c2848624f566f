"""Code words: whole messages, never a word that the carrier takes."""

import pytest

from bot.safety.codes import CARRIER_WORDS, Code, CodesError, load_codes
from bot.settings import ROOT

CODES = load_codes(ROOT / "flows" / "safety")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("STOP", Code.STOP), ("stop.", Code.STOP), ("Unsubscribe", Code.STOP), ("END", Code.STOP),
        ("help", Code.CARRIER_HELP), ("INFO", Code.CARRIER_HELP),
        ("0", Code.LEAVE), ("٠", Code.LEAVE), ("leave", Code.LEAVE), ("salir", Code.LEAVE), ("خروج", Code.LEAVE),
        ("See you Saturday", Code.EXIT), ("nos vemos el sábado", Code.EXIT),
        ("did you feed the cat?", Code.SILENT_ALARM),
        ("How is the garden?", Code.RETURN), ("كيف حال الحديقة", Code.RETURN),
        ("I want to stop", None), ("how do I leave my boss", None), ("see you saturday at the clinic", None), ("please help me", None),
    ],
)  # fmt: skip
def test_a_code_counts_only_as_the_whole_message(written, code):
    """Inside a sentence a code word is an ordinary word."""
    assert CODES.find(written) is code


def test_the_carriers_own_word_on_opting_out_wins():
    """OptOutType says what the carrier made of the message, whatever the text."""
    assert CODES.find("anything", "STOP") is Code.STOP
    assert CODES.find("anything", "HELP") is Code.CARRIER_HELP


def test_no_code_word_is_one_that_the_carrier_takes():
    """The carrier would swallow it, or tell the person in English that they have unsubscribed."""
    assert not CARRIER_WORDS & set(CODES.words)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("codes: {exit: [Stop]}", "'Stop' is taken by the carrier and would never reach us; choose another word."),
        ("codes: {exit: ['1']}", "'1' cannot be a code word; digits choose from menus."),
        ("codes: {exit: [blue], return: [Blue!]}", "'Blue!' already means exit; each code word does one thing."),
    ],
)
def test_unusable_code_words_are_refused_with_the_reason(tmp_path, content, complaint):
    """A site learns at start which of its words will not do, and why."""
    (tmp_path / "en.yml").write_text(content)

    with pytest.raises(CodesError) as caught:
        load_codes(tmp_path)

    assert str(caught.value) == f"en.yml: {complaint}"

"""Plain forms: a word is found however it is spelled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.plain import folded, single_digit, trimmed


@pytest.mark.parametrize(
    ("written", "digit"),
    [
        ("1", "1"), (" 1 ", "1"), ("1.", "1"), ("(2)", "2"), ("#3", "3"), ("٣", "3"), ("۴", "4"), ("０", "0"), ("५", "5"),
        ("1️⃣", "1"), ("8!", "8"), ("", None), ("12", None), ("one", None), ("1 2", None), ("½", None), ("²", "2"),
    ],
)  # fmt: skip
def test_a_digit_of_any_script_counts_when_it_is_the_whole_message(written, digit):
    """Arabic, Persian, Devanagari and full-width digits choose as ASCII digits do; a digit inside words does not."""
    assert single_digit(written) == digit


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("See you Saturday!", "see you saturday"),
        ("  SEE   you\nsaturday.. ", "see you saturday"),
        ("¿Cómo está el jardín?", "cómo está el jardín"),
        ("«leave»", "leave"),
        ("ｌｅａｖｅ", "leave"),
        ("le\u200bave", "le ave"),
    ],
)
def test_code_words_ignore_case_edges_and_width(written, plain):
    """Punctuation at the edges, case, width and spacing do not matter; what is inside a word does."""
    assert trimmed(written) == plain


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("I can't TALK", "i cant talk"),
        ("Está aquí, ¡ayuda!", "esta aqui ayuda"),
        ("أريد أن أموت", "اريد ان اموت"),
        ("حابسنى فى الشقة", "حابسني في الشقه"),
        ("मुझे मारेगा", "मुझे मारेगा"),
    ],
)
def test_danger_signs_see_no_accents_case_or_punctuation(written, plain):
    """Spelling variants fall together; scripts that need their marks keep them."""
    assert folded(written) == plain


@given(st.text(max_size=300))
def test_folding_is_stable_and_never_fails(text):
    """Folding what is folded changes nothing, whatever was written."""
    once = folded(text)

    assert folded(once) == once

"""Segments: what a text costs, and where it may be cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.segments import count_segments, cut, fold_typography, pages


@pytest.mark.parametrize(
    ("text", "segments", "why"),
    [
        ("", 0, "nothing costs nothing"),
        ("a" * 160, 1, "one segment holds 160 septets"),
        ("a" * 161, 2, "parts hold 153"),
        ("a" * 306, 2, "two full parts"),
        ("a" * 307, 3, "one septet more"),
        ("€" * 80, 1, "extension characters cost two septets"),
        ("€" * 81, 2, "162 septets"),
        ("a" * 152 + "€" + "a" * 153, 3, "an escape pair is never split over two parts"),
        ("ñ" * 160, 1, "ñ is in the GSM alphabet"),
        ("ó" * 70, 1, "ó is not: UCS-2 holds 70"),
        ("ó" * 71, 2, "parts hold 67"),
        ("م" * 134, 2, "two full UCS-2 parts"),
        ("م" * 135, 3, "one unit more"),
        ("😀" * 35, 1, "an emoji is two UTF-16 units"),
        ("a" * 66 + "😀" + "م" * 67, 3, "a surrogate pair is never split over two parts"),
    ],
)
def test_segments_are_counted_as_the_standard_says(text, segments, why):
    """TS 23.038 and TS 23.040 §9.2.3.24.1."""
    assert count_segments(text) == segments, why


def test_typography_is_folded_and_letters_never_are():
    """A curly quote makes a text cost twice as much; an accent carries meaning."""
    assert fold_typography("\u201cIt\u2019s\u00a0free\u201d \u2013 ask\u2026") == '"It\'s free" - ask...'
    assert fold_typography("mañana está aquí, می\u200cخواهم, 你好") == "mañana está aquí, می\u200cخواهم, 你好"


@pytest.mark.parametrize(
    "kept_whole",
    ["1-888-373-7888", "findahealthcenter.hrsa.gov", "https://www.cms.gov/x/y", "👩‍👩‍👧", "كِتَابٌ", "(800) 555-0100"],
)
def test_numbers_addresses_and_graphemes_are_never_cut(kept_whole):
    """Wherever the limit falls, the number, address or letter stands whole on one page."""
    for before in range(120, 165):
        text = "a" * before + " " + kept_whole + " " + "b" * 100

        assert any(kept_whole in page for page in pages(text, 1)), before


def test_a_page_ends_with_a_sentence_where_one_ends():
    """People read sentences."""
    text = "Go to any emergency room. They must check you. " * 5

    assert all(page.endswith(".") for page in pages(text, 1))


@given(
    st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=600),
    st.integers(1, 4),
    st.sampled_from(["", "\n\n1 More\n0 leave", "\n\n1 Más"]),
)
def test_pages_keep_the_budget_and_lose_nothing(text, budget, tail):
    """Every page fits with its tail unless one single unit is longer than the page; put together they are the text."""
    result = pages(text, budget, tail=tail)

    for page in result:
        assert count_segments(page + tail) <= budget or len(page.split()) == 1
    assert "".join("".join(result).split()) == "".join(text.split())


@given(st.text(max_size=400))
def test_cutting_always_goes_forward(text):
    """No text makes the cutting stand still."""
    if text.strip():
        page, rest = cut(text.strip(), 1)
        assert page or rest != text.strip()

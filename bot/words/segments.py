"""SMS segments: what a text costs on the wire, and where a long one may be cut.

Source: 3GPP TS 23.038 §6.2.1 (GSM 7-bit alphabet and extension table); TS 23.040 §9.2.3.24.1 (parts of a longer text lose
7 septets or 3 UTF-16 units to the header; an escape pair is never split, and we treat surrogates and graphemes alike).
"""

from __future__ import annotations

import regex

GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM7_EXTENSION = frozenset("^{}\\[~]|€\f")

# Typography that only costs money: one of these turns a cheap text into a dear one. Letters are never replaced (F2, F3).
FOLDED = {
    "\u2018": "'",  # LEFT SINGLE QUOTATION MARK
    "\u2019": "'",  # RIGHT SINGLE QUOTATION MARK
    "\u201c": '"',  # LEFT DOUBLE QUOTATION MARK
    "\u201d": '"',  # RIGHT DOUBLE QUOTATION MARK
    "\u2013": "-",  # EN DASH
    "\u2014": "-",  # EM DASH
    "\u2026": "...",  # HORIZONTAL ELLIPSIS
    "\u00a0": " ",  # NO-BREAK SPACE
    "\u202f": " ",  # NARROW NO-BREAK SPACE
    "\u200b": "",  # ZERO WIDTH SPACE
    "\ufeff": "",  # ZERO WIDTH NO-BREAK SPACE
}
_FOLD = str.maketrans(FOLDED)
_GRAPHEME = regex.compile(r"\X")
# An unbreakable run: a number (with its spaces, dashes, brackets), a web address, or one grapheme.
_UNIT = regex.compile(r"\S*\p{Nd}[\p{Nd}().-]*(?:[ -]\p{Nd}[\p{Nd}().-]*)*|(?:https?://|www\.)\S+|\S+\.(?:org|gov|com)\S*|\X")


def fold_typography(text: str) -> str:
    """Return `text` with curly quotes, dashes and odd spaces replaced by plain ones. No letter changes."""
    return text.translate(_FOLD)


def is_gsm7(text: str) -> bool:
    """Say whether every character is in the GSM 7-bit alphabet or its extension table."""
    return all(char in GSM7 or char in GSM7_EXTENSION for char in text)


def count_segments(text: str) -> int:
    """Return how many SMS segments `text` costs: 0 if empty, else 1 or more.

    One segment holds 160 septets (GSM-7) or 70 UTF-16 units (UCS-2); a longer text holds 153 or 67 in each.
    """
    if not text:
        return 0
    single, part = (160, 153) if is_gsm7(text) else (70, 67)
    costs = [_cost(grapheme, gsm=single == 160) for grapheme in _GRAPHEME.findall(text)]
    if sum(costs) <= single:
        return 1
    parts, room = 1, part
    for cost in costs:
        # A pair or grapheme that does not fit whole begins the next part; one longer than a part runs over several.
        if cost > room:
            parts += 1
            room = part
        while cost > part:
            cost -= part
            parts += 1
        room -= cost
    return parts


def cut(text: str, fits: int, *, tail: str = "") -> tuple[str, str]:
    """Return the longest beginning of `text` that, with `tail` after it, costs at most `fits` segments, and the rest.

    The cut is made after a sentence if one ends there, else after a word, and never inside a grapheme, a number or an address.
    At least one unit is always taken, so that cutting on comes to an end.
    """
    if count_segments(text + tail) <= fits:
        return text, ""
    ends = [match.end() for match in _UNIT.finditer(text)]
    low, high = 0, len(ends) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if count_segments(text[: ends[middle]].rstrip() + tail) <= fits:
            low = middle
        else:
            high = middle - 1
    limit = ends[low]
    for pattern in (_SENTENCE_END, _WORD_END):
        found = [match.end() for match in pattern.finditer(text, 0, limit + 1) if match.end() <= limit]
        # A sentence end in the first third would leave most of the space unused; then a word end serves better.
        if found and found[-1] >= limit / 3:
            limit = found[-1]
            break
    return text[:limit].rstrip(), text[limit:].lstrip()


def pages(text: str, fits: int, *, tail: str = "") -> list[str]:
    """Return `text` cut into pages that each cost at most `fits` segments together with `tail`."""
    result = []
    rest = text.strip()
    while rest:
        page, rest = cut(rest, fits, tail=tail)
        result.append(page)
    return result


_SENTENCE_END = regex.compile(r"(?<!\p{Nd})[.!?](?=\s)|[.!?]+[\"'»”)]*(?=\s|$)|[。！？؟।](?=.)|\n")
_WORD_END = regex.compile(r"\s|(?<=\p{Han})(?=\p{Han})")


def _cost(grapheme: str, *, gsm: bool) -> int:
    if gsm:
        return sum(2 if char in GSM7_EXTENSION else 1 for char in grapheme)
    return len(grapheme.encode("utf-16-le")) // 2

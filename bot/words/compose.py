"""How an answer looks as text messages: pages that keep the segment budget, numbered choices, the constant digits."""

from __future__ import annotations

from bot.conversation import Answer, Choice
from bot.words.segments import count_segments, fold_typography, pages

BUDGET = 4
"""Segments that one reply may cost at most (SAFETY.md section 2)."""
MENU_BUDGET = 2
"""Segments of them that choices and constants may take; choices beyond that wait behind 7."""


def sms_tail(choices: tuple[Choice, ...], constants: tuple[Choice, ...]) -> str:
    """Return the lines under a reply: one per choice, then the constants in one line."""
    lines = [f"{choice.digit} {choice.label}" for choice in choices]
    lines.append("  ".join(f"{constant.digit} {constant.label}" for constant in constants))
    return fold_typography("\n\n" + "\n".join(line for line in lines if line)) if any(lines) else ""


def fitting(choices: tuple[Choice, ...], constants: tuple[Choice, ...]) -> int:
    """Return how many of the choices fit under a text message, at least one if there are any."""
    for count in range(len(choices), 1, -1):
        if count_segments(sms_tail(choices[:count], constants)) <= MENU_BUDGET:
            return count
    return min(1, len(choices))


def sms_pages(text: str, tail: str) -> list[str]:
    """Return `text` cut so that each page with `tail` under it keeps the budget."""
    return pages(fold_typography(text), BUDGET, tail=tail)


def sms_bodies(answer: Answer) -> list[str]:
    """Return the texts to send for an answer, in order; the choices stand under the last. Dull replies get no choices.

    A reply over the budget goes out as several texts: what must be said at once is never left waiting behind a digit.
    """
    bodies: list[str] = []
    for position, reply in enumerate(answer.replies, 1):
        last = position == len(answer.replies) and not reply.dull
        tail = sms_tail(answer.choices, answer.constants) if last else ""
        parts = sms_pages(reply.text, tail)
        bodies += [*parts[:-1], parts[-1] + tail] if parts else []
    return bodies

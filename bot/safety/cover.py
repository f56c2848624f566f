"""The cover: what a sender gets after an exit word, so that whoever holds the phone learns nothing."""

from __future__ import annotations

from bot.safety.signs import Sign


def cover_key(text: str, sign: Sign | None) -> str:
    """Return the key of the line that fits the cover story. It depends on nothing but this message: no state to give away."""
    if sign in (Sign.DANGER_NOW, Sign.SELF_HARM):
        return "cover_danger"
    return "cover_question" if any(mark in text for mark in "?؟？") else "cover_again"

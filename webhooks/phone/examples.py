"""Texts to try, as people write them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """One text with its language's code."""

    language: str
    text: str


# The languages take turns, so that a narrow screen shows more than one.
EXAMPLES = (
    Example("en", "hi"),
    Example("es", "quiero hablar con alguien"),
    Example("ar", "أريد أن أتحدث مع شخص"),
    Example("en", "can I see a doctor if I have no papers?"),
    Example("es", "¿tengo que pagar en la sala de emergencias?"),
    Example("ar", "هل يمكنني أن أطلب مترجما في المستشفى؟"),
    Example("en", "I want to talk to a person"),
)

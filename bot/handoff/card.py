"""The card: what an advocate sees of a person before taking the talk. No words of theirs, no number, nothing that identifies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.conversation import Channel, Conversation, ConversationId, Language, Reason, Urgency


@dataclass(frozen=True, slots=True)
class Card:
    """Urgency and why, language, channel, topics asked, safety answer, what the bot said (by key), seconds waited and silent."""

    conversation: ConversationId
    channel: Channel
    language: Language
    urgency: Urgency
    reasons: tuple[Reason, ...]
    topics: tuple[str, ...]
    safe_to_text: bool | None
    bot_said: tuple[str, ...]
    waited: int
    silent: int


def card_of(conversation: Conversation, waiting_since: datetime, now: datetime) -> Card:
    """Return the card of a waiting person."""
    return Card(
        conversation=conversation.id,
        channel=conversation.channel,
        language=conversation.language,
        urgency=conversation.urgency,
        reasons=conversation.reasons,
        topics=conversation.topics,
        safe_to_text=conversation.safe_to_text,
        bot_said=conversation.said,
        waited=max(0, int((now - waiting_since).total_seconds())),
        silent=max(0, int((now - conversation.last_seen).total_seconds())),
    )

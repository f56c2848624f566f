"""Answers while a part is down: what is still true, useful and safe without the engine, and without Redis."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import Answer, Channel, Effect, Question, Reply, Turn
from bot.dialogue.engine import EngineError, EngineReply, Understood
from bot.language.detect import choose
from bot.safety.codes import Code
from bot.safety.plain import single_digit
from bot.safety.signs import Sign
from bot.services import Services
from bot.words.compose import sms_pages

CONFIDENT = 0.6
"""Without Redis a topic is answered only when the engine is at least this sure; there is no menu to put it right."""


def without_engine(intent: str | None, asked: Question | None) -> Understood:
    """What a choice means is known without the engine; a sentence is not, and then the menu is offered."""
    if intent == "affirm" and asked is Question.HUMAN:
        return Understood(intent, 1.0, (), (), (Effect("handoff"),))
    if intent in ("affirm", "deny") and asked is Question.SAFE_TO_TEXT:
        ended = (Effect("end"),) if intent == "deny" else ()
        return Understood(intent, 1.0, (), (EngineReply("safe_no" if ended else "safe_yes"),), ended)
    if intent is not None:
        return Understood(intent, 1.0, (), (EngineReply(intent),))
    return Understood("", 0.0, (), (EngineReply("degraded"),))


def without_memory(turn: Turn, services: Services) -> Answer:
    """Answer one message with Redis away: danger, a topic if the engine is sure, or the numbers that always work."""
    words = services.words
    guess = services.detector.guess(turn.text)
    language = turn.language or choose(guess, None, len(turn.text.split())) or words.default
    sign = None if turn.choice else services.signs.find(turn.text)
    key = "trouble"
    if services.codes.find(turn.text, turn.opt_out) in (Code.STOP, Code.EXIT, Code.LEAVE, Code.SILENT_ALARM):
        return Answer.silence(language, ended=True)
    if sign is Sign.BEING_WATCHED:
        key = "being_watched"
    elif sign is not None:
        key = sign.value
    elif turn.choice and turn.choice.removeprefix("topic:") in words.topics:
        key = turn.choice.removeprefix("topic:")
    elif single_digit(turn.text) is None:
        try:
            understood = services.engine.understand(turn.text, language)
        except EngineError:
            understood = None
        known = understood is not None and (understood.intent in words.topics or understood.intent in tuple(Sign))
        if understood and known and understood.confidence >= CONFIDENT:
            key = understood.intent
    replies = [Reply(key, words.text(key, language, channel=turn.channel))]
    if key in words.topics:
        replies.append(Reply("trouble", words.text("trouble", language, channel=turn.channel)))
    if turn.channel is Channel.SMS:
        replies = [replace(reply, text=page) for reply in replies for page in sms_pages(reply.text, "")[:1]]
    return Answer(tuple(replies), language=language)

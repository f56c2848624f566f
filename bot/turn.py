"""One turn: `answer(turn, services)` is the only way from what a person wrote to what we say.

The order is the promise: safety first and alone, then a human if there is one, then digits, language, engine, words.
Every step works when the later ones are down: without the engine, menus and fixed replies answer; without Redis, safety does.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from redis.exceptions import RedisError

from bot.conversation import Answer, Conversation, Effect, Language, Phase, Question, Reason, Reply, Turn, Urgency
from bot.degraded import without_engine, without_memory
from bot.dialogue import menus
from bot.dialogue.engine import EngineError, EngineReply, Understood
from bot.dialogue.speech import Speech
from bot.handoff.talks import Author, NoTalk
from bot.language.detect import choose
from bot.language.names import language_named_in, named_language
from bot.safety.codes import Code
from bot.safety.cover import cover_key
from bot.safety.plain import single_digit
from bot.safety.signs import Sign
from bot.services import Services


def answer(turn: Turn, services: Services) -> Answer:
    """Return all that we say to one message, after its effects have happened.

    Never raises for what a person wrote or for a part that is down; the worst answer is a fixed one with the emergency
    numbers.
    """
    try:
        result = _Turn(turn, services).run()
    except (RedisError, TimeoutError) as error:
        services.count("turn_without_redis")
        services.log.error("turn_without_redis", problem=type(error).__name__)
        result = without_memory(turn, services)
    services.count(f"turn_{turn.channel}")
    return result


SURE_TO_END = 0.5
"""Below this confidence a sentence does not end a conversation. On held-out phrases 74 of 87 wishes to leave are above, and 1 of
about 800 other phrases."""


class _Turn:
    """The state of one turn while it is being answered."""

    def __init__(self, turn: Turn, services: Services) -> None:
        self.turn = turn
        self.services = services
        self.code = None if turn.choice else services.codes.find(turn.text, turn.opt_out)
        self.sign = None if turn.choice else services.signs.find(turn.text)
        self.ids = (turn.sender, turn.earlier_sender) if turn.earlier_sender else (turn.sender,)
        self.begins = False

    def run(self) -> Answer:
        memory = self.services.conversations
        found = memory.find(self.turn.sender, self.turn.earlier_sender)
        if self.code is Code.STOP:
            # The carrier has answered and blocked already; anything from us would be one text too many.
            return self._end(found, silent=True)
        if memory.under_cover(*self.ids):
            return self._under_cover(found)
        if self.code is Code.LEAVE or self.turn.choice == menus.LEAVE:
            return self._end(found)
        if self.code is Code.EXIT:
            self._end(found)
            memory.start_cover((self.turn.sender,), self.services.settings.cover_hours * 3600)
            return self._dull("cover_first", self._language(None))
        if found is not None:
            with memory.one_turn(found.id), suppress(NoTalk):
                # What was read before may have changed while another message of this person was being answered.
                found = memory.get(found.id)
                if found is not None:
                    return self._converse(found)
        # New, or ended in this very moment: it begins anew.
        return self._converse(self._start())

    def _start(self) -> Conversation:
        self.begins = True
        return self.services.conversations.start(self.turn.sender, self.turn.channel, self.turn.at)

    def _save(self, conversation: Conversation) -> None:
        if not self.services.conversations.save(conversation, begins=self.begins):
            # The person left while this was being answered: what this turn has written since goes too.
            self.services.desk.erase(conversation, "left")

    # ---- safety alone

    def _under_cover(self, found: Conversation | None) -> Answer:
        language = self._language(found)
        if self.code is Code.RETURN:
            self.services.conversations.end_cover(*self.ids)
            self._save(replace(found or self._start(), language=language, greeted=True, last_seen=self.turn.at))
            return self._dull("welcome_back", language)
        if found is not None and self.code is not Code.LEAVE:
            # After a silent alarm the person is in the line or with an advocate: what comes still reaches them.
            found = replace(found, last_seen=self.turn.at)
            if self.sign:
                found = self._raise_urgency(found, self.sign)
            self._keep_for_human(found)
            self._save(found)
        elif found is not None:
            self._end(found)
        return self._dull(cover_key(self.turn.text, self.sign), language)

    def _end(self, found: Conversation | None, *, silent: bool = False) -> Answer:
        language = self._language(found)
        if found is not None:
            self.services.desk.erase(found, "left")
        if silent:
            return Answer.silence(language, ended=True)
        return replace(self._dull("exit", language), ended=True)

    def _dull(self, key: str, language: Language) -> Answer:
        """A reply that must look like nothing: no choices, no constants."""
        text = self.services.words.text(key, language, channel=self.turn.channel)
        return Answer((Reply(key, text, dull=True),), language=language)

    # ---- the conversation

    def _converse(self, conversation: Conversation) -> Answer:
        services, turn = self.services, self.turn
        value = self._choice(conversation)
        language = self._language(conversation, fixed=value is not None)
        if value is not None and value.startswith(("lang:", "start:")):
            language = Language(value.partition(":")[2])
            conversation = replace(conversation, language_chosen=True)
        conversation = replace(conversation, language=language, last_seen=turn.at)
        if self.sign is not None:
            conversation = self._raise_urgency(conversation, self.sign)

        if self.code is Code.SILENT_ALARM:
            return self._silent_alarm(conversation)
        if conversation.phase is Phase.JOINED and value != menus.PERSON:
            self._keep_for_human(conversation)
            self._save(conversation)
            return Answer.silence(language, phase=Phase.JOINED)
        if conversation.phase is Phase.WAITING:
            self._keep_for_human(conversation)

        first = not conversation.greeted
        speech = Speech(services.words, turn.channel, conversation, services.codes.taught.get(language))
        if self.code is Code.CARRIER_HELP:
            # The carrier may have answered HELP itself; whoever texts it first may mean it, so the greeting follows.
            if turn.opt_out != "HELP":
                speech.say("carrier_help")
        elif self.sign is not None:
            self._answer_sign(speech, self.sign)
        elif turn.has_media and not turn.text.strip() and value is None:
            speech.say("media")
        elif value is not None:
            self._answer_choice(speech, value)
        elif single_digit(turn.text) is not None:
            speech.no_choice()
        else:
            self._answer_words(speech)
        if first and not speech.conversation.quiet and not speech.ended:
            speech.greet()
        return self._finish(speech)

    def _finish(self, speech: Speech) -> Answer:
        result = speech.answer()
        if speech.ended:
            # Also when it began with this very message: the engine has written notes on it.
            self.services.desk.erase(speech.conversation, "left")
        else:
            self._save(speech.conversation)
        return result

    def _choice(self, conversation: Conversation) -> str | None:
        """Return the value that this message chooses: a pressed button, a digit of the last reply, or a constant digit."""
        if self.turn.choice is not None:
            return self.turn.choice if menus.is_known(self.turn.choice, self.services.words) else None
        digit = single_digit(self.turn.text)
        if digit is not None:
            return menus.chosen(digit, conversation)
        named = named_language(self.turn.text, self.services.words.languages)
        return f"lang:{named}" if named else None

    def _language(self, found: Conversation | None, *, fixed: bool = False) -> Language:
        words = self.services.words
        if self.turn.language and words.is_offered(self.turn.language):
            return self.turn.language
        if found is not None and (found.language_chosen or fixed):
            return found.language
        current = found.language if found is not None and found.greeted else None
        guess = self.services.detector.guess(self.turn.text)
        return choose(guess, current, len(self.turn.text.split())) or (found.language if found else words.default)

    def _answer_sign(self, speech: Speech, sign: Sign) -> None:
        self.services.count(f"sign_{sign}")
        if sign is Sign.BEING_WATCHED:
            speech.be_quiet()
            return
        speech.say(sign.value, asks=Question.HUMAN)

    def _answer_choice(self, speech: Speech, value: str) -> None:
        conversation = speech.conversation
        kind, _, name = value.partition(":")
        if kind == "start":
            speech.hello()
        elif kind == "lang":
            speech.say("language_set")
            speech.offer_topics()
        elif value == menus.LANGUAGE:
            speech.offer_languages()
        elif value == menus.OTHER:
            speech.show_rest()
        elif value == menus.PERSON:
            self._hand_over(speech, Reason.ASKED)
        elif value == "more":
            speech.more()
        elif value == "menu":
            speech.offer_topics("menu")
        elif value == "not_safe":
            speech.close("safe_no")
        elif value in ("yes", "no"):
            self._ask_engine(speech, intent="affirm" if value == "yes" else "deny", asked=conversation.asked)
        elif kind == "topic":
            self._ask_engine(speech, intent=name, asked=conversation.asked)

    def _answer_words(self, speech: Speech) -> None:
        self._ask_engine(speech, text=self.turn.text, asked=speech.conversation.asked)

    def _ask_engine(self, speech: Speech, *, text: str | None = None, intent: str | None = None, asked: Question | None) -> None:
        conversation = speech.conversation
        try:
            understood = self.services.engine.turn(
                conversation.id, language=conversation.language, channel=self.turn.channel, text=text, intent=intent, asked=asked
            )
            if not understood.replies and not understood.effects:
                raise EngineError("Silent")
        except EngineError as error:
            self.services.count("engine_failed")
            self.services.log.error("engine_failed", problem=error.kind)
            understood = without_engine(intent, asked)
        self._carry_out(speech, understood)

    def _carry_out(self, speech: Speech, understood: Understood) -> None:
        if understood.confidence < SURE_TO_END and any(effect.kind == "end" for effect in understood.effects):
            # A slip of the keys must not cost a place in the line; 0 and the exit words need no model.
            self._say(speech, EngineReply("did_you_mean"), understood)
            return
        for effect in understood.effects:
            self._effect(speech, effect)
        # A handoff, an end and a quiet turn have said what there is to say.
        handled = {effect.kind for effect in understood.effects} & {"handoff", "quiet"}
        for reply in () if handled else understood.replies:
            self._say(speech, reply, understood)

    def _effect(self, speech: Speech, effect: Effect) -> None:
        match effect.kind:
            case "handoff":
                self._hand_over(speech, Reason.ASKED)
            case "quiet":
                speech.be_quiet()
            case "end":
                speech.ended = True
            case "urgency":
                reason = Reason(str(effect.detail.get("reason", "danger")))
                urgency = Urgency(int(str(effect.detail.get("level", 1))))
                speech.conversation = self._urgent(speech.conversation, reason, urgency)

    def _say(self, speech: Speech, reply: EngineReply, understood: Understood) -> None:
        words = self.services.words
        key = reply.key
        if key in words.topics:
            speech.topic(key)
        elif key == "greet":
            speech.hello()
        elif key == "menu":
            speech.offer_topics("menu")
        elif key == "degraded":
            speech.offer_topics("degraded")
        elif key == "language_menu":
            named = language_named_in(self.turn.text, words.languages)
            speech.change_language(named) if named else speech.offer_languages()
        elif key == "did_you_mean":
            candidates = [c.intent for c in understood.candidates if c.intent in words.topics]
            speech.did_you_mean(candidates[:3])
        elif key == "repeat_simpler":
            speech.simpler()
        elif key == "safe_yes":
            speech.safe()
        elif key in ("exit", "safe_no"):
            speech.close(key)
        elif key in ("affirm", "deny", "thanks_bye"):
            speech.remark(key)
        elif reply.asks is None:
            speech.say(key, choices=("menu",))
        else:
            speech.say(key, asks=reply.asks)

    # ---- a human

    def _hand_over(self, speech: Speech, reason: Reason) -> None:
        """Put the person in the line and tell them their place; what they write from now on is kept, sealed, this message included."""
        conversation, services = speech.conversation, self.services
        already = conversation.phase is not Phase.BOT
        conversation = self._waiting(conversation.with_reason(reason, conversation.urgency))
        if not already:
            self._keep_for_human(conversation)
            services.count("handoff")
        speech.conversation = conversation
        place = services.line.place(conversation.id)
        speech.in_line(
            place.ahead if place else 0, place.minutes if place else None, first=not already, anyone_here=bool(services.duty.all())
        )

    def _silent_alarm(self, conversation: Conversation) -> Answer:
        """Small talk is answered with small talk; the advocates' line shows what it was."""
        services = self.services
        conversation = self._waiting(conversation.with_reason(Reason.SILENT_ALARM, Urgency.NOW))
        services.conversations.start_cover((self.turn.sender,), services.settings.cover_hours * 3600)
        self._save(replace(conversation, greeted=True))
        services.count("silent_alarm")
        return self._dull("cover_first", conversation.language)

    def _waiting(self, conversation: Conversation) -> Conversation:
        """Open the talk if there is none, and give the person the place in the line that their urgency asks for."""
        if conversation.phase is Phase.BOT:
            self.services.talks.open(conversation.id, self.turn.address)
            conversation = replace(conversation, phase=Phase.WAITING, waiting_since=self.turn.at)
        self.services.line.join(conversation.id, conversation.urgency, self.turn.at)
        return conversation

    def _raise_urgency(self, conversation: Conversation, sign: Sign) -> Conversation:
        if sign is Sign.BEING_WATCHED:
            return conversation
        reason = Reason.DANGER if sign is Sign.DANGER_NOW else Reason.SELF_HARM
        return self._urgent(conversation, reason, Urgency.NOW)

    def _urgent(self, conversation: Conversation, reason: Reason, urgency: Urgency) -> Conversation:
        conversation = conversation.with_reason(reason, urgency)
        if conversation.phase is not Phase.BOT:
            self.services.line.join(conversation.id, conversation.urgency, self.turn.at)
        return conversation

    def _keep_for_human(self, conversation: Conversation) -> None:
        """Add what was written to the talk, sealed. A bare choice is kept too: the advocate sees what the person did."""
        text = self.turn.text.strip()
        if self.turn.choice and not text:
            text = menus.label(self.turn.choice, self.services.words, conversation.language)
        if text and conversation.phase is not Phase.BOT:
            self.services.talks.add(conversation.id, Author.PERSON, text, self.turn.at, language=conversation.language)


def replay(conversation: Conversation, services: Services) -> Answer:
    """Return the last answer of a conversation again, for a chat page that was reloaded. Changes nothing."""
    speech = Speech(services.words, conversation.channel, conversation, services.codes.taught.get(conversation.language))
    place = services.line.place(conversation.id)
    return speech.replay(place.ahead if place else 0, place.minutes if place else None)

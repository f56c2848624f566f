"""A trained model at work: what a text means, and what the rules answer to a meaning."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.lock_store import LockStore
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import TrackerStore
from rasa.exceptions import ModelNotFound
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.errors import ModelMissing
from bot.engine.replies import Answer, Reply
from bot.engine.text import clean
from bot.engine.understanding import FALLBACK_INTENT, NOTHING_SAID, Candidate, Understanding

NO_QUESTION = "none"
_RESERVED_INTENTS = frozenset({"back", "restart", "session_start", FALLBACK_INTENT})
_NEXT_UNSURE: Mapping[str, str] = {"no": "once", "once": "twice", "twice": "twice"}


class NoReply(Exception):
    """Raised when no rule answered; Rasa itself would go on in silence."""


class Dialogue(MessageProcessor):
    """A loaded model. It keeps no conversations: trackers come in and go out, so that a turn costs one read, one write.

    Rasa's own message handling reads and writes the tracker as it likes, falls back to memory when the store fails, and
    keeps the text. So this class goes the same steps without a store and without the text. Loading takes about 1 s;
    raises `ModelMissing` for a file that is no model.
    """

    def __init__(self, model: Path) -> None:
        # The two base classes refuse every use: nothing of Rasa's can store or lock behind our back.
        try:
            super().__init__(
                model_path=model,
                tracker_store=TrackerStore(domain=None),
                lock_store=LockStore(),
                generator=TemplatedNaturalLanguageGenerator({}),
            )
        except ModelNotFound as error:
            raise ModelMissing(f"{model} is no model") from error
        self.nlg = TemplatedNaturalLanguageGenerator(self.domain.responses)
        self.intents = frozenset(self.domain.intents) - _RESERVED_INTENTS

    def understand(self, text: str, language: str | None) -> Understanding:
        """Return what `text` means, said in `language`; takes about 1 ms a token, and may run in several threads."""
        cleaned = clean(text)
        if not cleaned:
            return NOTHING_SAID
        message = UserMessage(text=cleaned, sender_id="", metadata={"language": language})
        parsed = self._parse_message_with_graph(message, DialogueStateTracker("", slots=()))
        intent = parsed["intent"]
        candidates = tuple(Candidate(entry["name"], entry["confidence"]) for entry in parsed["intent_ranking"])
        return Understanding(intent["name"], intent["confidence"], candidates)

    async def respond(self, tracker: DialogueStateTracker, understanding: Understanding, asked: str | None, channel: str | None) -> Answer:
        """Return the answer to `understanding`, a turn in which `asked` is the question that may be answered.

        `tracker` is brought up to date with the turn. Raises `NoReply` when no rule answers.
        """
        self._prepare(tracker, understanding, asked)
        said = {"name": understanding.intent, "confidence": understanding.confidence}
        tracker.update(UserUttered(intent=said, input_channel=channel), self.domain)
        output = _Collected(channel)
        tracker = await self.run_action_extract_slots(output, tracker)
        await self._run_prediction_loop(output, tracker)
        if not output.replies:
            raise NoReply(understanding.intent)
        for reply in output.replies:
            _set_slots(tracker, reply.slots, self)
        return Answer(tuple(output.replies))

    def _prepare(self, tracker: DialogueStateTracker, understanding: Understanding, asked: str | None) -> None:
        unsure = _NEXT_UNSURE[tracker.get_slot("unsure")] if understanding.intent == FALLBACK_INTENT else "no"
        _set_slots(tracker, {"last_question": asked or NO_QUESTION, "unsure": unsure}, self)


class _Collected(OutputChannel):
    """Takes the replies of one turn; named like the person's channel, for responses that differ by it."""

    def __init__(self, channel: str | None) -> None:
        self._channel = channel
        self.replies: list[Reply] = []

    # A class method of the base class; Rasa calls it on the instance, and so lets it differ.
    def name(self) -> str:
        return self._channel or "engine"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.replies.append(Reply.from_payload(message.get("custom")))


def _set_slots(tracker: DialogueStateTracker, slots: Mapping[str, Any], dialogue: Dialogue) -> None:
    tracker.update_with_events([SlotSet(name, value) for name, value in slots.items()], dialogue.domain)

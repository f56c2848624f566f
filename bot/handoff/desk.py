"""The desk: everything an advocate can do to the line and to a talk, checked against who holds the talk.

The console calls nothing else. Every act is safe to repeat.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from bot.conversation import Channel, Conversation, ConversationId, Phase
from bot.handoff.card import Card, card_of
from bot.handoff.duty import Duty, OnDuty
from bot.handoff.line import WaitingLine
from bot.handoff.talks import Author, Line, NoTalk, Sending, Talks
from bot.memory.conversations import Conversations


class DeskError(Exception):
    """Raised when an act at the desk is refused; the text says what to do instead."""


class NotYours(DeskError):
    """Raised when the talk is not held by this advocate."""


class Gone(DeskError):
    """Raised when the conversation has ended or the person has left."""


class NotWaiting(DeskError):
    """Raised when somebody else took the person first."""


class DeskFull(DeskError):
    """Raised when the advocate already holds as many talks as they chose."""


class NotOnDuty(DeskError):
    """Raised when an advocate who is off duty tries to take a person."""


@dataclass(frozen=True, slots=True)
class OpenTalk:
    """A talk as its advocate sees it: the conversation, its lines, and what became of the lines sent to a phone."""

    conversation: Conversation
    lines: tuple[Line, ...]
    sending: dict[str, Sending]


@dataclass(frozen=True, slots=True)
class Desk:
    """`send` queues the delivery of a conversation's lines to its phone. `lease` is in seconds."""

    conversations: Conversations
    line: WaitingLine
    talks: Talks
    duty: Duty
    clock: Callable[[], datetime]
    send: Callable[[ConversationId], None]
    lease: int

    def cards(self) -> list[Card]:
        """Return the cards of everybody who waits, in the order in which they are to be served."""
        now = self.clock()
        self.sweep()
        waiting = self.conversations.get_many(self.line.waiting())
        return [card_of(conversation, conversation.waiting_since or conversation.started, now) for conversation in waiting]

    def held_by(self, advocate: str) -> list[Conversation]:
        """Return the conversations that this advocate holds."""
        mine = [cid for cid in self.line.talking() if self.line.holder(cid) == advocate]
        return self.conversations.get_many(mine)

    def beat(self, advocate: str) -> None:
        """The advocate's console is alive: keep their duty and their talks, and bring back what others lost."""
        self.duty.renew(advocate, lease=self.lease)
        self.line.renew(advocate, self.clock(), lease=self.lease)
        self.sweep()

    def claim(self, cid: ConversationId, advocate: str) -> Conversation:
        """Take a waiting person. The person is told once, by the name the advocate goes by."""
        who = self.duty.of(advocate)
        if who is None:
            raise NotOnDuty("Go on duty first.")
        if self.line.holder(cid) != advocate:
            self._win(cid, advocate, who.most)
        return self._join(cid, who)

    def _win(self, cid: ConversationId, advocate: str, most: int) -> None:
        outcome = self.line.claim(cid, advocate, self.clock(), lease=self.lease, most=most)
        if outcome == "full":
            raise DeskFull(f"You already hold {most} talks. End or hand back one, or raise your limit.")
        if outcome == "taken":
            raise NotWaiting("This person is no longer waiting.")

    def _join(self, cid: ConversationId, who: OnDuty) -> Conversation:
        """Make the conversation one with a human. Repeated after a claim that was cut short, it finishes what is missing."""
        with self.conversations.one_turn(cid):
            conversation = self.conversations.get(cid)
            if conversation is None:
                self.line.leave(cid, "ended")
                raise NotWaiting("This person is no longer waiting.")
            if conversation.phase is Phase.JOINED:
                return conversation
            if conversation.waiting_since is not None:
                self.line.remember_wait((self.clock() - conversation.waiting_since).total_seconds())
            conversation = replace(conversation, phase=Phase.JOINED, alias=who.alias, menu=(), asked=None)
            self.conversations.save(conversation)
        self._tell(conversation, "joined", who.alias)
        return conversation

    def talk(self, cid: ConversationId, advocate: str) -> OpenTalk:
        """Return the talk. Raises NotYours or Gone."""
        conversation = self._mine(cid, advocate)
        try:
            return OpenTalk(conversation, tuple(self.talks.lines(cid)), self.talks.sending(cid))
        except NoTalk:
            raise Gone("The person has left. Nothing of the talk is kept.") from None

    def say(self, cid: ConversationId, advocate: str, text: str) -> Line:
        """Say something to the person. On SMS the line is queued, and held if the person has been silent too long."""
        conversation = self._mine(cid, advocate)
        words = text.strip()
        if not words:
            raise DeskError("There is nothing to send.")
        return self._add(conversation, Author.ADVOCATE, words, conversation.alias)

    def send_again(self, cid: ConversationId, advocate: str, line: str) -> None:
        """Send a held or uncertain line after all: the person has written again, and the advocate wants it said."""
        self._mine(cid, advocate)
        if self.talks.sending(cid).get(line) in (Sending.HELD, Sending.UNSURE, Sending.FAILED):
            self.talks.set_sending(cid, line, Sending.QUEUED)
            self.send(cid)

    def note(self, cid: ConversationId, advocate: str, text: str) -> Line:
        """Keep a private note with the talk; the person never sees it and it dies with the talk."""
        conversation = self._mine(cid, advocate)
        return self._add(conversation, Author.NOTE, text.strip(), conversation.alias)

    def release(self, cid: ConversationId, advocate: str) -> None:
        """Put the person back at their old place in the line; the bot answers again meanwhile."""
        conversation = self._mine(cid, advocate)
        if not self.line.release(cid, advocate):
            raise NotYours("This talk is not yours any more.")
        self.back_to_line(conversation)

    def back_to_line(self, conversation: Conversation) -> None:
        """The person waits again, after a release or a lost advocate: they are told once, and the bot speaks again."""
        with self.conversations.one_turn(conversation.id):
            current = self.conversations.get(conversation.id)
            if current is None or current.phase is not Phase.JOINED:
                return
            self.conversations.save(replace(current, phase=Phase.WAITING, alias=""))
        self._tell(current, "back_in_line", "")

    def sweep(self) -> None:
        """Bring back everybody whose advocate's console fell silent. Called often, from any process."""
        for cid in self.line.sweep(self.clock()):
            conversation = self.conversations.get(cid)
            if conversation is None:
                self.line.leave(cid, "ended")
            else:
                self.back_to_line(conversation)

    def end(self, cid: ConversationId, advocate: str) -> None:
        """End the talk for both: the line forgets it, the key and everything named after the conversation are destroyed."""
        conversation = self._mine(cid, advocate)
        self.erase(conversation, "ended")

    def erase(self, conversation: Conversation, why: str) -> None:
        """End a conversation from whichever side. Nothing of it is left, and nothing is sent."""
        self.conversations.erase(conversation)
        self.line.leave(conversation.id, why)

    def _mine(self, cid: ConversationId, advocate: str) -> Conversation:
        conversation = self.conversations.get(cid)
        holder = self.line.holder(cid)
        if conversation is None and (holder is None or holder == advocate):
            raise Gone("The person has left. Nothing of the talk is kept.")
        if conversation is None or holder != advocate:
            raise NotYours("This talk is not yours.")
        return conversation

    def _add(self, conversation: Conversation, author: Author, text: str, name: str) -> Line:
        try:
            line = self.talks.add(conversation.id, author, text, self.clock(), language=conversation.language, name=name)
        except NoTalk:
            raise Gone("The person has left. Nothing of the talk is kept.") from None
        if conversation.channel is Channel.SMS and author in (Author.ADVOCATE, Author.EVENT):
            self.talks.set_sending(conversation.id, line.id, Sending.QUEUED)
            self.send(conversation.id)
        return line

    def _tell(self, conversation: Conversation, event: str, name: str) -> None:
        # Whoever left in the same moment need not be told.
        with suppress(Gone):
            self._add(conversation, Author.EVENT, event, name)


def on_duty(advocate: str, alias: str, languages: tuple[str, ...], most: int) -> OnDuty:
    """Return a checked duty: 1 to 6 talks at once, at least one language."""
    if not 1 <= most <= 6:
        raise DeskError("Choose from 1 to 6 talks at once.")
    if not languages:
        raise DeskError("Choose at least one language you speak.")
    return OnDuty(advocate, alias, languages, most)

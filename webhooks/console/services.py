"""What the console asks of the line. `bot.wiring.Services` fits these shapes; tests may bring their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sized
from datetime import datetime
from typing import Protocol

from bot.conversation import ConversationId
from bot.handoff.desk import Desk
from bot.handoff.duty import Duty
from bot.handoff.line import WaitingLine
from bot.handoff.talks import Talks
from bot.memory.conversations import Conversations
from bot.settings import Settings
from bot.staff.staff import Staff
from bot.words.catalogue import Words


class News(Protocol):
    """What changes in the line and in talks, as it happens; one reader of Redis per process serves all who follow."""

    def follow(self, after: str | None) -> Iterator[tuple[str, str, str]]:
        """Yield (entry id, kind, conversation id) from after the entry `after`, or from now; ("", "tick", "") every 15 s."""
        ...


class Held(Protocol):
    """What is held right now."""

    def of(self, cid: ConversationId) -> Sized:
        """Return everything that is held of one conversation; empty when there is nothing."""
        ...


class Services(Protocol):
    """Everything that the console's views use."""

    @property
    def settings(self) -> Settings: ...
    @property
    def desk(self) -> Desk: ...
    @property
    def talks(self) -> Talks: ...
    @property
    def line(self) -> WaitingLine: ...
    @property
    def duty(self) -> Duty: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def words(self) -> Words: ...
    @property
    def staff(self) -> Staff: ...
    @property
    def news(self) -> News: ...
    @property
    def held(self) -> Held: ...
    @property
    def clock(self) -> Callable[[], datetime]: ...

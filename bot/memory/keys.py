"""Every key that the line writes to Redis: its name, what it holds in plain words, and how long it lives.

`quietline held`, docs/privacy.md and the tests read this list; a key that is not in it may not be written.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation import ConversationId, Pseudonym

HOUR = 3600
DAY = 24 * HOUR
TALK_LIFETIME = 12 * HOUR
"""Seconds a talk with a human lives at most without a new line; no talk is meant to last so long."""


@dataclass(frozen=True, slots=True)
class KeyFamily:
    """One kind of key. `personal` says whether it exists because of one person's conversation."""

    prefix: str
    holds: str
    lives: str
    personal: bool


BOT_LIVES = "2 hours after the last text, 30 minutes on the chat page, or until the end"
FAMILIES = (
    KeyFamily(
        "who:",
        "which conversation a hidden sender belongs to; the number itself is not in it",
        BOT_LIVES,
        True,
    ),
    KeyFamily(
        "conv:",
        "one conversation's state: language, topics asked, place in the dialogue; no words, no number",
        BOT_LIVES,
        True,
    ),
    KeyFamily(
        "dlg:",
        "the dialogue engine's notes on one conversation: last topics and answers; no words",
        BOT_LIVES,
        True,
    ),
    KeyFamily(
        "key:",
        "the key that opens one talk, itself locked; without it nothing of the talk can be read",
        "from asking for a human until the end",
        True,
    ),
    KeyFamily("talk:", "the lines of one talk with a human, locked", "from asking for a human until the end", True),
    KeyFamily(
        "sent:",
        "what became of each line an advocate sent: waiting, sent, delivered, failed",
        "from asking for a human until the end",
        True,
    ),
    KeyFamily(
        "sid:",
        "which line of which talk one of the carrier's message ids belongs to, until its delivery is reported",
        "1 hour at most, or until the end",
        True,
    ),
    KeyFamily(
        "addr:", "the phone number an advocate's answer goes to, locked (text messages only)", "from asking for a human until the end", True
    ),
    KeyFamily("claim:", "which advocate holds one talk", "while an advocate is in the talk", True),
    KeyFamily("turn:", "a mark that one message of a conversation is being answered", "10 seconds at most", True),
    KeyFamily("seen:", "the mark that one message was already handled", "24 hours", False),
    KeyFamily("cover:", "the mark that a hidden sender gets the cover story", "12 hours, or until the return word", False),
    KeyFamily("queue:", "the line itself: who waits, since when, who is being talked with, as random ids", "live", False),
    KeyFamily("duty:", "which advocates are on duty and the languages they speak", "live", False),
    KeyFamily("salt:", "the random value that hides senders; when it is gone no hidden sender can be matched again", "4 days", False),
    KeyFamily("login:", "staff sign-in: tries counted, codes already used", "minutes", False),
    KeyFamily("staff:", "staff members' signed-in sessions", "12 hours at most", False),
    KeyFamily("erase:", "the carrier's ids of message records still to be deleted there", "until the carrier confirms", False),
    KeyFamily("rq:", "jobs of the worker, as random ids", "minutes", False),
)


def family(key: str) -> KeyFamily | None:
    """Return the family that `key` belongs to, or None for a key that nobody declared."""
    return next((f for f in FAMILIES if key.startswith(f.prefix)), None)


def who(sender: Pseudonym) -> str:
    """Sender → conversation id."""
    return f"who:{sender}"


def conversation(cid: ConversationId) -> str:
    """State of one conversation (JSON)."""
    return f"conv:{cid}"


def dialogue(cid: ConversationId) -> str:
    """The engine's tracker; written by the engine, erased by us."""
    return f"dlg:{cid}"


def talk_key(cid: ConversationId) -> str:
    """The talk's wrapped data key."""
    return f"key:{cid}"


def talk(cid: ConversationId) -> str:
    """Stream of sealed lines."""
    return f"talk:{cid}"


def sent(cid: ConversationId) -> str:
    """Hash: line id → what became of it."""
    return f"sent:{cid}"


def carrier_message(sid: str) -> str:
    """Carrier's message id → conversation and line."""
    return f"sid:{sid}"


def address(cid: ConversationId) -> str:
    """Sealed phone number."""
    return f"addr:{cid}"


def claim(cid: ConversationId) -> str:
    """Id of the advocate who holds the talk."""
    return f"claim:{cid}"


def turn(cid: ConversationId) -> str:
    """Lock: one turn of a conversation at a time."""
    return f"turn:{cid}"


def of_conversation(cid: ConversationId) -> tuple[str, ...]:
    """Every key that is named after one conversation. Ending deletes exactly these, and its `who:` key."""
    return (conversation(cid), dialogue(cid), talk_key(cid), talk(cid), sent(cid), address(cid), claim(cid))


WAITING = "queue:waiting"
"""Sorted set: conversation → moment of its place (seconds; urgent people are placed earlier)."""
TALKING = "queue:talking"
"""Sorted set: conversation → moment at which its advocate's lease lapses."""
PLACES = "queue:places"
"""Hash: conversation in a talk → the place it goes back to if its advocate is lost."""
NEWS = "queue:news"
"""Stream: something changed, in which conversation; no content."""
WAITS = "queue:waits"
"""List: how many seconds the last people waited, for honest estimates."""
ERASE = "erase:records"
"""Sorted set: carrier's message id → when to try deleting it next."""

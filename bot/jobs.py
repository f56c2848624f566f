"""The worker's jobs. Every job takes ids only, may run twice, and says what it does when it does.

Assumption: a worker can be killed between any two lines, and RQ then runs the job again or not at all. So each step first
notes what it is about to do, and what was noted decides what a second run does.
"""

from __future__ import annotations

import os
from datetime import timedelta
from functools import cache

from bot.carrier.twilio import CarrierError, Refusal
from bot.conversation import Conversation, ConversationId
from bot.handoff.talks import Author, Line, NoTalk, Sending
from bot.services import Services, build
from bot.settings import Settings
from bot.words.segments import fold_typography

LONGEST_BODY = 1600


@cache
def _services() -> Services:
    return build(Settings.from_env(os.environ))


def send_lines(cid: str) -> None:
    """Send the talk's queued lines, in order. Run twice, it finds nothing left to send.

    A line found half sent (the worker died while telling the carrier) is not sent again: the advocate sees that it is
    uncertain and decides. Nothing goes out after the reply window, and nothing after the end.
    """
    deliver(ConversationId(cid), _services())


def deliver(cid: ConversationId, services: Services) -> None:
    """Do the work of `send_lines` with the services given."""
    if services.carrier is None:
        return
    with services.talks.sending_in_order(cid):
        for entry, state in sorted(services.talks.sending(cid).items(), key=lambda item: _order(item[0])):
            if state is Sending.SENDING:
                services.talks.set_sending(cid, entry, Sending.UNSURE)
            elif state is Sending.QUEUED and not _deliver_one(cid, entry, services):
                # The carrier is away. The lines after it wait too: they must not overtake.
                return


def send_what_waits(services: Services) -> None:
    """Queue the sending of lines that still wait: their job was lost, or the carrier was away. The worker's clock calls this."""
    for cid in services.line.talking():
        if Sending.QUEUED in services.talks.sending(cid).values():
            services.outbox.send_lines(cid)


def _deliver_one(cid: ConversationId, entry: str, services: Services) -> bool:
    """Send one line, or note why not. Return False if it is worth trying again."""
    conversation = services.conversations.get(cid)
    try:
        line = services.talks.line(cid, entry)
        address = services.talks.address(cid)
    except NoTalk:
        return True
    if conversation is None or line is None or address is None or services.carrier is None:
        return True
    window = timedelta(minutes=services.settings.reply_window_minutes)
    left = conversation.last_seen + window - services.clock()
    if left <= timedelta(0):
        services.talks.set_sending(cid, entry, Sending.HELD)
        return True
    services.talks.set_sending(cid, entry, Sending.SENDING)
    try:
        sid = services.carrier.send(address, _body(line, conversation, services), validity=max(1, int(left.total_seconds())))
    except CarrierError as error:
        services.log.warning("line_not_sent", conversation=cid, kind=error.refusal.value, status=error.code or 0)
        if error.refusal is Refusal.LATER:
            services.talks.set_sending(cid, entry, Sending.QUEUED)
            return False
        services.talks.set_sending(cid, entry, Sending.BLOCKED if error.refusal is Refusal.BLOCKED else Sending.FAILED)
        return True
    services.talks.sent_as(cid, entry, sid)
    services.talks.set_sending(cid, entry, Sending.SENT)
    services.records.add(sid, services.clock())
    return True


def _body(line: Line, conversation: Conversation, services: Services) -> str:
    if line.author is Author.EVENT:
        values = {"alias": line.name} if line.name else {}
        return services.words.text(line.text, conversation.language, channel=conversation.channel, values=values)
    return fold_typography(line.text)[:LONGEST_BODY]


def erase_records() -> None:
    """Delete the carrier's records that are due. Run twice, the second run finds them gone, which counts as deleted."""
    erase_due(_services())


def erase_due(services: Services) -> None:
    """Do the work of `erase_records` with the services given. The carrier being down moves the next try; nothing is dropped."""
    if services.carrier is None:
        return
    for sid in services.records.due(services.clock()):
        try:
            done = services.carrier.erase(sid)
        except CarrierError as error:
            services.log.warning("record_not_erased", kind=error.refusal.value, status=error.code or 0)
            done = False
        if done:
            services.records.gone(sid)
        else:
            services.records.later(sid, services.clock())


def _order(entry: str) -> tuple[int, int]:
    moment, _, number = entry.partition("-")
    return int(moment), int(number or 0)

"""The carrier's behaviour, in memory: what happens when a phone texts the line and when the line texts a phone."""

from __future__ import annotations

import uuid
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.carrier.standin.deliveries import Deliveries
from bot.carrier.standin.errors import INVALID_CALLBACK, INVALID_TO, NO_BODY, OPTED_OUT, TOO_LONG, TOO_MANY, Refused
from bot.carrier.standin.faults import Faults
from bot.carrier.standin.keywords import REPLIES, Keyword, keyword_of
from bot.carrier.standin.messages import API_VERSION, BODY_LIMIT, Direction, Message, Status, new_sid
from bot.carrier.standin.phones import E164, LINE_NUMBER, Entry, Phones, Way
from bot.carrier.standin.records import Records
from bot.carrier.standin.twiml import BadAnswer, Said, parse
from bot.carrier.standin.webhooks import Webhooks
from bot.words.segments import count_segments

SERVICE_SID = "MG" + "0" * 32
UNANSWERED = "unanswered"
"""The status that a phone's thread shows of a message for which both webhooks failed."""

_CALLS_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Inbound:
    """What became of a text from a phone.

    `replies` are the texts that came back on the same request. `problem` is the carrier's warning about the first webhook (11200: an
    HTTP error, 11205: no answer in time, …) or None; `answered` says whether either webhook took the message.
    """

    sid: str
    replies: tuple[str, ...] = field(repr=False)
    problem: int | None = None
    answered: bool = True


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the API, for tests: what was asked, about which message, and the HTTP status it got (0: no answer)."""

    method: str
    sid: str
    status: int
    parameters: Mapping[str, str] = field(repr=False)


class StandIn:
    """Stands in for the carrier on this machine.

    `public_url` is the line's address as it is signed. `deliver_to` is where it really listens, if that differs; it must be on this
    machine. `webhook_timeout` is in seconds; the carrier's own is 15. With `advanced_opt_out` a keyword reaches the line as
    `OptOutType` too, with `swallow_keywords` not at all.
    """

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        public_url: str,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        messaging_service_sid: str = SERVICE_SID,
        advanced_opt_out: bool = False,
        swallow_keywords: bool = False,
        deliver_to: str | None = None,
        webhook_timeout: float = 15.0,
    ) -> None:
        self.account_sid = account_sid
        self.auth_token = auth_token
        self.faults = Faults()
        self.records = Records()
        self.phones = Phones()
        self.calls: deque[Call] = deque(maxlen=_CALLS_KEPT)
        self.api_base = "http://127.0.0.1"
        self._clock = clock
        self._service_sid = messaging_service_sid
        self._advanced_opt_out = advanced_opt_out
        self._swallow_keywords = swallow_keywords
        self._opted_out: set[str] = set()
        self._webhooks = Webhooks(auth_token, public_url, deliver_to, webhook_timeout)
        self._deliveries = Deliveries(account_sid, self.records, self.phones, self.faults, self._webhooks, clock)

    def text(self, from_number: str, body: str, media: int = 0, extra: Mapping[str, str] | None = None) -> Inbound:
        """Text the line from a phone, wait for its answer, and return what became of it.

        `media` pictures are announced (their addresses lead to this machine); `extra` fields are added to the signed form.
        """
        now = self._clock()
        sid = new_sid("MM" if media else "SM")
        segments = max(count_segments(body), 1)
        message = Message(
            sid, Direction.INBOUND, LINE_NUMBER, from_number, body, segments, Status.RECEIVING, now, now, media, self._service_sid
        )
        self.records.add(message)
        self.phones.add(from_number, Entry(0, Way.TO_LINE, body, Status.RECEIVING, now, segments, sid))
        keyword = keyword_of(body)
        if keyword:
            self._obey(keyword, from_number)
        replies: list[str] = []
        problem, answered = None, True
        if not (keyword and self._swallow_keywords):
            form = self._form(message, keyword) | dict(extra or {})
            token = str(uuid.uuid4())
            for _ in range(1 + self.faults.take_all("repeat_next")):
                problem, said = self._ask_the_line(form, token)
                answered = said is not None
                replies += [reply.body for reply in said or () if self._reply(from_number, reply)]
        self.records.move(sid, Status.RECEIVED, self._clock())
        self.phones.mark(from_number, sid, Status.RECEIVED if answered else UNANSWERED)
        return Inbound(sid, tuple(replies), problem, answered)

    def send(
        self,
        to: str,
        body: str,
        *,
        direction: Direction = Direction.API,
        sender: str = LINE_NUMBER,
        service_sid: str = "",
        callback: str = "",
        valid_for: timedelta | None = None,
    ) -> Message:
        """Take a message for a phone and return its new record. Raises Refused where the carrier would.

        `callback` is a public address of the line; `valid_for` is how long the message may wait.
        """
        if not E164.fullmatch(to):
            raise Refused(INVALID_TO, to)
        if not body:
            raise Refused(NO_BODY)
        if len(body) > BODY_LIMIT:
            raise Refused(TOO_LONG)
        callback_url = self._webhooks.callback_url(callback) if callback else ""
        if callback_url is None:
            raise Refused(INVALID_CALLBACK)
        if to in self._opted_out:
            raise Refused(OPTED_OUT)
        rejected = self.faults.cues.reject.get(to, 0)
        if 0 < rejected < 30000:
            raise Refused(rejected)
        limit = self.faults.cues.queue_limit
        if limit is not None and self.records.under_way() >= limit:
            raise Refused(TOO_MANY)
        now = self._clock()
        message = Message(
            new_sid(),
            direction,
            to,
            sender,
            body,
            count_segments(body),
            Status.ACCEPTED if service_sid else Status.QUEUED,
            now,
            now,
            service_sid=service_sid,
            callback=callback_url,
            expires=now + valid_for if valid_for is not None else None,
        )
        self.records.add(message)
        self._deliveries.put(message, at_once=direction is Direction.REPLY)
        return message

    def thread(self, number: str, after: int = 0) -> tuple[Entry, ...]:
        """Return what a phone shows, oldest first, after entry `after`."""
        return self.phones.thread(number, after)

    def forget(self, number: str) -> bool:
        """Throw a phone away, and its opt-out with it; say whether there was one."""
        self._opted_out.discard(number)
        return self.phones.forget(number)

    def settle(self, seconds: float = 5.0) -> bool:
        """Wait at most `seconds` until every outbound message has come to its end, and say whether that is so."""
        return self._deliveries.settle(seconds)

    def close(self) -> None:
        """Stop. Nothing is kept."""
        self._deliveries.close()
        self._webhooks.close()

    def _obey(self, keyword: Keyword, number: str) -> None:
        """Do what the keyword says, and answer for the carrier. Its own answers have no record that the line could delete."""
        was_out = number in self._opted_out
        if keyword is Keyword.STOP:
            self._opted_out.add(number)
        elif keyword is Keyword.START:
            self._opted_out.discard(number)
            if not was_out:
                # "Yes" from somebody who has not opted out is an answer to the line, not to the carrier.
                return
        text = REPLIES[keyword]
        self.phones.add(number, Entry(0, Way.FROM_LINE, text, Status.DELIVERED, self._clock(), count_segments(text)))

    def _ask_the_line(self, form: Mapping[str, str], token: str) -> tuple[int | None, list[Said] | None]:
        """Post to the webhook, on failure to the fallback. Return the warning, and the messages (None: both failed)."""
        problem: int | None = None
        for url in (self._webhooks.inbound_url, self._webhooks.fallback_url):
            told = dict(form)
            if problem is not None:
                self.records.count("fallbacks")
                told |= {"ErrorCode": str(problem), "ErrorUrl": self._webhooks.inbound_url}
            try:
                answer = self._webhooks.post(url, told, token=token)
                return problem, parse(answer.content_type, answer.body)
            except BadAnswer as error:
                problem = problem or error.code
        return problem, None

    def _reply(self, to: str, said: Said) -> bool:
        """Send one message of a webhook's answer, and say whether the carrier took it."""
        try:
            self.send(said.to or to, said.body, direction=Direction.REPLY, service_sid=self._service_sid, callback=said.callback)
        except Refused:
            # Nobody waits for an answer here: at the carrier, too, this is only a line in its debugger.
            self.records.count("refused")
            return False
        return True

    def _form(self, message: Message, keyword: Keyword | None) -> dict[str, str]:
        form = {
            "AccountSid": self.account_sid,
            "ApiVersion": API_VERSION,
            "Body": message.body,
            "From": message.from_,
            "FromCity": "WASHINGTON",
            "FromCountry": "US",
            "FromState": "DC",
            "FromZip": "20001",
            "MessageSid": message.sid,
            "MessagingServiceSid": message.service_sid,
            "NumMedia": str(message.media),
            "NumSegments": str(message.segments),
            "SmsMessageSid": message.sid,
            "SmsSid": message.sid,
            "SmsStatus": Status.RECEIVED,
            "To": message.to,
            "ToCity": "WASHINGTON",
            "ToCountry": "US",
            "ToState": "DC",
            "ToZip": "20005",
        }
        for number in range(message.media):
            media = f"/{API_VERSION}/Accounts/{self.account_sid}/Messages/{message.sid}/Media/{new_sid('ME')}"
            form |= {f"MediaUrl{number}": self.api_base + media, f"MediaContentType{number}": "image/jpeg"}
        if keyword and self._advanced_opt_out:
            form["OptOutType"] = keyword
        return form

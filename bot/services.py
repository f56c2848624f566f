"""Services: everything that the line is made of, wired in one place and handed to whoever needs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from redis import Redis

from bot import log
from bot.carrier.records import Records
from bot.carrier.twilio import Carrier
from bot.content import Content, load_content
from bot.conversation import Channel
from bot.dialogue.engine import Engine
from bot.handoff.desk import Desk
from bot.handoff.duty import Duty
from bot.handoff.line import WaitingLine
from bot.handoff.talks import Talks
from bot.language.detect import Detector
from bot.memory.connect import connect, connect_patiently
from bot.memory.conversations import Conversations
from bot.memory.held import Held
from bot.memory.news import News
from bot.memory.pseudonyms import Pseudonyms
from bot.memory.sealing import Sealer
from bot.outbox import Outbox
from bot.safety.codes import Codes
from bot.safety.signs import Signs
from bot.settings import Settings
from bot.staff.staff import Staff
from bot.tally.metrics import Metrics
from bot.words.catalogue import Words

Clock = Callable[[], datetime]
DEMO_NAME = "demo"


def utc_now() -> datetime:
    """Return the time; the only clock outside tests."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Services:
    """One process's services. `carrier` is None when no SMS account is set up."""

    settings: Settings
    clock: Clock
    redis: Redis
    sealer: Sealer
    pseudonyms: Pseudonyms
    conversations: Conversations
    line: WaitingLine
    talks: Talks
    duty: Duty
    desk: Desk
    engine: Engine
    words: Words
    codes: Codes
    signs: Signs
    detector: Detector
    held: Held
    news: News
    records: Records
    outbox: Outbox
    carrier: Carrier | None
    staff: Staff
    metrics: Metrics
    log: Any

    def count(self, event: str) -> None:
        """Count one event for the operators."""
        self.metrics.count(event)


def build(settings: Settings, *, clock: Clock = utc_now, content: Content | None = None) -> Services:
    """Return the services for these settings. Opens no connection before one is needed; Redis may be down."""
    content = content or load_content(languages=settings.languages, default=settings.default_language)
    redis = connect(settings.redis_url)
    sealer = Sealer.from_base64([key.get_secret_value() for key in settings.secret_keys])
    lifetimes = {Channel.SMS: int(settings.conversation_hours * 3600), Channel.WEB: settings.idle_minutes * 60}
    conversations = Conversations(redis, lifetimes)
    line, talks, duty, outbox = WaitingLine(redis), Talks(redis, sealer), Duty(redis), Outbox(redis)
    return Services(
        settings=settings,
        clock=clock,
        redis=redis,
        sealer=sealer,
        pseudonyms=Pseudonyms(redis, sealer.derive("pseudonyms")),
        conversations=conversations,
        line=line,
        talks=talks,
        duty=duty,
        desk=Desk(conversations, line, talks, duty, clock, outbox.send_lines, settings.lease_seconds),
        engine=Engine(settings.engine_socket, settings.engine_token.get_secret_value()),
        words=content.words,
        codes=content.codes,
        signs=content.signs,
        detector=content.detector,
        held=Held(redis),
        news=News(lambda: connect_patiently(settings.redis_url)),
        records=Records(redis),
        outbox=outbox,
        carrier=_carrier(settings),
        staff=Staff(settings.database_url, sealer, redis, clock),
        metrics=Metrics(),
        log=log.get(),
    )


def prepare_staff(services: Services) -> None:
    """Bring the staff database up to date; in demo mode let the demo advocate in. Safe to repeat, from any process."""
    services.staff.migrate()
    settings = services.settings
    if settings.demo and settings.demo_password.get_secret_value():
        services.staff.demo_account(DEMO_NAME, settings.demo_password.get_secret_value(), settings.demo_totp.get_secret_value())


def _carrier(settings: Settings) -> Carrier | None:
    if not settings.has_carrier:
        return None
    return Carrier(
        settings.twilio_account_sid,
        settings.twilio_auth_token.get_secret_value(),
        settings.twilio_messaging_service_sid,
        base=settings.twilio_api_base,
        status_url=f"{settings.public_url}/sms/status",
    )

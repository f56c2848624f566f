"""The tables of the staff database: accounts and audit. Nothing about persons or their talks is ever stored here."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import DateTime, ForeignKey, LargeBinary, MetaData, String
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets time zones, so what comes out is marked as UTC again."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """All tables of staff accounts. Constraints have names so that later migrations can change them on SQLite too."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class AccountRow(Base):
    """One staff member. `name_key` is the name as it is compared; without `password_hash` the account is not enrolled yet.

    `alias`, `speaks` (codes, comma-separated) and `most` are what the advocate chose when last on duty.
    `demo` accounts have a published password: only a process that was told to make one lets them in.
    """

    __tablename__ = "staff_accounts"

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    name_key: Mapped[str] = mapped_column(String(180), unique=True)
    role: Mapped[str] = mapped_column(String(20))
    created: Mapped[datetime] = mapped_column(UtcDateTime)
    disabled: Mapped[bool] = mapped_column(default=False)
    demo: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str | None] = mapped_column(String(12))
    alias: Mapped[str] = mapped_column(String(60), default="")
    speaks: Mapped[str] = mapped_column(String(200), default="")
    most: Mapped[int] = mapped_column(default=3)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    totp_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    enrol_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    enrol_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    recovery: Mapped[list[RecoveryRow]] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class RecoveryRow(Base):
    """One unused recovery code, as the SHA-256 of its 120 random bits. A used one is deleted."""

    __tablename__ = "staff_recovery_codes"

    account_id: Mapped[str] = mapped_column(ForeignKey("staff_accounts.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)


class AuditEvent(StrEnum):
    """What of the staff's doing is written down."""

    SIGN_IN = "sign_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGN_OUT = "sign_out"
    CLAIM = "claim"
    RELEASE = "release"
    END = "end"
    DENIED = "denied"


class AuditRow(Base):
    """One act of staff: what, who, when. No conversation, no text, no address; who is empty for a name nobody has."""

    __tablename__ = "staff_audit"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    event: Mapped[str] = mapped_column(String(20))
    account_id: Mapped[str | None] = mapped_column(String(22), index=True)

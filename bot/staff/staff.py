"""Staff: accounts from the first link to the last sign-out. The console and the command line call nothing else.

Of persons nothing is here: no conversation, no text, no number.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NewType

from argon2 import PasswordHasher
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.memory.sealing import Sealer
from bot.staff import accounts
from bot.staff.accounts import Account
from bot.staff.database import Database
from bot.staff.errors import NameTaken, NoEnrolment, TooManyTries, WrongCode, WrongSignIn
from bot.staff.models import AccountRow, AuditEvent, AuditRow, RecoveryRow
from bot.staff.passwords import Passwords
from bot.staff.roles import Role
from bot.staff.second_factor import SecondFactor, new_recovery_codes, provisioning_uri, recovery_digest
from bot.staff.sessions import Sessions
from bot.staff.throttle import Throttle

if TYPE_CHECKING:
    from redis import Redis

EnrolmentToken = NewType("EnrolmentToken", str)
"""The random end of a one-time link: 256 bits. The database knows only its hash."""

ENROLMENT_LIFETIME = timedelta(hours=72)
_ISSUER = "quietline"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the enrolment page shows: whose account it is, the second factor's secret, and the address in its QR code."""

    name: str
    secret: str = field(repr=False)
    uri: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    """What the demo's sign-in page shows; the code is one that will still be accepted."""

    name: str
    password: str
    code: str


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act of staff. `name` is empty where no account of the given name exists."""

    at: datetime
    event: AuditEvent
    name: str


class Staff:
    """All staff accounts. `hasher` sets what a password costs; without it, 64 MiB and 3 passes."""

    def __init__(
        self, database_url: str, sealer: Sealer, redis: Redis, clock: Callable[[], datetime], *, hasher: PasswordHasher | None = None
    ) -> None:
        self.sessions = Sessions(redis, clock)
        self._database = Database(database_url)
        self._sealer = sealer
        self._clock = clock
        self._passwords = Passwords(hasher)
        self._factor = SecondFactor(sealer, redis)
        self._throttle = Throttle(redis)
        self._demo: tuple[Account, str, str] | None = None

    def migrate(self) -> None:
        """Bring the database to the newest revision; safe from several processes at once."""
        self._database.migrate()

    # Making accounts

    def add_account(self, name: str, role: Role) -> EnrolmentToken:
        """Make an account and return its one-time enrolment token. Raises BadName or NameTaken."""
        token = _new_token()
        try:
            with self._database.writing() as session:
                self._offer(accounts.new_row(session, name, role, self._clock()), token)
        except IntegrityError:
            # Two processes added the same name in the same moment; the database let one through.
            raise NameTaken("There is an account of that name. Choose another, or renew its enrolment.") from None
        return token

    def renew_enrolment(self, name: str) -> EnrolmentToken:
        """Return a new token for an account whose link expired or whose second factor is lost. Raises NoAccount.

        Password, second factor and recovery codes are gone from now on, and all its sessions end.
        """
        token = _new_token()
        with self._database.writing() as session:
            row = accounts.get(session, name)
            row.password_hash = row.totp_sealed = None
            row.disabled = row.demo = False
            row.recovery.clear()
            self._offer(row, token)
        self.sessions.end_all(row.id)
        return token

    def enrolment(self, token: str) -> Enrolment:
        """Return what belongs to a token that was not used yet. Raises NoEnrolment."""
        with self._database.reading() as session:
            name = self._offered(session, token).name
        secret = self._factor.secret_for(token)
        return Enrolment(name, secret, provisioning_uri(secret, name, _ISSUER))

    def enrol(self, token: str, password: str, code: str) -> tuple[str, ...]:
        """Set the password and the second factor, use up the token, and return ten recovery codes.

        Raises NoEnrolment, WeakPassword or WrongCode; then nothing has changed.
        """
        shown = self.enrolment(token)
        step = self._factor.step_of(shown.secret, code, self._clock())
        if step is None:
            raise WrongCode("The code does not come from the secret shown.")
        hashed = self._passwords.hash(password, name=shown.name)
        codes = new_recovery_codes()
        with self._database.writing() as session:
            row = self._offered(session, token)
            row.password_hash = hashed
            row.totp_sealed = self._factor.seal(shown.secret, row.id)
            row.enrol_digest = row.enrol_until = None
            row.recovery = [RecoveryRow(digest=recovery_digest(each)) for each in codes]
        # The code just typed proves the second factor here; it may not be typed again at sign-in.
        self._factor.use(row.id, step)
        return codes

    def demo_account(self, name: str, password: str, totp_secret: str) -> Account:
        """Make the demo's advocate, or bring it to these values. Never call this outside demo mode.

        Only a process that has called this lets the account in: a database left from a demo opens no door later.
        """
        with self._database.writing() as session:
            row = accounts.find(session, name) or accounts.new_row(session, name, Role.ADVOCATE, self._clock())
            if not self._passwords.verify(password, row.password_hash):
                row.password_hash = self._passwords.hash(password, name=name)
            row.totp_sealed = self._factor.seal(totp_secret, row.id)
            row.demo, row.disabled = True, False
            row.enrol_digest = row.enrol_until = None
        account = accounts.from_row(row)
        self._demo = (account, password, totp_secret)
        return account

    def demo_sign_in(self) -> DemoSignIn | None:
        """Return what signs the demo's advocate in right now, or None where there is no demo."""
        if self._demo is None:
            return None
        account, password, secret = self._demo
        return DemoSignIn(account.name, password, self._factor.unused_code(secret, account.id, self._clock()))

    # Coming in

    def sign_in(self, name: str, password: str, code: str, *, device: str = "") -> Account:
        """Return the account, or raise WrongSignIn or TooManyTries. `code` is the app's, or a recovery code.

        A name that nobody has is answered in the same words and the same time. `device` is what `device_token` gave this
        browser before.
        """
        with self._database.reading() as session:
            row = accounts.find(session, name)
        known = self._known_device(row.id, device) if row else None
        key = accounts.name_key(name)[:200]
        if wait := self._throttle.begin(key, known, self._clock()):
            raise TooManyTries(wait)
        right = self._passwords.verify(password, row.password_hash if row else None)
        if row is None or not right or not self._is_open(row) or not self._second_factor(row, code):
            self.audit(AuditEvent.SIGN_IN_FAILED, row.id if row else None)
            raise WrongSignIn("Name, password or code is wrong.")
        self._throttle.succeeded(key, known)
        self._renew_secrets(row, password)
        self.audit(AuditEvent.SIGN_IN, row.id)
        return accounts.from_row(row)

    def device_token(self, account: Account) -> str:
        """Return what marks a browser as one that signed in to this account; it opens nothing, it only may try sooner."""
        body = f"{account.id}.{secrets.token_urlsafe(12)}"
        return f"{body}.{_mac(self._sealer.derive('staff device'), body)}"

    def account(self, account_id: str) -> Account | None:
        """Return the account as it is now, or None if it is gone or disabled."""
        with self._database.reading() as session:
            row = session.get(AccountRow, account_id)
            return accounts.from_row(row) if row and self._is_open(row) else None

    # Changing accounts

    def disable(self, name: str) -> None:
        """Let the account in no more, and end all its sessions now. Raises NoAccount."""
        with self._database.writing() as session:
            row = accounts.get(session, name)
            row.disabled = True
            row.enrol_digest = row.enrol_until = None
        self.sessions.end_all(row.id)

    def set_language(self, account_id: str, language: str) -> None:
        """Remember the console's language for this account."""
        self._update(account_id, language=language)

    def remember_duty(self, account_id: str, alias: str, speaks: tuple[str, ...], most: int) -> None:
        """Remember what an advocate chose when going on duty, for the next time."""
        self._update(account_id, alias=alias, speaks=",".join(speaks), most=most)

    # Audit

    def audit(self, event: AuditEvent, account_id: str | None) -> None:
        """Write down one act of staff."""
        with self._database.writing() as session:
            session.add(AuditRow(at=self._clock(), event=event, account_id=account_id))

    def audited(self, newest: int = 100) -> list[AuditEntry]:
        """Return the newest acts, newest first."""
        rows = (
            select(AuditRow, AccountRow.name)
            .outerjoin(AccountRow, AccountRow.id == AuditRow.account_id)
            .order_by(AuditRow.id.desc())
            .limit(newest)
        )
        with self._database.reading() as session:
            return [AuditEntry(row.at, AuditEvent(row.event), name or "") for row, name in session.execute(rows)]

    def _update(self, account_id: str, **values: str | int) -> None:
        with self._database.writing() as session:
            session.execute(update(AccountRow).where(AccountRow.id == account_id).values(**values))

    def _offer(self, row: AccountRow, token: EnrolmentToken) -> None:
        row.enrol_digest, row.enrol_until = _digest(token), self._clock() + ENROLMENT_LIFETIME

    def _offered(self, session: Session, token: str) -> AccountRow:
        row = session.scalar(select(AccountRow).where(AccountRow.enrol_digest == _digest(token)))
        if row is None or row.disabled or row.enrol_until is None or row.enrol_until <= self._clock():
            raise NoEnrolment("This link was used already, or is too old. Ask for a new one.")
        return row

    def _is_open(self, row: AccountRow) -> bool:
        return not row.disabled and row.password_hash is not None and (not row.demo or self._demo is not None)

    def _second_factor(self, row: AccountRow, code: str) -> bool:
        """Check and use up the code. Only called once the password was right, so that guessing burns nobody's codes."""
        if row.totp_sealed is None:
            return False
        secret, _ = self._factor.open(row.totp_sealed, row.id)
        step = self._factor.step_of(secret, code, self._clock())
        if step is not None:
            return self._factor.use(row.id, step)
        with self._database.writing() as session:
            used = delete(RecoveryRow).where(RecoveryRow.account_id == row.id, RecoveryRow.digest == recovery_digest(code))
            return session.connection().execute(used).rowcount == 1

    def _renew_secrets(self, row: AccountRow, password: str) -> None:
        """Seal and hash anew what an older key or an older cost made; the sign-in has just shown both secrets."""
        secret, old_key = self._factor.open(row.totp_sealed or b"", row.id)
        if old_key:
            with self._database.writing() as session:
                resealed = self._factor.seal(secret, row.id)
                session.execute(update(AccountRow).where(AccountRow.id == row.id).values(totp_sealed=resealed))
        if hashed := self._passwords.rehash(password, row.password_hash or ""):
            self._update(row.id, password_hash=hashed)

    def _known_device(self, account_id: str, device: str) -> str | None:
        body, _, mac = device.rpartition(".")
        if not body.startswith(f"{account_id}."):
            return None
        keys = self._sealer.derive_all("staff device")
        return body if any(hmac.compare_digest(_mac(key, body), mac) for key in keys) else None


def _new_token() -> EnrolmentToken:
    return EnrolmentToken(secrets.token_urlsafe(32))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _mac(key: bytes, body: str) -> str:
    return hmac.new(key, body.encode(), hashlib.sha256).hexdigest()

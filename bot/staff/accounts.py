"""Accounts: a staff member as the rest of the program sees them, and how names are written and compared."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.staff.errors import BadName, NameTaken, NoAccount
from bot.staff.models import AccountRow
from bot.staff.roles import Action, Role, may

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Account:
    """One staff member. `language` is the console's for them, or None: as the browser asks.

    `alias`, `speaks` (language codes) and `most` (talks at once) are what they chose when they were last on duty.
    """

    id: str
    name: str
    role: Role
    language: str | None = None
    alias: str = ""
    speaks: tuple[str, ...] = ()
    most: int = 3

    def may(self, action: Action) -> bool:
        """Say whether the account's role allows the action."""
        return may(self.role, action)


def name_key(name: str) -> str:
    """Return the name as it is compared: one normal form, no capitals, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def new_row(session: Session, name: str, role: Role, now: datetime) -> AccountRow:
    """Add an account that nobody can sign in to yet. Raises BadName or NameTaken."""
    shown = " ".join(unicodedata.normalize("NFC", name).split())
    if not shown or len(shown) > LONGEST_NAME or not shown.isprintable():
        raise BadName(f"A name has 1 to {LONGEST_NAME} letters and no control characters.")
    if find(session, shown) is not None:
        raise NameTaken("There is an account of that name. Choose another, or renew its enrolment.")
    row = AccountRow(id=secrets.token_urlsafe(16), name=shown, name_key=name_key(shown), role=role, created=now)
    row.disabled, row.demo, row.alias, row.speaks, row.most = False, False, shown[:30], "", 3
    session.add(row)
    return row


def find(session: Session, name: str) -> AccountRow | None:
    """Return the account of that name, or None."""
    return session.scalar(select(AccountRow).where(AccountRow.name_key == name_key(name)))


def get(session: Session, name: str) -> AccountRow:
    """Return the account of that name. Raises NoAccount."""
    row = find(session, name)
    if row is None:
        raise NoAccount("There is no account of that name.")
    return row


def from_row(row: AccountRow) -> Account:
    """Return the account that the row describes."""
    return Account(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        language=row.language,
        alias=row.alias,
        speaks=tuple(code for code in row.speaks.split(",") if code),
        most=row.most,
    )

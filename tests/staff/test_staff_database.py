"""The staff database: real SQLite files, several processes, migrations that match the models."""

from __future__ import annotations

import multiprocessing
import sqlite3
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from redis import Redis

from bot.staff.database import Database
from bot.staff.models import AuditEvent, AuditRow, Base
from bot.staff.roles import Role
from bot.staff.staff import Staff
from tests.staff.support import Clock, a_staff

PROCESSES = 4
ACTS = 25


def test_migrations_make_exactly_the_tables_of_the_models(database: Path) -> None:
    opened = Database(f"sqlite:///{database}")

    with opened._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "staff_schema", "compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrating_again_changes_nothing(staff: Staff) -> None:
    staff.add_account("Ana", Role.ADVOCATE)

    staff.migrate()

    with pytest.raises(Exception, match="account of that name"):
        staff.add_account("Ana", Role.ADVOCATE)


def test_the_file_and_its_folder_belong_to_the_line_alone(tmp_path: Path) -> None:
    database = tmp_path / "run" / "staff.db"

    Database(f"sqlite:///{database}").migrate()

    assert stat.S_IMODE(database.stat().st_mode) == 0o600
    assert stat.S_IMODE(database.parent.stat().st_mode) == 0o700


@pytest.mark.slow
def test_several_processes_migrate_and_write_at_once(tmp_path: Path) -> None:
    """Web processes and the command line start together on a fresh machine; nobody loses a write, nobody fails."""
    database = tmp_path / "run" / "staff.db"
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_migrate_and_audit, args=(str(database), number)) for number in range(PROCESSES)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)

    assert [worker.exitcode for worker in workers] == [0] * PROCESSES
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT count(*) FROM staff_audit").fetchone() == (PROCESSES * ACTS,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_two_processes_that_add_one_name_make_one_account(database: Path, redis: Redis, clock: Clock) -> None:
    first, second = a_staff(database, redis, clock), a_staff(database, redis, clock)
    first.add_account("Ana", Role.ADVOCATE)

    with pytest.raises(Exception, match="account of that name"):
        second.add_account("ana", Role.ADVOCATE)


def test_a_failed_change_leaves_nothing_behind(database: Path) -> None:
    opened = Database(f"sqlite:///{database}")

    def fails_half_way() -> None:
        with opened.writing() as session:
            session.add(AuditRow(at=datetime.now(UTC), event=AuditEvent.END, account_id=None))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails_half_way()

    with opened.reading() as session:
        assert session.query(AuditRow).count() == 0


def test_moments_come_back_in_utc(staff: Staff, clock: Clock) -> None:
    staff.audit(AuditEvent.CLAIM, None)

    assert staff.audited()[0].at == clock()


def test_the_database_has_no_place_for_a_person() -> None:
    """Staff tables name their columns here, so that a column about a conversation cannot slip in unseen."""
    columns = {f"{table.name}.{column.name}" for table in Base.metadata.tables.values() for column in table.columns}

    assert columns == {
        "staff_accounts.id", "staff_accounts.name", "staff_accounts.name_key", "staff_accounts.role", "staff_accounts.created",
        "staff_accounts.disabled", "staff_accounts.demo", "staff_accounts.language", "staff_accounts.alias",
        "staff_accounts.speaks", "staff_accounts.most", "staff_accounts.password_hash", "staff_accounts.totp_sealed",
        "staff_accounts.enrol_digest", "staff_accounts.enrol_until", "staff_recovery_codes.account_id",
        "staff_recovery_codes.digest", "staff_audit.id", "staff_audit.at", "staff_audit.event", "staff_audit.account_id",
    }  # fmt: skip


def _migrate_and_audit(database: str, number: int) -> None:
    opened = Database(f"sqlite:///{database}")
    opened.migrate()
    for _ in range(ACTS):
        with opened.writing() as session:
            session.add(AuditRow(at=datetime.now(UTC), event=AuditEvent.CLAIM, account_id=f"process {number}"))

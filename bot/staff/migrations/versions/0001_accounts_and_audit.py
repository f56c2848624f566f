"""Accounts, their recovery codes, and the audit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "staff_accounts",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("name_key", sa.String(180), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(12)),
        sa.Column("alias", sa.String(60), nullable=False),
        sa.Column("speaks", sa.String(200), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("password_hash", sa.String(200)),
        sa.Column("totp_sealed", sa.LargeBinary()),
        sa.Column("enrol_digest", sa.String(64)),
        sa.Column("enrol_until", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_staff_accounts"),
        sa.UniqueConstraint("name_key", name="uq_staff_accounts_name_key"),
        sa.UniqueConstraint("enrol_digest", name="uq_staff_accounts_enrol_digest"),
    )
    op.create_table(
        "staff_recovery_codes",
        sa.Column("account_id", sa.String(22), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["staff_accounts.id"], name="fk_staff_recovery_codes_account_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account_id", "digest", name="pk_staff_recovery_codes"),
    )
    op.create_table(
        "staff_audit",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", sa.String(20), nullable=False),
        sa.Column("account_id", sa.String(22)),
        sa.PrimaryKeyConstraint("id", name="pk_staff_audit"),
    )
    op.create_index("ix_staff_audit_at", "staff_audit", ["at"])
    op.create_index("ix_staff_audit_account_id", "staff_audit", ["account_id"])


def downgrade() -> None:
    op.drop_table("staff_audit")
    op.drop_table("staff_recovery_codes")
    op.drop_table("staff_accounts")

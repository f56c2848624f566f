"""Runs the staff database's migrations inside the transaction that `Database.migrate` opened."""

from alembic import context

from bot.staff.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table="staff_schema",
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()

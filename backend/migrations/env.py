"""How Alembic runs our migrations: on the direct URL, a transaction each, waiting briefly."""

from collections.abc import Mapping
from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import NullPool, create_engine, text

from secureflow.config import Settings
from secureflow.extensions import db

# A migration that cannot get its lock gives up instead of holding up every payment behind it.
LOCK_TIMEOUT = "SET lock_timeout = '5s'"
QUEUE = "procrastinate_"
"""What the tables of the queue begin with; they are its library's, not ours to compare."""
KEPT = {("events", "xid"), ("events", "ix_events_position"), ("bursts", "before")}
"""What only the release before reads, so that it can run beside this one and be rolled back to."""


def is_ours(name: str | None, kind: str, parents: Mapping[Any, str | None]) -> bool:
    """Return whether something belongs to what we describe in ``db/``."""
    if kind == "table":
        return not (name or "").startswith(QUEUE)
    return (parents.get("table_name"), name) not in KEPT


def run() -> None:
    """Run the wanted migrations online; there is no offline mode."""
    settings: Settings = current_app.extensions["secureflow_settings"]
    engine = create_engine(settings.migration_url, poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(LOCK_TIMEOUT))
        connection.commit()
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            compare_type=True,
            include_name=is_ours,
            # A lock is kept for one migration, not until the last has ended.
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()

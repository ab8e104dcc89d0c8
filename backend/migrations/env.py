"""How Alembic runs our migrations: on the direct URL, in one transaction, waiting briefly."""

from alembic import context
from flask import current_app
from sqlalchemy import NullPool, create_engine, text

from secureflow.config import Settings
from secureflow.extensions import db

# A migration that cannot get its lock gives up instead of holding up every payment behind it.
LOCK_TIMEOUT = "SET lock_timeout = '5s'"
QUEUE = "procrastinate_"
"""What the tables of the queue begin with; they are its library's, not ours to compare."""


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Return whether a table belongs to what we describe in ``db/``."""
    return kind != "table" or not (name or "").startswith(QUEUE)


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
        )
        with context.begin_transaction():
            context.run_migrations()


run()

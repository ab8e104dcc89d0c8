"""What the service needs to work, checked without loading the model."""

from dataclasses import dataclass

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from secureflow.db import models
from secureflow.extensions import db
from secureflow.infra.bundles import BundleFiles
from secureflow.infra.migrations import MIGRATIONS


@dataclass(frozen=True, slots=True)
class Check:
    """One thing needed, whether it is there, and what to do if not."""

    name: str
    ok: bool
    detail: str


def checks(files: BundleFiles) -> list[Check]:
    """Return database, migrations and model, in the order in which they depend on each other."""
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        db.session.rollback()
        away = "unknown while the database is away"
        return [
            Check("database", False, "cannot be reached; check DATABASE_URL and the server"),
            Check("migrations", False, away),
            Check("model", False, away),
        ]
    migrations = _migrations()
    model = (
        _model(files) if migrations.ok else Check("model", False, "unknown before the migrations")
    )
    return [Check("database", True, "reachable"), migrations, model]


def _migrations() -> Check:
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    current = MigrationContext.configure(db.session.connection()).get_current_revision()
    if current == head:
        return Check("migrations", True, f"at head, {head}")
    return Check("migrations", False, f"at {current}, head is {head}; run `secureflow migrate`")


def _model(files: BundleFiles) -> Check:
    row = models.active()
    if row is None:
        return Check("model", False, "none is registered; run `secureflow train`")
    if files.path(row.version).is_file():
        return Check("model", True, f"{row.version}, file present")
    if models.has_bytes(row.version):
        return Check("model", True, f"{row.version}, will be written from the database")
    return Check("model", False, f"the file of {row.version} is missing; run `secureflow train`")

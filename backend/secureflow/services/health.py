"""What the service needs to work, checked without loading the model."""

from dataclasses import dataclass

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from secureflow.db import models, tenancy
from secureflow.errors import Misconfigured
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
    """Return what is needed, in the order in which one check depends on the one before."""
    try:
        migrations = _migrations()
    except SQLAlchemyError:
        away = "unknown while the database is away"
        return [
            Check("database", False, "cannot be reached; check DATABASE_URL and the server"),
            Check("migrations", False, away),
            Check("isolation", False, away),
            Check("model", False, away),
        ]
    reachable = Check("database", True, "reachable")
    if not migrations.ok:
        before = "unknown before the migrations"
        return [
            reachable,
            migrations,
            Check("isolation", False, before),
            Check("model", False, before),
        ]
    return [reachable, migrations, _isolation(), _model(files)]


def refuse_bypass() -> None:
    """Raise Misconfigured when a session could get round the policies that part the merchants.

    A database that is away or not migrated yet is left to the readiness check.
    """
    try:
        isolation = _isolation() if _migrations().ok else None
    except SQLAlchemyError:
        return
    if isolation is not None and not isolation.ok:
        raise Misconfigured(
            f"Merchants are not kept apart: {isolation.detail}.",
            fix="Run `secureflow migrate`; docs/operations.md says which rights the role may have.",
        )


def _migrations() -> Check:
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    # As the login itself: the role of the sessions is made by the migrations.
    with db.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == head:
        return Check("migrations", True, f"at head, {head}")
    return Check("migrations", False, f"at {current}, head is {head}; run `secureflow migrate`")


def _isolation() -> Check:
    problem = tenancy.bypass()
    db.session.rollback()
    return Check("isolation", problem is None, problem or "every merchant behind forced policies")


def _model(files: BundleFiles) -> Check:
    row = models.active()
    if row is None:
        return Check("model", False, "none is registered; run `secureflow train`")
    if files.path(row.version).is_file():
        return Check("model", True, f"{row.version}, file present")
    if models.has_bytes(row.version):
        return Check("model", True, f"{row.version}, will be written from the database")
    return Check("model", False, f"the file of {row.version} is missing; run `secureflow train`")

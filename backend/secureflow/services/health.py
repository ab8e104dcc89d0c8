"""What the service needs to work, checked without loading the model."""

from dataclasses import dataclass

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import ProgrammingError, SQLAlchemyError

from secureflow.db import isolation, models, tenancy
from secureflow.errors import Misconfigured
from secureflow.extensions import db
from secureflow.infra.bundles import BundleFiles
from secureflow.infra.logs import log
from secureflow.infra.migrations import MIGRATIONS


@dataclass(frozen=True, slots=True)
class Check:
    """One thing needed, whether it is there, and what to do if not.

    ``to_anybody`` says it without what only operators are told: versions, and what is unsafe.
    """

    name: str
    ok: bool
    detail: str
    told: str | None = None

    @property
    def to_anybody(self) -> str:
        """Return the words for whoever asks."""
        return self.told or self.detail


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
    apart = _isolation()
    if not apart.ok:
        before = "unknown before merchants are kept apart"
        return [reachable, migrations, apart, Check("model", False, before)]
    return [reachable, migrations, apart, _model(files)]


def refuse_bypass() -> None:
    """Raise Misconfigured when a session could get round the policies that part the merchants.

    A database that is away or not migrated yet is left to the readiness check, and to the first
    transaction of each process (``db/isolation.py``).
    """
    try:
        apart = _isolation() if _migrations().ok else None
    except SQLAlchemyError:
        return
    if apart is not None and not apart.ok:
        raise Misconfigured(
            f"Merchants are not kept apart: {apart.detail}.",
            fix="Run `secureflow migrate`; docs/operations.md says which rights the role may have.",
        )


def _migrations() -> Check:
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    # As the login itself: the role of the sessions is made by the migrations.
    with db.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == head:
        return Check("migrations", True, f"at head, {head}", "at head")
    migrate = "run `secureflow migrate`"
    return Check(
        "migrations", False, f"at {current}, head is {head}; {migrate}", f"not at head; {migrate}"
    )


def _isolation() -> Check:
    problem: str | None
    with db.engine.connect() as connection:
        try:
            connection.exec_driver_sql(tenancy.ENTER)
            problem = isolation.problem(connection)
        except ProgrammingError:
            login = connection.engine.url.username
            problem = f"its login may not become {isolation.ROLE}: GRANT it to {login}"
    if problem is None:
        return Check("isolation", True, "every merchant behind forced policies")
    log.error("isolation_broken", extra={"problem": problem})
    told = "merchants are not kept apart; `secureflow check` says why"
    return Check("isolation", False, problem, told)


def _model(files: BundleFiles) -> Check:
    row = models.active()
    train = "run `secureflow train`"
    if row is None:
        return Check("model", False, f"none is registered; {train}")
    if files.path(row.version).is_file():
        return Check("model", True, f"{row.version}, file present", "file present")
    if models.has_bytes(row.version):
        written = "will be written from the database"
        return Check("model", True, f"{row.version}, {written}", written)
    return Check(
        "model", False, f"the file of {row.version} is missing; {train}", f"no file; {train}"
    )

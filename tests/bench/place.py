"""Where it is measured: a PostgreSQL of its own, a model, a merchant with 100,000 payments."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import flask_migrate
from apiflask import APIFlask
from sqlalchemy import text

from secureflow.app import create_app
from secureflow.domain import Transaction
from secureflow.extensions import db
from secureflow.infra import embedded
from secureflow.services import accounts, keys, registry, training
from secureflow.services.keys import Wanted
from secureflow.services.models import Models
from secureflow.services.predict import predict_batch
from secureflow.services.rows import Order
from secureflow.simulation import simulate
from tests.bench import floor
from tests.bench.load import HOLE

STORED = 100_000
SENT = 2_000
BATCH = 1_000
ROWS_AT_ONCE = 1_000
ENDS_AT = datetime(2026, 11, 1, tzinfo=UTC)
LIMIT = "100000/second"
DURABLE = ("fsync", "synchronous_commit")


@dataclass(frozen=True, slots=True)
class Place:
    """Everything a measurement needs; ``history`` is stored, ``payments`` are what comes next.

    ``environment`` is complete for each of the three services; ``singles`` and ``batch`` are files
    with a body a line; ``database`` says which server and how it stores.
    """

    folder: Path
    environment: dict[str, str]
    app: APIFlask
    key: str
    history: list[Transaction]
    payments: list[Transaction]
    singles: Path
    batch: Path
    stored: int
    database: dict[str, str]


@contextmanager
def made(stored: int = STORED) -> Iterator[Place]:
    """Yield a place in a new folder, with payments stored; nothing of it survives."""
    folder = Path(tempfile.mkdtemp(prefix="secureflow-bench-"))
    try:
        with embedded.postgres(folder / "postgres") as url:
            environment = {
                "DATABASE_URL": url,
                "JWT_SECRET": "a secret of the bench, long enough to be one",
                "SECUREFLOW_DATA": str(folder / "data"),
                "RATE_LIMIT_ADDRESS": LIMIT,
                "RATE_LIMIT_PREDICT": LIMIT,
                "RATE_LIMIT_BATCH": LIMIT,
                "RATE_LIMIT_UPLOAD": LIMIT,
            }
            # The app of this process keeps quiet; the services log as they are deployed.
            app = create_app(environment | {"LOG_LEVEL": "WARNING"})
            with app.app_context():
                yield _filled(app, folder, environment, stored)
                db.session.remove()
                db.engine.dispose()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _filled(app: APIFlask, folder: Path, environment: dict[str, str], stored: int) -> Place:
    flask_migrate.upgrade()
    floor.TABLE.create(db.engine)
    here = app.extensions["secureflow_models"]
    registry.register(here.files, training.from_simulator().data)
    merchant = accounts.create_merchant("Bench", "USD", "Europe/London")
    key = keys.create(merchant.id, Wanted("bench", ["score"])).secret
    payments = [p.transaction for p in simulate(payments=stored + SENT, ends_at=ENDS_AT, seed=3)]
    history, rest = payments[:stored], payments[stored:]
    store(here, key, history)
    bodies = [body_of(tx) for tx in rest]
    singles, batch = folder / "singles", folder / "batch"
    singles.write_text("\n".join(json.dumps(body) for body in bodies))
    batch.write_text(json.dumps({"transactions": bodies[:BATCH]}, separators=(",", ":")))
    options = json.dumps(app.config["SQLALCHEMY_ENGINE_OPTIONS"])
    return Place(
        folder=folder,
        environment=environment | {floor.OPTIONS: options},
        app=app,
        key=key,
        history=history,
        payments=rest,
        singles=singles,
        batch=batch,
        stored=_tidy(),
        database=_database(),
    )


def store(here: Models, key: str, payments: list[Transaction]) -> None:
    """Judge and store payments for whoever has a key."""
    caller = accounts.by_key(key)
    for start in range(0, len(payments), ROWS_AT_ONCE):
        orders = [
            Order(tx, sha256(repr(tx).encode()).hexdigest())
            for tx in payments[start : start + ROWS_AT_ONCE]
        ]
        predict_batch(here, caller, orders)


def _tidy() -> int:
    """Leave no work of the filling to be done during the measurement; return the rows stored."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
        connection.execute(text("CHECKPOINT"))
        return int(connection.execute(text("SELECT count(*) FROM transactions")).scalar_one())


def _database() -> dict[str, str]:
    names = ("server_version", "shared_buffers", *DURABLE)
    found = {name: str(db.session.scalar(text(f"SHOW {name}"))) for name in names}
    db.session.remove()
    if any(found[name] != "on" for name in DURABLE):
        raise RuntimeError(f"this server does not keep what it promised: {found}")
    return found


def body_of(tx: Transaction) -> Mapping[str, Any]:
    """Return a payment as a checkout would send it, with a hole for a new external id."""
    sent = {name: getattr(tx, name) for name in Transaction.__dataclass_fields__}
    texts = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in sent.items()
        if value is not None and value != {}
    }
    return texts | {"amount": format(tx.amount, "f"), "external_id": HOLE.decode()}

"""How long lists and facts take with a hundred thousand payments stored, and with a million.

Part of `make bench`; alone `python -m tests.bench.queries --rows 100000 1000000`: payments of the
simulator are judged and stored, and copied under new names and other times until there are as many.
Then every query of the dashboard is asked as often as ``ASKED`` says, through everything but the
socket. A million takes some minutes and 4 GB of disk.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from random import Random
from statistics import median, quantiles
from urllib.parse import quote

import flask_migrate
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import text

from secureflow.app import create_app
from secureflow.db.transactions import TABLE
from secureflow.extensions import db
from secureflow.infra import embedded
from secureflow.services import accounts, customers, keys, registry, training
from secureflow.services.keys import Wanted
from secureflow.services.predict import predict_batch
from secureflow.services.rows import Order
from secureflow.simulation import simulate
from tests.bench.place import LIMIT

JUDGED, ROWS_AT_ONCE = 10_000, 1_000
ASKED = 100
SIZES = (100_000, 1_000_000)
LIST_AIM, SIMILAR_AIM = 200.0, 50.0
"""Milliseconds within which 95 of 100 answers are to come."""
SIMILAR = "orders like this one"
SEED = 5

# Every eighth copy is of the same people, so that customers have some dozen payments each; copies
# spread over a year. A copy's score moves a little: equal ones would tie in every order.
NAMED = ("customer", "card", "device", "email")
GIVEN = {
    "external_id": "external_id || '-' || copy",
    "occurred_at": "occurred_at - (copy % 12) * interval '28 days' - random() * interval '1 hour'",
    "score": "greatest(least(score + random() - 0.5, 100), 0)",
    "idempotency_key": "NULL",
    "counted": "true",
    **{name: f"{name} || '-' || (copy / 8)" for name in NAMED},
}
COLUMNS = [column.name for column in TABLE.columns if column.name != "id"]
COPY = f"""
    INSERT INTO transactions ({", ".join(COLUMNS)})
    SELECT {", ".join(GIVEN.get(name, name) for name in COLUMNS)}
    FROM transactions CROSS JOIN generate_series(:first, :last) AS copy
    WHERE transactions.id <= :judged
"""
LABEL = """
    INSERT INTO feedback (merchant_id, transaction_id, label, is_correct, source, occurred_at)
    SELECT merchant_id, id, CASE WHEN score >= 70 THEN 'fraud' ELSE 'legitimate' END, true,
        'reviewer', created_at
    FROM transactions
    WHERE id > :judged AND (decision <> 'approve' OR id % 200 = 0) AND id % 3 > 0
"""
OPEN = """
    SELECT secureflow_open_reviews(min(merchant_id), array_agg(id)) FROM transactions
    WHERE id > :judged AND decision = 'review' AND id % 3 = 0
"""


@dataclass(frozen=True, slots=True)
class Found:
    """Milliseconds of a query: the middle of all answers, and what 95 of 100 stay within."""

    name: str
    middle: float
    p95: float

    @property
    def aim(self) -> float:
        """Return how long 95 of 100 are to take at most."""
        return SIMILAR_AIM if self.name == SIMILAR else LIST_AIM


def say(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')}  {words}", file=sys.stderr, flush=True)  # noqa: T201


@contextmanager
def place(folder: Path) -> Iterator[tuple[APIFlask, FlaskClient]]:
    """Yield an app with a merchant's judged payments, and a client that sends its key."""
    with embedded.postgres(folder / "postgres") as url:
        names = ("ADDRESS", "PREDICT", "BATCH", "UPLOAD", "READ")
        environment = {
            "DATABASE_URL": url,
            "JWT_SECRET": "a secret of the bench, long enough to be one",
            "SECUREFLOW_DATA": str(folder / "data"),
            "LOG_LEVEL": "WARNING",
        } | {f"RATE_LIMIT_{name}": LIMIT for name in names}
        app = create_app(environment)
        with app.app_context():
            flask_migrate.upgrade()
            here = app.extensions["secureflow_models"]
            registry.register(here.files, training.from_simulator().data)
            merchant = accounts.create_merchant("Bench", "USD", "Europe/London")
            key = keys.create(merchant.id, Wanted("bench", keys.SCOPES)).secret
            caller = accounts.by_key(key)
            ends_at = datetime.now(UTC)
            payments = [p.transaction for p in simulate(payments=JUDGED, ends_at=ends_at, seed=3)]
            for start in range(0, JUDGED, ROWS_AT_ONCE):
                some = payments[start : start + ROWS_AT_ONCE]
                orders = [Order(tx, sha256(repr(tx).encode()).hexdigest()) for tx in some]
                predict_batch(here, caller, orders)
            client = app.test_client()
            client.environ_base["HTTP_X_API_KEY"] = key
            yield app, client
            db.session.remove()
            db.engine.dispose()


def grow(stored: int, rows: int) -> None:
    """Copy the judged payments until there are so many, and let the job sum them up."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        values = {"first": stored // JUDGED, "last": rows // JUDGED - 1, "judged": JUDGED}
        connection.execute(text(COPY), values)
        if stored == JUDGED:
            connection.execute(text(LABEL), {"judged": JUDGED})
            connection.execute(text(OPEN), {"judged": JUDGED})
        connection.execute(text("VACUUM ANALYZE"))
    started = time.monotonic()
    customers.refresh()
    found = customers.refresh()
    say(f"{found.payments:,} payments summed up in {time.monotonic() - started:.0f} s")
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
        connection.execute(text("CHECKPOINT"))


def queries(rng: Random) -> dict[str, Callable[[], str]]:
    """Return how each query is asked, by its name."""
    with db.engine.connect() as connection:
        found = connection.execute(
            text(
                "SELECT id, customer, merchant_category #>> '{}' AS category, external_id "
                "FROM transactions WHERE customer IS NOT NULL AND id > :judged "
                "ORDER BY md5(id::text) LIMIT 500"
            ),
            {"judged": JUDGED},
        ).all()

    def of(path: str) -> Callable[[], str]:
        def asked() -> str:
            row = rng.choice(found)
            return "/api" + path.format(
                id=row.id,
                customer=quote(row.customer),
                category=quote(row.category or ""),
                external=quote(row.external_id or ""),
            )

        return asked

    paths = {
        "list": "/transactions",
        "list, largest amount": "/transactions?sort=-amount",
        "list, highest score": "/transactions?sort=-score",
        "list, oldest first": "/transactions?sort=occurred_at",
        "list, of 200": "/transactions?limit=200",
        "list, to review": "/transactions?decision=review",
        "list, blocked by amount": "/transactions?decision=block&sort=-amount",
        "list, high": "/transactions?level=high",
        "list, without a label": "/transactions?labelled=no",
        "list, with a label": "/transactions?labelled=yes",
        "list, of a category": "/transactions?category={category}",
        "list, of a category by amount": "/transactions?category={category}&sort=-amount",
        "list, of a customer": "/transactions?customer={customer}",
        "list, part of an id": "/transactions?text={external}",
        "list, of nights of new customers": "/transactions?hour=3&customer_age=under_1d",
        SIMILAR: "/transactions/{id}/similar",
        "linked, pace and customer": "/transactions/{id}/linked",
        "timeline": "/transactions/{id}/timeline",
        "one in full": "/transactions/{id}",
        "customers by risk": "/customers",
        "customers by what they spent": "/customers?sort=spent",
        "customers by their beginning": "/customers?text={customer}",
        "a customer": "/customers/{customer}",
        "reviews": "/reviews",
        "overview of 28 days": "/dashboard",
    }
    return {name: of(path) for name, path in paths.items()}


def timed(client: FlaskClient, name: str, asked: Callable[[], str], times: int) -> Found:
    """Return how long a query takes."""
    waits = []
    for turn in range(times + 3):
        path, started = asked(), time.perf_counter()
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.get_data(as_text=True)}")
        if turn >= 3:
            waits.append(1e3 * (time.perf_counter() - started))
    return Found(name, median(waits), quantiles(waits, n=20)[-1])


def measure(sizes: Sequence[int] = SIZES, times: int = ASKED) -> dict[int, list[Found]]:
    """Return how long each query takes with so many payments stored, smallest number first."""
    folder = Path(tempfile.mkdtemp(prefix="secureflow-queries-"))
    found: dict[int, list[Found]] = {}
    try:
        with place(folder) as (_, client):
            stored = JUDGED
            for rows in sizes:
                say(f"Storing {rows:,} payments")
                grow(stored, rows)
                stored = rows
                asked = queries(Random(SEED))
                found[rows] = [timed(client, name, one, times) for name, one in asked.items()]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return found


def main() -> None:
    """Print a line for each query and number of payments."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, nargs="+", default=SIZES)
    options.add_argument("--asked", type=int, default=ASKED)
    chosen = options.parse_args()
    for rows, found in measure(chosen.rows, chosen.asked).items():
        for one in found:
            line = f"{rows:>9,}  {one.middle:8.1f}  {one.p95:8.1f}  {one.name}"
            print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()

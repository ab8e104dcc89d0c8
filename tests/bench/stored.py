"""What a score costs with ten thousand payments stored, and with five million, in one run.

`python -m tests.bench.stored`: two databases on one server, filled with the same ten thousand
payments of the simulator. In the second these are copied under new names until there are five
million, with the states of their entities. Then payments of known customers, cards, devices,
addresses and terminals are sent to the one and to the other by turns, through everything but the
socket, and the medians compared. It takes a quarter of an hour and about 12 GB of disk.
"""

import argparse
import io
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

import flask_migrate
from apiflask import APIFlask
from sqlalchemy import text
from sqlalchemy.engine import make_url

from secureflow.app import create_app
from secureflow.db.transactions import TABLE
from secureflow.domain import Transaction
from secureflow.extensions import db
from secureflow.infra import embedded
from secureflow.scoring.history.columns import columns_of
from secureflow.scoring.history.entities import KINDS, entity_key
from secureflow.services import accounts, keys, registry, training
from secureflow.services.keys import Wanted
from secureflow.services.predict import predict_batch
from secureflow.services.rows import Order
from secureflow.simulation import simulate
from tests.bench.place import LIMIT

FEW, MANY = 10_000, 5_000_000
SENT, WARM = 3_000, 300
ENDS_AT = datetime(2026, 11, 1, tzinfo=UTC)
NAMED = (*KINDS, "external_id")
COLUMNS = [column.name for column in TABLE.columns if column.name != "id"]


def say(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')}  {words}", file=sys.stderr, flush=True)  # noqa: T201


@contextmanager
def place(url: str, folder: Path) -> Iterator[APIFlask]:
    """Yield an app on a migrated database of its own."""
    app = create_app(
        {
            "DATABASE_URL": url,
            "JWT_SECRET": "a secret of the bench, long enough to be one",
            "SECUREFLOW_DATA": str(folder),
            "LOG_LEVEL": "WARNING",
            "RATE_LIMIT_ADDRESS": LIMIT,
            "RATE_LIMIT_PREDICT": LIMIT,
        }
    )
    with app.app_context():
        flask_migrate.upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


def filled(app: APIFlask, model: bytes, payments: list[Transaction]) -> str:
    """Store payments as batches would, and return a key."""
    here = app.extensions["secureflow_models"]
    registry.register(here.files, model)
    merchant = accounts.create_merchant("Bench", "USD", "Europe/London")
    secret = keys.create(merchant.id, Wanted("bench", ["score"])).secret
    caller = accounts.by_key(secret)
    for start in range(0, len(payments), 1_000):
        some = payments[start : start + 1_000]
        orders = [Order(tx, sha256(repr(tx).encode()).hexdigest()) for tx in some]
        predict_batch(here, caller, orders)
    return secret


def named(payment: Transaction, copy: int) -> Transaction:
    """Return a payment of people and things that bear another name; copy 0 is the payment."""
    if copy == 0:
        return payment
    given: Any = {name: of_copy(name, getattr(payment, name), copy) for name in NAMED}
    return replace(payment, **given)


def of_copy(name: str, value: str | None, copy: int) -> str | None:
    """Return the name that a copy has instead: of an address another address."""
    if value is None:
        return None
    if name == "ip":
        return str(ip_address((0x20010DB8 << 96) | (copy << 64) | int(ip_address(value))))
    return f"{value}~{copy}"


def copied(payments: list[Transaction], copies: int) -> None:
    """Copy all stored payments so often, with the states of their entities."""
    columns = ", ".join(COLUMNS)
    values = ", ".join(f"{name} || '~' || copy" if name in NAMED else name for name in COLUMNS)
    values = values.replace("request_hash", "md5(request_hash || copy) AS request_hash")
    fill = text(f"""
        INSERT INTO transactions ({columns})
        SELECT {values} FROM transactions, generate_series(:first, :last) AS copy
        WHERE id <= :last_id
    """)
    with db.engine.begin() as connection:
        last_id = connection.execute(text("SELECT max(id) FROM transactions")).scalar_one()
        rows = connection.execute(text("SELECT key, merchant_id, state FROM entities")).all()
        states = {bytes(row.key): bytes(row.state) for row in rows}
    for first in range(1, copies, 50):
        last = min(first + 49, copies - 1)
        with db.engine.begin() as connection:
            connection.execute(fill, {"first": first, "last": last, "last_id": last_id})
            _copy_states(connection, payments, rows[0].merchant_id, states, range(first, last + 1))
        say(f"{(last + 1) * len(payments):,} payments stored")
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
        connection.execute(text("CHECKPOINT"))


def _copy_states(
    connection: object,
    payments: list[Transaction],
    merchant_id: int,
    states: dict[bytes, bytes],
    copies: range,
) -> None:
    columns = columns_of(payments)
    own = sorted(
        {(kind, value) for kind in KINDS for value in getattr(columns, kind) if value is not None}
    )
    lines = io.StringIO()
    for copy in copies:
        for kind, value in own:
            key = entity_key(kind, of_copy(kind, value, copy) or "")
            state = states[entity_key(kind, value)]
            lines.write(f"{merchant_id}\tf\t\\\\x{key.hex()}\t\\\\x{state.hex()}\t\tnow\n")
    lines.seek(0)
    with connection.connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.copy_expert(
            "COPY entities (merchant_id, is_test, key, state, labels, updated_at) FROM STDIN",
            lines,
        )


def measured(
    apps: dict[str, tuple[APIFlask, str, int]], payments: list[Transaction]
) -> dict[str, list[float]]:
    """Return the seconds of requests to each app by turns, the first ones left out."""
    rng = Random(0)
    times: dict[str, list[float]] = {name: [] for name in apps}
    clients = {name: app.test_client() for name, (app, *_) in apps.items()}
    for number in range(WARM + SENT):
        for name, (_, key, copies) in apps.items():
            payment = named(payments[number % len(payments)], rng.randrange(copies))
            body = {field: getattr(payment, field) for field in (*KINDS, "currency", "country")}
            body |= {"amount": str(payment.amount), "external_id": f"sent-{number}"}
            body = {field: value for field, value in body.items() if value is not None}
            started = time.perf_counter()
            answer = clients[name].post("/api/predict", json=body, headers={"X-API-Key": key})
            taken = time.perf_counter() - started
            if answer.status_code != 200:
                raise RuntimeError(answer.get_data(as_text=True))
            if number >= WARM:
                times[name].append(taken)
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stored", type=int, default=MANY)
    copies = max(parser.parse_args().stored // FEW, 1)
    folder = Path(tempfile.mkdtemp(prefix="secureflow-stored-"))
    payments = [
        replace(one.transaction, external_id=f"o-{number}")
        for number, one in enumerate(simulate(payments=FEW, ends_at=ENDS_AT, seed=3))
    ]
    model = training.from_simulator().data
    try:
        with embedded.postgres(folder / "postgres") as url:
            made: dict[str, tuple[APIFlask, str, int]] = {}
            for name, times in (("few", 1), ("many", copies)):
                own = _database(url, name)
                with place(own, folder / name) as app:
                    say(f"Filling the database with {FEW * times:,} payments")
                    key = filled(app, model, payments)
                    copied(payments, times)
                made[name] = (app, key, times)
            say("Sending payments by turns")
            found = measured(made, payments)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    p50 = {name: median(times) * 1_000 for name, times in found.items()}
    p99 = {name: quantiles(times, n=100)[98] * 1_000 for name, times in found.items()}
    print(  # noqa: T201
        json.dumps(
            {
                "payments": {"few": FEW, "many": FEW * copies},
                "p50_ms": {name: round(value, 3) for name, value in p50.items()},
                "p99_ms": {name: round(value, 3) for name, value in p99.items()},
                "ratio_of_p50": round(p50["many"] / p50["few"], 3),
            }
        )
    )


def _database(url: str, name: str) -> str:
    import psycopg2

    parsed = make_url(url)
    connection = psycopg2.connect(
        host=parsed.query["host"], user=parsed.username, dbname=parsed.database
    )
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE bench_{name}")
    connection.close()
    return parsed.set(database=f"bench_{name}").render_as_string(hide_password=False)


if __name__ == "__main__":
    main()

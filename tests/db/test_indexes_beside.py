"""Payments are stored while a release brings their table its indexes, and it can be interrupted."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing

import flask_migrate
import psycopg2
import pytest
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError

from secureflow.app import create_app
from secureflow.extensions import db

NEW = [
    "events_order",
    *(f"transactions_{one}" for one in ("amount", "bursts_time", "hits_time", "score")),
]
PAYMENT = """
    INSERT INTO transactions (merchant_id, amount, currency, occurred_at, hour, day_of_week, extra,
        is_fraudulent, confidence, anomaly_score, score, base_points, level, decision,
        model_version, policy_version, data_source, degraded, is_test, request_hash, created_at)
    VALUES (1, 12, 'USD', now(), 1, 1, '{}', false, 1, 0, 3, 3, 'low', 'approve',
        'base', 1, 'api', false, false, '', now())
"""
WAITING = """
    SELECT now() - query_start > '5.5s', pid FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE 'CREATE INDEX CONCURRENTLY%'
        AND wait_event_type = 'Lock'
"""
HALF_BUILT = "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid"
VALID = f"""
    SELECT indexrelid::regclass::text FROM pg_index
    WHERE indisvalid AND indexrelid::regclass::text IN ({", ".join(f"'ix_{one}'" for one in NEW)})
    ORDER BY 1
"""
Migrate = Callable[[str], None]


@pytest.fixture
def place(database_url: str) -> Iterator[URL]:
    """A database of its own, which is dropped."""
    url = make_url(database_url)
    with closing(connect(url.set(database="postgres"))) as connection:
        run(connection, "CREATE DATABASE beside")
        yield url.set(database="beside")
        run(connection, "DROP DATABASE beside")


@pytest.fixture
def migrate(place: URL, settings: dict[str, str]) -> Migrate:
    """Migrate the place as a release does, from the version before with a payment in it."""
    own = settings | {"DATABASE_URL": place.render_as_string(hide_password=False)}

    def run_to(revision: str) -> None:
        with create_app(own).app_context():
            try:
                flask_migrate.upgrade(revision=revision)
            finally:
                db.engine.dispose()

    run_to("0016")
    with closing(connect(place)) as connection:
        run(
            connection,
            "INSERT INTO merchants (id, name, currency, time_zone) VALUES (1, 'M', 'USD', 'UTC')",
        )
        run(connection, PAYMENT)
    return run_to


def connect(url: URL) -> psycopg2.extensions.connection:
    connection = psycopg2.connect(host=url.query["host"], user=url.username, dbname=url.database)
    connection.autocommit = True
    return connection


def run(connection: psycopg2.extensions.connection, statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def reading(place: URL, table: str) -> psycopg2.extensions.connection:
    """Return a connection whose transaction goes on reading, as a copy or a report does."""
    connection = connect(place)
    connection.set_session(isolation_level="REPEATABLE READ", autocommit=False)
    run(connection, f"SELECT count(*) FROM {table}")
    return connection


def waits(connection: psycopg2.extensions.connection, release: Future[None]) -> tuple[bool, int]:
    """Return, once an index waits, whether for longer than other locks, and which process does."""
    while not (found := run(connection, WAITING)):
        assert not release.done(), "the release ended, and no index waited for the reader"
        time.sleep(0.02)
    ((is_long, pid),) = found
    assert isinstance(is_long, bool)
    assert isinstance(pid, int)
    return is_long, pid


def test_payments_are_stored_while_indexes_wait_for_who_reads(place: URL, migrate: Migrate) -> None:
    with (
        ThreadPoolExecutor(1) as aside,
        closing(reading(place, "merchants")) as older,
        closing(connect(place)) as paying,
    ):
        release = aside.submit(migrate, "head")
        waits(paying, release)
        run(paying, "SET lock_timeout = '2s'")
        with closing(reading(place, "transactions")):
            stored = 1
            while not waits(paying, release)[0]:
                run(paying, PAYMENT)
                stored += 1
                time.sleep(0.05)
        older.rollback()
        release.result()
        assert stored > 10
        assert run(paying, "SELECT count(*) FROM transactions") == [(stored,)]
        assert run(paying, VALID) == [(f"ix_{one}",) for one in NEW]


def test_the_next_run_mends_what_an_interrupted_one_left(place: URL, migrate: Migrate) -> None:
    with ThreadPoolExecutor(1) as aside, closing(connect(place)) as paying:
        with closing(reading(place, "merchants")):
            release = aside.submit(migrate, "head")
            run(paying, f"SELECT pg_cancel_backend({waits(paying, release)[1]})")
            with pytest.raises(DBAPIError, match="canceling statement"):
                release.result()
        assert run(paying, "SELECT version_num FROM alembic_version") == [("0021",)]
        assert run(paying, HALF_BUILT) == [("ix_transactions_score",)]
        migrate("head")
        assert run(paying, HALF_BUILT) == []
        assert run(paying, VALID) == [(f"ix_{one}",) for one in NEW]

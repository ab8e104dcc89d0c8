"""Events are read in an order that never changes, whoever commits late."""

import select
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg2
import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from secureflow.db import events, tenancy
from secureflow.db.events import CHANNEL, Position
from secureflow.extensions import db
from secureflow.services import expiry
from tests.conftest import Api, Tenant, as_owner, make_tenant

PUBLISH = text("SELECT secureflow_publish(:merchant, false, 'model.changed', '{}')")


def publish(session: Session, merchant_id: int) -> None:
    session.execute(PUBLISH, {"merchant": merchant_id})


def read(merchant_id: int, place: Position) -> tuple[list[int], bool]:
    """Return the ids of the events beyond a place, read on a connection of its own."""
    with tenancy.aside(merchant_id) as session:
        rows, is_waiting = events.after(session, merchant_id, False, place, 100)
        return [row.id for row in rows], is_waiting


def horizon(merchant_id: int) -> Position:
    with tenancy.aside(merchant_id) as session:
        return events.horizon(session)


def test_an_older_transaction_that_commits_later_is_not_skipped(tenant: Tenant) -> None:
    merchant = tenant.merchant_id
    db.session.rollback()
    start = horizon(merchant)
    with tenancy.aside(merchant) as older, tenancy.aside(merchant) as newer:
        publish(older, merchant)
        publish(newer, merchant)
        newer.commit()
        # What is committed waits for what may still come before it.
        assert read(merchant, start) == ([], True)
        older.commit()
    (first, second), is_waiting = read(merchant, start)
    assert first < second
    assert not is_waiting


def test_the_order_is_of_transactions_and_then_of_events(tenant: Tenant) -> None:
    merchant = tenant.merchant_id
    db.session.rollback()
    start = horizon(merchant)
    with tenancy.aside(merchant) as older, tenancy.aside(merchant) as newer:
        older.execute(text("SELECT pg_current_xact_id()"))
        publish(newer, merchant)
        newer.commit()
        publish(older, merchant)
        older.commit()
    with tenancy.aside(merchant) as session:
        rows, _ = events.after(session, merchant, False, start, 100)
    places = [(row.xid, row.id) for row in rows]
    assert places == sorted(places)
    assert places[0][1] > places[1][1]
    assert read(merchant, Position(*places[0])) == ([places[1][1]], False)


def test_nobody_reads_what_belongs_to_another(tenant: Tenant) -> None:
    other = make_tenant("Other").merchant_id
    with tenancy.aside(tenant.merchant_id) as session:
        publish(session, tenant.merchant_id)
        with pytest.raises(ProgrammingError, match="row-level security"):
            publish(session, other)
    with tenancy.aside(other) as session:
        assert session.execute(text("SELECT count(*) FROM events")).scalar_one() == 0


@contextmanager
def listening(url: str) -> Iterator[Any]:
    connection = psycopg2.connect(url.replace("+psycopg2", ""))
    connection.autocommit = True
    try:
        connection.cursor().execute(f"LISTEN {CHANNEL}")
        yield connection
    finally:
        connection.close()


def heard(connection: Any) -> list[str]:
    select.select([connection], [], [], 0.3)
    connection.poll()
    payloads = [notify.payload for notify in connection.notifies]
    connection.notifies.clear()
    return payloads


def test_a_transaction_that_publishes_is_heard_of_once(tenant: Tenant, database_url: str) -> None:
    merchant = tenant.merchant_id
    with listening(database_url) as connection, tenancy.aside(merchant) as session:
        publish(session, merchant)
        publish(session, merchant)
        assert heard(connection) == []
        session.commit()
        assert heard(connection) == [str(merchant)]


def test_a_payment_that_nobody_needs_to_see_is_not_heard_of(api: Api, database_url: str) -> None:
    assert api.post("/predict", {"amount": 5}).status_code == 200
    with listening(database_url) as connection:
        answer = api.post("/predict", {"amount": 5, "external_id": "o-1"})
        assert (answer.status_code, answer.get_json()["is_fraudulent"]) == (200, False)
        assert heard(connection) == []


def test_events_are_kept_for_a_day(tenant: Tenant) -> None:
    with tenancy.aside(tenant.merchant_id) as session:
        publish(session, tenant.merchant_id)
        publish(session, tenant.merchant_id)
        session.commit()
    as_owner(
        "UPDATE events SET created_at = :at WHERE id = (SELECT min(id) FROM events)",
        at=datetime.now(UTC) - timedelta(hours=25),
    )
    expiry.delete_expired()
    with tenancy.aside(tenant.merchant_id) as session:
        assert session.execute(text("SELECT count(*) FROM events")).scalar_one() == 1

"""Events are read in an order that never changes, whoever commits late."""

import select
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg2
import pytest
from flask import current_app
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from secureflow.db import events, tenancy
from secureflow.db.events import CHANNEL
from secureflow.extensions import db
from secureflow.services import expiry
from tests.conftest import Api, Tenant, as_owner, make_tenant

PUBLISH = text("SELECT secureflow_publish(:merchant, false, 'model.changed', '{}')")


def publish(session: Session, merchant_id: int) -> None:
    session.execute(PUBLISH, {"merchant": merchant_id})


@contextmanager
def app_threads(count: int) -> Iterator[ThreadPoolExecutor]:
    """Yield threads that each have the app of this test."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    with ThreadPoolExecutor(count, initializer=lambda: app.app_context().push()) as pool:
        yield pool


def read(merchant_id: int, place: int) -> list[int]:
    """Return the ids of the events beyond a place, read on a connection of its own."""
    with tenancy.aside(merchant_id) as session:
        return [row.id for row in events.after(session, merchant_id, False, place, 100)]


def last(merchant_id: int) -> int:
    with tenancy.aside(merchant_id) as session:
        return events.last(session, merchant_id, False)


def test_an_older_transaction_that_commits_later_is_not_skipped(tenant: Tenant) -> None:
    merchant = tenant.merchant_id
    db.session.rollback()
    start = last(merchant)
    with tenancy.aside(merchant) as older, tenancy.aside(merchant) as newer:
        publish(older, merchant)
        publish(newer, merchant)
        newer.commit()
        # What is committed is told at once, whoever still runs.
        (first,) = read(merchant, start)
        older.commit()
    (second,) = read(merchant, first)
    assert start < first < second == last(merchant)


def test_events_of_a_transaction_stay_in_their_order(tenant: Tenant) -> None:
    merchant = tenant.merchant_id
    with tenancy.aside(merchant) as session:
        for number in range(3):
            events.add(session, merchant, False, "model.changed", {"number": number})
        session.commit()
        rows = events.after(session, merchant, False, 0, 100)
    assert [row.data["number"] for row in rows] == [0, 1, 2]


def test_those_who_publish_at_once_are_read_in_the_order_of_their_commits(tenant: Tenant) -> None:
    merchant, published, threads = tenant.merchant_id, 25, 4
    db.session.rollback()
    start = last(merchant)

    def publishes() -> None:
        for _ in range(published):
            with tenancy.aside(merchant) as session:
                publish(session, merchant)
                session.commit()

    with app_threads(threads) as pool:
        done = [pool.submit(publishes) for _ in range(threads)]
        seen: list[int] = []
        while not all(one.done() for one in done):
            seen += read(merchant, seen[-1] if seen else start)
    for one in done:
        one.result()
    seen += read(merchant, seen[-1] if seen else start)
    assert len(seen) == threads * published
    assert seen == read(merchant, start)


def test_work_for_all_merchants_is_told_to_each(tenant: Tenant) -> None:
    other = make_tenant("Other").merchant_id
    with tenancy.across_merchants():
        for one in (tenant.merchant_id, other):
            events.add(db.session(), one, False, "model.changed", {})
    # By the commit the session is bound to nobody.
    db.session.commit()
    assert [len(read(one, 0)) for one in (tenant.merchant_id, other)] == [1, 1]


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

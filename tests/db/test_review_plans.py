"""Ten thousand open reviews: every list and the next free one are found by an index."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import event, text

from secureflow.db import review_queue, tenancy
from secureflow.db.review_queue import Desk, Filters, View
from secureflow.extensions import db
from tests.conftest import Tenant, as_owner

OPEN = 10_000
MOST_READ = 400
"""Rows that a page of fifty may look at, joins included."""
PAYMENTS = """
    INSERT INTO transactions (merchant_id, amount, currency, occurred_at, hour, day_of_week, extra,
        is_fraudulent, confidence, anomaly_score, score, base_points, level, decision,
        model_version, policy_version, data_source, degraded, is_test, request_hash, created_at,
        authorisation_expires_at)
    SELECT :merchant, n % 900, 'USD', now(), 1, 1, '{}', true, 0, 0, 45 + n % 45, 1, 'high',
        'review', 'none', 1, 'model', false, false, n::text, now() - n * interval '1 second',
        CASE WHEN n % 50 = 0 THEN now() + n * interval '1 second' END
    FROM generate_series(1, :count) AS n
"""
OPENED = """
    SELECT secureflow_open_reviews(:merchant, array_agg(id)) FROM transactions
    WHERE merchant_id = :merchant
"""


@pytest.fixture
def desk(app: APIFlask, tenant: Tenant) -> Desk:
    """The desk of somebody at a merchant with ten thousand open reviews."""
    merchant = tenant.merchant_id
    as_owner(PAYMENTS, merchant=merchant, count=OPEN)
    tenancy.bind(merchant)
    db.session.execute(text(OPENED), {"merchant": merchant})
    db.session.commit()
    as_owner("ANALYZE reviews, transactions, review_notes, users")
    tenancy.bind(merchant)
    return Desk(merchant, False, 1, datetime.now(UTC))


@contextmanager
def plans(of: str = "FROM reviews") -> Iterator[list[dict[str, Any]]]:
    """Collect the plan of every query with these words as it really ran."""
    found: list[dict[str, Any]] = []

    def explain(_c: Any, cursor: Any, statement: str, values: Any, *_: Any) -> None:
        if of in statement and not statement.startswith("EXPLAIN"):
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", values)
            plan = cursor.fetchone()[0]
            found.append((plan if isinstance(plan, list) else json.loads(plan))[0]["Plan"])

    event.listen(db.engine, "before_cursor_execute", explain)
    try:
        yield found
    finally:
        event.remove(db.engine, "before_cursor_execute", explain)


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


def read(plan: dict[str, Any]) -> float:
    """Return how many rows a plan took out of tables and indexes, those it threw away as well."""
    return sum(  # type: ignore[no-any-return]
        node["Actual Loops"] * (node["Actual Rows"] + node.get("Rows Removed by Filter", 0))
        for node in nodes(plan)
        if "Scan" in node["Node Type"]
    )


@pytest.mark.parametrize("sort", ["urgency", "due", "score", "newest"])
def test_a_page_reads_little_more_than_it_shows(desk: Desk, sort: str) -> None:
    first = review_queue.page(desk, "open", Filters(), sort, 50, None)
    with plans() as found:
        second = review_queue.page(desk, "open", Filters(), sort, 50, first.next_cursor)
    assert len(second.rows) == 50
    assert found
    for plan in found:
        whole = {n["Relation Name"] for n in nodes(plan) if n["Node Type"] == "Seq Scan"}
        # There are no notes at all.
        assert whole <= {"review_notes"}
        assert "Sort" not in {node["Node Type"] for node in nodes(plan)}
        assert read(plan) <= MOST_READ, json.dumps(plan, indent=1)


@pytest.mark.parametrize("view", ["open", "due_soon"])
def test_the_next_free_one_is_at_the_front_of_an_index(desk: Desk, view: View) -> None:
    with plans() as found:
        assert review_queue.next_free(desk, view, None) is not None
    assert [read(plan) <= 2 for plan in found] == [True]


def test_the_counts_are_right(desk: Desk) -> None:
    counts = review_queue.counts(desk)
    assert (counts.open, counts.due_soon, counts.mine, counts.snoozed) == (OPEN, 78, 0, 0)

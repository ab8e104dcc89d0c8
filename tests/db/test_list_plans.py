"""Twenty thousand payments: what a page of a list and the facts around one read, and how."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg2
import pytest
from apiflask import APIFlask
from sqlalchemy.engine import make_url

from secureflow.db import customers, listing, neighbours, pace, tenancy, transactions
from secureflow.db.listing import Filters
from secureflow.services import customers as job
from tests.conftest import Tenant, as_owner
from tests.db.test_review_plans import nodes, plans, read

STORED = 20_000
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
PAYMENTS = """
    INSERT INTO transactions (merchant_id, external_id, amount, currency, occurred_at, hour,
        day_of_week, customer, card, extra, is_fraudulent, confidence, anomaly_score, score,
        base_points, level, decision, model_version, policy_version, data_source, degraded, is_test,
        request_hash, created_at, inputs)
    SELECT :merchant, 'order-' || n, n % 900, 'USD', :began + n * interval '1 minute', 1, 1,
        'c-' || n % 10000, 'k-' || n % 1999, '{}', n % 40 = 0, 0, 0,
        CASE WHEN n % 40 = 0 THEN 50 + n % 49 ELSE n % 45 END, 1, 'low',
        CASE WHEN n % 40 > 0 THEN 'approve' WHEN n % 49 > 42 THEN 'block' ELSE 'review' END,
        (SELECT min(version) FROM model_versions), 1, 'model', false, false, n::text, :began,
        '{1, 2}'
    FROM generate_series(1, :count) AS n
"""
HITS = """
    UPDATE transactions SET
        hits = jsonb_build_array(jsonb_build_object('rule_id', CASE id % 500 WHEN 1 THEN 8
            ELSE 7 END)),
        circumstances = CASE id % 500 WHEN 0 THEN '{"bursts": [{"kind": "card_bin"}]}'
            WHEN 20 THEN '{"bursts": [{"kind": "ip"}]}' ELSE '{"snoozed": [7]}' END::jsonb
    WHERE id % 20 < 2
"""
"""Two thousand hits, forty of them of another rule; and forty payments of each of two bursts."""
MOST_READ = 400
"""Rows that a page of fifty may look at, joins included."""


@pytest.fixture
def merchant(app: APIFlask, tenant: Tenant) -> Iterator[int]:
    """A merchant with twenty thousand payments of ten thousand customers."""
    as_owner(PAYMENTS, merchant=tenant.merchant_id, count=STORED, began=BEGAN)
    job.refresh()
    job.refresh()
    as_owner("ANALYZE")
    tenancy.bind(tenant.merchant_id)
    yield tenant.merchant_id
    # Their statistics would have other tests' plans made for them.
    as_owner("DELETE FROM transactions; DELETE FROM customers; ANALYZE transactions, customers")


def tidied(database_url: str) -> None:
    """Have the database write payments anew, without what other tests left, and look at them."""
    url = make_url(database_url)
    connection = psycopg2.connect(host=url.query["host"], user=url.username, dbname=url.database)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("VACUUM FULL transactions")
        cursor.execute("VACUUM ANALYZE transactions")
    connection.close()


def page(merchant: int, filters: Filters, sort: str = "-occurred_at") -> tuple[int, set[str], int]:
    """Return how many rows a second page has, the indexes that found them, and rows read."""
    first = listing.page(merchant, False, filters, sort, 50, None)
    with plans("FROM transactions") as found:
        second = listing.page(merchant, False, filters, sort, 50, first.next_cursor)
    used = {node["Index Name"] for plan in found for node in nodes(plan) if "Index Name" in node}
    return len(second.rows), used, int(sum(read(plan) for plan in found))


def test_the_list_is_read_from_the_end_of_an_index(merchant: int) -> None:
    count, used, seen = page(merchant, Filters())
    assert count == 50
    assert "ix_transactions_time" in used
    assert seen <= MOST_READ


@pytest.mark.parametrize("sort", ["-amount", "-score", "amount", "score"])
def test_other_orders_are_read_from_an_index_of_their_own(merchant: int, sort: str) -> None:
    count, used, seen = page(merchant, Filters(), sort)
    assert count == 50
    assert f"ix_transactions_{sort.removeprefix('-')}" in used
    # Behind row-level security a numeric may not be compared inside an index: by amount, the page
    # before is passed over once more.
    assert seen <= MOST_READ


@pytest.mark.parametrize(
    ("filters", "most"),
    [
        (Filters(rule=7), 30),
        # The rarest are sought among all hits, or all bursts, and nowhere else.
        (Filters(rule=8), 2_000),
        (Filters(burst="any"), 30),
        (Filters(burst="card_bin"), 80),
    ],
)
def test_hits_and_bursts_are_read_in_the_order_of_time(
    merchant: int, database_url: str, filters: Filters, most: int
) -> None:
    as_owner(HITS)
    tidied(database_url)
    with plans("FROM transactions") as found:
        rows = listing.page(merchant, False, filters, "-occurred_at", 9, None).rows
    assert len(rows) == 9
    ids = found[0]
    used = {node["Index Name"] for node in nodes(ids) if "Index Name" in node}
    assert used == {f"ix_transactions_{'hits' if filters.rule else 'bursts'}_time"}
    assert read(ids) <= most, json.dumps(ids, indent=1)


def test_whole_names_are_found_by_index(merchant: int) -> None:
    for text_, index, count in (
        ("order-77", "uq_transactions_external_id", 1),
        ("c-77", "ix_transactions_customer", 2),
        ("k-77", "ix_transactions_card", 10),
    ):
        with plans("FROM transactions") as found:
            rows = listing.page(merchant, False, Filters(text=text_), "-occurred_at", 50, None).rows
        assert len(rows) == count
        assert all(
            node["Node Type"] != "Seq Scan" or node["Relation Name"] != "transactions"
            for plan in found
            for node in nodes(plan)
        )
        used = {n["Index Name"] for plan in found for n in nodes(plan) if "Index Name" in n}
        assert index in used


def test_like_payments_are_found_by_index_and_never_more_than_two_thousand(merchant: int) -> None:
    row = payment(merchant, 15_000)
    with plans("FROM transactions") as found:
        near = neighbours.of(row, "none", 2)
    (plan,) = found
    assert 900 <= len(near) <= neighbours.MOST_CANDIDATES
    assert "Seq Scan" not in {
        node["Node Type"] for node in nodes(plan) if node.get("Relation Name") == "transactions"
    }
    # Once as an entry of an index and once whole, but for those found twice.
    assert read(plan) <= 3 * neighbours.MOST_CANDIDATES, json.dumps(plan, indent=1)


def test_pace_and_customers_are_found_by_index(merchant: int) -> None:
    row = payment(merchant, 15_000)
    with plans("FROM transactions") as found:
        pace.attempts(row, "customer", timedelta(days=7))
        pace.count(row, "card", BEGAN, row.occurred_at)
        pace.orders_before(row)
        customers.latest(merchant, False, "c-0")
    assert len(found) == 4
    assert all(read(plan) <= 60 for plan in found)
    for sort in ("risk", "recent", "spent"):
        first = customers.page(merchant, False, sort, None, 50, None)
        with plans("FROM customers") as found:
            customers.page(merchant, False, sort, None, 50, first.next_cursor)
        # Behind row-level security a numeric may not be compared inside an index: the page before
        # is passed over once more.
        assert [read(plan) <= 101 for plan in found] == [True], json.dumps(found, indent=1)
    with plans("FROM customers") as found:
        assert len(customers.page(merchant, False, "risk", "c-19", 50, None).rows) == 50
    assert [read(plan) <= STORED / 4 for plan in found] == [True]


def payment(merchant: int, number: int) -> transactions.TransactionRow:
    found = transactions.by_external_ids(merchant, False, [f"order-{number}"])
    return found[f"order-{number}"]

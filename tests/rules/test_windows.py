"""A rule counts the payments of its window exactly: at the second, late, and out of order."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select, text

from secureflow.db import tenancy
from secureflow.db.transactions import TransactionRow
from secureflow.domain import Transaction
from secureflow.extensions import db
from secureflow.rules.evaluate import compiled
from secureflow.rules.facts import Facts
from secureflow.rules.fields import COUNTS, SPANS
from secureflow.rules.sentence import parse
from secureflow.scoring.history.features import NAMES
from tests.conftest import Api, Tenant

NOW = datetime(2026, 11, 20, 12, 30, tzinfo=UTC)
"""Half past, so that spans of days, which begin with the whole hour, differ from plain ones."""
AT = {name: place for place, name in enumerate(NAMES)}
SECONDS = {"10m": 600, "1h": 3_600, "24h": 86_400, "7d": 7 * 86_400, "30d": 30 * 86_400}
WHOLE_HOURS = ("7d", "30d")
ENTITIES = ("customer", "card", "device", "ip", "terminal")
SECOND = timedelta(seconds=1)


def start_of(span: str, at: datetime) -> datetime:
    """The last moment before the window of a payment at ``at``."""
    start = at - timedelta(seconds=SECONDS[span])
    if span not in WHOLE_HOURS:
        return start
    return start.replace(minute=0, second=0) + timedelta(hours=1) - SECOND


def pay(api: Api, at: datetime, **values: str) -> None:
    body = dict.fromkeys(ENTITIES, "203.0.113.7") | values
    answer = api.post("/predict", {"amount": 20, "occurred_at": at.isoformat()} | body)
    assert answer.status_code == 200


def stored(merchant_id: int) -> list[TransactionRow]:
    tenancy.bind(merchant_id)
    rows = select(TransactionRow).where(TransactionRow.merchant_id == merchant_id)
    return list(db.session.scalars(rows.order_by(TransactionRow.id)))


def facts_of(row: TransactionRow) -> Facts:
    known = {name: getattr(row, name) for name in Transaction.__dataclass_fields__}
    assert row.inputs is not None
    return Facts(Transaction(**known), row.inputs, AT, row.score)


def is_count(field: str, span: str, count: int, facts: Facts) -> bool:
    said = next(said for stem, said, _ in COUNTS if stem == field)
    return compiled(parse(f"Block if {said} in {SPANS[span]} are {count}").condition)(facts)


EDGES = [(stem, span) for stem, _, spans in COUNTS for span in spans if stem.endswith("_count")]


@pytest.mark.parametrize(("stem", "span"), EDGES)
def test_a_second_before_the_window_counts_nothing_and_a_second_into_it_one(
    api: Api, tenant: Tenant, stem: str, span: str
) -> None:
    edge = start_of(span, NOW)
    pay(api, edge)
    pay(api, NOW)
    pay(api, edge + SECOND)
    pay(api, NOW)
    pay(api, NOW + SECOND)
    pay(api, NOW)  # late: the one before is of a later moment, which the whole hour has as well
    of = [facts_of(row) for row in stored(tenant.merchant_id)]
    assert is_count(stem, span, 0, of[1]), "the edge itself is outside"
    assert is_count(stem, span, 2, of[3]), "one a second into it, one at this very moment"
    late = {"24h": 2, "7d": 4, "30d": 4}.get(span, 3)
    assert is_count(stem, span, late, of[5]), "of a day only what is younger than the latest's day"


WINDOWS = """
SELECT t.id, count(*) FILTER (WHERE {inside})
FROM transactions t
LEFT JOIN LATERAL (
  SELECT max(occurred_at) AS at FROM transactions
  WHERE merchant_id = t.merchant_id AND id < t.id AND {entity} = t.{entity}
) latest ON true
LEFT JOIN transactions o
  ON o.merchant_id = t.merchant_id AND o.id < t.id AND o.{entity} = t.{entity}
WHERE t.merchant_id = :merchant GROUP BY t.id ORDER BY t.id
"""
PARTNERS = """
SELECT t.id, count(DISTINCT o.{partner}) FILTER (
  WHERE o.occurred_at > t.occurred_at - make_interval(secs => {seconds})
    AND o.{partner} <> t.{partner})
FROM transactions t LEFT JOIN transactions o
  ON o.merchant_id = t.merchant_id AND o.id < t.id AND o.{entity} = t.{entity}
WHERE t.merchant_id = :merchant GROUP BY t.id ORDER BY t.id
"""
PLAIN = (
    "o.occurred_at > t.occurred_at - make_interval(secs => {seconds})"
    " AND o.occurred_at <= t.occurred_at"
    " AND o.occurred_at > latest.at - interval '24 hours'"
)
HOURLY = (
    "date_trunc('hour', o.occurred_at) > date_trunc('hour', t.occurred_at)"
    " - make_interval(secs => {seconds})"
    " AND date_trunc('hour', o.occurred_at) <= date_trunc('hour', t.occurred_at)"
    " AND date_trunc('hour', o.occurred_at) > date_trunc('hour', latest.at) - interval '720 hours'"
)
"""What is kept of an entity is a day of payments and thirty of hours, back from its latest."""


@pytest.fixture
def mixed(api: Api, tenant: Tenant) -> Iterator[list[TransactionRow]]:
    """Payments of few entities, in no order, many of them exactly a window apart."""
    rng = Random(5)
    steps = [
        timedelta(seconds=seconds + more) for seconds in SECONDS.values() for more in (-1, 0, 1)
    ]
    for _ in range(150):
        at = (
            NOW - rng.choice(steps) * rng.choice((0, 1, 1)) - rng.choice((0, 1)) * rng.choice(steps)
        )
        values: dict[str, Any] = {
            name: f"{name}-{rng.randint(1, 4)}" for name in ENTITIES if name != "ip"
        }
        pay(api, at, **values, ip=f"203.0.113.{rng.randint(1, 4)}")
    yield stored(tenant.merchant_id)
    db.session.rollback()


def test_every_count_is_what_a_query_over_the_stored_payments_counts(
    mixed: list[TransactionRow], tenant: Tenant
) -> None:
    facts = [facts_of(row) for row in mixed]
    partners = {"devices": "device", "ips": "ip", "customers": "customer", "cards": "card"}
    for stem, _, spans in COUNTS:
        entity, what = stem.split("_")
        for span in spans:
            seconds = SECONDS[span]
            inside = (HOURLY if span in WHOLE_HOURS else PLAIN).format(seconds=seconds)
            query = (
                WINDOWS.format(inside=inside, entity=entity)
                if what == "count"
                else PARTNERS.format(partner=partners[what], seconds=seconds, entity=entity)
            )
            counted = db.session.execute(text(query), {"merchant": tenant.merchant_id}).all()
            for (_, count), known in zip(counted, facts, strict=True):
                assert is_count(stem, span, count, known), (stem, span, count)
            assert len({count for _, count in counted}) > 2, "the payments tell windows apart"

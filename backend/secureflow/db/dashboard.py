"""The overview's queries: counts, sums and shares of a merchant's payments, bar by bar."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, TextClause, text

from secureflow.db.feedback import STRONGEST_FIRST
from secureflow.db.listing import AGES, codes
from secureflow.extensions import db


@dataclass(frozen=True, slots=True)
class Shop:
    """Whose payments are meant: a merchant's live or test ones, in its own money and days.

    ``only`` narrows them to those that share something: any of the names of `SHARED`, all of which
    must hold.
    """

    merchant_id: int
    is_test: bool
    currency: str
    time_zone: str
    only: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Bar:
    """A day or an hour of payments: ``starts_at`` <= occurred_at < ``ends_at``."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of a bar, as JSON; ``money`` in it is exact only when read as Decimal.

    ``figures`` is one object; ``spread`` has a list of objects for each way to part the payments.
    """

    figures: str
    spread: str


_AGE_NAMES = " ".join(
    f"WHEN occurred_at - customer_created_at < interval '{days} days' THEN '{name}'"
    for name, (_, days) in AGES.items()
    if days is not None
)
_AGE = f"""CASE WHEN customer_created_at IS NULL THEN 'unknown' {_AGE_NAMES}
    ELSE 'over_365d' END"""
SHARED = {
    "category": "merchant_category = ANY(CAST(:category AS jsonb[]))",
    "type": "transaction_type = ANY(CAST(:type AS jsonb[]))",
    "day_of_week": "day_of_week = :day_of_week",
    "hour": "hour = :hour",
    "customer_age": f"{_AGE} = :customer_age",
}
"""What payments of an overview may share, as the list of payments names it, and its condition."""

# The plan reads each bar from the index once; compiling it would take longer than following it.
_PLAINLY = text("SET LOCAL jit = off")

# The payments are read once, however much is said of them. Money is summed over payments in the
# merchant's own currency only; nothing is converted.
_PAYMENTS = f"""
    WITH bars AS (
        SELECT * FROM unnest(CAST(:starts AS timestamptz[]), CAST(:ends AS timestamptz[]))
            WITH ORDINALITY AS bar (starts_at, ends_at, number)
    ), paid AS MATERIALIZED (
        SELECT bars.number, payment.*,
            CASE WHEN currency = :currency THEN amount ELSE 0 END AS money
        FROM bars CROSS JOIN LATERAL (
            SELECT id, hour, day_of_week, merchant_category, transaction_type, currency, amount,
                score, decision, {_AGE} AS age
            FROM transactions
            WHERE merchant_id = :merchant_id AND is_test = :is_test
                AND occurred_at >= bars.starts_at AND occurred_at < bars.ends_at {{only}}
        ) AS payment
    ), known AS (
        SELECT DISTINCT ON (f.transaction_id) f.transaction_id, f.label
        FROM feedback f JOIN paid ON paid.id = f.transaction_id
        WHERE f.merchant_id = :merchant_id
        ORDER BY f.transaction_id, {STRONGEST_FIRST}
    ), payments AS MATERIALIZED (
        SELECT paid.*, known.label,
            extract(epoch FROM review.resolved_at - review.opened_at)::float8 AS seconds
        FROM paid LEFT JOIN known ON known.transaction_id = paid.id
        LEFT JOIN reviews AS review ON review.transaction_id = paid.id AND review.kind = 'held'
            AND review.merchant_id = :merchant_id AND review.state = 'resolved'
            AND review.settled_at IS NOT NULL AND review.source = 'reviewer'
    )
"""  # noqa: S608 -- only the fixed order of sources is filled in

_FIGURES = """
    count(*) AS transactions,
    count(*) FILTER (WHERE decision <> 'approve') AS flagged,
    count(*) FILTER (WHERE decision = 'review') AS reviewed,
    count(*) FILTER (WHERE decision = 'block') AS blocked,
    count(*) FILTER (WHERE decision = 'block' AND label = 'legitimate') AS good_declined,
    count(*) FILTER (WHERE decision <> 'approve' AND label = 'fraud') AS frauds_stopped,
    coalesce(sum(money) FILTER (WHERE decision <> 'approve' AND label = 'fraud'), 0)
        AS fraud_stopped,
    coalesce(sum(money) FILTER (WHERE decision = 'approve' AND label = 'fraud'), 0)
        AS fraud_missed,
    coalesce(sum(money) FILTER (WHERE decision = 'block' AND label = 'legitimate'), 0)
        AS good_declined_money,
    coalesce(sum(money) FILTER (WHERE decision = 'review' AND label IS NULL), 0) AS money_at_risk,
    coalesce(array_agg(seconds) FILTER (WHERE seconds IS NOT NULL), ARRAY[]::float8[]) AS seconds,
    count(label) AS labels,
    count(*) FILTER (WHERE label IS NOT NULL AND (label = 'fraud') = (decision <> 'approve'))
        AS agreed,
    count(*) FILTER (WHERE label = 'fraud') AS frauds,
    count(*) FILTER (WHERE decision <> 'approve' AND label IS NOT NULL) AS flagged_labelled,
    count(*) FILTER (WHERE decision = 'block' AND label IS NOT NULL) AS blocks_labelled,
    count(*) FILTER (WHERE decision = 'block' AND label = 'fraud') AS blocks_right,
    count(*) FILTER (WHERE decision = 'review' AND label IS NOT NULL) AS reviews_labelled
"""
_GROUP = """count(*) AS transactions,
    count(*) FILTER (WHERE decision <> 'approve') AS flagged, count(label) AS labelled,
    count(*) FILTER (WHERE label = 'fraud') AS fraud,
    coalesce(sum(money) FILTER (WHERE decision <> 'approve'), 0) AS flagged_amount,
    coalesce(sum(money) FILTER (WHERE label = 'fraud'), 0) AS fraud_amount
"""
_SPREAD: dict[str, tuple[str, str]] = {
    "hours": (
        """day_of_week, hour, count(*) AS transactions,
        count(*) FILTER (WHERE decision <> 'approve') AS flagged,
        count(*) FILTER (WHERE label = 'fraud') AS fraud""",
        "GROUP BY 1, 2, 3",
    ),
    "categories": (f"merchant_category AS category, {_GROUP}", "GROUP BY 1, 2"),
    "types": (f"transaction_type AS type, {_GROUP}", "GROUP BY 1, 2"),
    "customer_ages": (
        f"age, {_GROUP}",
        "GROUP BY 1, 2",
    ),
    "histogram": (
        """least(floor(score / 5)::int * 5, 95) AS floor,
        count(*) FILTER (WHERE decision = 'approve') AS approve,
        count(*) FILTER (WHERE decision = 'review') AS review,
        count(*) FILTER (WHERE decision = 'block') AS block""",
        "GROUP BY 1, 2",
    ),
    "other_currencies": (
        "currency, count(*) AS transactions, sum(amount) AS amount",
        "WHERE currency <> :currency GROUP BY 1, 2",
    ),
}
_PARTS = "\n".join(
    f"""LEFT JOIN (
        SELECT number, jsonb_agg(to_jsonb(part) - 'number') AS rows
        FROM (SELECT number, {columns} FROM payments {grouped}) AS part GROUP BY number
    ) AS {name} USING (number)"""  # noqa: S608 -- words of this file
    for name, (columns, grouped) in _SPREAD.items()
)
_OBJECT = ", ".join(f"'{name}', {name}.rows" for name in _SPREAD)
# As text: read as JSON by the driver, sums of money would become floats.
_COUNT = f"""
    {_PAYMENTS}
    SELECT number, (to_jsonb(figures) - 'number')::text AS figures,
        jsonb_build_object({_OBJECT})::text AS spread
    FROM (SELECT number, {_FIGURES} FROM payments GROUP BY number) AS figures {_PARTS}
"""  # noqa: S608 -- words of this file
_FIRST = text("""
    SELECT min(occurred_at) FROM transactions
    WHERE merchant_id = :merchant_id AND is_test = :is_test
""")


def count(shop: Shop, bars: Sequence[Bar]) -> dict[Bar, Counted]:
    """Return what is to be said of each bar that has payments, read from the payments.

    ``figures`` are counts, sums in the shop's currency and the seconds each decision of a person
    took. ``spread`` parts the payments by hour of the week, category, type, how long customers had
    been such, steps of five points, and other currencies.
    """
    # A code may have been sent as a number or as a text.
    lists = {
        name: [json.dumps(code) for code in codes(shop.only[name])]
        for name in ("category", "type")
        if name in shop.only
    }
    values = {"currency": shop.currency} | dict(shop.only) | lists
    found = rows(_counting(frozenset(shop.only)), shop, bars, values)
    return {bar: Counted(row.figures, row.spread) for bar, row in found}


def first_transaction(merchant_id: int, is_test: bool) -> datetime | None:
    """Return when a merchant's first payment of a mode occurred."""
    values = {"merchant_id": merchant_id, "is_test": is_test}
    first: datetime | None = db.session.execute(_FIRST, values).scalar()
    return first


def rows(
    statement: TextClause, shop: Shop, bars: Sequence[Bar], values: Mapping[str, Any]
) -> Iterator[tuple[Bar, Row[Any]]]:
    """Yield what a statement about bars, which numbers them from 1, has to say of each."""
    if not bars:
        return
    own: dict[str, Any] = {
        "merchant_id": shop.merchant_id,
        "is_test": shop.is_test,
        "starts": [bar.starts_at for bar in bars],
        "ends": [bar.ends_at for bar in bars],
    }
    db.session.execute(_PLAINLY)
    for row in db.session.execute(statement, own | dict(values)):
        yield bars[row.number - 1], row


@cache
def _counting(only: frozenset[str]) -> TextClause:
    return text(_COUNT.format(only="".join(f" AND {SHARED[name]}" for name in sorted(only))))

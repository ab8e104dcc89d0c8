"""The overview's queries: sums, series and shares of a merchant's payments in a period."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import TextClause, text

from secureflow.db.feedback import STRENGTH
from secureflow.db.listing import AGES, codes
from secureflow.extensions import db


@dataclass(frozen=True, slots=True)
class Span:
    """A merchant's live or test payments with ``starts_at`` <= occurred_at < ``ends_at``.

    ``unit`` is "day" or "hour": the width of a bar, in the merchant's time zone. ``only`` narrows
    it to payments that share something: any of the names of `SHARED`, all of which must hold.
    """

    merchant_id: int
    is_test: bool
    currency: str
    time_zone: str
    starts_at: datetime
    ends_at: datetime
    unit: str
    only: Mapping[str, Any] = field(default_factory=dict)

    def parameters(self) -> dict[str, Any]:
        """Return the parameters of the queries below."""
        own = {name: getattr(self, name) for name in self.__slots__ if name != "only"}
        # A code may have been sent as a number or as a text.
        lists = {
            name: [json.dumps(code) for code in codes(self.only[name])]
            for name in ("category", "type")
            if name in self.only
        }
        return own | dict(self.only) | lists


Rows = list[dict[str, Any]]
_ORDER = " ".join(f"WHEN '{source}' THEN {rank}" for source, rank in STRENGTH.items())

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

# The payments are read once, however much is said of them. Money is summed over payments in the
# merchant's own currency only; nothing is converted.
_PAYMENTS = f"""
    WITH paid AS MATERIALIZED (
        SELECT id, occurred_at, hour, day_of_week, merchant_category, transaction_type, currency,
            amount, score, decision, customer_created_at,
            CASE WHEN currency = :currency THEN amount ELSE 0 END AS money
        FROM transactions
        WHERE merchant_id = :merchant_id AND is_test = :is_test
            AND occurred_at >= :starts_at AND occurred_at < :ends_at {{only}}
    ), known AS (
        SELECT DISTINCT ON (f.transaction_id) f.transaction_id, f.label
        FROM feedback f JOIN paid ON paid.id = f.transaction_id
        WHERE f.merchant_id = :merchant_id
        ORDER BY f.transaction_id, CASE f.source {_ORDER} END, f.id DESC
    ), payments AS MATERIALIZED (
        SELECT paid.*, known.label,
            extract(epoch FROM review.resolved_at - review.opened_at)::float8 AS seconds
        FROM paid LEFT JOIN known ON known.transaction_id = paid.id
        LEFT JOIN reviews AS review ON review.transaction_id = paid.id AND review.kind = 'held'
            AND review.merchant_id = :merchant_id AND review.state = 'resolved'
            AND review.source = 'reviewer'
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
    percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS seconds_to_decide
"""
_SUMMARY = (
    _FIGURES
    + """,
    count(label) AS labels,
    count(*) FILTER (WHERE label IS NOT NULL AND (label = 'fraud') = (decision <> 'approve'))
        AS agreed,
    count(*) FILTER (WHERE label = 'fraud') AS frauds,
    count(*) FILTER (WHERE decision <> 'approve' AND label IS NOT NULL) AS flagged_labelled,
    count(*) FILTER (WHERE decision = 'block' AND label IS NOT NULL) AS blocks_labelled,
    count(*) FILTER (WHERE decision = 'block' AND label = 'fraud') AS blocks_right,
    count(*) FILTER (WHERE decision = 'review' AND label IS NOT NULL) AS reviews_labelled
    """
)
_GROUP = """count(*) AS transactions,
    count(*) FILTER (WHERE decision <> 'approve') AS flagged, count(label) AS labelled,
    count(*) FILTER (WHERE label = 'fraud') AS fraud,
    coalesce(sum(money) FILTER (WHERE decision <> 'approve'), 0) AS flagged_amount,
    coalesce(sum(money) FILTER (WHERE label = 'fraud'), 0) AS fraud_amount
"""
_MOST_FIRST = "GROUP BY 1 ORDER BY flagged_amount DESC, transactions DESC LIMIT 12"
# Each selects from the payments above; together they are one statement.
_BEFORE: dict[str, tuple[str, str]] = {
    "summary": (_SUMMARY, ""),
    "bars": (
        f"date_trunc(:unit, occurred_at, :time_zone) AS starts_at, {_FIGURES}",
        "GROUP BY 1 ORDER BY 1",
    ),
}
_NOW = _BEFORE | {
    "hours": (
        """day_of_week, hour, count(*) AS transactions,
        count(*) FILTER (WHERE decision <> 'approve') AS flagged,
        count(*) FILTER (WHERE label = 'fraud') AS fraud""",
        "GROUP BY 1, 2 ORDER BY 1, 2",
    ),
    "categories": (f"merchant_category AS category, {_GROUP}", _MOST_FIRST),
    "types": (f"transaction_type AS type, {_GROUP}", _MOST_FIRST),
    "customer_ages": (
        f"{_AGE} AS age, {_GROUP}",
        "GROUP BY 1 ORDER BY min(occurred_at - customer_created_at) NULLS LAST",
    ),
    "histogram": (
        """least(floor(score / 5)::int * 5, 95) AS floor,
        count(*) FILTER (WHERE decision = 'approve') AS approve,
        count(*) FILTER (WHERE decision = 'review') AS review,
        count(*) FILTER (WHERE decision = 'block') AS block""",
        "GROUP BY 1 ORDER BY 1",
    ),
    "other_currencies": (
        "currency, count(*) AS transactions, sum(amount) AS amount",
        "WHERE currency <> :currency GROUP BY 1 ORDER BY 2 DESC LIMIT 20",
    ),
}


@cache
def _statement(period: str, only: frozenset[str]) -> TextClause:
    # As text: read as JSON by the driver, sums of money would become floats.
    part = "(SELECT json_agg(part) FROM (SELECT {} FROM payments {}) AS part)::text AS {}"
    parts = _NOW if period == "now" else _BEFORE
    selected = ", ".join(part.format(*what, name) for name, what in parts.items())
    narrowed = "".join(f" AND {SHARED[name]}" for name in sorted(only))
    return text(f"{_PAYMENTS.format(only=narrowed)} SELECT {selected}")


_FIRST = text("""
    SELECT min(occurred_at) FROM transactions
    WHERE merchant_id = :merchant_id AND is_test = :is_test
""")
MONEY = {
    "fraud_stopped",
    "fraud_missed",
    "good_declined_money",
    "money_at_risk",
    "flagged_amount",
    "fraud_amount",
    "amount",
}
READERS: Mapping[str, Any] = {
    **dict.fromkeys(MONEY, Decimal),
    "starts_at": datetime.fromisoformat,
    "seconds_to_decide": float,
}


def now(span: Span) -> dict[str, Rows]:
    """Return all that the overview says of a period, by name: rows by the names of their columns.

    ``summary`` is one row of counts, sums in the merchant's currency and the median seconds;
    ``bars`` one per day or hour that has payments; ``hours`` one per day of the week and hour;
    ``categories`` and ``types`` are the twelve with the most flagged money, ``customer_ages`` how
    long customers had been such, ``histogram`` steps of five points, ``other_currencies`` what was
    paid in them, never converted.
    """
    return _read("now", span)


def before(span: Span) -> dict[str, Rows]:
    """Return ``summary`` and ``bars`` of the period that another is held against."""
    return _read("before", span)


def first_transaction(merchant_id: int, is_test: bool) -> datetime | None:
    """Return when a merchant's first payment of a mode occurred."""
    values = {"merchant_id": merchant_id, "is_test": is_test}
    first: datetime | None = db.session.execute(_FIRST, values).scalar()
    return first


def _read(period: str, span: Span) -> dict[str, Rows]:
    statement = _statement(period, frozenset(span.only))
    found = db.session.execute(statement, span.parameters()).one()._mapping
    return {
        name: [_row(row) for row in json.loads(rows or "[]", parse_float=Decimal)]
        for name, rows in found.items()
    }


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value if value is None or name not in READERS else READERS[name](value)
        for name, value in row.items()
    }

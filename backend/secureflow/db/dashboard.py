"""The overview's queries: sums, series and shares of a merchant's payments in a period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, TextClause, text

from secureflow.db.feedback import STRENGTH
from secureflow.db.listing import AGES
from secureflow.extensions import db


@dataclass(frozen=True, slots=True)
class Span:
    """A merchant's live or test payments with ``starts_at`` <= occurred_at < ``ends_at``.

    ``unit`` is "day" or "hour": the width of a bar, in the merchant's time zone.
    """

    merchant_id: int
    is_test: bool
    currency: str
    time_zone: str
    starts_at: datetime
    ends_at: datetime
    unit: str

    def parameters(self) -> dict[str, Any]:
        """Return the parameters of the queries below."""
        return {name: getattr(self, name) for name in self.__slots__}


_ORDER = " ".join(f"WHEN '{source}' THEN {rank}" for source, rank in STRENGTH.items())

# Money is summed over payments in the merchant's own currency only; nothing is converted.
_PAYMENTS = f"""
    SELECT t.occurred_at, t.hour, t.day_of_week, t.merchant_category, t.transaction_type,
           t.currency, t.amount, t.score, t.decision,
           t.occurred_at - t.customer_created_at AS customer_age,
           CASE WHEN t.currency = :currency THEN t.amount ELSE 0 END AS money,
           known.label,
           CASE WHEN t.decision = 'review' THEN (
               SELECT extract(epoch FROM r.resolved_at - r.opened_at)::float8 FROM reviews r
               WHERE r.transaction_id = t.id AND r.kind = 'held' AND r.state = 'resolved'
                 AND r.source = 'reviewer'
           ) END AS seconds
    FROM transactions t
    LEFT JOIN LATERAL (
        SELECT f.label FROM feedback f WHERE f.transaction_id = t.id
        ORDER BY CASE f.source {_ORDER} END, f.id DESC LIMIT 1
    ) known ON true
    WHERE t.merchant_id = :merchant_id AND t.is_test = :is_test
      AND t.occurred_at >= :starts_at AND t.occurred_at < :ends_at
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


def _over_payments(columns: str, rest: str = "") -> TextClause:
    return text(f"WITH payments AS ({_PAYMENTS}) SELECT {columns} FROM payments {rest}")  # noqa: S608


_SUMMARY = _over_payments(
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
_BARS = _over_payments(
    f"date_trunc(:unit, occurred_at, :time_zone) AS starts_at, {_FIGURES}",
    "GROUP BY 1 ORDER BY 1",
)
_HOURS = _over_payments(
    """day_of_week, hour, count(*) AS transactions,
    count(*) FILTER (WHERE decision <> 'approve') AS flagged,
    count(*) FILTER (WHERE label = 'fraud') AS fraud""",
    "GROUP BY 1, 2 ORDER BY 1, 2",
)
_GROUP = """count(*) AS transactions,
    count(*) FILTER (WHERE decision <> 'approve') AS flagged, count(label) AS labelled,
    count(*) FILTER (WHERE label = 'fraud') AS fraud,
    coalesce(sum(money) FILTER (WHERE decision <> 'approve'), 0) AS flagged_amount,
    coalesce(sum(money) FILTER (WHERE label = 'fraud'), 0) AS fraud_amount
"""
_MOST_FIRST = "GROUP BY 1 ORDER BY flagged_amount DESC, transactions DESC LIMIT 12"
_CATEGORIES = _over_payments(f"merchant_category AS category, {_GROUP}", _MOST_FIRST)
_TYPES = _over_payments(f"transaction_type AS type, {_GROUP}", _MOST_FIRST)
_AGE_NAMES = " ".join(
    f"WHEN customer_age < interval '{days} days' THEN '{name}'"
    for name, (_, days) in AGES.items()
    if days is not None
)
_AGES = _over_payments(
    f"""CASE WHEN customer_age IS NULL THEN 'unknown' {_AGE_NAMES} ELSE 'over_365d' END AS age,
    {_GROUP}""",
    "GROUP BY 1",
)
_HISTOGRAM = _over_payments(
    """least(floor(score / 5)::int * 5, 95) AS floor,
    count(*) FILTER (WHERE decision = 'approve') AS approve,
    count(*) FILTER (WHERE decision = 'review') AS review,
    count(*) FILTER (WHERE decision = 'block') AS block""",
    "GROUP BY 1 ORDER BY 1",
)
_OTHERS = _over_payments(
    "currency, count(*) AS transactions, sum(amount) AS amount",
    "WHERE currency <> :currency GROUP BY 1 ORDER BY 2 DESC LIMIT 20",
)
_FIRST = text("""
    SELECT min(occurred_at) FROM transactions
    WHERE merchant_id = :merchant_id AND is_test = :is_test
""")


def summary(span: Span) -> Row[Any]:
    """Return one row of counts, sums in the merchant's currency and the median seconds."""
    return db.session.execute(_SUMMARY, span.parameters()).one()


def bars(span: Span) -> Sequence[Row[Any]]:
    """Return a row per day or hour that has payments, with ``starts_at``."""
    return db.session.execute(_BARS, span.parameters()).all()


def hours(span: Span) -> Sequence[Row[Any]]:
    """Return payments, flagged ones and frauds by day of the week and hour of the day."""
    return db.session.execute(_HOURS, span.parameters()).all()


def categories(span: Span) -> Sequence[Row[Any]]:
    """Return the twelve categories with the most flagged money."""
    return db.session.execute(_CATEGORIES, span.parameters()).all()


def types(span: Span) -> Sequence[Row[Any]]:
    """Return the twelve types with the most flagged money."""
    return db.session.execute(_TYPES, span.parameters()).all()


def customer_ages(span: Span) -> Sequence[Row[Any]]:
    """Return payments by how long their customer had been one, the newest first."""
    order = [*AGES, "unknown"]
    rows = db.session.execute(_AGES, span.parameters()).all()
    return sorted(rows, key=lambda row: order.index(row.age))


def histogram(span: Span) -> Sequence[Row[Any]]:
    """Return payments by steps of five points and decision; empty steps are left out."""
    return db.session.execute(_HISTOGRAM, span.parameters()).all()


def other_currencies(span: Span) -> Sequence[Row[Any]]:
    """Return what was paid in other currencies, never converted."""
    return db.session.execute(_OTHERS, span.parameters()).all()


def first_transaction(merchant_id: int, is_test: bool) -> datetime | None:
    """Return when a merchant's first payment of a mode occurred."""
    values = {"merchant_id": merchant_id, "is_test": is_test}
    first: datetime | None = db.session.execute(_FIRST, values).scalar()
    return first

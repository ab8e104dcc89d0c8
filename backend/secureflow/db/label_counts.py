"""How many labels a merchant has, by source: what models learn from and are judged by."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text

from secureflow.db.feedback import STRONGEST_FIRST
from secureflow.extensions import db

COUNTS = text(f"""
    SELECT source, count(*) AS labels, count(*) FILTER (WHERE label = 'fraud') AS fraud,
           count(*) FILTER (WHERE created_at > :since) AS new
    FROM (
        SELECT DISTINCT ON (f.transaction_id) f.source, f.label, f.created_at
        FROM feedback f
        JOIN transactions t ON t.id = f.transaction_id AND t.merchant_id = f.merchant_id
        WHERE f.merchant_id = :merchant_id AND NOT t.is_test
        ORDER BY f.transaction_id, {STRONGEST_FIRST}
    ) AS known
    GROUP BY source ORDER BY source
""")  # noqa: S608 -- only the fixed order of sources is filled in
# What is too young for reports to have come is no fair sample, so training leaves it out (`ripe` in
# scoring/model/lessons.py): else labels would look enough some weeks before a probability is said.
LATER = text(f"""
    WITH known AS (
        SELECT t.occurred_at, (array_agg(f.label ORDER BY {STRONGEST_FIRST}))[1] AS label,
            (array_agg(f.occurred_at ORDER BY {STRONGEST_FIRST}))[1] - t.occurred_at AS delay,
            bool_or(f.source <> 'reviewer' AND f.label = 'fraud') AS is_reported
        FROM feedback f
        JOIN transactions t ON t.id = f.transaction_id AND t.merchant_id = f.merchant_id
        WHERE f.merchant_id = :merchant_id AND NOT t.is_test
        GROUP BY t.id
    ), patience AS (
        SELECT greatest(max(occurred_at + delay), (
                SELECT max(occurred_at) FROM transactions
                WHERE merchant_id = :merchant_id AND is_test = false
            )) - CASE WHEN bool_or(is_reported AND label = 'fraud') THEN least(
                percentile_cont(:quantile) WITHIN GROUP (ORDER BY delay)
                    FILTER (WHERE is_reported AND label = 'fraud'),
                make_interval(days => :longest)
            ) ELSE interval '0' END AS until
        FROM known
    ), ripe AS (
        SELECT known.* FROM known, patience WHERE occurred_at <= until
    ), parting AS (
        SELECT percentile_cont(:split) WITHIN GROUP (ORDER BY extract(epoch FROM occurred_at))
            AS at FROM ripe WHERE label = 'fraud'
    )
    SELECT count(*) AS labels, count(*) FILTER (WHERE label = 'fraud') AS fraud
    FROM ripe, parting WHERE extract(epoch FROM occurred_at) >= parting.at
""")  # noqa: S608 -- as above
FIRST = datetime.fromisoformat("1990-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class LabelCounts:
    """Live payments with a label that counts: all, frauds, by source, and those new since."""

    total: int
    fraud: int
    by_source: dict[str, int]
    new: int


@dataclass(frozen=True, slots=True)
class LaterLabels:
    """Labels of the payments that a model keeps for its examination, and the frauds among them.

    Only payments old enough for reports on them to have come are kept for it.
    """

    labels: int
    fraud: int


def later(merchant_id: int, split: float, quantile: float, longest: int) -> LaterLabels:
    """Return the counts from that share of the known frauds on, in order of time.

    A payment is old enough once this share of the reports of fraud would have come, or after so
    many days.
    """
    values = {
        "merchant_id": merchant_id,
        "split": split,
        "quantile": quantile,
        "longest": longest,
    }
    row = db.session.execute(LATER, values).one()
    return LaterLabels(row.labels, row.fraud)


def of_merchant(merchant_id: int, since: datetime | None = None) -> LabelCounts:
    """Return the counts of a merchant; ``new`` are those that became known after ``since``."""
    values: dict[str, Any] = {"merchant_id": merchant_id, "since": since or FIRST}
    rows = db.session.execute(COUNTS, values).all()
    return LabelCounts(
        sum(row.labels for row in rows),
        sum(row.fraud for row in rows),
        {row.source: row.labels for row in rows},
        sum(row.new for row in rows),
    )

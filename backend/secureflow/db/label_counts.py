"""How many labels a merchant has, by source: what models learn from and are judged by."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text

from secureflow.db.feedback import STRENGTH
from secureflow.extensions import db

_ORDER = " ".join(f"WHEN '{source}' THEN {rank}" for source, rank in STRENGTH.items())
COUNTS = text(f"""
    SELECT source, count(*) AS labels, count(*) FILTER (WHERE label = 'fraud') AS fraud,
           count(*) FILTER (WHERE created_at > :since) AS new
    FROM (
        SELECT DISTINCT ON (f.transaction_id) f.source, f.label, f.created_at
        FROM feedback f
        JOIN transactions t ON t.id = f.transaction_id AND t.merchant_id = f.merchant_id
        WHERE f.merchant_id = :merchant_id AND NOT t.is_test
        ORDER BY f.transaction_id, CASE f.source {_ORDER} END, f.id DESC
    ) AS known
    GROUP BY source ORDER BY source
""")  # noqa: S608 -- only the fixed order of sources is filled in
FIRST = datetime.fromisoformat("1990-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class LabelCounts:
    """Live payments with a label that counts: all, frauds, by source, and those new since."""

    total: int
    fraud: int
    by_source: dict[str, int]
    new: int


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

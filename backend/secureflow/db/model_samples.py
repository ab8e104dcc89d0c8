"""Stored payments as samples: what drift and quality are measured on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, text

from secureflow.db import tenancy
from secureflow.db.feedback import STRONGEST_FIRST
from secureflow.db.own_scores import FLAGGED, MODEL_SCORE, WITH_LINES
from secureflow.extensions import db

MOST_PAYMENTS = 20_000
SIGNALS = (
    "merchant_category",
    "transaction_type",
    "customer",
    "card",
    "device",
    "terminal",
    "ip",
    "country",
    "customer_created_at",
)
"""Columns that clients may leave out, and whose leaving out a model feels."""


@dataclass(frozen=True, slots=True)
class Period:
    """A merchant's live payments with ``starts_at`` <= occurred_at < ``ends_at``."""

    merchant_id: int
    starts_at: datetime
    ends_at: datetime

    def parameters(self) -> dict[str, Any]:
        """Return the parameters of the queries below."""
        return {name: getattr(self, name) for name in self.__slots__}


_KNOWN = f"""
    LEFT JOIN LATERAL (
        SELECT f.label, f.source FROM feedback f WHERE f.transaction_id = t.id
        ORDER BY {STRONGEST_FIRST} LIMIT 1
    ) known ON true
"""  # noqa: S608 -- only the fixed order of sources is filled in
_WHERE = """
    WHERE t.merchant_id = :merchant_id AND NOT t.is_test
      AND t.occurred_at >= :starts_at AND t.occurred_at < :ends_at
"""
# Without a draw by lot, the sample would be one busy afternoon.
SAMPLE = text(f"""
    SELECT {MODEL_SCORE} AS score, t.inputs FROM transactions t {_WHERE} AND t.inputs IS NOT NULL
        AND NOT EXISTS (
            SELECT FROM model_versions v
            WHERE v.version = t.model_version AND v.schema_hash IS DISTINCT FROM :schema_hash
        )
    ORDER BY hashint8(t.id) LIMIT :limit
""")  # noqa: S608 -- as above
COUNTS = text(f"""
    SELECT count(*) AS payments, count(*) FILTER (WHERE {FLAGGED}) AS flagged,
           count(known.label) AS labels, count(*) FILTER (WHERE known.label = 'fraud') AS frauds,
           {", ".join(f"count(*) FILTER (WHERE t.{name} IS NULL) AS {name}" for name in SIGNALS)}
    FROM transactions t {WITH_LINES} {_KNOWN} {_WHERE}
""")  # noqa: S608 -- as above
JUDGED = text(f"""
    SELECT t.model_version AS version, t.occurred_at, {MODEL_SCORE} AS score,
           {FLAGGED} AS flagged,
           known.label = 'fraud' AS is_fraud,
           CASE WHEN t.selected IS NOT NULL AND known.source = 'reviewer'
               THEN 1 / greatest(t.inclusion, 1e-4) ELSE 1 END AS weight
    FROM transactions t {WITH_LINES} {_KNOWN} {_WHERE} AND known.label IS NOT NULL
    ORDER BY t.id LIMIT :limit
""")  # noqa: S608 -- as above
BY_VERSION = text(f"""
    SELECT t.model_version AS version, count(*) AS payments FROM transactions t {_WHERE}
    GROUP BY 1
""")  # noqa: S608 -- as above
USABLE = text("""
    SELECT count(*) FROM (
        SELECT FROM transactions t JOIN model_versions v ON v.version = t.model_version
        WHERE t.merchant_id = :merchant_id AND NOT t.is_test AND t.inputs IS NOT NULL
          AND v.schema_hash = :schema_hash
        LIMIT :limit
    ) AS found
""")
OWNER = text("SELECT merchant_id FROM transactions WHERE id = :id")


def sample(period: Period, schema_hash: str | None) -> Sequence[Row[Any]]:
    """Return (score, inputs) of up to 20,000 payments with inputs of a schema, drawn by lot."""
    values = period.parameters() | {"limit": MOST_PAYMENTS, "schema_hash": schema_hash}
    return db.session.execute(SAMPLE, values).all()


def counts(period: Period) -> Row[Any]:
    """Return counts of payments, flagged ones, labels, frauds, and of each signal left out."""
    return db.session.execute(COUNTS, period.parameters()).one()


def judged(period: Period) -> Sequence[Row[Any]]:
    """Return (version, occurred_at, score, flagged, is_fraud, weight) of labelled payments."""
    values = period.parameters() | {"limit": MOST_PAYMENTS}
    return db.session.execute(JUDGED, values).all()


def payments_of(period: Period) -> dict[str, int]:
    """Return how many payments each model judged."""
    rows = db.session.execute(BY_VERSION, period.parameters())
    return {row.version: row.payments for row in rows}


def are_as_many(merchant_id: int, schema_hash: str, payments: int) -> bool:
    """Return whether so many live payments are stored with inputs of this schema."""
    values = {"merchant_id": merchant_id, "schema_hash": schema_hash, "limit": payments}
    return bool(db.session.execute(USABLE, values).scalar_one() >= payments)


def merchant_of(transaction_id: int) -> int | None:
    """Return whose payment this is, and bind the session to it; for an operator at the machine."""
    found = tenancy.look_up(OWNER, {"id": transaction_id})
    return None if found is None else int(found.merchant_id)

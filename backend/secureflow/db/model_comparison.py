"""Payments that two models have both judged, each with its own score, and what became known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, text

from secureflow.db.feedback import STRONGEST_FIRST
from secureflow.db.models import ModelVersionRow
from secureflow.db.own_scores import MODEL_SCORE
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db

MOST_PAYMENTS = 50_000

PAIRS = text(f"""
    SELECT t.id, t.external_id, t.amount, t.currency, t.occurred_at, known.label,
           CASE WHEN t.model_version = :champion THEN {MODEL_SCORE} ELSE a.score END AS champion,
           CASE WHEN t.model_version = :challenger THEN {MODEL_SCORE} ELSE b.score END
               AS challenger,
           CASE WHEN t.model_version = :champion THEN t.probability ELSE a.probability END
               AS champion_probability,
           CASE WHEN t.model_version = :challenger THEN t.probability ELSE b.probability END
               AS challenger_probability,
           CASE WHEN t.selected IS NOT NULL AND known.source = 'reviewer'
               THEN 1 / greatest(t.inclusion, 1e-4) ELSE 1 END AS weight
    FROM transactions t
    LEFT JOIN model_scores a ON a.transaction_id = t.id AND a.version_id = :champion_id
        AND a.merchant_id = t.merchant_id
    LEFT JOIN model_scores b ON b.transaction_id = t.id AND b.version_id = :challenger_id
        AND b.merchant_id = t.merchant_id
    LEFT JOIN LATERAL (
        SELECT f.label, f.source FROM feedback f WHERE f.transaction_id = t.id
        ORDER BY {STRONGEST_FIRST} LIMIT 1
    ) known ON true
    WHERE t.merchant_id = :merchant_id AND NOT t.is_test AND t.occurred_at > :after
        AND (t.model_version = :champion OR a.score IS NOT NULL)
        AND (t.model_version = :challenger OR b.score IS NOT NULL)
    ORDER BY t.occurred_at DESC, t.id DESC
    LIMIT :limit
""")  # noqa: S608 -- only the fixed order of sources is filled in


@dataclass(frozen=True, slots=True)
class Two:
    """A merchant's champion and one of its challengers."""

    merchant_id: int
    champion: ModelVersionRow
    challenger: ModelVersionRow


def pairs(two: Two, after: datetime) -> Sequence[Row[Any]]:
    """Return the latest payments after a moment that both have a score of, the newest first."""
    values = {
        "merchant_id": two.merchant_id,
        "champion": two.champion.version,
        "champion_id": two.champion.id,
        "challenger": two.challenger.version,
        "challenger_id": two.challenger.id,
        "after": after,
        "limit": MOST_PAYMENTS,
    }
    return db.session.execute(PAIRS, values).all()


def latest(merchant_id: int, schema_hash: str | None, limit: int) -> Sequence[TransactionRow]:
    """Return a merchant's latest live payments whose inputs are stored and of this schema."""
    made_otherwise = select(1).where(
        ModelVersionRow.version == TransactionRow.model_version,
        ModelVersionRow.schema_hash.is_distinct_from(schema_hash),
    )
    return db.session.scalars(
        select(TransactionRow)
        .where(
            TransactionRow.merchant_id == merchant_id,
            TransactionRow.is_test.is_(False),
            TransactionRow.inputs.is_not(None),
            ~made_otherwise.exists(),
        )
        .order_by(TransactionRow.occurred_at.desc(), TransactionRow.id.desc())
        .limit(limit)
    ).all()

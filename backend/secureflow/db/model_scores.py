"""Scores by models that did not decide: shadows, and the champion where a challenger decided."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, Row, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.db.models import ModelVersionRow
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import Base, db

MOST_COUNTED = 10_000
UNCERTAIN = timedelta(minutes=2)
"""Ids are drawn before a payment is stored, so a smaller one may appear after a larger one; but
no request takes that long."""


class ModelScoreRow(Base):
    """What a model says of a payment that another one judged; it goes with the payment."""

    __tablename__ = "model_scores"
    __table_args__ = (
        Index("ix_model_scores_version_id", "merchant_id", "version_id", "transaction_id"),
    )

    transaction_id: Mapped[int] = mapped_column(
        ForeignKey("transactions.id", ondelete="CASCADE"), primary_key=True
    )
    version_id: Mapped[int] = mapped_column(ForeignKey("model_versions.id"), primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"))
    score: Mapped[float]
    probability: Mapped[float | None]


def unscored(merchant_id: int, version_id: int, after: int, limit: int) -> Sequence[TransactionRow]:
    """Return live payments after an id that a model has neither judged nor scored, by id.

    Those without inputs are left out: they were judged before there were any, or without history.
    So are those whose inputs were made for a model of another release.
    """
    return db.session.scalars(
        select(TransactionRow)
        .where(*_unscored(merchant_id, version_id, after))
        .order_by(TransactionRow.id)
        .limit(limit)
    ).all()


def waiting(merchant_id: int, version_id: int, after: int) -> int:
    """Return how many payments that are no news a model has not scored; at most 10,000."""
    is_old = TransactionRow.created_at < func.now() - UNCERTAIN
    found = (
        select(TransactionRow.id)
        .where(*_unscored(merchant_id, version_id, after), is_old)
        .limit(MOST_COUNTED)
        .subquery()
    )
    return db.session.scalars(select(func.count()).select_from(found)).one()


def add(rows: Sequence[dict[str, Any]]) -> int:
    """Store scores; one that is there already stays. Return how many are new."""
    if not rows:
        return 0
    statement = insert(ModelScoreRow).on_conflict_do_nothing().returning(ModelScoreRow.version_id)
    return len(db.session.execute(statement, list(rows)).all())


def settled(merchant_id: int, after: int) -> int:
    """Return the id up to which every payment is stored for certain."""
    query = select(func.max(TransactionRow.id)).where(
        TransactionRow.merchant_id == merchant_id,
        TransactionRow.id > after,
        TransactionRow.created_at < func.now() - UNCERTAIN,
    )
    return db.session.scalar(query) or after


def compared(merchant_id: int, row: ModelVersionRow) -> Row[Any]:
    """Return how many payments a challenger scored beside another, and how many have a label.

    Counting ends at 10,000.
    """
    values = {"merchant_id": merchant_id, "version_id": row.id}
    return db.session.execute(COMPARED, values | {"limit": MOST_COUNTED}).one()


COMPARED = text("""
    SELECT count(*) AS payments, count(*) FILTER (WHERE EXISTS (
        SELECT FROM feedback f WHERE f.transaction_id = t.id
    )) AS labelled
    FROM (
        SELECT transaction_id AS id FROM model_scores
        WHERE merchant_id = :merchant_id AND version_id = :version_id
        LIMIT :limit
    ) t
""")


def _unscored(merchant_id: int, version_id: int, after: int) -> tuple[ColumnElement[bool], ...]:
    payment, score = TransactionRow, ModelScoreRow
    reads = select(ModelVersionRow.schema_hash).where(ModelVersionRow.id == version_id)
    made_otherwise = select(1).where(
        ModelVersionRow.version == payment.model_version,
        ModelVersionRow.schema_hash.is_distinct_from(reads.correlate(None).scalar_subquery()),
    )
    judge = select(ModelVersionRow.version).where(ModelVersionRow.id == version_id)
    scored = select(1).where(score.transaction_id == payment.id, score.version_id == version_id)
    return (
        payment.merchant_id == merchant_id,
        payment.is_test.is_(False),
        payment.id > after,
        payment.inputs.is_not(None),
        payment.model_version != judge.scalar_subquery(),
        ~scored.exists(),
        ~made_otherwise.exists(),
    )

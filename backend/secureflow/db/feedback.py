"""Labels of payments: never overwritten; the latest per source counts, the strongest wins."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Text, case, func, select, text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.selectable import LateralFromClause

from secureflow.db.transactions import TransactionRow
from secureflow.domain import Label, Source
from secureflow.extensions import Base, db

STRENGTH: dict[str, int] = {"chargeback": 0, "customer": 1, "refund": 2, "reviewer": 3}
"""Which source wins when they disagree, strongest (the bank) first."""
_RANKS = " ".join(f"WHEN '{source}' THEN {rank}" for source, rank in STRENGTH.items())
STRONGEST_FIRST = f"CASE f.source {_RANKS} END, f.id DESC"
"""The order of the feedback ``f`` on one payment whose first is the label that counts, in SQL."""


class FeedbackRow(Base):
    """One thing that became known about a payment."""

    __tablename__ = "feedback"
    __table_args__ = (
        Index("ix_feedback_transaction_id", "transaction_id", "source", "id"),
        Index("ix_feedback_file_id", "file_id", postgresql_where=text("file_id IS NOT NULL")),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"), index=True)
    transaction_id: Mapped[int] = mapped_column(ForeignKey("transactions.id"))
    label: Mapped[Label] = mapped_column(Text)
    is_correct: Mapped[bool]
    source: Mapped[Source] = mapped_column(Text)
    notes: Mapped[str | None] = mapped_column(Text)
    occurred_at: Mapped[datetime] = mapped_column(TIMESTAMP(timezone=True))
    created_by: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(
        TIMESTAMP(timezone=True), server_default=func.now()
    )
    file_id: Mapped[int | None] = mapped_column(
        ForeignKey("feedback_files.id", ondelete="SET NULL")
    )


def add(*rows: FeedbackRow) -> None:
    """Store feedback; each row then has its id."""
    db.session.add_all(rows)
    db.session.flush()


def lock(merchant_id: int, transaction_ids: Collection[int]) -> None:
    """Let nobody else change the labels of these payments until we commit; in order of their ids.

    What a label replaces can only be told from the others while they stay.
    """
    db.session.execute(
        select(TransactionRow.id)
        .where(TransactionRow.merchant_id == merchant_id, TransactionRow.id.in_(transaction_ids))
        .order_by(TransactionRow.id)
        .with_for_update(key_share=True)
    ).all()


def latest(merchant_id: int, transaction_ids: Collection[int]) -> dict[int, dict[Source, Label]]:
    """Return what each source said last, by payment; without payments nobody said anything of."""
    found: dict[int, dict[Source, Label]] = {}
    row = FeedbackRow
    for transaction_id, source, label in db.session.execute(
        select(row.transaction_id, row.source, row.label)
        .distinct(row.transaction_id, row.source)
        .where(row.merchant_id == merchant_id, row.transaction_id.in_(transaction_ids))
        .order_by(row.transaction_id, row.source, row.id.desc())
    ):
        found.setdefault(transaction_id, {})[source] = label
    return found


def counting(said: Mapping[Source, Label]) -> Label | None:
    """Return the label that counts of what each source said last, as ``label_now`` does."""
    return said[min(said, key=STRENGTH.__getitem__)] if said else None


def reviewed_since(merchant_id: int, transaction_id: int, since: datetime) -> bool:
    """Return whether a reviewer has said something of a payment since a time."""
    row = FeedbackRow
    found = select(row.id).where(
        row.merchant_id == merchant_id,
        row.transaction_id == transaction_id,
        row.source == "reviewer",
        row.created_at > since,
    )
    return db.session.scalars(found.limit(1)).first() is not None


def of_transaction(merchant_id: int, transaction_id: int) -> Sequence[FeedbackRow]:
    """Return all feedback on a payment, newest first."""
    return db.session.scalars(
        select(FeedbackRow)
        .where(FeedbackRow.merchant_id == merchant_id, FeedbackRow.transaction_id == transaction_id)
        .order_by(FeedbackRow.id.desc())
    ).all()


def label_now() -> LateralFromClause:
    """Return a lateral subquery with the label that counts for a row of transactions.

    It has the columns label and source, and no row where nothing is known.
    """
    strength = case(STRENGTH, value=FeedbackRow.source)
    return (
        select(FeedbackRow.label, FeedbackRow.source)
        .where(FeedbackRow.transaction_id == TransactionRow.id)
        .order_by(strength, FeedbackRow.id.desc())
        .limit(1)
        .lateral("label_now")
    )

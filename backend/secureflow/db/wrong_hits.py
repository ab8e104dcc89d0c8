"""Of which hits a reviewer said that the rule was wrong."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, delete, func, select
from sqlalchemy.dialects.postgresql import TIMESTAMP, insert
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.db.transactions import TransactionRow
from secureflow.extensions import Base, db


class WrongHitRow(Base):
    """Somebody said that a rule was wrong about a payment; it goes with either."""

    __tablename__ = "wrong_hits"
    __table_args__ = (Index("ix_wrong_hits_transaction_id", "transaction_id"),)

    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"), primary_key=True)
    rule_id: Mapped[int] = mapped_column(
        ForeignKey("rules.id", ondelete="CASCADE"), primary_key=True
    )
    transaction_id: Mapped[int] = mapped_column(
        ForeignKey("transactions.id", ondelete="CASCADE"), primary_key=True
    )
    said_by: Mapped[str] = mapped_column(Text)
    said_at: Mapped[datetime] = mapped_column(TIMESTAMP(timezone=True), server_default=func.now())


def add(merchant_id: int, transaction_id: int, rule_id: int, said_by: str) -> bool:
    """Store what was said; return whether it was not said before."""
    row = WrongHitRow
    values = {
        "merchant_id": merchant_id,
        "rule_id": rule_id,
        "transaction_id": transaction_id,
        "said_by": said_by,
    }
    statement = insert(row).values(values).on_conflict_do_nothing().returning(row.rule_id)
    return db.session.execute(statement).first() is not None


def remove(merchant_id: int, transaction_id: int, rule_id: int) -> bool:
    """Delete what was said; return whether it was there."""
    row = WrongHitRow
    statement = delete(row).where(
        row.merchant_id == merchant_id,
        row.rule_id == rule_id,
        row.transaction_id == transaction_id,
    )
    return db.session.execute(statement.returning(row.rule_id)).first() is not None


def count(merchant_id: int, is_test: bool, rule_id: int, since: datetime | None = None) -> int:
    """Return of how many payments of a mode a rule was called wrong, of those since a time."""
    row, payment = WrongHitRow, TransactionRow
    query = (
        select(func.count())
        .select_from(row)
        .join(payment, payment.id == row.transaction_id)
        .where(
            row.merchant_id == merchant_id,
            row.rule_id == rule_id,
            payment.merchant_id == merchant_id,
            payment.is_test == is_test,
        )
    )
    if since is not None:
        query = query.where(payment.occurred_at > since)
    return db.session.scalars(query).one()


def of_payment(merchant_id: int, transaction_id: int) -> Sequence[WrongHitRow]:
    """Return what was said of the rules that were wrong about a payment, by rule."""
    row = WrongHitRow
    query = select(row).where(row.merchant_id == merchant_id, row.transaction_id == transaction_id)
    return db.session.scalars(query.order_by(row.rule_id)).all()

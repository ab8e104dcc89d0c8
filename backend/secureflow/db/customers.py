"""Customers in figures: made of their payments by a job, so that no payment pays for them."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Float,
    ForeignKey,
    Index,
    Numeric,
    Row,
    Text,
    UniqueConstraint,
    delete,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.db import feedback, pages
from secureflow.db.pages import Page
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import Base, db

Instant = TIMESTAMP(timezone=True)
MOST_SCORES = 500
LAST_CHARACTER = "\U0010ffff"


class CustomerRow(Base):
    """A customer of a merchant, live and test apart, as of the payments that the job has seen.

    ``spent`` is of payments in the merchant's own currency that were not blocked; ``trend`` the
    scores of the last twelve payments that were stored, ``risk`` their mean, in which each counts
    half of the one after it; ``frauds`` and ``disputes`` count payments by their labels.
    """

    __tablename__ = "customers"
    __table_args__ = (
        UniqueConstraint("merchant_id", "is_test", "customer"),
        Index("ix_customers_risk", "merchant_id", "is_test", "risk", "id"),
        Index("ix_customers_last_at", "merchant_id", "is_test", "last_at", "id"),
        Index("ix_customers_spent", "merchant_id", "is_test", "spent", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"))
    is_test: Mapped[bool]
    customer: Mapped[str] = mapped_column(Text(collation="C"))
    orders: Mapped[int] = mapped_column(BigInteger)
    spent: Mapped[Decimal] = mapped_column(Numeric)
    first_at: Mapped[datetime] = mapped_column(Instant)
    last_at: Mapped[datetime] = mapped_column(Instant)
    trend: Mapped[list[float]] = mapped_column(ARRAY(Float))
    risk: Mapped[float]
    frauds: Mapped[int] = mapped_column(BigInteger, server_default="0")
    disputes: Mapped[int] = mapped_column(BigInteger, server_default="0")


SORTS: dict[str, Any] = {
    "risk": CustomerRow.risk,
    "recent": CustomerRow.last_at,
    "spent": CustomerRow.spent,
}


def page(
    merchant_id: int, is_test: bool, sort: str, text: str | None, limit: int, cursor: str | None
) -> Page:
    """Return a page of customers, the largest of ``sort`` first; ``text`` is how they begin."""
    row = CustomerRow
    query = select(row).where(row.merchant_id == merchant_id, row.is_test == is_test)
    if text:
        # In bytes nothing that begins so lies beyond it with the last character there is. Behind
        # row-level security an index may compare like this, and not by a pattern.
        query = query.where(row.customer >= text, row.customer < text + LAST_CHARACTER)
    return pages.page(query, SORTS, row.id, sort=f"-{sort}", limit=limit, cursor=cursor)


def one(merchant_id: int, is_test: bool, customer: str) -> CustomerRow | None:
    """Return a customer of one mode."""
    row = CustomerRow
    return db.session.scalars(
        select(row).where(
            row.merchant_id == merchant_id, row.is_test == is_test, row.customer == customer
        )
    ).first()


def latest(merchant_id: int, is_test: bool, customer: str) -> Sequence[Row[Any]]:
    """Return (id, occurred_at, amount, currency, score, decision, label) of payments of a customer.

    The latest 500, newest first.
    """
    row, label = TransactionRow, feedback.label_now()
    return db.session.execute(
        select(
            row.id,
            row.occurred_at,
            row.amount,
            row.currency,
            row.score,
            row.decision,
            label.c.label,
        )
        .outerjoin(label, true())
        .where(row.merchant_id == merchant_id, row.is_test == is_test, row.customer == customer)
        .order_by(row.occurred_at.desc(), row.id.desc())
        .limit(MOST_SCORES)
    ).all()


def of_both_modes(merchant_id: int, customer: str) -> Iterator[CustomerRow]:
    """Yield the figures kept of a customer."""
    row = CustomerRow
    yield from db.session.scalars(
        select(row).where(row.merchant_id == merchant_id, row.customer == customer).order_by(row.id)
    )


def forget(merchant_id: int, customer: str) -> None:
    """Delete the figures kept of a customer, of both modes."""
    row = CustomerRow
    db.session.execute(delete(row).where(row.merchant_id == merchant_id, row.customer == customer))

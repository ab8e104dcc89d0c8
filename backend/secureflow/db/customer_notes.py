"""What people wrote down about customers."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Text, delete, func, select
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.extensions import Base, db

MOST_NOTES = 200


class CustomerNoteRow(Base):
    """A note on a customer of one mode; it is never changed, only deleted."""

    __tablename__ = "customer_notes"
    __table_args__ = (
        Index("ix_customer_notes_customer", "merchant_id", "is_test", "customer", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"))
    is_test: Mapped[bool]
    customer: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    created_by: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(
        TIMESTAMP(timezone=True), server_default=func.now()
    )


def of(merchant_id: int, is_test: bool, customer: str) -> Sequence[CustomerNoteRow]:
    """Return the notes on a customer of one mode, newest first."""
    row = CustomerNoteRow
    return db.session.scalars(
        select(row)
        .where(row.merchant_id == merchant_id, row.is_test == is_test, row.customer == customer)
        .order_by(row.id.desc())
        .limit(MOST_NOTES)
    ).all()


def of_both_modes(merchant_id: int, customer: str) -> Iterator[CustomerNoteRow]:
    """Yield the notes on a customer, oldest first."""
    row = CustomerNoteRow
    yield from db.session.scalars(
        select(row).where(row.merchant_id == merchant_id, row.customer == customer).order_by(row.id)
    )


def add(row: CustomerNoteRow) -> CustomerNoteRow:
    """Store a note; it then has its id and time."""
    db.session.add(row)
    db.session.flush()
    return row


def remove(merchant_id: int, is_test: bool, customer: str, note_id: int) -> bool:
    """Delete a note; return whether it was there."""
    row = CustomerNoteRow
    found = db.session.execute(
        delete(row)
        .where(
            row.merchant_id == merchant_id,
            row.is_test == is_test,
            row.customer == customer,
            row.id == note_id,
        )
        .returning(row.id)
    )
    return found.first() is not None


def forget(merchant_id: int, customer: str) -> list[str]:
    """Delete all notes on a customer, of both modes; return what they said."""
    row = CustomerNoteRow
    found = db.session.execute(
        delete(row)
        .where(row.merchant_id == merchant_id, row.customer == customer)
        .returning(row.text)
    )
    return list(found.scalars())

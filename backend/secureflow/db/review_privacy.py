"""What the review desk has of one customer's payments: handed out, and the words erased."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, select, text

from secureflow.db.review_record import ReviewNoteRow
from secureflow.db.reviews import ReviewRow
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db

FORGET = text("""
    WITH said AS (
        SELECT note.id, note.text FROM review_notes AS note
        JOIN reviews AS review ON review.id = note.review_id
        WHERE review.merchant_id = :merchant_id AND review.transaction_id = ANY(:ids)
            AND note.text IS NOT NULL
    )
    UPDATE review_notes SET text = NULL FROM said WHERE review_notes.id = said.id
    RETURNING said.text
""")


def reviews(merchant_id: int, customer: str) -> Iterator[Row[Any]]:
    """Yield the reviews of a customer's payments, oldest first."""
    row = ReviewRow
    names = ("id", "transaction_id", "kind", "state", "opened_at", "due_at")
    said = ("resolution", "reason", "source", "resolved_at")
    query = (
        select(*(getattr(row, name) for name in (*names, *said)))
        .join(TransactionRow, TransactionRow.id == row.transaction_id)
        .where(row.merchant_id == merchant_id, TransactionRow.customer == customer)
        .order_by(row.id)
    )
    yield from db.session.execute(query)


def notes(merchant_id: int, customer: str) -> Iterator[Row[Any]]:
    """Yield what was written of reviews of a customer's payments, oldest first."""
    note = ReviewNoteRow
    query = (
        select(note.id, note.review_id, note.text, note.by_name, note.at)
        .join(ReviewRow, ReviewRow.id == note.review_id)
        .join(TransactionRow, TransactionRow.id == ReviewRow.transaction_id)
        .where(note.merchant_id == merchant_id, TransactionRow.customer == customer)
        .order_by(note.id)
    )
    yield from db.session.execute(query)


def forget_notes(merchant_id: int, transaction_ids: Sequence[int]) -> list[str]:
    """Delete the words of notes on reviews of these payments; return what they were."""
    values = {"merchant_id": merchant_id, "ids": list(transaction_ids)}
    return [row.text for row in db.session.execute(FORGET, values)]

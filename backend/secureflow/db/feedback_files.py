"""Files of labels that were read, and the payments that their lines may mean."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    bindparam,
    func,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.db import pages
from secureflow.db.pages import Page
from secureflow.extensions import Base, db


class FeedbackFileRow(Base):
    """A file of labels: what became of its lines, and the first of those that came to nothing.

    ``counts`` is empty until the whole file was read. ``content_hash`` is of the content and of the
    source it was read for; the same of both is one file.
    """

    __tablename__ = "feedback_files"
    __table_args__ = (UniqueConstraint("merchant_id", "is_test", "content_hash"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"))
    is_test: Mapped[bool]
    filename: Mapped[str] = mapped_column(Text)
    content_hash: Mapped[str] = mapped_column(String(64))
    counts: Mapped[dict[str, int]] = mapped_column(JSONB)
    columns: Mapped[dict[str, str]] = mapped_column(JSONB)
    ignored_columns: Mapped[list[str]] = mapped_column(JSONB)
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    seconds: Mapped[float]
    created_by: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(
        TIMESTAMP(timezone=True), server_default=func.now()
    )


# Two candidates are enough to know that one cannot be told from the other.
BY_CARD = text("""
    SELECT wanted.line, payment.id
    FROM jsonb_to_recordset(:wanted) AS wanted (
        line integer, card text, amount numeric, currency text,
        paid_from timestamptz, paid_until timestamptz
    ) CROSS JOIN LATERAL (
        SELECT id FROM transactions AS candidate
        WHERE candidate.merchant_id = :merchant_id AND candidate.is_test = :is_test
            AND candidate.card = wanted.card AND candidate.amount = wanted.amount
            AND (wanted.currency IS NULL OR candidate.currency = wanted.currency)
            AND candidate.occurred_at >= wanted.paid_from
            AND candidate.occurred_at < wanted.paid_until
        LIMIT 2
    ) AS payment
""").bindparams(bindparam("wanted", type_=JSONB))


def add(row: FeedbackFileRow) -> FeedbackFileRow:
    """Store a file and return it with its id."""
    db.session.add(row)
    db.session.flush()
    return row


def by_content(merchant_id: int, is_test: bool, content_hash: str) -> FeedbackFileRow | None:
    """Return the file with this content, read whole or not."""
    return db.session.scalars(
        select(FeedbackFileRow).where(
            FeedbackFileRow.merchant_id == merchant_id,
            FeedbackFileRow.is_test == is_test,
            FeedbackFileRow.content_hash == content_hash,
        )
    ).first()


def by_id(merchant_id: int, is_test: bool | None, file_id: int) -> FeedbackFileRow | None:
    """Return one file of a merchant, of one mode or of any."""
    query = select(FeedbackFileRow).where(
        FeedbackFileRow.merchant_id == merchant_id, FeedbackFileRow.id == file_id
    )
    if is_test is not None:
        query = query.where(FeedbackFileRow.is_test == is_test)
    return db.session.scalars(query).first()


def names(merchant_id: int, file_ids: Collection[int]) -> dict[int, str]:
    """Return the names of files by their ids."""
    row = FeedbackFileRow
    query = select(row.id, row.filename).where(row.merchant_id == merchant_id, row.id.in_(file_ids))
    return {found.id: found.filename for found in db.session.execute(query)}


def page(merchant_id: int, is_test: bool, sort: str, limit: int, cursor: str | None) -> Page:
    """Return a page of a merchant's files, one to a row."""
    query = select(FeedbackFileRow).where(
        FeedbackFileRow.merchant_id == merchant_id, FeedbackFileRow.is_test == is_test
    )
    columns = {"created_at": FeedbackFileRow.created_at}
    return pages.page(query, columns, FeedbackFileRow.id, sort=sort, limit=limit, cursor=cursor)


def by_card(
    merchant_id: int, is_test: bool, wanted: Sequence[Mapping[str, Any]]
) -> dict[int, list[int]]:
    """Return the payments that may be meant, by line: two at most of each, none where none is.

    Each wanted has ``line``, ``card``, ``amount`` as text, ``currency`` or null, and between which
    times it was paid, in ISO 8601.
    """
    found: dict[int, list[int]] = {}
    values = {"merchant_id": merchant_id, "is_test": is_test, "wanted": list(wanted)}
    for line, transaction_id in db.session.execute(BY_CARD, values):
        found.setdefault(line, []).append(transaction_id)
    return found

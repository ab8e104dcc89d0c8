"""Notes that people pinned to days of the overview's chart."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Text, delete, func, select
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.db.model_changes import ModelChangeRow
from secureflow.extensions import Base, db

Instant = TIMESTAMP(timezone=True)
MOST_NOTES = 500
MOST_FOUND = 50


class ChartNoteRow(Base):
    """A note on the chart of one mode; it is never changed, only deleted."""

    __tablename__ = "chart_notes"
    __table_args__ = (Index("ix_chart_notes_at", "merchant_id", "is_test", "at", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"))
    is_test: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Instant)
    text: Mapped[str] = mapped_column(Text)
    created_by: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())


def of(
    merchant_id: int,
    is_test: bool,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> Sequence[ChartNoteRow]:
    """Return notes of one mode from a moment up to another, newest first, at most 500."""
    row = ChartNoteRow
    query = select(row).where(row.merchant_id == merchant_id, row.is_test == is_test)
    if starts_at is not None:
        query = query.where(row.at >= starts_at)
    if ends_at is not None:
        query = query.where(row.at < ends_at)
    return db.session.scalars(query.order_by(row.at.desc(), row.id.desc()).limit(MOST_NOTES)).all()


def count(merchant_id: int) -> int:
    """Return how many notes a merchant has, in both modes."""
    row = ChartNoteRow
    return db.session.scalar(select(func.count()).where(row.merchant_id == merchant_id)) or 0


def add(row: ChartNoteRow) -> ChartNoteRow:
    """Store a note; it then has its id."""
    db.session.add(row)
    db.session.flush()
    return row


def remove(merchant_id: int, is_test: bool, note_id: int) -> str | None:
    """Delete a note; return what it said, None where there was none."""
    row = ChartNoteRow
    return db.session.execute(
        delete(row)
        .where(row.merchant_id == merchant_id, row.is_test == is_test, row.id == note_id)
        .returning(row.text)
    ).scalar()


def model_changes(
    merchant_id: int, starts_at: datetime, ends_at: datetime
) -> Sequence[ModelChangeRow]:
    """Return when another model began to judge all or some, the latest fifty, newest first."""
    row = ModelChangeRow
    return db.session.scalars(
        select(row)
        .where(
            row.merchant_id == merchant_id,
            row.created_at >= starts_at,
            row.created_at < ends_at,
            row.kind.in_(("promoted", "rolled_back")),
        )
        .order_by(row.id.desc())
        .limit(MOST_FOUND)
    ).all()

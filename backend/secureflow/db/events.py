"""Events: what happened at a merchant, for whoever watches, in an order that never changes.

An event gets its number while its transaction commits, and one that publishes commits at a time:
nothing that comes later has a lower number. A transaction that runs for minutes, such as that of a
large file, holds up nobody's events but its own.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Row, Text, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, Session, mapped_column

from secureflow.extensions import Base, db

CHANNEL = "secureflow_events"
"""Where PostgreSQL says, at a commit, of which merchant there is something new."""


class EventRow(Base):
    """Something that happened; ``data`` names things by their ids and never a customer."""

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_order", "merchant_id", "is_test", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"))
    is_test: Mapped[bool]
    type: Mapped[str] = mapped_column(Text)
    data: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created_at: Mapped[datetime] = mapped_column(
        TIMESTAMP(timezone=True), server_default=func.now()
    )


PUBLISH = text("SELECT secureflow_publish(:merchant_id, :is_test, :type, :data)").bindparams(
    bindparam("merchant_id", type_=BigInteger), bindparam("data", type_=JSONB)
)
DRAWN = text("SELECT coalesce(pg_sequence_last_value('events_id_seq'), 0)")
DELETE = text("DELETE FROM events WHERE created_at < :before")


def add(
    session: Session, merchant_id: int, is_test: bool, kind: str, data: Mapping[str, Any]
) -> None:
    """Store an event and have those who listen told, both when this transaction commits."""
    values = {"merchant_id": merchant_id, "is_test": is_test, "type": kind, "data": dict(data)}
    session.execute(PUBLISH, values)


def last(session: Session, merchant_id: int, is_test: bool) -> int:
    """Return the place up to which all events are there: what comes later lies beyond it."""
    row = EventRow
    query = select(row.id).where(row.merchant_id == merchant_id, row.is_test == is_test)
    return session.scalar(query.order_by(row.id.desc()).limit(1)) or 0


def was_reached(session: Session, place: int) -> bool:
    """Return whether there has been an event at a place or beyond it, of whomever.

    A database that was put back from a copy counts its events from a lower number.
    """
    return int(session.execute(DRAWN).scalar_one()) >= place


def after(
    session: Session, merchant_id: int, is_test: bool, place: int, limit: int
) -> Sequence[Row[Any]]:
    """Return the events beyond a place, in order: ``id``, ``type``, ``data`` and ``at``."""
    row = EventRow
    query = select(row.id, row.type, row.data, row.created_at.label("at")).where(
        row.merchant_id == merchant_id, row.is_test == is_test, row.id > place
    )
    return session.execute(query.order_by(row.id).limit(limit)).all()


def delete_older(before: datetime) -> None:
    """Delete the events in sight that are older."""
    db.session.execute(DELETE, {"before": before})

"""Events: what happened at a merchant, for whoever watches, in an order that never changes.

An event becomes visible when its transaction commits, which may be after one with a higher number.
So they are read in the order of their transactions, and only those of transactions before the
oldest that still runs: nothing can come before what was read.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ForeignKey, Index, Row, Text, bindparam, func, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import UserDefinedType

from secureflow.extensions import Base, db

CHANNEL = "secureflow_events"
"""Where PostgreSQL says, at a commit, of which merchant there is something new."""


class Xid(UserDefinedType[int]):
    """The number of a transaction, of 64 bits: it never wraps."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """Return PostgreSQL's name of the type."""
        return "xid8"


class Position(NamedTuple):
    """A place in the order of events: the number of a transaction, and of an event within it."""

    xid: int
    id: int


class EventRow(Base):
    """Something that happened; ``data`` names things by their ids and never a customer."""

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_position", "merchant_id", "is_test", "xid", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"))
    is_test: Mapped[bool]
    xid: Mapped[int] = mapped_column(Xid(), server_default=text("pg_current_xact_id()"))
    type: Mapped[str] = mapped_column(Text)
    data: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created_at: Mapped[datetime] = mapped_column(
        TIMESTAMP(timezone=True), server_default=func.now()
    )


PUBLISH = text("SELECT secureflow_publish(:merchant_id, :is_test, :type, :data)").bindparams(
    bindparam("merchant_id", type_=BigInteger), bindparam("data", type_=JSONB)
)
# One snapshot for both: what began after it is not in the answer, and not beyond the horizon.
READ = text("""
    WITH now AS (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS horizon)
    SELECT event.id, event.xid::text::bigint AS xid, event.is_test, event.type, event.data,
        event.created_at AS at, event.xid < now.horizon AS is_settled
    FROM events AS event, now
    WHERE event.merchant_id = :merchant_id AND event.is_test = :is_test
        AND (event.xid, event.id) > (CAST(CAST(:xid AS text) AS xid8), :id)
    ORDER BY event.xid, event.id LIMIT :limit
""")
HORIZON = text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
DELETE = text("DELETE FROM events WHERE created_at < :before")


def add(
    session: Session, merchant_id: int, is_test: bool, kind: str, data: Mapping[str, Any]
) -> None:
    """Store an event and have those who listen told, both when this transaction commits."""
    values = {"merchant_id": merchant_id, "is_test": is_test, "type": kind, "data": dict(data)}
    session.execute(PUBLISH, values)


def horizon(session: Session) -> Position:
    """Return the place up to which all events are there: what comes later lies beyond it."""
    return Position(int(session.execute(HORIZON).scalar_one()), 0)


def after(
    session: Session, merchant_id: int, is_test: bool, place: Position, limit: int
) -> tuple[Sequence[Row[Any]], bool]:
    """Return the settled events beyond a place, in order, and whether others wait to settle.

    A row has ``id``, ``xid``, ``type``, ``data`` and ``at``. An event waits while a transaction
    runs that began before its own.
    """
    values = {
        "merchant_id": merchant_id,
        "is_test": is_test,
        "xid": place.xid,
        "id": place.id,
        "limit": limit,
    }
    rows = session.execute(READ, values).all()
    settled = [row for row in rows if row.is_settled]
    return settled, len(settled) < len(rows)


def delete_older(before: datetime) -> None:
    """Delete the events in sight that are older."""
    db.session.execute(DELETE, {"before": before})

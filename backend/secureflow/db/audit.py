"""The audit trail: rows that are only ever added, a chain of them for each merchant.

What belongs to no merchant, such as an operator's work, is a chain of its own: ``merchant_id`` is
null there, which no merchant's session sees, so it is read and written through the open door.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Row, Select, String, Text, or_, select, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql import ColumnElement

from secureflow.db import pages
from secureflow.db.pages import Page
from secureflow.extensions import Base, db

Instant = TIMESTAMP(timezone=True)
HASH = 64
ERASED, EXPIRED = "customer.erased", "retention.applied"
"""The actions that say how many events lost what they say of customers."""
LOCKS = 7
"""The first number of the advisory locks on chains; nothing else of ours uses it."""


class AuditEventRow(Base):
    """Who did what to which thing. ``position`` counts from 1 without a gap within a chain.

    ``hash`` covers everything in the row and ``previous``, the hash of the row before. Values that
    name a customer lie in ``audit_values``; the row has their salted digest alone.
    """

    __tablename__ = "audit_events"
    __table_args__ = (
        Index(
            "uq_audit_events_position",
            "merchant_id",
            "position",
            unique=True,
            # Rows of no merchant are a chain of their own.
            postgresql_nulls_not_distinct=True,
        ),
        Index("ix_audit_events_at", "merchant_id", "at", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int | None] = mapped_column(ForeignKey("merchants.id"))
    position: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(Instant)
    actor_kind: Mapped[str] = mapped_column(Text)
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
    actor_name: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    thing: Mapped[str] = mapped_column(Text)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    address: Mapped[str | None] = mapped_column(Text)
    request_id: Mapped[str | None] = mapped_column(Text)
    values_digest: Mapped[str | None] = mapped_column(String(HASH))
    previous: Mapped[str] = mapped_column(String(HASH))
    hash: Mapped[str] = mapped_column(String(HASH))


class AuditValuesRow(Base):
    """What an event says of a customer; deleted when the customer is erased."""

    __tablename__ = "audit_values"
    __table_args__ = (Index("ix_audit_values_customer", "merchant_id", "customer"),)

    event_id: Mapped[int] = mapped_column(
        ForeignKey("audit_events.id"), primary_key=True, autoincrement=False
    )
    merchant_id: Mapped[int | None] = mapped_column(ForeignKey("merchants.id"))
    customer: Mapped[str | None] = mapped_column(Text)
    salt: Mapped[str] = mapped_column(Text)
    values: Mapped[dict[str, Any]] = mapped_column(JSONB)


class AuditHeadRow(Base):
    """How long a chain was and how it ended at a time, signed."""

    __tablename__ = "audit_heads"
    __table_args__ = (Index("ix_audit_heads_count", "merchant_id", "count", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int | None] = mapped_column(ForeignKey("merchants.id"))
    count: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(HASH))
    at: Mapped[datetime] = mapped_column(Instant)
    signature: Mapped[str] = mapped_column(String(HASH))


# The merchant is named in the order too: only so is an index used for the chain of no merchant,
# because a null is equal to nothing, not even to itself.
ALONG = (AuditEventRow.merchant_id, AuditEventRow.position)
SHORTEST_FIRST = (AuditHeadRow.merchant_id, AuditHeadRow.count, AuditHeadRow.id)

# From each merchant to the next one, since reading every event to find a few would take long.
NEXT = """{0} (id) AS (
    SELECT min(merchant_id) FROM {1} UNION ALL
    SELECT (SELECT min(merchant_id) FROM {1} WHERE merchant_id > {0}.id) FROM {0}
    WHERE {0}.id IS NOT NULL
)"""
CHAINS = text(f"""
    WITH RECURSIVE {NEXT.format("recorded", "audit_events")}, {NEXT.format("signed", "audit_heads")}
    SELECT id FROM (
        SELECT id FROM merchants UNION SELECT id FROM recorded UNION SELECT id FROM signed
    ) AS found WHERE id IS NOT NULL ORDER BY id
""")  # noqa: S608 -- names come from this file


@dataclass(frozen=True, slots=True)
class Filters:
    """Which events a list shows; all that are set must hold.

    ``actor`` is kind, kind:id or a name; ``action`` and ``thing`` are whole or the part before
    the dot or the colon.
    """

    actor: str | None = None
    action: str | None = None
    thing: str | None = None
    since: datetime | None = None
    until: datetime | None = None


def lock(merchant_id: int | None) -> None:
    """Wait for our turn at the end of a chain; the turn ends with the transaction."""
    db.session.execute(
        text("SELECT pg_advisory_xact_lock(:locks, :chain)"),
        {"locks": LOCKS, "chain": (merchant_id or 0) % 2**31},
    )


def last(merchant_id: int | None) -> Row[Any] | None:
    """Return (position, hash) of a chain's last row."""
    row = AuditEventRow
    query = select(row.position, row.hash).where(_chain(merchant_id))
    return db.session.execute(query.order_by(*(c.desc() for c in ALONG)).limit(1)).first()


def add(row: AuditEventRow) -> AuditEventRow:
    """Store an event and return it with its id."""
    db.session.add(row)
    db.session.flush()
    return row


def add_values(row: AuditValuesRow) -> None:
    """Store what an event says of a customer."""
    db.session.add(row)
    db.session.flush()


def chain(merchant_id: int | None) -> Iterator[Row[Any]]:
    """Yield (event, values) of a chain from its beginning, in bounded memory."""
    query = _with_values(merchant_id).order_by(*ALONG)
    yield from db.session.execute(query.execution_options(yield_per=1_000))


def selected(merchant_id: int, filters: Filters, up_to: int) -> Iterator[Row[Any]]:
    """Yield (event, values) that pass the filters, oldest first, ``up_to`` this position."""
    query = _with_values(merchant_id).where(*_conditions(filters), AuditEventRow.position <= up_to)
    ordered = query.order_by(*ALONG)
    yield from db.session.execute(ordered.execution_options(yield_per=1_000))


def page(merchant_id: int, filters: Filters, sort: str, limit: int, cursor: str | None) -> Page:
    """Return a page of (event, values)."""
    query = _with_values(merchant_id).where(*_conditions(filters))
    columns = {"at": AuditEventRow.at}
    return pages.page(query, columns, AuditEventRow.id, sort=sort, limit=limit, cursor=cursor)


def add_head(row: AuditHeadRow) -> None:
    """Store a signed end of a chain."""
    db.session.add(row)
    db.session.flush()


def heads(merchant_id: int | None) -> Sequence[AuditHeadRow]:
    """Return what was signed of a chain, the shortest first."""
    is_chain = _is(AuditHeadRow.merchant_id, merchant_id)
    return db.session.scalars(select(AuditHeadRow).where(is_chain).order_by(*SHORTEST_FIRST)).all()


def last_head(merchant_id: int | None) -> AuditHeadRow | None:
    """Return the longest of what was signed of a chain."""
    query = select(AuditHeadRow).where(_is(AuditHeadRow.merchant_id, merchant_id))
    ordered = query.order_by(*(column.desc() for column in SHORTEST_FIRST))
    return db.session.scalars(ordered.limit(1)).first()


def hash_at(merchant_id: int | None, position: int) -> str | None:
    """Return the hash of one row of a chain."""
    query = select(AuditEventRow.hash).where(
        _chain(merchant_id), AuditEventRow.position == position
    )
    return db.session.scalars(query).first()


def chains() -> list[int | None]:
    """Return the merchants of all chains, and None for the one of no merchant."""
    return [None, *db.session.scalars(CHAINS)]


def _with_values(merchant_id: int | None) -> Select[Any]:
    on = AuditValuesRow.event_id == AuditEventRow.id
    return (
        select(AuditEventRow, AuditValuesRow)
        .outerjoin(AuditValuesRow, on)
        .where(_chain(merchant_id))
    )


def _chain(merchant_id: int | None) -> ColumnElement[bool]:
    return _is(AuditEventRow.merchant_id, merchant_id)


def _is(column: Any, merchant_id: int | None) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = (
        column.is_(None) if merchant_id is None else column == merchant_id
    )
    return condition


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    row = AuditEventRow
    found = []
    if filters.actor is not None:
        kind, _, number = filters.actor.partition(":")
        by_id = (row.actor_kind == kind) & (row.actor_id == int(number)) if _is_id(number) else None
        named = or_(row.actor_name == filters.actor, row.actor_kind == filters.actor)
        found.append(named if by_id is None else or_(named, by_id))
    for column, value, mark in ((row.action, filters.action, "."), (row.thing, filters.thing, ":")):
        if value is not None:
            found.append(or_(column == value, column.startswith(value + mark, autoescape=True)))
    if filters.since is not None:
        found.append(row.at >= filters.since)
    if filters.until is not None:
        found.append(row.at < filters.until)
    return found


def _is_id(text_: str) -> bool:
    return text_.isascii() and text_.isdigit() and len(text_) <= 18

"""What looked like an attack: kept in few rows, however many times it was tried."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Index,
    Text,
    bindparam,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, Session, mapped_column

from secureflow.db import pages
from secureflow.db.pages import Page
from secureflow.extensions import Base

Severity = Literal["low", "medium", "high"]
Instant = TIMESTAMP(timezone=True)
ADDRESSES_A_MINUTE = 50
"""Of one kind, for one merchant; what comes from further addresses is counted together."""


class SecurityEventRow(Base):
    """Events of one kind from one address within a minute, and how many there were.

    ``at`` is the first and ``last_at`` the latest; details and request id are those of the first.
    ``merchant_id`` is null where no merchant's account was meant; ``address`` is null where there
    is none, or where there were too many to tell them apart. It refers to no merchant's row,
    because checking that would wait for whoever reports, who may hold that row.
    """

    __tablename__ = "security_events"
    __table_args__ = (
        CheckConstraint("severity IN ('low', 'medium', 'high')", name="severity"),
        Index(
            "uq_security_events_minute",
            text("coalesce(merchant_id, 0)"),
            "kind",
            "minute",
            text("coalesce(address, '')"),
            "severity",
            unique=True,
        ),
        Index("ix_security_events_at", "merchant_id", "at", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int | None] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(Instant)
    last_at: Mapped[datetime] = mapped_column(Instant)
    minute: Mapped[datetime] = mapped_column(Instant)
    kind: Mapped[str] = mapped_column(Text)
    severity: Mapped[Severity] = mapped_column(Text)
    details: Mapped[dict[str, Any]] = mapped_column(JSONB)
    address: Mapped[str | None] = mapped_column(Text)
    request_id: Mapped[str | None] = mapped_column(Text)
    count: Mapped[int]


# Written while an attack runs: nobody waits for the disk, and the last half second may be lost if
# the server loses its power.
WITHOUT_WAITING = text("SET LOCAL synchronous_commit = off; SET LOCAL lock_timeout = '2s'")
COUNT = text("""
    WITH known AS (
        SELECT address FROM security_events
        WHERE coalesce(merchant_id, 0) = coalesce(CAST(:merchant_id AS bigint), 0)
            AND kind = :kind AND minute = date_trunc('minute', CAST(:at AS timestamptz), 'UTC')
    )
    INSERT INTO security_events AS event
        (merchant_id, at, last_at, minute, kind, severity, details, address, request_id, count)
    SELECT :merchant_id, :at, :at, date_trunc('minute', CAST(:at AS timestamptz), 'UTC'), :kind,
        :severity, :details,
        CASE WHEN (SELECT count(*) FROM known) < :most
            OR EXISTS (SELECT FROM known WHERE address = :address) THEN :address END,
        :request_id, 1
    ON CONFLICT (coalesce(merchant_id, 0), kind, minute, coalesce(address, ''), severity)
    DO UPDATE SET count = event.count + 1, last_at = greatest(event.last_at, excluded.last_at)
    RETURNING count
""").bindparams(
    bindparam("details", type_=JSONB),
    bindparam("address", type_=Text),
    bindparam("merchant_id", type_=BigInteger),
    bindparam("at", type_=Instant),
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that looked like an attack."""

    merchant_id: int | None
    at: datetime
    kind: str
    severity: Severity
    details: Mapping[str, Any]
    address: str | None
    request_id: str | None


@dataclass(frozen=True, slots=True)
class Filters:
    """Which events a list shows; all that are set must hold. ``kind`` may be the part before
    the dot."""

    kind: str | None = None
    severity: Severity | None = None
    since: datetime | None = None
    until: datetime | None = None


def count(session: Session, event: Event) -> int:
    """Store an event, or add it to those like it of the same minute; return how many they are."""
    session.execute(WITHOUT_WAITING)
    values = {name: getattr(event, name) for name in Event.__dataclass_fields__}
    found: int = session.execute(COUNT, values | {"most": ADDRESSES_A_MINUTE}).scalar_one()
    return found


def page(
    merchant_id: int | None, filters: Filters, sort: str, limit: int, cursor: str | None
) -> Page:
    """Return a page of a merchant's events; for None, of those that meant no merchant."""
    row = SecurityEventRow
    whose = row.merchant_id.is_(None) if merchant_id is None else row.merchant_id == merchant_id
    query = select(row).where(whose)
    if filters.kind is not None:
        query = query.where(
            (row.kind == filters.kind) | row.kind.startswith(filters.kind + ".", autoescape=True)
        )
    if filters.severity is not None:
        query = query.where(row.severity == filters.severity)
    if filters.since is not None:
        query = query.where(row.at >= filters.since)
    if filters.until is not None:
        query = query.where(row.at < filters.until)
    columns = {"at": row.at}
    return pages.page(query, columns, row.id, sort=sort, limit=limit, cursor=cursor)

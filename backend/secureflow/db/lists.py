"""Lists of customers, cards, addresses and the like, and what stands on them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.extensions import Base, db

ListKind = Literal[
    "customer", "card", "device", "ip", "email", "domain", "country", "terminal", "card_bin"
]
"""What of a payment is looked for on a list; *domain* is that of the e-mail."""
ListEffect = Literal["block", "allow", "none"]
"""What being on it does by itself; a list that does nothing is there for rules to ask."""
Instant = TIMESTAMP(timezone=True)


class ListRow(Base):
    """A list under its name."""

    __tablename__ = "lists"
    __table_args__ = (
        UniqueConstraint("merchant_id", "name"),
        CheckConstraint("effect IN ('block', 'allow', 'none')", name="ck_lists_effect"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"))
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[ListKind] = mapped_column(Text)
    effect: Mapped[ListEffect] = mapped_column(Text)
    created_by: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())


class ListEntryRow(Base):
    """A value on a list: why, by whom, and until when it counts.

    ``key`` is ``entity_key`` of the list's kind and the value in its normal form, so that a
    payment's values are looked up in one go. An e-mail or address is stored as the merchant
    stores those of payments. ``id`` says the order in which they came.
    """

    __tablename__ = "list_entries"
    __table_args__ = (
        Index("uq_list_entries_id", "list_id", "id", unique=True),
        Index(
            "ix_list_entries_expires_at",
            "expires_at",
            postgresql_where="expires_at IS NOT NULL",
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity())
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"), primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    list_id: Mapped[int] = mapped_column(
        ForeignKey("lists.id", ondelete="CASCADE"), primary_key=True
    )
    value: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    expires_at: Mapped[datetime | None] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())


def all_of(merchant_id: int) -> Sequence[ListRow]:
    """Return the lists of a merchant, by name."""
    row = ListRow
    return db.session.scalars(
        select(row).where(row.merchant_id == merchant_id).order_by(func.lower(row.name), row.id)
    ).all()


def by_id(merchant_id: int, list_id: int, *, is_locked: bool = False) -> ListRow | None:
    """Return one list of a merchant; locked, nobody else changes what stands on it."""
    row = ListRow
    query = select(row).where(row.merchant_id == merchant_id, row.id == list_id)
    return db.session.scalars(query.with_for_update() if is_locked else query).first()


def is_taken(merchant_id: int, name: str, but: int | None = None) -> bool:
    """Return whether a merchant has another list of this name, written large or small."""
    row = ListRow
    query = select(row.id).where(
        row.merchant_id == merchant_id,
        func.lower(row.name) == func.lower(name),
        row.id != (but or 0),
    )
    return db.session.scalars(query).first() is not None


def add(row: ListRow) -> ListRow:
    """Store a list; it then has its id."""
    db.session.add(row)
    db.session.flush()
    return row


def remove(row: ListRow) -> None:
    """Delete a list with all that stands on it."""
    db.session.delete(row)
    db.session.flush()

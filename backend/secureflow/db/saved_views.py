"""Views of a list that somebody gave a name to, alone or for the team."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Text, UniqueConstraint, func, or_, select
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.extensions import Base, db


class SavedViewRow(Base):
    """The query of an address under a name; ``is_shared``: the whole team has it."""

    __tablename__ = "saved_views"
    __table_args__ = (
        UniqueConstraint("user_id", "name"),
        Index("ix_saved_views_merchant_id", "merchant_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(Text)
    search: Mapped[str] = mapped_column(Text)
    is_shared: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(
        TIMESTAMP(timezone=True), server_default=func.now()
    )


def of_person(merchant_id: int, user_id: int) -> Sequence[SavedViewRow]:
    """Return a person's own views and the team's shared ones, by name."""
    row = SavedViewRow
    return db.session.scalars(
        select(row)
        .where(row.merchant_id == merchant_id, or_(row.user_id == user_id, row.is_shared))
        .order_by(func.lower(row.name), row.id)
    ).all()


def by_id(merchant_id: int, view_id: int) -> SavedViewRow | None:
    """Return one view of a merchant, whoever's it is."""
    row = SavedViewRow
    return db.session.scalars(
        select(row).where(row.merchant_id == merchant_id, row.id == view_id)
    ).first()


def add(row: SavedViewRow) -> None:
    """Store a view; it then has its id."""
    db.session.add(row)
    db.session.flush()


def remove(row: SavedViewRow) -> None:
    """Delete a view."""
    db.session.delete(row)


def is_taken(user_id: int, name: str, but: int | None) -> bool:
    """Return whether a person has another view of this name."""
    row = SavedViewRow
    found = select(row.id).where(row.user_id == user_id, row.name == name, row.id != (but or 0))
    return db.session.scalars(found).first() is not None


def count(user_id: int) -> int:
    """Return how many views a person has."""
    query = select(func.count()).where(SavedViewRow.user_id == user_id)
    return db.session.scalars(query).one()

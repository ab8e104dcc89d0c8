"""What was done with a review, what was said of it, and who has it before them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Row, Text, delete, select
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.db.accounts import UserRow
from secureflow.db.reviews import Instant
from secureflow.extensions import Base, db


class ReviewActRow(Base):
    """One act on a review; rows are added only, and hold nobody's own words."""

    __tablename__ = "review_acts"
    __table_args__ = (Index("ix_review_acts_review_id", "review_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"))
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(BigInteger)
    by_name: Mapped[str | None] = mapped_column(Text)
    details: Mapped[dict[str, Any]] = mapped_column(JSONB)
    at: Mapped[datetime] = mapped_column(Instant)


class ReviewNoteRow(Base):
    """What somebody wrote of a review; ``text`` is None once the customer was erased."""

    __tablename__ = "review_notes"
    __table_args__ = (Index("ix_review_notes_review_id", "review_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"))
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id", ondelete="CASCADE"))
    text: Mapped[str | None] = mapped_column(Text)
    mentions: Mapped[list[int]] = mapped_column(JSONB)
    by_id: Mapped[int | None] = mapped_column(BigInteger)
    by_name: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)


class ReviewViewerRow(Base):
    """Somebody who looks at a review that another person has, and until when."""

    __tablename__ = "review_viewers"

    review_id: Mapped[int] = mapped_column(
        ForeignKey("reviews.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"))
    until: Mapped[datetime] = mapped_column(Instant)


def add(row: ReviewActRow | ReviewNoteRow) -> None:
    """Store an act or a note; it then has its id."""
    db.session.add(row)
    db.session.flush()


def acts(merchant_id: int, review_id: int) -> Sequence[ReviewActRow]:
    """Return everything that was done with a review, oldest first."""
    row = ReviewActRow
    return db.session.scalars(
        select(row)
        .where(row.merchant_id == merchant_id, row.review_id == review_id)
        .order_by(row.id)
    ).all()


def asked_now(merchant_id: int, review_id: int) -> ReviewActRow | None:
    """Return the latest question to a colleague that was not taken back; None without one."""
    row, open_ = ReviewActRow, []
    for act in db.session.scalars(
        select(row)
        .where(
            row.merchant_id == merchant_id,
            row.review_id == review_id,
            row.kind.in_(("asked", "unasked", "reopened")),
        )
        .order_by(row.id)
    ):
        if act.kind == "asked":
            open_.append(act)
        elif act.kind == "reopened":
            open_.clear()
        elif open_:
            open_.pop()
    return open_[-1] if open_ else None


def notes(merchant_id: int, review_id: int) -> Sequence[ReviewNoteRow]:
    """Return what was written of a review, oldest first."""
    row = ReviewNoteRow
    return db.session.scalars(
        select(row)
        .where(row.merchant_id == merchant_id, row.review_id == review_id)
        .order_by(row.id)
    ).all()


def look(merchant_id: int, review_id: int, user_id: int, until: datetime) -> None:
    """Note that somebody looks at a review, until a time."""
    values = {"review_id": review_id, "user_id": user_id, "merchant_id": merchant_id}
    statement = insert(ReviewViewerRow).values(values | {"until": until})
    db.session.execute(
        statement.on_conflict_do_update(
            index_elements=["review_id", "user_id"], set_={"until": until}
        )
    )


def look_away(merchant_id: int, review_id: int, user_id: int) -> None:
    """Forget that somebody looks at a review."""
    row = ReviewViewerRow
    db.session.execute(
        delete(row).where(
            row.merchant_id == merchant_id, row.review_id == review_id, row.user_id == user_id
        )
    )


def viewers(merchant_id: int, review_ids: Collection[int], now: datetime) -> dict[int, list[int]]:
    """Return the ids of the people who look at these reviews, by review."""
    row = ReviewViewerRow
    found: dict[int, list[int]] = {}
    for review_id, user_id in db.session.execute(
        select(row.review_id, row.user_id)
        .where(row.merchant_id == merchant_id, row.review_id.in_(review_ids), row.until > now)
        .order_by(row.review_id, row.user_id)
    ):
        found.setdefault(review_id, []).append(user_id)
    return found


def people(merchant_id: int, ids: Collection[int]) -> dict[int, Row[Any]]:
    """Return (id, name, role) of these people of a merchant, by id; who has left is left out."""
    if not ids:
        return {}
    row = UserRow
    found = db.session.execute(
        select(row.id, row.name, row.role).where(row.merchant_id == merchant_id, row.id.in_(ids))
    )
    return {one.id: one for one in found}

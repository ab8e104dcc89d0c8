"""Reviews: payments that wait for a person, and what that person said."""

from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Computed,
    ForeignKey,
    Index,
    Numeric,
    Text,
    UniqueConstraint,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.domain import Resolution, ReviewKind, ReviewState
from secureflow.extensions import Base, db

Instant = TIMESTAMP(timezone=True)
QUEUE = (
    "CASE kind WHEN 'spot_check' THEN 'spot_checks' WHEN 'close_call' THEN 'close_calls' "
    "ELSE 'open' END"
)
IS_OPEN = text("state = 'open'")


def _of_queue(name: str, column: str) -> Index:
    columns = ("merchant_id", "is_test", "queue", column, "id")
    return Index(f"ix_reviews_{name}", *columns, postgresql_where=IS_OPEN)


class ReviewRow(Base):
    """A payment before a person: at most one review of a kind for each payment.

    ``loss`` is the amount times the probability of fraud, or times a hundredth of the score where
    ``loss_by`` is "score"; of a second opinion it is 0, as its score is, because the order of a
    list would tell the first reviewer's figures. ``due_at`` is when ``default_action`` happens,
    or where that is None just when somebody should have looked. A resolution stands in these
    columns until it is undone or the review is opened again; ``was`` is the state before it, and
    ``not_for`` the one person who may not give a second opinion on what they ``first_said``.
    People are named by their ids without a foreign key: what they did stays when they go.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        UniqueConstraint("transaction_id", "kind"),
        CheckConstraint("(state = 'resolved') = (resolution IS NOT NULL)", name="resolved"),
        _of_queue("loss", "loss"),
        _of_queue("due", "due_at"),
        _of_queue("score", "score"),
        _of_queue("opened", "opened_at"),
        Index(
            "ix_reviews_snoozed",
            "merchant_id",
            "is_test",
            "snoozed_until",
            postgresql_where=text("state = 'snoozed'"),
        ),
        Index(
            "ix_reviews_claimed_by",
            "merchant_id",
            "claimed_by",
            postgresql_where=text("state = 'open' AND claimed_by IS NOT NULL"),
        ),
        Index(
            "ix_reviews_asked",
            "merchant_id",
            "asked",
            postgresql_where=text("state = 'open' AND asked IS NOT NULL"),
        ),
        Index(
            "ix_reviews_resolved",
            "merchant_id",
            "is_test",
            "resolved_at",
            "id",
            postgresql_where=text("state = 'resolved'"),
        ),
        Index("ix_reviews_batch_id", "batch_id", postgresql_where=text("batch_id IS NOT NULL")),
        Index(
            "ix_reviews_unsettled",
            "undo_until",
            postgresql_where=text("state = 'resolved' AND settled_at IS NULL"),
        ),
        Index(
            "ix_reviews_default",
            "due_at",
            postgresql_where=text("state <> 'resolved' AND default_action IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"))
    is_test: Mapped[bool]
    transaction_id: Mapped[int] = mapped_column(ForeignKey("transactions.id", ondelete="CASCADE"))
    kind: Mapped[ReviewKind] = mapped_column(Text)
    queue: Mapped[str] = mapped_column(Text, Computed(QUEUE, persisted=True))
    state: Mapped[ReviewState] = mapped_column(Text)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime | None] = mapped_column(Instant)
    default_action: Mapped[Resolution | None] = mapped_column(Text)
    loss: Mapped[Decimal] = mapped_column(Numeric)
    loss_by: Mapped[str] = mapped_column(Text)
    score: Mapped[float]
    claimed_by: Mapped[int | None] = mapped_column(BigInteger)
    claimed_until: Mapped[datetime | None] = mapped_column(Instant)
    snoozed_until: Mapped[datetime | None] = mapped_column(Instant)
    asked: Mapped[int | None] = mapped_column(BigInteger)
    not_for: Mapped[int | None] = mapped_column(BigInteger)
    first_said: Mapped[Resolution | None] = mapped_column(Text)
    was: Mapped[ReviewState | None] = mapped_column(Text)
    resolution_id: Mapped[int | None] = mapped_column(BigInteger)
    resolution: Mapped[Resolution | None] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str | None] = mapped_column(Text)
    resolved_by: Mapped[int | None] = mapped_column(BigInteger)
    resolved_by_name: Mapped[str | None] = mapped_column(Text)
    resolved_at: Mapped[datetime | None] = mapped_column(Instant)
    undo_until: Mapped[datetime | None] = mapped_column(Instant)
    settled_at: Mapped[datetime | None] = mapped_column(Instant)
    batch_id: Mapped[int | None] = mapped_column(BigInteger)


def locked(merchant_id: int, ids: Collection[int]) -> Sequence[ReviewRow]:
    """Return these reviews of a merchant, which nobody else changes until we commit, by id."""
    return db.session.scalars(
        select(ReviewRow)
        .where(ReviewRow.merchant_id == merchant_id, ReviewRow.id.in_(ids))
        .order_by(ReviewRow.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def locked_if_free(merchant_id: int, review_id: int) -> ReviewRow | None:
    """Return a review, locked; None where somebody else is changing it just now."""
    return db.session.scalars(
        select(ReviewRow)
        .where(ReviewRow.merchant_id == merchant_id, ReviewRow.id == review_id)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    ).first()


def locked_batch(merchant_id: int, batch_id: int) -> Sequence[ReviewRow]:
    """Return the reviews that were resolved together, locked as above."""
    return db.session.scalars(
        select(ReviewRow)
        .where(ReviewRow.merchant_id == merchant_id, ReviewRow.batch_id == batch_id)
        .order_by(ReviewRow.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()

"""What was done to champions and challengers: the way back, and how processes learn of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import BigInteger, ForeignKey, Index, Text, func, select
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.extensions import Base, db

ChangeKind = Literal["promoted", "rolled_back", "challenged", "withdrawn"]
LISTED = 50
_LOCK = 20_261_121
"""Changes are stored one after the other, so that ids appear in their order."""


class ModelChangeRow(Base):
    """One change; of the base model where ``merchant_id`` is null. Rows are only ever added.

    ``version`` null stands for the base model in force; so does ``before``.
    """

    __tablename__ = "model_changes"
    __table_args__ = (Index("ix_model_changes_merchant_id", "merchant_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int | None] = mapped_column(ForeignKey("merchants.id"))
    kind: Mapped[ChangeKind] = mapped_column(Text)
    version: Mapped[str | None] = mapped_column(Text)
    before: Mapped[str | None] = mapped_column(Text)
    share: Mapped[float | None]
    reason: Mapped[str] = mapped_column(Text)
    gate: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    created_by: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(
        TIMESTAMP(timezone=True), server_default=func.now()
    )


def lock() -> None:
    """Wait for whoever else changes models, to the end of this transaction."""
    db.session.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def add(row: ModelChangeRow) -> ModelChangeRow:
    """Store a change, after ``lock``."""
    db.session.add(row)
    db.session.flush()
    return row


def latest() -> int:
    """Return the id of the last change of any merchant in sight; 0 where there was none."""
    return db.session.scalar(select(func.max(ModelChangeRow.id))) or 0


def changed_since(change_id: int) -> set[int | None]:
    """Return whose champion or challengers changed after a change; None stands for the base."""
    query = select(ModelChangeRow.merchant_id).where(ModelChangeRow.id > change_id).distinct()
    return set(db.session.scalars(query))


def listed(merchant_id: int | None) -> Sequence[ModelChangeRow]:
    """Return the latest fifty changes of a merchant, or of the base, newest first."""
    return db.session.scalars(
        select(ModelChangeRow)
        .where(ModelChangeRow.merchant_id.is_not_distinct_from(merchant_id))
        .order_by(ModelChangeRow.id.desc())
        .limit(LISTED)
    ).all()


def was_rolled_back(merchant_id: int) -> bool:
    """Return whether the latest change of a merchant's champion was a step back."""
    last = (
        select(ModelChangeRow.kind)
        .where(
            ModelChangeRow.merchant_id == merchant_id,
            ModelChangeRow.kind.in_(("promoted", "rolled_back")),
        )
        .order_by(ModelChangeRow.id.desc())
        .limit(1)
    )
    return db.session.scalar(last) == "rolled_back"


def champions(merchant_id: int | None) -> Sequence[ModelChangeRow]:
    """Return every change of who is champion, oldest first."""
    return db.session.scalars(
        select(ModelChangeRow)
        .where(
            ModelChangeRow.merchant_id.is_not_distinct_from(merchant_id),
            ModelChangeRow.kind.in_(("promoted", "rolled_back")),
        )
        .order_by(ModelChangeRow.id)
    ).all()

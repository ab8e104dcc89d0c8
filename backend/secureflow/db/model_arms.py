"""Challengers: which models stand beside a merchant's champion, each for a share of customers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Integer,
    Row,
    Text,
    UniqueConstraint,
    delete,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.db.models import ModelVersionRow
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import Base, db


class ModelArmRow(Base):
    """A challenger; ``share`` 0 is a shadow, which scores after the answer and decides nothing.

    ``places`` are those whose customers it judges, as first and end of one part after the other.
    Payments up to the id ``scored_through`` have its score, or never will: those before it came.
    """

    __tablename__ = "model_arms"
    __table_args__ = (
        UniqueConstraint("merchant_id", "version_id"),
        CheckConstraint("share >= 0 AND share <= 1", name="share"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("model_versions.id"))
    share: Mapped[float]
    places: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    since: Mapped[datetime] = mapped_column(TIMESTAMP(timezone=True), server_default=func.now())
    created_by: Mapped[str] = mapped_column(Text)
    scored_through: Mapped[int] = mapped_column(BigInteger)


def of_merchant(merchant_id: int) -> Sequence[Row[Any]]:
    """Return (arm, model) of a merchant's challengers, the oldest first."""
    return db.session.execute(
        select(ModelArmRow, ModelVersionRow)
        .join(ModelVersionRow, ModelVersionRow.id == ModelArmRow.version_id)
        .where(ModelArmRow.merchant_id == merchant_id)
        .order_by(ModelArmRow.id)
    ).all()


def parts_of(row: ModelArmRow) -> tuple[tuple[int, int], ...]:
    """Return the places of a challenger as parts: first, and end without it."""
    return tuple(zip(row.places[::2], row.places[1::2], strict=True))


def one(merchant_id: int, version_id: int) -> ModelArmRow | None:
    """Return one challenger."""
    return db.session.scalars(
        select(ModelArmRow).where(
            ModelArmRow.merchant_id == merchant_id, ModelArmRow.version_id == version_id
        )
    ).first()


def add(row: ModelArmRow) -> ModelArmRow:
    """Store a challenger and return it with its id."""
    db.session.add(row)
    db.session.flush()
    return row


def remove(row: ModelArmRow) -> None:
    """Take a challenger out."""
    db.session.execute(
        delete(ModelArmRow).where(
            ModelArmRow.merchant_id == row.merchant_id, ModelArmRow.id == row.id
        )
    )
    db.session.flush()


def merchants() -> list[int]:
    """Return the ids of all merchants in sight who have a challenger."""
    query = select(ModelArmRow.merchant_id).distinct().order_by(ModelArmRow.merchant_id)
    return list(db.session.scalars(query))


def begin_after(merchant_id: int, moment: datetime) -> int:
    """Return the id of the last payment stored up to a moment: a challenger begins after it.

    When it occurred says nothing of its id: a file of old payments may come at any time.
    """
    payment = TransactionRow
    query = (
        select(payment.id)
        .where(payment.merchant_id == merchant_id, payment.created_at <= moment)
        .order_by(payment.id.desc())
        .limit(1)
    )
    return db.session.scalar(query) or 0

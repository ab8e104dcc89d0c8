"""What was measured of models in use: quality by week, and drift by day."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text, func, select
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP, insert
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.extensions import Base, db

Instant = TIMESTAMP(timezone=True)
LISTED = 104
"""Two years of weeks."""


class ModelQualityRow(Base):
    """One week of a merchant's payments judged by a model: ``figures`` as the API shows them."""

    __tablename__ = "model_quality"

    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"), primary_key=True)
    version: Mapped[str] = mapped_column(Text, primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(Instant, primary_key=True)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    figures: Mapped[dict[str, Any]] = mapped_column(JSONB)
    made_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())


class ModelDriftRow(Base):
    """How far a merchant's payments up to ``ends_at`` are from what its model knew."""

    __tablename__ = "model_drift"

    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"), primary_key=True)
    version: Mapped[str] = mapped_column(Text, primary_key=True)
    ends_at: Mapped[datetime] = mapped_column(Instant, primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(Instant)
    report: Mapped[dict[str, Any]] = mapped_column(JSONB)
    made_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())


def store_quality(row: dict[str, Any]) -> None:
    """Store a week, in the place of what was measured of it before."""
    _replace(ModelQualityRow, row, ("merchant_id", "version", "starts_at"))


def store_drift(row: dict[str, Any]) -> None:
    """Store a report, in the place of the one made of the same payments before."""
    _replace(ModelDriftRow, row, ("merchant_id", "version", "ends_at"))


def quality(merchant_id: int, version: str | None) -> Sequence[ModelQualityRow]:
    """Return the weeks of a model, or of all, oldest first, the latest two years of one."""
    query = select(ModelQualityRow).where(ModelQualityRow.merchant_id == merchant_id)
    if version is not None:
        query = query.where(ModelQualityRow.version == version)
    latest = query.order_by(ModelQualityRow.starts_at.desc(), ModelQualityRow.version)
    return db.session.scalars(latest.limit(LISTED)).all()[::-1]


def latest_drift(merchant_id: int) -> ModelDriftRow | None:
    """Return the latest report on whichever model was the champion."""
    return db.session.scalars(
        select(ModelDriftRow)
        .where(ModelDriftRow.merchant_id == merchant_id)
        .order_by(ModelDriftRow.made_at.desc())
        .limit(1)
    ).first()


def last_drift(merchant_id: int, version: str) -> ModelDriftRow | None:
    """Return the latest report on a model."""
    return db.session.scalars(
        select(ModelDriftRow)
        .where(ModelDriftRow.merchant_id == merchant_id, ModelDriftRow.version == version)
        .order_by(ModelDriftRow.ends_at.desc())
        .limit(1)
    ).first()


def _replace(table: type[Base], row: dict[str, Any], key: tuple[str, ...]) -> None:
    rest = {name: value for name, value in row.items() if name not in key}
    db.session.execute(
        insert(table)
        .values(row)
        .on_conflict_do_update(index_elements=key, set_=rest | {"made_at": func.now()})
    )

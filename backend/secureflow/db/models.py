"""The registry of model versions, with the bundles' bytes so that any machine can load them."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, Text, func, select, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, deferred, mapped_column

from secureflow.extensions import Base, db


class ModelVersionRow(Base):
    """A trained model as registered; ``merchant_id`` null is the base model all share.

    ``bundle`` is null where the bytes exceed the limit and live in the file only.
    """

    __tablename__ = "model_versions"
    __table_args__ = (
        Index(
            "uq_model_versions_active",
            text("coalesce(merchant_id, 0)"),
            unique=True,
            postgresql_where=text("is_active"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int | None] = mapped_column(ForeignKey("merchants.id"))
    version: Mapped[str] = mapped_column(Text, unique=True)
    sha256: Mapped[str] = mapped_column(Text)
    size: Mapped[int] = mapped_column(BigInteger)
    trained_on: Mapped[str] = mapped_column(Text)
    metrics: Mapped[dict[str, Any]] = mapped_column(JSONB)
    is_active: Mapped[bool]
    bundle: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    created_at: Mapped[datetime] = mapped_column(
        TIMESTAMP(timezone=True), server_default=func.now()
    )


def by_version(version: str) -> ModelVersionRow | None:
    """Return one registered version."""
    return db.session.scalars(
        select(ModelVersionRow).where(ModelVersionRow.version == version)
    ).first()


def active() -> ModelVersionRow | None:
    """Return the active base model."""
    return db.session.scalars(
        select(ModelVersionRow).where(
            ModelVersionRow.is_active, ModelVersionRow.merchant_id.is_(None)
        )
    ).first()


def activate(row: ModelVersionRow) -> None:
    """Make a registered base model the active one; the one before stays registered."""
    before = active()
    if before is not None and before is not row:
        before.is_active = False
        db.session.flush()
    row.is_active = True
    db.session.add(row)
    db.session.flush()


def has_bytes(version: str) -> bool:
    """Return whether a version's bundle is kept in the database, without fetching it."""
    query = select(ModelVersionRow.bundle.is_not(None)).where(ModelVersionRow.version == version)
    return bool(db.session.scalar(query))

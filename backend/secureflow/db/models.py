"""The registry of model versions, with the bundles' bytes so that any machine can load them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ARRAY, BigInteger, ForeignKey, Index, LargeBinary, Text, func, select, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, deferred, mapped_column

from secureflow.extensions import Base, db

ModelKind = Literal["trained", "recalibrated"]
LISTED = 100
Instant = TIMESTAMP(timezone=True)


class ModelVersionRow(Base):
    """A trained model as registered; ``merchant_id`` null is a base model, which all may use.

    ``is_active``: the champion of its merchant, or the base model in force. A merchant without a
    champion of its own follows the base model. ``bundle`` is null where the bytes exceed the limit
    and live in the object storage only. ``importance`` is each input's part in its judgements,
    ``labels`` the counts of its labels, ``metrics`` what it reached on held-back later payments,
    ``parent`` the model that it has another calibration of.
    """

    __tablename__ = "model_versions"
    __table_args__ = (
        Index(
            "uq_model_versions_active",
            text("coalesce(merchant_id, 0)"),
            unique=True,
            postgresql_where=text("is_active"),
        ),
        Index("ix_model_versions_merchant_id", "merchant_id", "created_at"),
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
    created_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
    kind: Mapped[ModelKind] = mapped_column(Text, server_default="trained")
    parent: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text, server_default="")
    created_by: Mapped[str] = mapped_column(Text, server_default="system")
    feature_names: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    schema_hash: Mapped[str | None] = mapped_column(Text)
    parameters: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    libraries: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    labels: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    importance: Mapped[dict[str, float]] = mapped_column(JSONB, server_default="{}")
    rows: Mapped[int | None] = mapped_column(BigInteger)
    data_from: Mapped[datetime | None] = mapped_column(Instant)
    data_until: Mapped[datetime | None] = mapped_column(Instant)


def by_version(version: str) -> ModelVersionRow | None:
    """Return one registered version that the session may see: a base model, or the merchant's."""
    return db.session.scalars(
        select(ModelVersionRow).where(ModelVersionRow.version == version)
    ).first()


def of_merchant(merchant_id: int, version: str) -> ModelVersionRow | None:
    """Return a version that a merchant may use: its own, or a base model."""
    row = by_version(version)
    return row if row is not None and row.merchant_id in (None, merchant_id) else None


def listed(merchant_id: int) -> Sequence[ModelVersionRow]:
    """Return the merchant's models and the base models, newest first, the latest hundred."""
    owners = (ModelVersionRow.merchant_id == merchant_id, ModelVersionRow.merchant_id.is_(None))
    return db.session.scalars(
        select(ModelVersionRow)
        .where(owners[0] | owners[1])
        .order_by(ModelVersionRow.created_at.desc(), ModelVersionRow.id.desc())
        .limit(LISTED)
    ).all()


def base_models() -> Sequence[ModelVersionRow]:
    """Return the platform's models, newest first, the latest hundred."""
    return db.session.scalars(
        select(ModelVersionRow)
        .where(ModelVersionRow.merchant_id.is_(None))
        .order_by(ModelVersionRow.created_at.desc(), ModelVersionRow.id.desc())
        .limit(LISTED)
    ).all()


def active() -> ModelVersionRow | None:
    """Return the active base model."""
    return own_active(None)


def own_active(merchant_id: int | None) -> ModelVersionRow | None:
    """Return a merchant's own champion, None where it follows the base model; None: the base's."""
    return db.session.scalars(
        select(ModelVersionRow).where(
            ModelVersionRow.is_active,
            ModelVersionRow.merchant_id.is_not_distinct_from(merchant_id),
        )
    ).first()


def champion(merchant_id: int) -> ModelVersionRow | None:
    """Return the model that judges a merchant's payments."""
    return own_active(merchant_id) or active()


def champions() -> Sequence[ModelVersionRow]:
    """Return the own champions of all merchants in sight."""
    return db.session.scalars(
        select(ModelVersionRow)
        .where(ModelVersionRow.is_active, ModelVersionRow.merchant_id.is_not(None))
        .order_by(ModelVersionRow.merchant_id)
    ).all()


def has_own(merchant_id: int) -> bool:
    """Return whether any model was ever made for a merchant."""
    query = select(ModelVersionRow.id).where(ModelVersionRow.merchant_id == merchant_id)
    return db.session.scalar(query.limit(1)) is not None


def activate(row: ModelVersionRow) -> None:
    """Make a registered model its owner's active one; the one before stays registered."""
    deactivate(row.merchant_id, but=row)
    row.is_active = True
    db.session.add(row)
    db.session.flush()


def deactivate(merchant_id: int | None, *, but: ModelVersionRow | None = None) -> None:
    """Leave an owner without an active model: a merchant then follows the base model."""
    before = own_active(merchant_id)
    if before is not None and before is not but:
        before.is_active = False
        db.session.flush()


def add(row: ModelVersionRow) -> ModelVersionRow:
    """Store a version and return it with its id."""
    db.session.add(row)
    db.session.flush()
    return row


def has_bytes(version: str) -> bool:
    """Return whether a version's bundle is kept in the database, without fetching it."""
    query = select(ModelVersionRow.bundle.is_not(None)).where(ModelVersionRow.version == version)
    return bool(db.session.scalar(query))

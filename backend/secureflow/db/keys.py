"""API keys: what clients call with, of which only hashes can be found."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    String,
    Text,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.extensions import Base, db

Instant = TIMESTAMP(timezone=True)


class ApiKeyRow(Base):
    """A client's key; of a live one only the SHA-256 of its 256-bit secret is kept.

    ``sealed_secret`` is a test key's secret, sealed with the server's own, so that the docs can
    show it. A rotated key says in ``replaced_by`` which one follows it and ends at ``expires_at``.
    """

    __tablename__ = "api_keys"
    __table_args__ = (
        CheckConstraint(
            "is_test OR sealed_secret IS NULL", name="only_test_keys_are_kept_readable"
        ),
        CheckConstraint("NOT (is_test AND 'manage' = ANY (scopes))", name="no_test_key_manages"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"), index=True)
    name: Mapped[str]
    prefix: Mapped[str]
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    sealed_secret: Mapped[str | None] = mapped_column(Text)
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    is_test: Mapped[bool] = mapped_column(server_default="false")
    allowed_addresses: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    created_by: Mapped[str] = mapped_column(Text, server_default="system")
    created_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
    expires_at: Mapped[datetime | None] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    last_used_at: Mapped[datetime | None] = mapped_column(Instant)
    replaced_by: Mapped[int | None] = mapped_column(ForeignKey("api_keys.id"))


def add(row: ApiKeyRow) -> ApiKeyRow:
    """Return a new key with its id."""
    db.session.add(row)
    db.session.flush()
    return row


def of_merchant(merchant_id: int) -> Sequence[ApiKeyRow]:
    """Return all keys of a merchant, those in force first, then the newest first."""
    in_force = (ApiKeyRow.revoked_at.is_(None)) & or_(
        ApiKeyRow.expires_at.is_(None), ApiKeyRow.expires_at > func.now()
    )
    return db.session.scalars(
        select(ApiKeyRow)
        .where(ApiKeyRow.merchant_id == merchant_id)
        .order_by(in_force.desc(), ApiKeyRow.id.desc())
    ).all()


def to_change(merchant_id: int, key_id: int) -> ApiKeyRow | None:
    """Return one key of a merchant, locked until the transaction ends."""
    return db.session.scalars(
        select(ApiKeyRow)
        .where(ApiKeyRow.merchant_id == merchant_id, ApiKeyRow.id == key_id)
        .with_for_update()
    ).first()


def count_in_force(merchant_id: int, now: datetime) -> int:
    """Return how many keys of a merchant can be used."""
    return db.session.scalars(
        select(func.count())
        .select_from(ApiKeyRow)
        .where(
            ApiKeyRow.merchant_id == merchant_id,
            ApiKeyRow.revoked_at.is_(None),
            or_(ApiKeyRow.expires_at.is_(None), ApiKeyRow.expires_at > now),
        )
    ).one()


def used(merchant_id: int, key_id: int, now: datetime) -> None:
    """Remember when a key was last used."""
    db.session.execute(
        update(ApiKeyRow)
        .where(ApiKeyRow.merchant_id == merchant_id, ApiKeyRow.id == key_id)
        .values(last_used_at=now)
    )

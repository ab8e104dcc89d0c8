"""Idempotency keys: which request came under each, and what it was answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    LargeBinary,
    Row,
    SmallInteger,
    Text,
    UniqueConstraint,
    delete,
    func,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.extensions import Base, db

KEPT_FOR = timedelta(hours=24)


class IdempotencyKeyRow(Base):
    """A key, the fingerprint of its request, and the answer, stored with the request's work.

    ``owner`` is the merchant for its API keys, which may be rotated between two copies of a
    request, and the user for people: two of them may choose the same key. ``body`` is null where
    the answer is rebuilt from ``reference`` or was too large to keep.
    """

    __tablename__ = "idempotency_keys"
    __table_args__ = (UniqueConstraint("owner", "is_test", "key"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int | None] = mapped_column(ForeignKey("merchants.id"), index=True)
    owner: Mapped[str] = mapped_column(Text)
    is_test: Mapped[bool]
    key: Mapped[str] = mapped_column(Text)
    fingerprint: Mapped[str] = mapped_column(Text)
    status: Mapped[int | None] = mapped_column(SmallInteger)
    content_type: Mapped[str | None] = mapped_column(Text)
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    reference: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    created_at: Mapped[datetime] = mapped_column(
        TIMESTAMP(timezone=True), server_default=func.now()
    )
    expires_at: Mapped[datetime] = mapped_column(TIMESTAMP(timezone=True), index=True)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose keys are looked among; ``merchant_id`` is None for an operator."""

    merchant_id: int | None
    name: str
    is_test: bool


def claim(owner: Owner, key: str, fingerprint: str) -> int | None:
    """Return the id of a key that is new or has expired, None where it is in use.

    A copy that is still being worked on is waited for: its row blocks the insert until it ends.
    """
    found = db.session.execute(
        CLAIM,
        {
            "merchant_id": owner.merchant_id,
            "owner": owner.name,
            "is_test": owner.is_test,
            "key": key,
            "fingerprint": fingerprint,
            "kept_for": KEPT_FOR,
        },
    )
    key_id: int | None = found.scalar()
    return key_id


def find(owner: Owner, key: str) -> Row[Any] | None:
    """Return (fingerprint, status, content_type, body, reference) of a key in use."""
    row = IdempotencyKeyRow
    query = select(row.fingerprint, row.status, row.content_type, row.body, row.reference)
    return db.session.execute(
        query.where(row.owner == owner.name, row.is_test == owner.is_test, row.key == key)
    ).first()


def answer(key_id: int, values: Mapping[str, Any]) -> None:
    """Store the answer of a claimed key: status, content_type, body and reference."""
    row = IdempotencyKeyRow
    db.session.execute(update(row).where(row.id == key_id).values(**values))


def delete_expired(now: datetime) -> None:
    """Delete the keys that are past their time."""
    db.session.execute(delete(IdempotencyKeyRow).where(IdempotencyKeyRow.expires_at < now))


CLAIM = text("""
    INSERT INTO idempotency_keys (merchant_id, owner, is_test, key, fingerprint, expires_at)
    VALUES (:merchant_id, :owner, :is_test, :key, :fingerprint, now() + :kept_for)
    ON CONFLICT (owner, is_test, key) DO UPDATE
    SET fingerprint = excluded.fingerprint, expires_at = excluded.expires_at, created_at = now(),
        status = NULL, content_type = NULL, body = NULL, reference = NULL
    WHERE idempotency_keys.expires_at < now()
    RETURNING id
""")

"""Second factors: a person's TOTP secret, sealed, and the recovery codes, hashed."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String, Text, delete, select
from sqlalchemy.dialects.postgresql import TIMESTAMP, insert
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.extensions import Base, db


class SecondFactorRow(Base):
    """A person's second factor; it counts from ``confirmed_at`` on.

    ``last_step`` is the time step (RFC 6238) of the last code taken: no code is taken twice.
    """

    __tablename__ = "second_factors"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    merchant_id: Mapped[int | None] = mapped_column(ForeignKey("merchants.id"))
    sealed_secret: Mapped[str] = mapped_column(Text)
    confirmed_at: Mapped[datetime | None] = mapped_column(TIMESTAMP(timezone=True))
    last_step: Mapped[int] = mapped_column(BigInteger, server_default="0")


class RecoveryCodeRow(Base):
    """A code that stands in for the second factor, once: it is deleted when it is used."""

    __tablename__ = "recovery_codes"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    merchant_id: Mapped[int | None] = mapped_column(ForeignKey("merchants.id"))
    code_hash: Mapped[str] = mapped_column(String(64))


def of(user_id: int) -> SecondFactorRow | None:
    """Return a person's second factor, confirmed or not, locked until the transaction ends."""
    return db.session.scalars(
        select(SecondFactorRow)
        .where(SecondFactorRow.user_id == user_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def is_on(user_id: int) -> bool:
    """Return whether a person has confirmed a second factor."""
    return db.session.scalars(
        select(
            select(SecondFactorRow.user_id)
            .where(SecondFactorRow.user_id == user_id, SecondFactorRow.confirmed_at.is_not(None))
            .exists()
        )
    ).one()


def put(user_id: int, merchant_id: int | None, sealed_secret: str) -> bool:
    """Store a secret that waits to be confirmed, in place of one that waited before.

    False, and nothing is stored, where the person has a confirmed one.
    """
    values = {"user_id": user_id, "merchant_id": merchant_id, "sealed_secret": sealed_secret}
    stored = db.session.scalars(
        insert(SecondFactorRow)
        .values(values)
        .on_conflict_do_update(
            index_elements=["user_id"],
            set_={"sealed_secret": sealed_secret, "last_step": 0},
            where=SecondFactorRow.confirmed_at.is_(None),
        )
        .returning(SecondFactorRow.user_id)
    )
    return stored.first() is not None


def remove(user_id: int) -> None:
    """Delete a person's second factor and recovery codes."""
    db.session.execute(delete(SecondFactorRow).where(SecondFactorRow.user_id == user_id))
    db.session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.user_id == user_id))


def put_codes(user_id: int, merchant_id: int | None, hashes: Iterable[str]) -> None:
    """Store a person's recovery codes in place of those before."""
    db.session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.user_id == user_id))
    db.session.add_all(
        RecoveryCodeRow(user_id=user_id, merchant_id=merchant_id, code_hash=code_hash)
        for code_hash in hashes
    )
    db.session.flush()


def use_code(user_id: int, code_hash: str) -> bool:
    """Use up a recovery code; False where the person has no such code."""
    used = db.session.scalars(
        delete(RecoveryCodeRow)
        .where(RecoveryCodeRow.user_id == user_id, RecoveryCodeRow.code_hash == code_hash)
        .returning(RecoveryCodeRow.id)
    )
    return used.first() is not None

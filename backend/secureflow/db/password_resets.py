"""Links that set a new password: asked for, valid for an hour, used once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String, bindparam, delete, func, select
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.db import tenancy
from secureflow.db.accounts import UserRow
from secureflow.db.merchants import MerchantRow
from secureflow.extensions import Base, db

Instant = TIMESTAMP(timezone=True)


class PasswordResetRow(Base):
    """A link that was asked for; only the SHA-256 of its token is kept.

    ``merchant_id`` is the account's, so null for an operator of the platform.
    """

    __tablename__ = "password_resets"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int | None] = mapped_column(ForeignKey("merchants.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)


@dataclass(frozen=True, slots=True)
class Account:
    """Whose password a link sets."""

    merchant_id: int | None
    merchant_name: str | None
    user_id: int
    email: str
    name: str


BY_TOKEN = (
    select(
        PasswordResetRow.merchant_id,
        MerchantRow.name.label("merchant_name"),
        PasswordResetRow.user_id,
        UserRow.email,
        UserRow.name,
    )
    .join(UserRow, UserRow.id == PasswordResetRow.user_id)
    .outerjoin(MerchantRow, MerchantRow.id == PasswordResetRow.merchant_id)
    .where(
        PasswordResetRow.token_hash == bindparam("token_hash"),
        PasswordResetRow.expires_at > bindparam("now"),
    )
)


def by_token(token_hash: str, now: datetime) -> Account | None:
    """Return whose password a link sets, and bind the session to their merchant."""
    row = tenancy.look_up(BY_TOKEN, {"token_hash": token_hash, "now": now})
    return None if row is None else Account(**row._mapping)


def open_for(user_id: int) -> int:
    """Return how many links of a user are still good, after waiting for others who ask."""
    db.session.execute(select(UserRow.id).where(UserRow.id == user_id).with_for_update())
    query = select(func.count()).where(
        PasswordResetRow.user_id == user_id, PasswordResetRow.expires_at > func.now()
    )
    return db.session.scalars(query).one()


def add(merchant_id: int | None, user_id: int, token_hash: str, expires_at: datetime) -> None:
    """Store a link's token."""
    db.session.add(
        PasswordResetRow(
            merchant_id=merchant_id, user_id=user_id, token_hash=token_hash, expires_at=expires_at
        )
    )
    db.session.flush()


def take(user_id: int, token_hash: str) -> bool:
    """Delete all links of a user; return whether this one was there: of two at once, one is told.

    The link itself goes first and by itself, so that the second waits for the first.
    """
    mine = delete(PasswordResetRow).where(
        PasswordResetRow.user_id == user_id, PasswordResetRow.token_hash == token_hash
    )
    if db.session.scalars(mine.returning(PasswordResetRow.id)).first() is None:
        return False
    forget(user_id)
    return True


def forget(user_id: int) -> None:
    """Delete all links of a user."""
    db.session.execute(delete(PasswordResetRow).where(PasswordResetRow.user_id == user_id))


def delete_expired(now: datetime) -> None:
    """Delete everybody's links whose hour is over."""
    db.session.execute(delete(PasswordResetRow).where(PasswordResetRow.expires_at <= now))

"""Invitations that nobody has accepted yet; a row goes when its link was used or taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    bindparam,
    delete,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import TIMESTAMP, insert
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.db import tenancy
from secureflow.db.merchants import MerchantRow
from secureflow.extensions import Base, db

KEPT_AFTER_EXPIRY = timedelta(days=30)
Instant = TIMESTAMP(timezone=True)


class InvitationRow(Base):
    """An e-mail address asked to join a merchant; only the SHA-256 of the link's token is kept."""

    __tablename__ = "invitations"
    __table_args__ = (UniqueConstraint("merchant_id", "email"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"))
    email: Mapped[str] = mapped_column(Text)
    role: Mapped[str]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    invited_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)


@dataclass(frozen=True, slots=True)
class Open:
    """An invitation as the holder of its link sees it."""

    id: int
    merchant_id: int
    merchant_name: str
    email: str
    role: str
    invited_by: str
    expires_at: datetime


BY_TOKEN = (
    select(
        InvitationRow.id,
        InvitationRow.merchant_id,
        MerchantRow.name.label("merchant_name"),
        InvitationRow.email,
        InvitationRow.role,
        InvitationRow.invited_by,
        InvitationRow.expires_at,
    )
    .join(MerchantRow, MerchantRow.id == InvitationRow.merchant_id)
    .where(
        InvitationRow.token_hash == bindparam("token_hash"),
        InvitationRow.expires_at > bindparam("now"),
    )
)


def by_token(token_hash: str, now: datetime) -> Open | None:
    """Return an invitation that is still good, and bind the session to its merchant."""
    row = tenancy.look_up(BY_TOKEN, {"token_hash": token_hash, "now": now})
    return None if row is None else Open(**row._mapping)


def of_merchant(merchant_id: int) -> Sequence[InvitationRow]:
    """Return a merchant's open invitations, the newest first."""
    query = select(InvitationRow).where(InvitationRow.merchant_id == merchant_id)
    return db.session.scalars(query.order_by(InvitationRow.id.desc())).all()


def locked(merchant_id: int, invitation_id: int) -> InvitationRow | None:
    """Return one of a merchant's invitations, which waits for nobody else to change it."""
    return db.session.scalars(
        select(InvitationRow)
        .where(InvitationRow.merchant_id == merchant_id, InvitationRow.id == invitation_id)
        .with_for_update()
    ).first()


def add(merchant_id: int, email: str, **values: Any) -> InvitationRow | None:
    """Return a new invitation, in place of an expired one; None where a good one is open.

    ``values`` are the other columns; an invitation is expired when its time is before the new
    one's ``created_at``.
    """
    statement = (
        insert(InvitationRow)
        .values(merchant_id=merchant_id, email=email, **values)
        .on_conflict_do_update(
            index_elements=["merchant_id", "email"],
            set_=values,
            where=InvitationRow.expires_at <= values["created_at"],
        )
        .returning(InvitationRow)
    )
    return db.session.scalars(statement, execution_options={"populate_existing": True}).first()


def take(merchant_id: int, invitation_id: int, token_hash: str) -> bool:
    """Delete an invitation and return whether it was there: of two at once, one gets True.

    False also where it was sent again meanwhile: another token is good then.
    """
    statement = delete(InvitationRow).where(
        InvitationRow.merchant_id == merchant_id,
        InvitationRow.id == invitation_id,
        InvitationRow.token_hash == token_hash,
    )
    return db.session.scalars(statement.returning(InvitationRow.id)).first() is not None


def delete_expired(now: datetime) -> None:
    """Delete every merchant's invitations that nobody sent again for a month."""
    db.session.execute(
        delete(InvitationRow).where(InvitationRow.expires_at < now - KEPT_AFTER_EXPIRY)
    )

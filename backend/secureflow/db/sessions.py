"""Sessions: one for each sign-in, the family of its refresh tokens, found before who it is of."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Row,
    String,
    Text,
    bindparam,
    delete,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, Session, mapped_column

from secureflow.db import tenancy
from secureflow.extensions import Base, db


class SessionRow(Base):
    """A person signed in on a device; of its refresh tokens only SHA-256 is kept.

    ``family_hash`` is of the name that access tokens give the session, itself the hash of the
    part that all its refresh tokens share; ``token_hash`` is of the refresh token that is good
    now and ``previous_hash`` of the one before. ``last_used_at`` is when the good one was given
    out. ``merchant_id`` is null for operators of the platform.
    """

    __tablename__ = "sessions"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    merchant_id: Mapped[int | None] = mapped_column(ForeignKey("merchants.id"))
    family_hash: Mapped[str] = mapped_column(String(64), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    previous_hash: Mapped[str | None] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(Text)
    device: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(TIMESTAMP(timezone=True))
    last_used_at: Mapped[datetime] = mapped_column(TIMESTAMP(timezone=True), index=True)
    ended_at: Mapped[datetime | None] = mapped_column(TIMESTAMP(timezone=True))


# Locked, because of two tabs that renew at once the second must see what the first did.
BY_FAMILY = (
    select(SessionRow, SessionRow.merchant_id)
    .where(SessionRow.family_hash == bindparam("family_hash"))
    .with_for_update()
    .execution_options(populate_existing=True)
)


def by_family(family_hash: str) -> SessionRow | None:
    """Return the session of a refresh token, locked; this session is bound to its merchant."""
    row: Row[Any] | None = tenancy.look_up(BY_FAMILY, {"family_hash": family_hash})
    return None if row is None else row.SessionRow


def add(session: SessionRow) -> SessionRow:
    """Return the session, stored and with its id."""
    db.session.add(session)
    db.session.flush()
    return session


def open_of(user_id: int, *, used_since: datetime, made_since: datetime) -> Sequence[SessionRow]:
    """Return a person's sessions that still work, the one used last first."""
    return db.session.scalars(
        select(SessionRow)
        .where(
            SessionRow.user_id == user_id,
            SessionRow.ended_at.is_(None),
            SessionRow.last_used_at > used_since,
            SessionRow.created_at > made_since,
        )
        .order_by(SessionRow.last_used_at.desc(), SessionRow.id.desc())
    ).all()


def end(
    user_id: int, now: datetime, *, only: int | None = None, but: int | None = None
) -> list[int]:
    """End a person's open sessions, one of them alone or all but one; return which ended."""
    ending = update(SessionRow).where(SessionRow.user_id == user_id, SessionRow.ended_at.is_(None))
    if only is not None:
        ending = ending.where(SessionRow.id == only)
    if but is not None:
        ending = ending.where(SessionRow.id != but)
    return sorted(db.session.scalars(ending.values(ended_at=now).returning(SessionRow.id)))


def delete_expired(*, used_before: datetime, made_before: datetime) -> int:
    """Delete the sessions of everybody in sight that cannot be used again; return how many."""
    gone = delete(SessionRow).where(
        or_(
            SessionRow.ended_at < used_before,
            SessionRow.last_used_at < used_before,
            SessionRow.created_at < made_before,
        )
    )
    return len(db.session.scalars(gone.returning(SessionRow.id)).all())


def open_among(session: Session, session_ids: Iterable[int | None]) -> set[int]:
    """Return which of these sessions have not ended."""
    wanted = [session_id for session_id in session_ids if session_id is not None]
    query = select(SessionRow.id).where(SessionRow.id.in_(wanted), SessionRow.ended_at.is_(None))
    return set(session.scalars(query))

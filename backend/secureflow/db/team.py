"""The people of a merchant, with what their sessions and second factors say of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, func, select

from secureflow.db.accounts import UserRow
from secureflow.db.invitations import InvitationRow
from secureflow.db.second_factors import SecondFactorRow
from secureflow.db.sessions import SessionRow
from secureflow.extensions import db


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a merchant's team."""

    id: int
    name: str
    email: str
    role: str
    created_at: datetime
    last_active_at: datetime | None
    second_factor: bool


def members(merchant_id: int) -> Sequence[Member]:
    """Return everybody of a merchant, the oldest member first."""
    rows = db.session.execute(_members(merchant_id).order_by(UserRow.id))
    return [Member(**row._mapping) for row in rows]


def member(merchant_id: int, member_id: int) -> Member | None:
    """Return one person of a merchant."""
    row = db.session.execute(_members(merchant_id).where(UserRow.id == member_id)).first()
    return None if row is None else Member(**row._mapping)


def locked(merchant_id: int, member_id: int) -> UserRow | None:
    """Return one person of a merchant, whom nobody else changes until this transaction ends."""
    return db.session.scalars(
        select(UserRow)
        .where(UserRow.merchant_id == merchant_id, UserRow.id == member_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def locked_owners(merchant_id: int) -> Sequence[int]:
    """Return the ids of a merchant's owners; of two who change owners at once one waits here."""
    owners = select(UserRow.id).where(UserRow.merchant_id == merchant_id, UserRow.role == "owner")
    return db.session.scalars(owners.order_by(UserRow.id).with_for_update()).all()


def has(merchant_id: int, email: str) -> bool:
    """Return whether a person of a merchant has this address, written in lower case."""
    found = select(UserRow.id).where(UserRow.merchant_id == merchant_id, UserRow.email == email)
    return db.session.scalars(found).first() is not None


def size(merchant_id: int) -> int:
    """Return how many people a merchant has and has invited."""
    people = select(func.count()).where(UserRow.merchant_id == merchant_id)
    invited = select(func.count()).where(InvitationRow.merchant_id == merchant_id)
    return sum(db.session.scalars(query).one() for query in (people, invited))


def remove(merchant_id: int, member_id: int) -> None:
    """Delete a person; their sessions and second factor go with them."""
    db.session.execute(
        delete(UserRow).where(UserRow.merchant_id == merchant_id, UserRow.id == member_id)
    )


def _members(merchant_id: int) -> Select[tuple[int, str, str, str, datetime, datetime, bool]]:
    last_active_at = (
        select(func.max(SessionRow.last_used_at))
        .where(SessionRow.user_id == UserRow.id)
        .scalar_subquery()
    )
    second_factor = (
        select(SecondFactorRow.user_id)
        .where(SecondFactorRow.user_id == UserRow.id, SecondFactorRow.confirmed_at.is_not(None))
        .exists()
    )
    return select(
        UserRow.id,
        UserRow.name,
        UserRow.email,
        UserRow.role,
        UserRow.created_at,
        last_active_at.label("last_active_at"),
        second_factor.label("second_factor"),
    ).where(UserRow.merchant_id == merchant_id)

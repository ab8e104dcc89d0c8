"""Merchants as the platform sees them: by their counts, never by what they hold."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from secureflow.db import pages
from secureflow.db.accounts import UserRow
from secureflow.db.invitations import InvitationRow
from secureflow.db.keys import ApiKeyRow
from secureflow.db.merchants import MerchantRow
from secureflow.extensions import db


@dataclass(frozen=True, slots=True)
class MerchantCounts:
    """A merchant and how many people, open invitations and keys in force it has."""

    id: int
    name: str
    currency: str
    time_zone: str
    created_at: datetime
    members: int
    invitations: int
    keys: int


COLUMNS = {"created_at": MerchantRow.created_at}


def merchants(sort: str, limit: int, cursor: str | None) -> tuple[list[MerchantCounts], str | None]:
    """Return a page of the merchants that this session sees, and the cursor of the next."""
    page = pages.page(_counted(), COLUMNS, MerchantRow.id, sort=sort, limit=limit, cursor=cursor)
    return [_counts(row) for row in page.rows], page.next_cursor


def merchant(merchant_id: int) -> MerchantCounts:
    """Return one merchant by its counts."""
    return _counts(db.session.execute(_counted().where(MerchantRow.id == merchant_id)).one())


def _counted() -> Select[Any]:
    is_in_force = ApiKeyRow.revoked_at.is_(None) & (
        ApiKeyRow.expires_at.is_(None) | (ApiKeyRow.expires_at > func.now())
    )
    return select(
        MerchantRow.id,
        MerchantRow.name,
        MerchantRow.currency,
        MerchantRow.time_zone,
        MerchantRow.created_at,
        _number(UserRow.merchant_id).label("members"),
        _number(InvitationRow.merchant_id).label("invitations"),
        _number(ApiKeyRow.merchant_id, is_in_force).label("keys"),
    )


def _number(owner: Any, *conditions: ColumnElement[bool]) -> Any:
    counted = select(func.count()).where(owner == MerchantRow.id, *conditions)
    return counted.correlate(MerchantRow).scalar_subquery()


def _counts(row: Any) -> MerchantCounts:
    return MerchantCounts(*row[:8])

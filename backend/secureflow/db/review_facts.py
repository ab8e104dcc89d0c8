"""What is asked about many reviews at once: what is due, what was said, and how often."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.dialects.postgresql import insert

from secureflow.db.accounts import UserRow
from secureflow.db.reviews import ReviewRow
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db

REVIEWERS = ("reviewer", "admin", "owner")
AT_ONCE = 1_000
"""Reviews that one run of a job looks at; the next run goes on."""
Ids = Select[tuple[int, int]]
row = ReviewRow


def unsettled(now: datetime) -> Ids:
    """Return a query of (merchant_id, id) of resolutions that can no longer be undone."""
    return _first(row.state == "resolved", row.settled_at.is_(None), row.undo_until < now)


def due(now: datetime) -> Ids:
    """Return a query of (merchant_id, id) of reviews whose default is due, or whose snooze ends."""
    is_due = and_(row.state != "resolved", row.default_action.is_not(None), row.due_at <= now)
    wakes = and_(row.state == "snoozed", row.snoozed_until <= now)
    return _first(or_(is_due, wakes))


def _first(*conditions: ColumnElement[bool]) -> Ids:
    return select(row.merchant_id, row.id).where(*conditions).order_by(row.id).limit(AT_ONCE)


def amounts(merchant_id: int, transaction_ids: Sequence[int]) -> list[tuple[Decimal, str]]:
    """Return (amount, currency) of payments."""
    payment = TransactionRow
    found = db.session.execute(
        select(payment.amount, payment.currency).where(
            payment.merchant_id == merchant_id, payment.id.in_(transaction_ids)
        )
    )
    return [(one.amount, one.currency) for one in found]


def has_other_reviewer(merchant_id: int, user_id: int) -> bool:
    """Return whether somebody else of the team may decide."""
    found = select(UserRow.id).where(
        UserRow.merchant_id == merchant_id, UserRow.id != user_id, UserRow.role.in_(REVIEWERS)
    )
    return db.session.scalars(found.limit(1)).first() is not None


def open_second(first: ReviewRow, now: datetime) -> ReviewRow | None:
    """Open a second opinion on what somebody decided; None where there was one already."""
    statement = (
        insert(ReviewRow)
        .values(
            merchant_id=first.merchant_id,
            is_test=first.is_test,
            transaction_id=first.transaction_id,
            kind="second_opinion",
            state="open",
            opened_at=now,
            loss=0,
            loss_by=first.loss_by,
            score=0.0,
            not_for=first.resolved_by,
            first_said=first.resolution,
        )
        .on_conflict_do_nothing()
        .returning(ReviewRow)
    )
    return db.session.scalars(statement).first()


def first_of(second: ReviewRow) -> ReviewRow | None:
    """Return the review that a second opinion is on."""
    return db.session.scalars(
        select(row).where(
            row.merchant_id == second.merchant_id,
            row.transaction_id == second.transaction_id,
            row.kind != "second_opinion",
        )
    ).first()


def waiting_of(merchant_id: int, transaction_ids: Sequence[int]) -> Sequence[ReviewRow]:
    """Return the reviews of payments that wait for a first opinion, locked, by id."""
    return db.session.scalars(
        select(row)
        .where(
            row.merchant_id == merchant_id,
            row.transaction_id.in_(transaction_ids),
            row.state != "resolved",
            row.kind != "second_opinion",
        )
        .order_by(row.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def reason_uses(merchant_id: int, since: datetime) -> dict[tuple[str, str], int]:
    """Return how often each reason was given since a time for resolutions that are final."""
    found = db.session.execute(
        select(row.resolution, row.reason, func.count())
        .where(
            row.merchant_id == merchant_id,
            row.state == "resolved",
            row.settled_at.is_not(None),
            row.resolved_at >= since,
            row.reason.is_not(None),
        )
        .group_by(row.resolution, row.reason)
    )
    return {(resolution, reason): uses for resolution, reason, uses in found}


def done_since(merchant_id: int, is_test: bool, user_id: int, since: datetime) -> int:
    """Return how many reviews a person has resolved since a time."""
    query = select(func.count()).where(
        row.merchant_id == merchant_id,
        row.is_test == is_test,
        row.state == "resolved",
        row.resolved_at >= since,
        row.resolved_by == user_id,
    )
    return db.session.scalars(query).one()


def pairs(merchant_id: int, is_test: bool) -> Sequence[Row[Any]]:
    """Return (first, second, count) of what two people decided of the same payment."""
    return db.session.execute(
        select(row.first_said, row.resolution, func.count())
        .where(
            row.merchant_id == merchant_id,
            row.is_test == is_test,
            row.kind == "second_opinion",
            row.settled_at.is_not(None),
        )
        .group_by(row.first_said, row.resolution)
    ).all()

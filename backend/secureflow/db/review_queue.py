"""The review desk's lists: what waits, in the order in which it should be looked at."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select, true

from secureflow.db import listing, segments
from secureflow.db.pages import Page
from secureflow.db.review_record import ReviewNoteRow
from secureflow.db.reviews import ReviewRow
from secureflow.db.segments import Segment
from secureflow.db.transactions import TransactionRow
from secureflow.domain import LEVELS, Level
from secureflow.extensions import db

SOON = timedelta(hours=1)
"""What is due within it comes first, soonest first."""
View = Literal["open", "due_soon", "mine", "spot_checks", "close_calls", "snoozed", "resolved"]
row, payment = ReviewRow, TransactionRow


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose desk is looked at, and when: ``user_id`` is None for a key, which has no desk."""

    merchant_id: int
    is_test: bool
    user_id: int | None
    now: datetime


@dataclass(frozen=True, slots=True)
class Filters:
    """Which reviews of a view are shown; all that are set must hold."""

    levels: Sequence[Level] = field(default_factory=tuple)
    amount_min: Decimal | None = None
    amount_max: Decimal | None = None
    category: str | None = None
    customer: str | None = None
    text: str | None = None
    hidden_email: str | None = None


NOTES = (
    select(func.count())
    .where(ReviewNoteRow.review_id == ReviewRow.id)
    .correlate(ReviewRow)
    .scalar_subquery()
)
SHOWN = (
    ReviewRow,
    payment.amount,
    payment.currency,
    payment.customer,
    payment.external_id,
    payment.merchant_category,
    payment.transaction_type,
    payment.occurred_at,
    payment.level,
    payment.decision,
    payment.probability,
    payment.reasons[0]["text"].astext.label("top_reason"),
    NOTES.label("notes"),
)


def page(
    desk: Desk, view: View, filters: Filters, sort: str, limit: int, cursor: str | None
) -> Page:
    """Return a page of rows: a review first, what a list says of its payment, its notes."""
    query = _listed(desk, view, filters)
    order = view if view == "resolved" else sort
    place = segments.place_of(cursor, order)
    began = desk.now if place is None else place.began
    return segments.page(
        query, _segments(order, began), row.id, sort=order, began=began, limit=limit, place=place
    )


def one(desk: Desk, review_id: int, *, is_test: bool | None) -> Row[Any] | None:
    """Return one review of a mode, or of any, as lists have it; None where it is not for a desk."""
    query = _shown(desk).where(row.id == review_id)
    if is_test is not None:
        query = query.where(row.is_test == is_test)
    return db.session.execute(query.execution_options(populate_existing=True)).first()


def some(desk: Desk, ids: Sequence[int]) -> Sequence[Row[Any]]:
    """Return these reviews as lists have them, by id."""
    query = _shown(desk).where(row.id.in_(ids)).order_by(row.id)
    return db.session.execute(query.execution_options(populate_existing=True)).all()


def next_free(desk: Desk, view: View, after: ReviewRow | None) -> int | None:
    """Return the id of the first review of a view that nobody else has, locked; None without one.

    ``after`` is where in the order to begin. Two who ask at once are given different ones.
    """
    base = select(row.id).where(
        *on(desk, view),
        or_(
            row.claimed_by.is_(None),
            row.claimed_by == desk.user_id,
            row.claimed_until <= desk.now,
        ),
    )
    order = _segments("urgency", desk.now)
    is_soon = after is None or (after.due_at is not None and after.due_at <= desk.now + SOON)
    first = 0 if is_soon else 1
    for number, segment in enumerate(order[first:], first):
        query = base.where(segment.where)
        if after is not None and number == first:
            value = after.due_at if is_soon else after.loss
            query = query.where(segment.after(row.id, value, after.id))
        found = db.session.scalars(
            query.order_by(*segment.order(row.id))
            .limit(1)
            .with_for_update(skip_locked=True, of=ReviewRow)
        ).first()
        if found is not None:
            return found
    return None


def counts(desk: Desk) -> Row[Any]:
    """Return how many reviews each view has, and ``snoozed_next``: when one comes back."""
    waiting = row.state == "open"

    def those(view: View) -> ColumnElement[int]:
        return func.count().filter(*in_view(desk, view)).label(view)

    views: tuple[View, ...] = ("open", "due_soon", "mine", "spot_checks", "close_calls", "snoozed")
    query = select(
        *(those(view) for view in views),
        func.min(row.snoozed_until).filter(row.state == "snoozed").label("snoozed_next"),
    ).where(
        row.merchant_id == desk.merchant_id,
        row.is_test == desk.is_test,
        or_(waiting, row.state == "snoozed"),
        _for(desk),
    )
    return db.session.execute(query).one()


def count(desk: Desk, view: View, filters: Filters, most: int) -> int:
    """Return how many reviews a view shows under filters, at most so many."""
    query = _listed(desk, view, filters)
    some = query.with_only_columns(row.id).limit(most).subquery()
    return db.session.scalars(select(func.count()).select_from(some)).one()


def on(desk: Desk, view: View) -> list[ColumnElement[bool]]:
    """Return what makes a review one of a view that this desk may see, in its mode."""
    whose = [row.merchant_id == desk.merchant_id, row.is_test == desk.is_test, _for(desk)]
    return [*whose, *in_view(desk, view)]


def in_view(desk: Desk, view: View) -> list[ColumnElement[bool]]:
    """Return what makes a review one of a view."""
    waiting, mine = row.state == "open", row.asked == desk.user_id
    if view == "mine":
        has = and_(row.claimed_by == desk.user_id, row.claimed_until > desk.now)
        return [waiting, or_(has, mine)]
    if view in ("snoozed", "resolved"):
        return [row.state == view]
    free = or_(row.asked.is_(None), mine)
    if view == "due_soon":
        return [waiting, row.queue == "open", free, row.due_at <= desk.now + SOON]
    return [waiting, row.queue == view, free]


def _for(desk: Desk) -> ColumnElement[bool]:
    """Return what keeps a second opinion from the one who gave the first."""
    return or_(row.not_for.is_(None), row.not_for != desk.user_id)


def _shown(desk: Desk) -> Select[Any]:
    return (
        select(*SHOWN)
        .join(TransactionRow, payment.id == row.transaction_id)
        .where(row.merchant_id == desk.merchant_id, _for(desk))
    )


def _listed(desk: Desk, view: View, filters: Filters) -> Select[Any]:
    of_mode = row.is_test == desk.is_test
    return _shown(desk).where(of_mode, *in_view(desk, view), *_conditions(filters))


def _segments(sort: str, now: datetime) -> list[Segment]:
    soon = now + SOON
    if sort == "resolved":
        return [Segment(row.resolved_at, true(), descending=True)]
    if sort == "urgency":
        return [
            Segment(row.due_at, row.due_at <= soon),
            Segment(row.loss, or_(row.due_at.is_(None), row.due_at > soon), descending=True),
        ]
    if sort == "due":
        return [
            Segment(row.due_at, row.due_at.is_not(None)),
            Segment(row.opened_at, row.due_at.is_(None)),
        ]
    column = row.score if sort == "score" else row.opened_at
    return [Segment(column, true(), descending=True)]


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    of_payment = listing.conditions(
        listing.Filters(
            amount_min=filters.amount_min,
            amount_max=filters.amount_max,
            category=filters.category,
            customer=filters.customer,
            text=filters.text,
            hidden_email=filters.hidden_email,
        )
    )
    if not filters.levels:
        return of_payment
    # By the review's own score, which of a second opinion says nothing.
    return [*of_payment, or_(*(_within(level) for level in filters.levels))]


def _within(level: Level) -> ColumnElement[bool]:
    index = [name for _, name in LEVELS].index(level)
    above = row.score >= LEVELS[index][0]
    return above if index == 0 else above & (row.score < LEVELS[index - 1][0])

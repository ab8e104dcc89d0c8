"""Lists of payments: filters, order and cursor pages, bound to one merchant."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, Select, and_, cast, func, literal, or_, select, true
from sqlalchemy.dialects.postgresql import JSONB

from secureflow.db import feedback, pages, reviewed
from secureflow.db.pages import Page
from secureflow.db.transactions import BURSTS, TransactionRow
from secureflow.domain import LEVELS, BurstKind, Decision, Level, Selected
from secureflow.extensions import db

SORTS: dict[str, Any] = {
    "occurred_at": TransactionRow.occurred_at,
    "score": TransactionRow.score,
    "amount": TransactionRow.amount,
}

AGES: dict[str, tuple[int, int | None]] = {
    "under_1d": (0, 1),
    "1d_7d": (1, 7),
    "7d_30d": (7, 30),
    "30d_365d": (30, 365),
    "over_365d": (365, None),
}
"""How long the customer had been one when they paid: from so many days, to so many."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which payments a list shows; all that are set must hold.

    ``text`` is a part of an external id, customer, card or e-mail, ``name`` the whole of one of the
    first three; ``hidden_email`` is the keyed hash of ``text``, where that is an e-mail address.
    ``burst``: newcomers of a burst, of this kind or of any; ``rule``: hits of the rule of this id.
    """

    decision: Decision | None = None
    level: Level | None = None
    labelled: bool | None = None
    selected: Selected | Literal["any"] | None = None
    occurred_from: datetime | None = None
    occurred_until: datetime | None = None
    amount_min: Decimal | None = None
    amount_max: Decimal | None = None
    score_min: float | None = None
    category: str | None = None
    type: str | None = None
    day_of_week: int | None = None
    hour: int | None = None
    customer_age: str | None = None
    customer: str | None = None
    text: str | None = None
    name: str | None = None
    hidden_email: str | None = None
    burst: BurstKind | Literal["any"] | None = None
    rule: int | None = None


def page(
    merchant_id: int, is_test: bool, filters: Filters, sort: str, limit: int, cursor: str | None
) -> Page:
    """Return a page of rows: (transaction, label, source) and its review.

    The ids are found first: whole rows would be sorted whole where no index has the order. Who
    searches for the whole of an id, a customer or a card gets those, by index; only what is none
    of them is looked for in every payment.
    """
    row = TransactionRow
    if filters.text is not None and _is_name(merchant_id, is_test, filters.text):
        filters = replace(filters, text=None, name=filters.text)
    query = select(row.id).where(
        row.merchant_id == merchant_id, row.is_test == is_test, *conditions(filters)
    )
    found = pages.page(query, SORTS, row.id, sort=sort, limit=limit, cursor=cursor)
    ids = [one.id for one in found.rows]
    whole = several(merchant_id, is_test, ids)
    return Page([whole[number] for number in ids if number in whole], found.next_cursor)


def one(merchant_id: int, is_test: bool | None, transaction_id: int) -> Row[Any] | None:
    """Return (transaction, label, source) of one payment of a merchant, of one mode or of any."""
    query = _labelled(merchant_id).where(TransactionRow.id == transaction_id)
    if is_test is not None:
        query = query.where(TransactionRow.is_test == is_test)
    return db.session.execute(query).first()


def several(merchant_id: int, is_test: bool, ids: Sequence[int]) -> dict[int, Row[Any]]:
    """Return (transaction, label, source) of the payments of one mode with these ids, by id."""
    query = rows(merchant_id, is_test).where(TransactionRow.id.in_(ids))
    return {row[0].id: row for row in db.session.execute(query)}


def rows(merchant_id: int, is_test: bool) -> Select[Any]:
    """Return a query of (transaction, label, source) for one merchant."""
    return _labelled(merchant_id).where(TransactionRow.is_test == is_test)


def _labelled(merchant_id: int) -> Select[Any]:
    label, review = feedback.label_now(), reviewed.review_now()
    return (
        select(
            TransactionRow,
            label.c.label,
            label.c.source,
            review.c.id.label("review_id"),
            review.c.state.label("review_state"),
            review.c.resolution.label("review_resolution"),
        )
        .select_from(TransactionRow)
        .outerjoin(label, true())
        .outerjoin(review, true())
        .where(TransactionRow.merchant_id == merchant_id)
    )


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """Return what makes a payment one that the filters let through."""
    row = TransactionRow
    tests: tuple[tuple[Any, Callable[[Any], ColumnElement[bool]]], ...] = (
        (filters.decision, lambda value: row.decision == value),
        (filters.level, _within_level),
        (filters.labelled, _is_labelled),
        (filters.selected, _is_selected),
        (filters.occurred_from, lambda value: row.occurred_at >= value),
        (filters.occurred_until, lambda value: row.occurred_at < value),
        (filters.amount_min, lambda value: row.amount >= value),
        (filters.amount_max, lambda value: row.amount <= value),
        (filters.score_min, lambda value: row.score >= value),
        (filters.category, lambda value: _is_code(row.merchant_category, value)),
        (filters.type, lambda value: _is_code(row.transaction_type, value)),
        (filters.day_of_week, lambda value: row.day_of_week == value),
        (filters.hour, lambda value: row.hour == value),
        (filters.customer_age, _of_age),
        (filters.customer, lambda value: row.customer == value),
        (filters.name, _is_named),
        (filters.text, lambda value: _contains(value, filters.hidden_email)),
        (filters.burst, _of_burst),
        (filters.rule, lambda value: row.hits.contains([{"rule_id": value}])),
    )
    return [condition(value) for value, condition in tests if value is not None]


def _within_level(level: Level) -> ColumnElement[bool]:
    floors = [floor for floor, _ in LEVELS]
    index = [name for _, name in LEVELS].index(level)
    above = TransactionRow.score >= floors[index]
    return above if index == 0 else above & (TransactionRow.score < floors[index - 1])


def _is_labelled(wanted: bool) -> ColumnElement[bool]:
    known = (
        select(feedback.FeedbackRow.id)
        .where(feedback.FeedbackRow.transaction_id == TransactionRow.id)
        .exists()
    )
    return known if wanted else ~known


def _is_selected(why: str) -> ColumnElement[bool]:
    selected = TransactionRow.selected
    return selected.is_not(None) if why == "any" else selected == why


def _of_burst(kind: str) -> ColumnElement[bool]:
    return BURSTS.is_not(None) if kind == "any" else BURSTS.contains([{"kind": kind}])


def codes(code: str) -> list[str | int]:
    """Return what a code may have been sent as: a text, and a number where it reads as one."""
    return [code, int(code)] if re.fullmatch(r"-?[0-9]+", code) else [code]


def _is_code(column: Any, code: str) -> ColumnElement[bool]:
    return or_(*(column == cast(literal(c, JSONB), JSONB) for c in codes(code)))


def _of_age(name: str) -> ColumnElement[bool]:
    row = TransactionRow
    if name == "unknown":
        return row.customer_created_at.is_(None)
    floor, end = AGES[name]
    # Whoever paid before they were a customer is as new as can be.
    age = row.occurred_at - row.customer_created_at
    tests = [] if floor == 0 else [age >= timedelta(days=floor)]
    if end is not None:
        tests.append(age < timedelta(days=end))
    return and_(*tests)


def _is_name(merchant_id: int, is_test: bool, text: str) -> bool:
    row = TransactionRow
    found = select(row.id).where(
        row.merchant_id == merchant_id, row.is_test == is_test, _is_named(text)
    )
    return db.session.scalar(found.limit(1)) is not None


def _is_named(name: str) -> ColumnElement[bool]:
    row = TransactionRow
    return or_(row.external_id == name, row.customer == name, row.card == name)


def _contains(text: str, hidden_email: str | None) -> ColumnElement[bool]:
    row = TransactionRow
    needle = text.lower()
    parts = [
        func.strpos(func.lower(column), needle) > 0
        for column in (row.external_id, row.customer, row.card, row.email)
    ]
    return or_(*parts) if hidden_email is None else or_(*parts, row.email == hidden_email)

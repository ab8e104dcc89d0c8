"""Lists of payments: filters, order and cursor pages, bound to one merchant."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, Select, cast, func, literal, or_, select, true
from sqlalchemy.dialects.postgresql import JSONB

from secureflow.db import feedback, pages
from secureflow.db.pages import Page
from secureflow.db.transactions import TransactionRow
from secureflow.domain import LEVELS, Decision, Level, Selected
from secureflow.extensions import db

SORTS: dict[str, Any] = {
    "occurred_at": TransactionRow.occurred_at,
    "score": TransactionRow.score,
    "amount": TransactionRow.amount,
}


@dataclass(frozen=True, slots=True)
class Filters:
    """Which payments a list shows; all that are set must hold.

    ``hidden_email`` is the keyed hash of ``text``, where that is an e-mail address.
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
    customer: str | None = None
    text: str | None = None
    hidden_email: str | None = None


def page(
    merchant_id: int, is_test: bool, filters: Filters, sort: str, limit: int, cursor: str | None
) -> Page:
    """Return a page of rows (transaction, label, source)."""
    query = rows(merchant_id, is_test).where(*_conditions(filters))
    return pages.page(query, SORTS, TransactionRow.id, sort=sort, limit=limit, cursor=cursor)


def one(merchant_id: int, is_test: bool | None, transaction_id: int) -> Row[Any] | None:
    """Return (transaction, label, source) of one payment of a merchant, of one mode or of any."""
    query = _labelled(merchant_id).where(TransactionRow.id == transaction_id)
    if is_test is not None:
        query = query.where(TransactionRow.is_test == is_test)
    return db.session.execute(query).first()


def rows(merchant_id: int, is_test: bool) -> Select[Any]:
    """Return a query of (transaction, label, source) for one merchant."""
    return _labelled(merchant_id).where(TransactionRow.is_test == is_test)


def most_at_risk(merchant_id: int, is_test: bool, limit: int) -> Sequence[Row[Any]]:
    """Return open reviews of one mode, by score times amount, largest first."""
    loss = TransactionRow.score * TransactionRow.amount
    query = rows(merchant_id, is_test).where(
        TransactionRow.decision == "review", _is_labelled(False)
    )
    return db.session.execute(query.order_by(loss.desc(), TransactionRow.id).limit(limit)).all()


def _labelled(merchant_id: int) -> Select[Any]:
    label = feedback.label_now()
    return (
        select(TransactionRow, label.c.label, label.c.source)
        .outerjoin(label, true())
        .where(TransactionRow.merchant_id == merchant_id)
    )


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
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
        (filters.category, _in_category),
        (filters.customer, lambda value: row.customer == value),
        (filters.text, lambda value: _contains(value, filters.hidden_email)),
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


def _in_category(category: str) -> ColumnElement[bool]:
    candidates: list[str | int] = [category]
    if category.lstrip("-").isascii() and category.lstrip("-").isdigit():
        candidates.append(int(category))
    return or_(
        *(TransactionRow.merchant_category == cast(literal(c, JSONB), JSONB) for c in candidates)
    )


def _contains(text: str, hidden_email: str | None) -> ColumnElement[bool]:
    row = TransactionRow
    needle = text.lower()
    parts = [
        func.strpos(func.lower(column), needle) > 0
        for column in (row.external_id, row.customer, row.card, row.email)
    ]
    return or_(*parts) if hidden_email is None else or_(*parts, row.email == hidden_email)

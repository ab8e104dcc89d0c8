"""Lists of payments: filters, order and cursor pages, bound to one merchant."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, cast, func, literal, or_, select, true, tuple_
from sqlalchemy.dialects.postgresql import JSONB

from secureflow.db import feedback
from secureflow.db.transactions import TransactionRow
from secureflow.domain import LEVELS, Decision, Level
from secureflow.errors import InvalidInput
from secureflow.extensions import db

SORTS: dict[str, tuple[Any, bool]] = {
    "-occurred_at": (TransactionRow.occurred_at, True),
    "occurred_at": (TransactionRow.occurred_at, False),
    "-score": (TransactionRow.score, True),
    "-amount": (TransactionRow.amount, True),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """Which payments a list shows; all that are set must hold."""

    decision: Decision | None = None
    level: Level | None = None
    labelled: bool | None = None
    occurred_from: datetime | None = None
    occurred_until: datetime | None = None
    amount_min: Decimal | None = None
    amount_max: Decimal | None = None
    score_min: float | None = None
    category: str | None = None
    customer: str | None = None
    text: str | None = None


def page(
    merchant_id: int, is_test: bool, filters: Filters, sort: str, limit: int, cursor: str | None
) -> tuple[Sequence[Row[Any]], str | None]:
    """Return rows (transaction, label, source) and the cursor of the next page.

    Raises InvalidInput for a cursor that does not belong to this sort.
    """
    column, descending = SORTS[sort]
    query = rows(merchant_id, is_test).where(*_conditions(filters))
    if cursor is not None:
        position = tuple_(column, TransactionRow.id)
        after = _decode(cursor, sort)
        query = query.where(position < after if descending else position > after)
    order = [part.desc() if descending else part for part in (column, TransactionRow.id)]
    found = db.session.execute(query.order_by(*order).limit(limit + 1)).all()
    if len(found) <= limit:
        return found, None
    last = found[limit - 1][0]
    return found[:limit], _encode(sort, getattr(last, column.key), last.id)


def one(merchant_id: int, transaction_id: int) -> Row[Any] | None:
    """Return (transaction, label, source) of one payment of a merchant."""
    query = _labelled(merchant_id).where(TransactionRow.id == transaction_id)
    return db.session.execute(query).first()


def rows(merchant_id: int, is_test: bool) -> Select[Any]:
    """Return a query of (transaction, label, source) for one merchant."""
    return _labelled(merchant_id).where(TransactionRow.is_test == is_test)


def most_at_risk(merchant_id: int, limit: int) -> Sequence[Row[Any]]:
    """Return open reviews of live payments, by score times amount, largest first."""
    loss = TransactionRow.score * TransactionRow.amount
    query = rows(merchant_id, False).where(TransactionRow.decision == "review", _is_labelled(False))
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
        (filters.occurred_from, lambda value: row.occurred_at >= value),
        (filters.occurred_until, lambda value: row.occurred_at < value),
        (filters.amount_min, lambda value: row.amount >= value),
        (filters.amount_max, lambda value: row.amount <= value),
        (filters.score_min, lambda value: row.score >= value),
        (filters.category, _in_category),
        (filters.customer, lambda value: row.customer == value),
        (filters.text, _contains),
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


def _in_category(category: str) -> ColumnElement[bool]:
    candidates: list[str | int] = [category]
    if category.lstrip("-").isascii() and category.lstrip("-").isdigit():
        candidates.append(int(category))
    return or_(
        *(TransactionRow.merchant_category == cast(literal(c, JSONB), JSONB) for c in candidates)
    )


def _contains(text: str) -> ColumnElement[bool]:
    row = TransactionRow
    needle = text.lower()
    return or_(
        *(
            func.strpos(func.lower(column), needle) > 0
            for column in (row.external_id, row.customer, row.card, row.email)
        )
    )


def _encode(sort: str, value: Any, row_id: int) -> str:
    text = value.isoformat() if isinstance(value, datetime) else repr(float(value))
    if isinstance(value, Decimal):
        text = format(value, "f")
    return base64.urlsafe_b64encode(json.dumps([sort, text, row_id]).encode()).decode()


def _decode(cursor: str, sort: str) -> tuple[Any, int]:
    try:
        made_for, text, row_id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        if made_for != sort:
            raise InvalidInput("cursor: belongs to another sort order", field="cursor")
        if sort.endswith("occurred_at"):
            return datetime.fromisoformat(text), int(row_id)
        return Decimal(text) if sort == "-amount" else float(text), int(row_id)
    except (ValueError, TypeError, binascii.Error, InvalidOperation) as error:
        raise InvalidInput(
            "cursor: is not one that this service gave out",
            field="cursor",
            fix="Send next_cursor of the page before, unchanged.",
        ) from error

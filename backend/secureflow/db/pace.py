"""Payments of one customer or card around a payment, by index and never more than are shown."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, Select, func, select

from secureflow.db.feedback import FeedbackRow
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db

By = Literal["customer", "card"]
MOST_ATTEMPTS = 100
MOST_COUNTED = 10_000
MOST_ORDERS = 1_000
LATEST_AMOUNTS = 50


def attempts(row: TransactionRow, by: By, length: timedelta) -> Sequence[Row[Any]]:
    """Return (id, occurred_at, amount, currency, decision) up to a payment, newest first."""
    payment = TransactionRow
    query = (
        select(payment.id, payment.occurred_at, payment.amount, payment.currency, payment.decision)
        .where(*_of(row, by), payment.occurred_at > row.occurred_at - length, *_until(row))
        .order_by(payment.occurred_at.desc(), payment.id.desc())
    )
    return db.session.execute(query.limit(MOST_ATTEMPTS)).all()


def count(row: TransactionRow, by: By, after: datetime, until: datetime) -> int:
    """Return how many payments came in (after, until] and not later than this one; at most 10,000.

    Of payments at the same moment those with a greater id are later.
    """
    occurred_at = TransactionRow.occurred_at
    return _bounded(
        select(TransactionRow.id).where(
            *_of(row, by), occurred_at > after, occurred_at <= until, *_until(row)
        ),
        MOST_COUNTED,
    )


def first_at(row: TransactionRow, by: By) -> datetime | None:
    """Return when the first payment came."""
    occurred_at = TransactionRow.occurred_at
    query = select(occurred_at).where(*_of(row, by)).order_by(occurred_at).limit(1)
    return db.session.scalar(query)


def orders_before(row: TransactionRow) -> int:
    """Return how many payments of the customer came before this one; at most 1,000."""
    return _bounded(select(TransactionRow.id).where(*_before(row)), MOST_ORDERS)


def typical_amount(row: TransactionRow) -> Decimal | None:
    """Return the median of the customer's latest payments before this one, in its currency."""
    payment = TransactionRow
    latest = (
        select(payment.amount)
        .where(*_before(row), payment.currency == row.currency)
        .order_by(payment.occurred_at.desc())
        .limit(LATEST_AMOUNTS)
        .subquery()
    )
    # Of an even number the lower middle one: a price that was really paid.
    median = func.percentile_disc(0.5).within_group(latest.c.amount)
    return db.session.scalar(select(median))


def disputes(merchant_id: int, is_test: bool, customer: str) -> int:
    """Return how many of the customer's latest 1,000 payments were charged back."""
    payment, said = TransactionRow, FeedbackRow
    latest = (
        select(payment.id)
        .where(
            payment.merchant_id == merchant_id,
            payment.is_test == is_test,
            payment.customer == customer,
        )
        .order_by(payment.occurred_at.desc())
        .limit(MOST_ORDERS)
        .subquery()
    )
    charged_back = (
        select(said.id)
        .where(
            said.merchant_id == merchant_id,
            said.transaction_id == latest.c.id,
            said.source == "chargeback",
            said.label == "fraud",
        )
        .exists()
    )
    return db.session.scalar(select(func.count()).select_from(latest).where(charged_back)) or 0


def _of(row: TransactionRow, by: By) -> tuple[ColumnElement[bool], ...]:
    payment = TransactionRow
    return (
        payment.merchant_id == row.merchant_id,
        payment.is_test == row.is_test,
        getattr(payment, by) == getattr(row, by),
    )


def _until(row: TransactionRow) -> tuple[ColumnElement[bool], ...]:
    payment = TransactionRow
    is_later = (payment.occurred_at == row.occurred_at) & (payment.id > row.id)
    return payment.occurred_at <= row.occurred_at, ~is_later


def _before(row: TransactionRow) -> tuple[ColumnElement[bool], ...]:
    return (*_of(row, "customer"), *_until(row), TransactionRow.id != row.id)


def _bounded(query: Select[Any], most: int) -> int:
    some = query.limit(most).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0

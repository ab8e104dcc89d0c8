"""What other pages say of reviews: of a payment and of customers."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.sql.selectable import LateralFromClause

from secureflow.db.review_record import ReviewActRow
from secureflow.db.reviews import ReviewRow
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db


def review_now() -> LateralFromClause:
    """Return a lateral subquery with the review of a row of transactions.

    It has the columns id, state and resolution, and no row where none was opened. A second opinion
    is left out: whoever gives one must not be led to the first, nor the other way round.
    """
    row = ReviewRow
    return (
        select(row.id, row.state, row.resolution)
        .where(row.transaction_id == TransactionRow.id, row.kind != "second_opinion")
        .order_by(row.id.desc())
        .limit(1)
        .lateral("review_now")
    )


def open_of(merchant_id: int, is_test: bool, customers: Collection[str]) -> dict[str, int]:
    """Return how many payments of each of these customers wait for a person."""
    payment, row = TransactionRow, ReviewRow
    query = (
        select(payment.customer, func.count(row.transaction_id.distinct()).label("waiting"))
        .join(row, row.transaction_id == payment.id)
        .where(
            payment.merchant_id == merchant_id,
            payment.is_test == is_test,
            payment.customer.in_(customers),
            row.merchant_id == merchant_id,
            row.state != "resolved",
            row.kind != "second_opinion",
        )
        .group_by(payment.customer)
    )
    return {found.customer: found.waiting for found in db.session.execute(query)}


def acts(merchant_id: int, transaction_id: int) -> Sequence[Row[Any]]:
    """Return (ReviewActRow, kind of the review) of a payment, oldest first."""
    act, row = ReviewActRow, ReviewRow
    return db.session.execute(
        select(act, row.kind)
        .join(row, row.id == act.review_id)
        .where(act.merchant_id == merchant_id, row.transaction_id == transaction_id)
        .order_by(act.at, act.id)
    ).all()


def of_payment(merchant_id: int, transaction_id: int) -> Sequence[ReviewRow]:
    """Return the reviews of a payment, oldest first."""
    row = ReviewRow
    return db.session.scalars(
        select(row)
        .where(row.merchant_id == merchant_id, row.transaction_id == transaction_id)
        .order_by(row.id)
    ).all()

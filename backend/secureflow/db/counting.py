"""Which payments the states of entities hold, and the payments read one after another."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, or_, select, update

from secureflow.db.audit import ERASED, AuditEventRow
from secureflow.db.feedback import label_now
from secureflow.db.transactions import PAYMENT, TransactionRow
from secureflow.extensions import db

Found = Sequence[Row[Any]]
ROWS_AT_ONCE = 5_000


def waiting() -> list[tuple[int, bool]]:
    """Return (merchant id, mode) of those in sight whose states miss a stored payment."""
    row = TransactionRow
    query = select(row.merchant_id, row.is_test).where(~row.counted).distinct()
    return [(found.merchant_id, found.is_test) for found in db.session.execute(query)]


def late(merchant_id: int, is_test: bool, limit: int) -> Found:
    """Return payments that are not counted yet, locked; those that others hold are left out."""
    row = TransactionRow
    return db.session.execute(
        select(row.id, *PAYMENT)
        .where(row.merchant_id == merchant_id, row.is_test == is_test, ~row.counted)
        .order_by(row.id)
        .limit(limit)
        .with_for_update(key_share=True, skip_locked=True)
    ).all()


def mark(merchant_id: int, ids: Sequence[int]) -> None:
    """Take note that the states hold these payments."""
    row = TransactionRow
    for start in range(0, len(ids), ROWS_AT_ONCE):
        db.session.execute(
            update(row)
            .where(row.merchant_id == merchant_id, row.id.in_(ids[start : start + ROWS_AT_ONCE]))
            .values(counted=True)
            .execution_options(synchronize_session=False)
        )


def after(
    merchant_id: int,
    is_test: bool,
    transaction_id: int,
    limit: int,
    *,
    through: int | None = None,
) -> Found:
    """Return the next payments by id up to one, with ``counted`` and ``created_at``."""
    row = TransactionRow
    query = select(row.id, row.counted, row.created_at, *PAYMENT).where(
        row.merchant_id == merchant_id, row.is_test == is_test, row.id > transaction_id
    )
    if through is not None:
        query = query.where(row.id <= through)
    return db.session.execute(query.order_by(row.id).limit(limit)).all()


def since(
    merchant_id: int, is_test: bool, transaction_id: int, moment: datetime, *, after: int
) -> Found:
    """Return as ``after`` does payments with a greater id or stored after a moment.

    The next thousands of them by id, beginning behind ``after``.
    """
    row = TransactionRow
    query = select(row.id, row.counted, row.created_at, *PAYMENT).where(
        row.merchant_id == merchant_id,
        row.is_test == is_test,
        row.id > after,
        or_(row.id > transaction_id, row.created_at >= moment),
    )
    return db.session.execute(query.order_by(row.id).limit(ROWS_AT_ONCE)).all()


def labelled(merchant_id: int, is_test: bool, transaction_id: int, limit: int) -> Found:
    """Return the next payments by id of which something is known, with the ``label``."""
    row, label = TransactionRow, label_now()
    return db.session.execute(
        select(row.id, label.c.label, *PAYMENT)
        .join(label, label.c.label.is_not(None))
        .where(row.merchant_id == merchant_id, row.is_test == is_test, row.id > transaction_id)
        .order_by(row.id)
        .limit(limit)
    ).all()


def erasures(merchant_id: int) -> int:
    """Return how many customers of a merchant were erased until now."""
    row = AuditEventRow
    query = select(func.count()).where(row.merchant_id == merchant_id, row.action == ERASED)
    return db.session.scalars(query).one()

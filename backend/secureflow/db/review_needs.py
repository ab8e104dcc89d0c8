"""What needs a person first, as the overview shows it: what the review desk shows them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select

from secureflow.db import review_queue
from secureflow.db.review_queue import Desk
from secureflow.db.reviews import ReviewRow
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db


def needing(desk: Desk, limit: int) -> Sequence[Row[Any]]:
    """Return (ReviewRow, TransactionRow) of held orders that wait for one, most to lose first."""
    row = ReviewRow
    query = (
        select(row, TransactionRow)
        .join(TransactionRow, TransactionRow.id == row.transaction_id)
        .where(*review_queue.on(desk, "open"), row.kind == "held")
        .order_by(row.loss.desc(), row.id.desc())
    )
    return db.session.execute(query.limit(limit)).all()


def waiting(desk: Desk) -> int:
    """Return how many orders the open view of a desk has, second opinions among them."""
    query = select(func.count()).select_from(ReviewRow).where(*review_queue.on(desk, "open"))
    return db.session.scalar(query) or 0

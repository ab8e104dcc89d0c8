"""The shares of payments that a person is shown, and the score of close calls."""

from collections.abc import Sequence

from sqlalchemy import select, text, update

from secureflow.db.merchants import MerchantRow
from secureflow.extensions import db

LATEST = 10_000
"""Payments approved by the lines that the line is found from."""
FEWEST = 200
"""Below it, a share of the scores says nothing."""

# The lowest score at or above which there are at most the wanted share: where many payments have
# one score, fewer are shown rather than all of them. None where even the highest score is too
# frequent, and while there are too few payments. What a rule or a list let through was not close,
# and would fill the share with the same payments every day.
FIND_LINE = text("""
    WITH latest AS (
        SELECT score FROM transactions
        WHERE merchant_id = :merchant_id AND NOT is_test AND decision = 'approve'
            AND coalesce(NOT hits @> '[{"decides": true}]', true)
        ORDER BY occurred_at DESC, id DESC LIMIT :latest
    ), counted AS (
        SELECT score, count(*) OVER (ORDER BY score DESC RANGE UNBOUNDED PRECEDING) AS at_least,
            count(*) OVER () AS whole
        FROM latest
    )
    UPDATE merchants SET close_call_line = (
        SELECT min(score) FROM counted
        WHERE whole >= :fewest AND at_least <= whole * merchants.close_call_share
    ) WHERE id = :merchant_id
""")


def change(merchant_id: int, sample_share: float, close_call_share: float) -> None:
    """Set the shares, and find the line again by them."""
    db.session.execute(
        update(MerchantRow)
        .where(MerchantRow.id == merchant_id)
        .values(review_sample_share=sample_share, close_call_share=close_call_share)
    )
    find_line(merchant_id)


def find_line(merchant_id: int) -> None:
    """Find the score from which an approved payment is a close call, and store it."""
    values = {"merchant_id": merchant_id, "latest": LATEST, "fewest": FEWEST}
    db.session.execute(FIND_LINE, values)


def merchants() -> Sequence[int]:
    """Return the ids of all merchants in sight."""
    return db.session.scalars(select(MerchantRow.id).order_by(MerchantRow.id)).all()

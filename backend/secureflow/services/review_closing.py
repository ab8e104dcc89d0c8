"""What a label from elsewhere means for a review of the payment: somebody has answered."""

from collections.abc import Sequence
from datetime import datetime

from secureflow.db import review_facts
from secureflow.db.feedback import FeedbackRow
from secureflow.domain import Label, Resolution
from secureflow.services import events
from secureflow.services.review_acts import Author, resolved, tell

RESOLUTIONS: dict[Label, Resolution] = {"legitimate": "approve", "fraud": "decline"}
MOST_TOLD = 100


def close(
    merchant_id: int, is_test: bool, by: Author, rows: Sequence[FeedbackRow], at: datetime
) -> None:
    """Resolve the reviews that wait for payments of which somebody has just said what they are.

    That is final at once, and says by which source. Whoever watches is told once.
    """
    said = {row.transaction_id: row for row in rows}
    waiting = review_facts.waiting_of(merchant_id, list(said))
    for review in waiting:
        row = said[review.transaction_id]
        resolved(review, by, RESOLUTIONS[row.label], at, source=row.source, is_final=True)
    if len(waiting) == 1:
        (review,) = waiting
        what = {"resolution": review.resolution, "source": review.source}
        tell(review, by, "review.resolved", **what)
    elif waiting:
        ids = [review.id for review in waiting]
        which = {"review_ids": ids} if len(ids) <= MOST_TOLD else {"count": len(ids)}
        events.publish(merchant_id, is_test, "review.resolved", which | {"by": by.values()})

"""What the model alone said of a stored payment, apart from the points of rules.

Whatever measures, compares or teaches models reads this, not the score that decided.
"""

from collections.abc import Mapping, Sequence
from math import fsum
from typing import Any

from sqlalchemy import func

from secureflow.db.transactions import TransactionRow

MODEL_SCORE = "coalesce(t.model_score, t.score)"
"""The model's score of a payment ``t``."""
OF_MODEL = func.coalesce(TransactionRow.model_score, TransactionRow.score)
"""The same in a query that is put together."""
WITH_LINES = "JOIN policies AS p ON p.merchant_id = t.merchant_id AND p.version = t.policy_version"
"""What comes after ``FROM transactions t`` where ``FLAGGED`` is read."""
FLAGGED = f"({MODEL_SCORE} >= p.review_line)"
"""Whether the model alone would not have let a payment through, by the lines of then."""


def of(row: TransactionRow) -> float:
    """Return the model's score of a payment, 0..100."""
    return row.score if row.model_score is None else row.model_score


def points_of(hits: Sequence[Mapping[str, Any]] | None) -> float:
    """Return what rules added to the model's score, of the hits of a payment as they are stored.

    The difference of the two scores would show digits that no rule has.
    """
    return fsum(hit["points"] for hit in hits or ())

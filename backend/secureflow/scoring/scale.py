"""From the forest's own figure to the score of 0..100 people read."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from secureflow.scoring.columns import Floats

REVIEW_LINE = 45.0
BLOCK_LINE = 92.0
_SCORES = (100.0, BLOCK_LINE, REVIEW_LINE, 10.0, 0.0)
_APART = 1e-9


@dataclass(frozen=True, slots=True)
class ScoreScale:
    """A falling, piecewise linear map of ``decision_function`` onto 0..100, clamped at both ends.

    ``anomaly`` holds five rising knots, learned from the training payments, which score 100 (the
    most unusual payment), 92 (the block line: ``block_share`` of the payments are at or beyond
    it), 45 (the review line: ``review_share``), 10 (the median) and 0 (the least unusual one).
    So a score says how a payment ranks among those the model has seen, not how likely fraud is.
    """

    anomaly: tuple[float, ...]
    scores: tuple[float, ...] = _SCORES

    def score(self, anomaly: Floats) -> Floats:
        """Return the scores, same shape; higher is riskier. Here the forest's sign is turned."""
        return np.interp(anomaly, self.anomaly, self.scores)

    def slope(self, anomaly: float) -> float:
        """Return the derivative of the score at this figure, in points; 0 outside the knots."""
        for (low, high), (above, below) in zip(
            pairwise(self.anomaly), pairwise(self.scores), strict=True
        ):
            if low <= anomaly < high:
                return (below - above) / (high - low)
        return 0.0


def fit_scale(anomaly: Floats, review_share: float, block_share: float) -> ScoreScale:
    """Return the scale for the training payments' ``decision_function``, length n.

    Knots that coincide are moved apart towards the unusual side: payments that tie with an
    ordinary one get the ordinary score.
    """
    ranks = np.array([0.0, block_share, review_share, 0.5, 1.0])
    knots = np.quantile(anomaly, ranks, method="lower").tolist()
    for place in range(len(knots) - 2, -1, -1):
        knots[place] = min(knots[place], knots[place + 1] - _APART)
    return ScoreScale(tuple(knots))

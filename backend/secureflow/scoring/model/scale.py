"""From margin to the score of 0..100: the lines keep the share of payments they had."""

import numpy as np

from secureflow.scoring.model.curve import Curve, Floats

REVIEW_LINE, BLOCK_LINE = 45.0, 92.0
MEDIAN_SCORE, HIGHEST_SEEN = 10.0, 99.0
_APART = 1e-6
BEYOND = 10.0


def fit_scale(margin: Floats, review_share: float, block_share: float) -> Curve:
    """Return the scale under which these shares of the payments score at least 45 and 92.

    The lowest margin scores 0, the median 10, the highest 99; what lies beyond it can still reach
    100. Margins that coincide are moved apart upwards, so payments that tie with an ordinary one
    get the ordinary score.
    """
    ranks = np.array([0.0, 0.5, 1.0 - review_share, 1.0 - block_share, 1.0])
    knots = np.quantile(margin, ranks, method="higher")
    for place in range(1, knots.size):
        knots[place] = max(knots[place], knots[place - 1] + _APART)
    scores = np.array([0.0, MEDIAN_SCORE, REVIEW_LINE, BLOCK_LINE, HIGHEST_SEEN, 100.0])
    return Curve(np.append(knots, knots[-1] + BEYOND), scores)

"""From margin to the score of 0..100: the lines keep the share of payments they had."""

import numpy as np

from secureflow.scoring.model.curve import Curve, Floats

REVIEW_LINE, BLOCK_LINE = 45.0, 92.0
MEDIAN_SCORE, HIGHEST_SEEN = 10.0, 99.0
_APART = 1e-6
BEYOND = 10.0


def fit_scale(
    margin: Floats,
    review_share: float,
    block_share: float,
    lines: tuple[float, float] = (REVIEW_LINE, BLOCK_LINE),
) -> Curve:
    """Return the scale under which these shares of the payments score at least the two lines.

    The lowest margin scores 0, the median 10 and the highest 99 where the lines leave them room;
    what lies beyond the highest can still reach 100. A line with a share of 0 lies beyond it too.
    Margins that coincide are moved apart upwards, so payments that tie with an ordinary one get
    the ordinary score.
    """
    marks = [(share, line) for share, line in zip((review_share, block_share), lines, strict=True)]
    seen = [(1.0 - share, line) for share, line in marks if share > 0.0]
    unseen = [line for share, line in marks if share <= 0.0]
    if review_share < 0.5 and lines[0] > MEDIAN_SCORE:
        seen.insert(0, (0.5, MEDIAN_SCORE))
    if not unseen:
        seen.append((1.0, max(HIGHEST_SEEN, (lines[1] + 100.0) / 2.0)))
    knots = np.quantile(margin, [0.0, *(rank for rank, _ in seen)], method="higher")
    for place in range(1, knots.size):
        knots[place] = max(knots[place], knots[place - 1] + _APART)
    highest = max(float(knots[-1]), float(margin.max()))
    beyond = highest + BEYOND * np.arange(1, len(unseen) + 2) / (len(unseen) + 1)
    scores = np.array([0.0, *(score for _, score in seen), *unseen, 100.0])
    return Curve(np.append(knots, beyond), scores)

"""The learned layer of some lessons, and what the layers of earlier lessons say of later ones."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secureflow.scoring.model.bundle import Learned
from secureflow.scoring.model.calibration import LEAST_LABELS, LEAST_OF_A_KIND, HeldBack
from secureflow.scoring.model.curve import Floats
from secureflow.scoring.model.examples import Examples
from secureflow.scoring.model.learned_fit import boost, log_odds_of, share_of
from secureflow.scoring.model.lessons import Lessons

SPLIT = 0.6
"""Of the known frauds by time: a layer learns from those before and judges those after."""
LATE_SPLIT = 0.75
"""The same where twice the labels of a probability are left after it: the layer that judges then
saw nearly what the serving one sees."""


@dataclass(frozen=True, slots=True)
class Later:
    """What a layer says of lessons later than ``since``, which it did not learn.

    ``row`` are their places among the examples; ``is_second`` marks those in the later half of
    the frauds.
    """

    layer: Learned
    since: float
    held: HeldBack
    row: NDArray[np.intp]
    is_second: NDArray[np.bool_]


def learn(
    examples: Examples, surprise: Floats, lessons: Lessons, *, rounds: int, seed: int
) -> Learned | None:
    """Return the layer that learned these lessons; None unless both kinds are among them.

    ``surprise`` is that of the lessons, of their length.
    """
    if rounds == 0 or not lessons.is_fraud.any() or lessons.is_fraud.all():
        return None
    inputs = np.column_stack((examples.inputs[lessons.row], surprise))
    return Learned(
        trees=boost(inputs, lessons.is_fraud, lessons.weight, rounds=rounds, seed=seed),
        log_odds=log_odds_of(surprise, lessons.is_fraud, lessons.weight),
        share=share_of(lessons.is_fraud, lessons.weight),
    )


def margin(learned: Learned, inputs: Floats, surprise: Floats, share: float) -> Floats:
    """Return the margins of payments when the layer has this share of the say."""
    from_trees = learned.trees.figures(np.column_stack((inputs, surprise)))
    return (1.0 - share) * learned.log_odds(surprise) + share * from_trees


def judge_later(
    examples: Examples, surprise: Floats, lessons: Lessons, *, rounds: int, seed: int
) -> Later | None:
    """Return margins of the later lessons from a layer that learned only the earlier ones.

    Only of those old enough for reports to have come, which are a fair sample. None unless twenty
    known frauds are among them.
    """
    at = examples.occurred_at[lessons.row]
    frauds = np.sort(at[lessons.is_fraud & lessons.ripe])
    if rounds == 0 or not frauds.size:
        return None
    late = at[lessons.ripe & ~lessons.silent] >= np.quantile(frauds, LATE_SPLIT)
    is_late = (
        np.count_nonzero(late) >= 2 * LEAST_LABELS
        and frauds.size * (1.0 - LATE_SPLIT) >= 2 * LEAST_OF_A_KIND
    )
    split = LATE_SPLIT if is_late else SPLIT
    since, middle = np.quantile(frauds, (split, (1.0 + split) / 2.0)).tolist()
    if np.count_nonzero(frauds >= since) < LEAST_OF_A_KIND:
        return None
    layer = learn(
        examples, surprise[at < since], lessons.some(at < since), rounds=rounds, seed=seed + 1
    )
    if layer is None:
        return None
    later = (at >= since) & lessons.ripe
    found = lessons.some(later)
    share = share_of(lessons.is_fraud, lessons.weight)
    held = HeldBack(
        margin=margin(layer, examples.inputs[found.row], surprise[later], share),
        is_fraud=found.is_fraud,
        weight=found.weight,
        silent=found.silent,
        coverage=found.coverage,
    )
    return Later(layer, since, held, found.row, at[later] >= middle)

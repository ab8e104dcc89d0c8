"""The learned layer of some lessons, and what the layers of earlier lessons say of later ones."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secureflow.scoring.model.bundle import Learned
from secureflow.scoring.model.calibration import LEAST_OF_A_KIND, HeldBack
from secureflow.scoring.model.curve import Floats
from secureflow.scoring.model.examples import Examples
from secureflow.scoring.model.learned_fit import boost, log_odds_of, share_of
from secureflow.scoring.model.lessons import Lessons
from secureflow.scoring.trees.kinds import from_hist_gradient_boosting

SPLITS = (0.5, 0.75)
"""Of the known frauds by time: a layer learns from those before and judges those up to the next."""


@dataclass(frozen=True, slots=True)
class Later:
    """What layers say of later lessons, and which of the splits each one was judged after."""

    held: HeldBack
    row: NDArray[np.intp]
    after: NDArray[np.intp]
    last: Learned
    last_since: float


def learn(
    examples: Examples, surprise: Floats, lessons: Lessons, *, rounds: int, seed: int
) -> Learned | None:
    """Return the layer that learned these lessons; None unless both kinds are among them.

    ``surprise`` is that of the lessons, of their length.
    """
    if rounds == 0 or not lessons.is_fraud.any() or lessons.is_fraud.all():
        return None
    inputs = np.column_stack((examples.inputs[lessons.row], surprise))
    model = boost(inputs, lessons.is_fraud, lessons.weight, rounds=rounds, seed=seed)
    return Learned(
        trees=from_hist_gradient_boosting(model),
        log_odds=log_odds_of(surprise, lessons.is_fraud, lessons.weight),
        share=share_of(lessons.is_fraud, lessons.weight),
    )


def margin(learned: Learned, inputs: Floats, surprise: Floats, share: float) -> Floats:
    """Return the margins of payments when the layer has this share of the say."""
    from_trees = learned.trees.figures(np.column_stack((inputs, surprise)))
    return (1.0 - share) * learned.log_odds(surprise) + share * from_trees


def judge_later(
    examples: Examples,
    surprise: Floats,
    lessons: Lessons,
    *,
    rounds: int,
    seed: int,
    told: Callable[[int, int], None],
) -> Later | None:
    """Return margins of lessons from layers that learned only from earlier ones.

    None with fewer than forty known frauds: each half of them has to say something.
    """
    at = examples.occurred_at[lessons.row]
    frauds = np.sort(at[lessons.is_fraud])
    if rounds == 0 or frauds.size < 2 * LEAST_OF_A_KIND:
        return None
    share = share_of(lessons.is_fraud, lessons.weight)
    edges = [*(float(np.quantile(frauds, split)) for split in SPLITS), np.inf]
    parts, rows, after = [], [], []
    last: Learned | None = None
    for number in range(len(SPLITS)):
        before, next_ones = at < edges[number], (at >= edges[number]) & (at < edges[number + 1])
        layer = learn(
            examples, surprise[before], lessons.some(before), rounds=rounds, seed=seed + number + 1
        )
        told(number + 1, len(SPLITS) + 1)
        if layer is None or not next_ones.any():
            continue
        last = layer
        found = lessons.some(next_ones)
        parts.append(margin(layer, examples.inputs[found.row], surprise[next_ones], share))
        rows.append(np.flatnonzero(next_ones))
        after.append(np.full(len(found), number, dtype=np.intp))
    if last is None:
        return None
    row = np.concatenate(rows)
    held = HeldBack(
        margin=np.concatenate(parts),
        is_fraud=lessons.is_fraud[row],
        weight=lessons.weight[row],
        silent=lessons.silent[row],
        coverage=lessons.coverage,
    )
    return Later(held, lessons.row[row], np.concatenate(after), last, edges[-2])

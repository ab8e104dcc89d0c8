"""How the learned layer is fitted, and how much say it gets."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

from secureflow.scoring.model.curve import Curve, Floats
from secureflow.scoring.trees.kinds import from_hist_gradient_boosting
from secureflow.scoring.trees.trees import Trees

HALF_SAY = 30.0
"""Known frauds, as if each counted the same, from which the learned layer has half the say."""
SLOPE, SLOPE_TRUST = 1.0, 4.0
"""The cold start's surprise is nats of rarity: before any label each is taken for one of odds."""
FARTHEST = 60.0
MOST_STEPS = 50


class Boosted(HistGradientBoostingClassifier):
    """scikit-learn's boosted trees with bins of equal counts, whatever the rows weigh.

    Weighted bins would be wide where payments weigh little, which is where fraud is: few rows
    stand for themselves there, and each ordinary one for many. They also take a loop in Python
    that is fifty times as long as everything else.
    """

    def _bin_data(self, X: Floats, sample_weight: Floats, is_training_data: bool) -> Any:  # noqa: N803
        return super()._bin_data(X, None, is_training_data)  # type: ignore[no-untyped-call]


def boost(
    inputs: Floats,
    is_fraud: NDArray[np.bool_],
    weight: Floats,
    *,
    rounds: int,
    seed: int,
) -> Trees:
    """Return boosted trees for inputs (n, k), NaN where unknown; both kinds must be there.

    Their figure is log-odds. Paths have at most six splits, so that their exact explanation fits
    in small tables.
    """
    frauds = int(is_fraud.sum())
    # What never varies, because nobody sends it, would take as long as what does.
    varying = np.flatnonzero([_varies(inputs[:, column]) for column in range(inputs.shape[1])])
    if not varying.size:
        varying = np.array([inputs.shape[1] - 1])
    model = Boosted(  # type: ignore[no-untyped-call]
        learning_rate=0.04,
        max_iter=rounds,
        max_leaf_nodes=31,
        max_depth=6,
        # With few frauds a leaf of twenty would hold them all.
        min_samples_leaf=int(np.clip(frauds // 10, 5, 40)),
        l2_regularization=3.0,
        max_features=0.4,
        max_bins=255,
        early_stopping=False,
        random_state=seed,
    )
    # One thread: sums in one order, so the same arguments make the same trees, and threads that
    # wait for each other spin, which on a busy machine takes ten times as long.
    with threadpool_limits(limits=1, user_api="openmp"):  # type: ignore[no-untyped-call]
        model.fit(inputs[:, varying], is_fraud, sample_weight=weight / weight.mean())
    trees = from_hist_gradient_boosting(model)
    read = varying[trees.feature].astype(trees.feature.dtype)
    return replace(trees, feature=read, width=inputs.shape[1])


def _varies(values: Floats) -> bool:
    known = values[~np.isnan(values)]
    if not known.size:
        return False
    return known.size < values.size or bool((known != known[0]).any())


def share_of(is_fraud: NDArray[np.bool_], weight: Floats) -> float:
    """Return the learned layer's share of the say, 0..1: ``n / (n + 30)`` of the known frauds.

    n is Kish's effective number, because frauds that stand for many others say less than as many.
    """
    own = weight[is_fraud]
    if not own.size:
        return 0.0
    effective = float(own.sum() ** 2 / (own**2).sum())
    return effective / (effective + HALF_SAY)


def log_odds_of(surprise: Floats, is_fraud: NDArray[np.bool_], weight: Floats) -> Curve:
    """Return the straight line from surprise to log-odds of fraud; its slope is never negative.

    Logistic regression by Newton's steps, the slope drawn towards 1 as if by a few labels.
    """
    centre = float(np.average(surprise, weights=weight))
    x = np.column_stack((np.ones_like(surprise), surprise - centre))
    rate = float(np.clip(np.average(is_fraud, weights=weight), 1e-6, 0.5))
    found = np.array([np.log(rate / (1.0 - rate)) - SLOPE, SLOPE])
    for _ in range(MOST_STEPS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(x @ found, -40.0, 40.0)))
        slack = weight * chance * (1.0 - chance)
        pull = np.array([1e-3 * found[0], SLOPE_TRUST * (found[1] - SLOPE)])
        gradient = x.T @ (weight * (chance - is_fraud)) + pull
        curvature = (x * slack[:, np.newaxis]).T @ x + np.diag([1e-3, SLOPE_TRUST])
        step = np.linalg.solve(curvature, gradient)
        found = found - np.clip(step, -2.0, 2.0)
        if np.abs(step).max() < 1e-9:
            break
    slope = max(float(found[1]), 0.0)
    ends = np.array([0.0, FARTHEST])
    return Curve(ends, found[0] + slope * (ends - centre))

"""The trees that scikit-learn grows, as flat arrays: the same figures to the last digits."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier, IsolationForest

from secureflow.scoring.trees.trees import Floats, Grown, Trees, joined


def from_isolation_forests(forests: Sequence[IsolationForest]) -> Trees:
    """Return the forests as one; its figure is the mean path length over all their trees.

    ``decision_function`` is ``-2 ** (-length / normal_length(max_samples_)) - offset_`` (Liu, Ting
    and Zhou, "Isolation Forest", 2008, equations 1 and 2); the forests should have the same both.
    """
    first: Any = forests[0]
    found = [
        (estimator.tree_, names)
        for forest in forests
        for estimator, names in zip(forest.estimators_, forest.estimators_features_, strict=True)
    ]
    grown = [_isolating(tree, names, 1.0 / len(found)) for tree, names in found]
    return joined(grown, offset=0.0, width=int(first.n_features_in_))


def from_hist_gradient_boosting(model: HistGradientBoostingClassifier) -> Trees:
    """Return boosted trees of two classes; the figure is the raw prediction, a log of odds.

    Raises ValueError for categorical inputs and for more classes, which nothing here grows.
    """
    if any(len(trees) != 1 for trees in model._predictors):
        raise ValueError("the trees must tell two classes apart")
    grown = [_boosted(trees[0].nodes) for trees in model._predictors]
    baseline = float(np.asarray(model._baseline_prediction).item())
    return joined(grown, offset=baseline, width=int(model.n_features_in_))


def normal_length(payments: float) -> float:
    """Return the mean length of an unsuccessful search in a binary tree of this many payments."""
    return float(_normal_lengths(np.array([payments]))[0])


def _normal_lengths(payments: Floats) -> Floats:
    many = np.maximum(payments, 3.0)
    long = 2.0 * (np.log(many - 1.0) + np.euler_gamma) - 2.0 * (many - 1.0) / many
    lengths: Floats = np.select([payments <= 1.0, payments == 2.0], [0.0, 1.0], long)
    return lengths


def _isolating(tree: Any, names: NDArray[np.int64], share: float) -> Grown:
    cover = tree.n_node_samples.astype(np.float64)
    return Grown(
        feature=np.asarray(names)[tree.feature.clip(0)],
        threshold=_for_doubles(tree.threshold),
        left=tree.children_left,
        right=tree.children_right,
        missing_left=tree.missing_go_to_left.astype(bool),
        value=share * (_node_depths(tree) + _normal_lengths(cover)),
        cover=cover,
    )


def _node_depths(tree: Any) -> Floats:
    depths = np.zeros(tree.node_count)
    for node in np.flatnonzero(tree.children_left >= 0):  # parents come before their children
        depths[tree.children_left[node]] = depths[tree.children_right[node]] = depths[node] + 1.0
    return depths


def _for_doubles(threshold: Floats) -> Floats:
    """Return the largest doubles whose 32-bit rounding is still at or below these thresholds.

    scikit-learn's forests round their inputs to 32 bits and compare them with 64-bit thresholds.
    """
    single = threshold.astype(np.float32)
    below = np.where(single > threshold, np.nextafter(single, np.float32(-np.inf)), single)
    above = np.nextafter(below, np.float32(np.inf))
    half = (below.astype(np.float64) + above.astype(np.float64)) / 2.0
    # Half way between two of them, rounding goes to the even one.
    highest: Floats = np.where(half.astype(np.float32) == below, half, np.nextafter(half, -np.inf))
    return highest


def _boosted(nodes: Any) -> Grown:
    if nodes["is_categorical"].any():
        raise ValueError("categorical inputs are not walked; give their codes as numbers")
    leaf = nodes["is_leaf"].astype(bool)
    return Grown(
        feature=nodes["feature_idx"].astype(np.int64).clip(0),
        threshold=nodes["num_threshold"],
        left=np.where(leaf, -1, nodes["left"].astype(np.int64)),
        right=np.where(leaf, -1, nodes["right"].astype(np.int64)),
        missing_left=nodes["missing_go_to_left"].astype(bool),
        value=nodes["value"],
        cover=nodes["count"].astype(np.float64),
    )

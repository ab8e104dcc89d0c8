"""The forest's other figure: how many splits it takes, on average, to set a payment apart.

``decision_function`` is ``-2 ** (-length / normal) - offset`` (Liu, Ting and Zhou, "Isolation
Forest", 2008, equations 1 and 2). TreeSHAP is additive in the length, not in that.
"""

from math import log

import numpy as np
from sklearn.ensemble import IsolationForest


def normal_length(payments: int) -> float:
    """Return the mean length of an unsuccessful search in a binary tree of this many payments."""
    if payments <= 1:
        return 0.0
    if payments == 2:
        return 1.0
    return 2.0 * (log(payments - 1.0) + np.euler_gamma) - 2.0 * (payments - 1.0) / payments


def anomaly_of(length: float, forest: IsolationForest) -> float:
    """Return ``decision_function`` of a payment with this mean path length."""
    unusual = 2.0 ** (-length / normal_length(forest.max_samples_))
    return float(-unusual - forest.offset_)


def anomaly_slope(length: float, forest: IsolationForest) -> float:
    """Return how much ``decision_function`` grows by one more split at this length."""
    normal = normal_length(forest.max_samples_)
    return float(2.0 ** (-length / normal) * log(2.0) / normal)


def expected_length(forest: IsolationForest) -> float:
    """Return the mean path length over the payments the trees were grown on: SHAP's base."""
    means = []
    for grown in forest.estimators_:
        tree = grown.tree_
        depth = np.zeros(tree.node_count)
        total = 0.0
        for node in range(tree.node_count):
            left, right = tree.children_left[node], tree.children_right[node]
            if left == right:
                inside = int(tree.n_node_samples[node])
                total += inside * (depth[node] + normal_length(inside))
            else:
                depth[left] = depth[right] = depth[node] + 1.0
        means.append(total / tree.n_node_samples[0])
    return float(np.mean(means))

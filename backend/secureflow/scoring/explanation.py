"""Points for every input that add up to the score, whatever explains the forest."""

from collections.abc import Callable

import numpy as np
from sklearn.ensemble import IsolationForest

from secureflow.scoring.columns import Floats
from secureflow.scoring.leaf_tables import tabulate
from secureflow.scoring.path_length import anomaly_of, anomaly_slope
from secureflow.scoring.scale import ScoreScale

_SAME_LENGTH = 1e-9


class Explainer:
    """TreeSHAP on the forest, on the scale of the score. Built once, safe under threads.

    TreeSHAP shares out ``v - v0``: the payment's mean path length less the expected one. The
    score is a falling function of that length, so every share is stretched by the same secant:
    ``points = phi * (score - base) / (v - v0)``. Signs and order are TreeSHAP's; the sum is
    exact. Where v meets v0 the secant becomes the tangent.

    The shares are looked up in tables of the leaves; a forest too large for them is explained by
    shap itself, to the same figures.
    """

    def __init__(self, forest: IsolationForest, scale: ScoreScale, expected_length: float) -> None:
        tables = tabulate(forest)
        self._shares = by_shap(forest) if tables is None else tables.shares
        base_anomaly = anomaly_of(expected_length, forest)
        self._base = float(scale.score(np.array(base_anomaly)))
        self._tangent = scale.slope(base_anomaly) * anomaly_slope(expected_length, forest)

    def points(self, inputs: Floats, scores: Floats) -> Floats:
        """Return the points of scaled rows, shape (n, k): base + row sum = score of the row."""
        phi = self._shares(np.ascontiguousarray(inputs))
        longer = phi.sum(axis=1)
        same = np.abs(longer) < _SAME_LENGTH
        secant = (scores - self._base) / np.where(same, 1.0, longer)
        points: Floats = phi * np.where(same, self._tangent, secant)[:, np.newaxis]
        return points


def by_shap(forest: IsolationForest) -> Callable[[Floats], Floats]:
    """Return shap's own TreeSHAP of the mean path length: rows (n, k) to shares (n, k)."""
    import shap

    trees = shap.TreeExplainer(forest)

    def shares(inputs: Floats) -> Floats:
        phi: Floats = trees.shap_values(inputs, check_additivity=False)
        return phi

    return shares

"""Points for every input that add up to the score. Loading shap takes seconds: import it late."""

import numpy as np
import shap
from sklearn.ensemble import IsolationForest

from secureflow.scoring.columns import Floats
from secureflow.scoring.path_length import anomaly_slope
from secureflow.scoring.scale import ScoreScale

_SAME_LENGTH = 1e-9


class Explainer:
    """TreeSHAP on the forest, on the scale of the score. Built once, safe under threads.

    TreeSHAP shares out ``v - v0``: the payment's mean path length less the expected one. The
    score is a falling function of that length, so every share is stretched by the same secant:
    ``points = phi * (score - base) / (v - v0)``. Signs and order are TreeSHAP's; the sum is
    exact. Where v meets v0 the secant becomes the tangent.
    """

    def __init__(self, forest: IsolationForest, scale: ScoreScale, base_anomaly: float) -> None:
        self._trees = shap.TreeExplainer(forest)
        self._base = float(scale.score(np.array(base_anomaly)))
        expected = float(np.ravel(np.asarray(self._trees.expected_value))[0])
        self._tangent = scale.slope(base_anomaly) * anomaly_slope(expected, forest)

    def points(self, inputs: Floats, scores: Floats) -> Floats:
        """Return the points of scaled rows, shape (n, k): base + row sum = score of the row."""
        phi: Floats = self._trees.shap_values(inputs, check_additivity=False)
        longer = phi.sum(axis=1)
        same = np.abs(longer) < _SAME_LENGTH
        secant = (scores - self._base) / np.where(same, 1.0, longer)
        points: Floats = phi * np.where(same, self._tangent, secant)[:, np.newaxis]
        return points

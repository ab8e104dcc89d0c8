"""The forest compiled for serving: one payment in microseconds, always on one thread."""

import numpy as np
import treelite
from sklearn.ensemble import IsolationForest
from sklearn.preprocessing import StandardScaler

from secureflow.scoring.columns import Floats


class CompiledForest:
    """Scaler and forest by treelite, equal to scikit-learn's ``decision_function``.

    Safe under threads and across a fork: ``nthread=1`` starts no OpenMP pool, which a forked
    child would wait on for ever.
    """

    def __init__(self, scaler: StandardScaler, forest: IsolationForest) -> None:
        self._mean = scaler.mean_
        self._deviation = scaler.scale_
        self._offset = float(forest.offset_)
        self._trees = treelite.sklearn.import_model(forest)

    def inputs(self, matrix: Floats) -> Floats:
        """Return the scaled matrix, shape (n, k), with the precision the trees compare in.

        scikit-learn's trees round their inputs to 32 bits and compare them with 64-bit
        thresholds; without the rounding a value beside a threshold would fall on the other side.
        """
        scaled = (matrix - self._mean) / self._deviation
        inputs: Floats = scaled.astype(np.float32).astype(np.float64)
        return inputs

    def anomaly(self, inputs: Floats) -> Floats:
        """Return ``decision_function`` of rows made by ``inputs``, length n; lower is odder."""
        ratio = treelite.gtil.predict(self._trees, inputs, nthread=1)
        anomaly: Floats = -ratio.reshape(-1) - self._offset
        return anomaly

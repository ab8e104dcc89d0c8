"""(c) The product with its scoring replaced by what one would write first. For gunicorn.

One row through scikit-learn's own ``decision_function``, and a new SHAP explainer in every
request; everything else, the features and the sentences too, is the product's.
"""

import numpy as np
import shap
from apiflask import APIFlask

from secureflow.app import create_app as create_product
from secureflow.domain import Score, Transaction
from secureflow.scoring.features import NAMES, columns_of, feature_matrix
from secureflow.scoring.scorer import Scorer
from secureflow.services.models import Models


class NaiveScorer(Scorer):
    """Scores one payment as the product does, to rounding, by the long way."""

    def __init__(self, compiled: Scorer) -> None:
        super().__init__(compiled._bundle, compiled._version)
        self.compiled = compiled

    def score(self, tx: Transaction) -> Score:
        bundle = self._bundle
        matrix = feature_matrix(columns_of((tx,)), bundle.usuals)
        scaled = bundle.scaler.transform(matrix)
        anomaly = bundle.forest.decision_function(scaled)
        score = float(bundle.scale.score(anomaly)[0])
        explainer = shap.TreeExplainer(bundle.forest)
        phi = explainer.shap_values(scaled, check_additivity=False)[0]
        points = phi * (score - self.base_points) / np.sum(phi)
        return Score(
            score=score,
            anomaly_score=float(anomaly[0]),
            base_points=self.base_points,
            features=dict(zip(NAMES, matrix[0].tolist(), strict=True)),
            reasons=self._reasons(tx, points.tolist()),
            model_version=self._version,
        )


class NaiveModels(Models):
    """The model in force, scored naively."""

    _naive: NaiveScorer | None = None

    def active(self) -> Scorer:
        compiled = super().active()
        if self._naive is None or self._naive.compiled is not compiled:
            self._naive = NaiveScorer(compiled)
        return self._naive


def create_app() -> APIFlask:
    """Return the product with the naive scorer in the place of its own."""
    app = create_product()
    app.extensions["secureflow_models"] = NaiveModels(app.extensions["secureflow_models"].files)
    return app

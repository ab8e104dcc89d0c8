"""(c) The product with its scoring replaced by what one would write first. For gunicorn.

One row through scikit-learn's own ``decision_function``, and a new SHAP explainer in every
request; everything else, history and sentences too, is the product's.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shap
from apiflask import APIFlask
from sklearn.ensemble import IsolationForest
from sklearn.preprocessing import StandardScaler

from secureflow.app import create_app as create_product
from secureflow.domain import Score, Transaction
from secureflow.scoring.model.curve import Floats
from secureflow.scoring.scorer import Scorer
from secureflow.services.arms import Arms
from secureflow.services.models import Models

ROWS = 2_000


def fitted(scorer: Scorer) -> tuple[StandardScaler, IsolationForest]:
    """Return a scaler and a forest as large as the model's, as scikit-learn has them.

    They learn from numbers drawn at random: a bundle has no objects of scikit-learn, and what one
    row costs does not depend on what was learned.
    """
    forest = scorer.bundle.cold.forest
    rows = np.random.default_rng(1).normal(size=(ROWS, forest.columns.size))
    scaler = StandardScaler().fit(rows)
    trees = IsolationForest(n_estimators=forest.trees.roots.size, random_state=1)
    trees.fit(scaler.transform(rows))
    return scaler, trees


class NaiveScorer(Scorer):
    """Takes the long way and then the product's, whose half a millisecond does not show."""

    def __init__(self, scorer: Scorer) -> None:
        super().__init__(scorer.bundle, scorer.version)
        self._scaler, self._trees = fitted(scorer)

    def judge(
        self, txs: Sequence[Transaction], inputs: Floats, *, reasons_from: float = 0.0
    ) -> list[Score]:
        forest = self.bundle.cold.forest
        for row in inputs:
            given = np.where(np.isnan(row[forest.columns]), forest.fill, row[forest.columns])
            scaled = self._scaler.transform(given[np.newaxis])
            self._trees.decision_function(scaled)
            shap.TreeExplainer(self._trees).shap_values(scaled, check_additivity=False)
        return super().judge(txs, inputs, reasons_from=reasons_from)


class NaiveModels(Models):
    """The model in force, scored naively."""

    _naive: NaiveScorer | None = None

    def arms(self, merchant_id: int | None) -> Arms:
        arms = super().arms(merchant_id)
        champion = arms.champion
        if self._naive is None or self._naive.version != champion.version:
            self._naive = NaiveScorer(champion.scorer)
        return replace(arms, champion=replace(champion, scorer=self._naive))


def create_app() -> APIFlask:
    """Return the product with the naive scorer in the place of its own."""
    app = create_product()
    models = app.extensions["secureflow_models"]
    app.extensions["secureflow_models"] = NaiveModels(models.files, models.context)
    return app

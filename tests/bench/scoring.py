"""One payment scored in this process: ours part by part, and scikit-learn's and shap's way."""

import time
from collections.abc import Callable
from statistics import median

import numpy as np
import shap

from secureflow.domain import Transaction
from secureflow.scoring import sentences
from secureflow.scoring.features import NAMES, columns_of, feature_matrix
from secureflow.scoring.scorer import LISTED, Scorer
from tests.bench.place import Place

PAYMENTS = 300
EXPLAINERS = 5
Part = Callable[[int], object]


def measure(place: Place) -> dict[str, float]:
    """Return the median microseconds of each part, by turns for each of 300 payments."""
    scorer: Scorer = place.app.extensions["secureflow_models"].active()
    payments = place.payments[:PAYMENTS]
    bundle, forest, explainer = scorer._bundle, scorer._forest, scorer._explain()
    matrices = [feature_matrix(columns_of((tx,)), bundle.usuals) for tx in payments]
    inputs = [forest.inputs(matrix) for matrix in matrices]
    scores = [np.array([scorer.score(tx).score]) for tx in payments]
    naive = shap.TreeExplainer(bundle.forest)

    def say(tx: Transaction) -> None:
        for name in NAMES[:LISTED]:
            sentences.say(name, tx, bundle.usuals)

    ours: dict[str, Part] = {
        "features": lambda i: feature_matrix(columns_of((payments[i],)), bundle.usuals),
        "compiled": lambda i: forest.anomaly(forest.inputs(matrices[i])),
        "points": lambda i: explainer.points(inputs[i], scores[i]),
        "sentences": lambda i: say(payments[i]),
        "whole": lambda i: scorer.score(payments[i]),
    }
    naively: dict[str, Part] = {
        "sklearn": lambda i: bundle.forest.decision_function(bundle.scaler.transform(matrices[i])),
        "shap": lambda i: naive.shap_values(inputs[i], check_additivity=False),
    }
    found: dict[str, list[float]] = {name: [] for name in (*ours, *naively)}
    # Apart, because the long way takes the processor's caches that ours finds warm by itself.
    for parts in (ours, naively):
        for turn in range(PAYMENTS):
            for name, part in parts.items():
                found[name].append(_microseconds(part, turn))
    found["explainer"] = [
        _microseconds(lambda _: shap.TreeExplainer(bundle.forest), turn)
        for turn in range(EXPLAINERS)
    ]
    return {name: median(times) for name, times in found.items()}


def _microseconds(part: Part, turn: int) -> float:
    started = time.perf_counter()
    part(turn)
    return 1e6 * (time.perf_counter() - started)

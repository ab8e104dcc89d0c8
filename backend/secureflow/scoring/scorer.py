"""A bundle ready to judge payments."""

from collections.abc import Mapping, Sequence
from threading import Lock

import numpy as np

from secureflow.domain import Reason, Score, Transaction
from secureflow.errors import BundleDrift
from secureflow.scoring import sentences
from secureflow.scoring.bundle import Bundle
from secureflow.scoring.columns import Floats
from secureflow.scoring.explanation import Explainer
from secureflow.scoring.features import NAMES, columns_of, feature_matrix
from secureflow.scoring.forest import CompiledForest
from secureflow.scoring.path_length import anomaly_of

LISTED = 6
"""Reasons said one by one; what is left becomes one reason, `others`."""


class Scorer:
    """Scores payments with one model: values in, values out, on the calling thread alone.

    Safe under threads, and in the children of a process that has scored before it forked.
    ``base_points`` is the score at the forest's mean path length, from which reasons count.
    """

    def __init__(self, bundle: Bundle, version: str) -> None:
        self._bundle = bundle
        self._version = version
        self._forest = CompiledForest(bundle.scaler, bundle.forest)
        self._explainer: Explainer | None = None
        self._building = Lock()
        base_anomaly = anomaly_of(bundle.expected_length, bundle.forest)
        self.base_points = float(bundle.scale.score(np.array(base_anomaly)))

    def score(self, tx: Transaction) -> Score:
        """Return what the model says of one payment, with reasons."""
        return self.score_many((tx,), reasons_from=0.0)[0]

    def score_many(self, txs: Sequence[Transaction], *, reasons_from: float) -> list[Score]:
        """Return the scores in the order given, equal to those of single calls.

        Reasons come with rows that score at least ``reasons_from``; the others have None.
        """
        if not txs:
            return []
        matrix = feature_matrix(columns_of(txs), self._bundle.usuals)
        inputs = self._forest.inputs(matrix)
        anomaly = self._forest.anomaly(inputs)
        scores = self._bundle.scale.score(anomaly)
        explained = np.flatnonzero(scores >= reasons_from)
        reasons: list[tuple[Reason, ...] | None] = [None] * len(txs)
        if explained.size:
            points = self._explain().points(inputs[explained], scores[explained])
            for row, of_row in zip(explained.tolist(), points.tolist(), strict=True):
                reasons[row] = self._reasons(txs[row], of_row)
        return [
            Score(
                score=score,
                anomaly_score=odd,
                base_points=self.base_points,
                features=dict(zip(NAMES, row, strict=True)),
                reasons=why,
                model_version=self._version,
            )
            for score, odd, row, why in zip(
                scores.tolist(), anomaly.tolist(), matrix.tolist(), reasons, strict=True
            )
        ]

    def reasons(self, tx: Transaction, features: Mapping[str, float]) -> tuple[Reason, ...]:
        """Return the reasons of a stored payment from its stored features, as ``score`` gave them.

        Raises BundleDrift when the features are not those of this model.
        """
        if set(features) != set(NAMES):
            raise BundleDrift("The payment was stored with the features of another model.")
        matrix: Floats = np.array([[features[name] for name in NAMES]], dtype=np.float64)
        inputs = self._forest.inputs(matrix)
        scores = self._bundle.scale.score(self._forest.anomaly(inputs))
        return self._reasons(tx, self._explain().points(inputs, scores)[0].tolist())

    def _explain(self) -> Explainer:
        if self._explainer is None:
            with self._building:
                if self._explainer is None:
                    bundle = self._bundle
                    self._explainer = Explainer(bundle.forest, bundle.scale, bundle.expected_length)
        return self._explainer

    def _reasons(self, tx: Transaction, points: Sequence[float]) -> tuple[Reason, ...]:
        """Return one reason for each input with points, largest first; past six, `others`."""
        told = [(name, of_it) for name, of_it in zip(NAMES, points, strict=True) if of_it]
        told.sort(key=lambda pair: -abs(pair[1]))
        reasons = []
        for name, of_it in told[:LISTED]:
            value, text = sentences.say(name, tx, self._bundle.usuals)
            reasons.append(Reason(name, name, value, of_it, text))
        if rest := told[LISTED:]:
            together = sum(of_it for _, of_it in rest)
            text = sentences.others(len(rest))
            reasons.append(Reason("others", "others", len(rest), together, text))
        return tuple(reasons)

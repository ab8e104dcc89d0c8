"""A bundle ready to judge payments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np

from secureflow.domain import Policy, Reason, Score, Transaction
from secureflow.errors import BundleDrift
from secureflow.scoring.explain import signals
from secureflow.scoring.explain.counterfactual import would_be_approved
from secureflow.scoring.explain.points import Categories, Explainer
from secureflow.scoring.explain.reasons import Reasons
from secureflow.scoring.history.columns import signals_missing
from secureflow.scoring.history.features import SCHEMA_HASH
from secureflow.scoring.model.bundle import Bundle
from secureflow.scoring.model.curve import Floats
from secureflow.scoring.model.verdicts import Verdicts, judge


@dataclass(frozen=True, slots=True)
class Scored:
    """What a model says of n payments; every array has length n.

    ``score`` is 0..100, higher is riskier; ``anomaly_score`` the forest's ``decision_function``;
    ``probability`` NaN before the model is calibrated; ``margin`` the figure behind the score.
    """

    score: Floats
    anomaly_score: Floats
    probability: Floats
    margin: Floats


class Scorer:
    """Judges payments by their inputs with one model, on the calling thread alone.

    Safe under threads, and in the children of a process that has scored before it forked.
    ``inputs`` are always (n, K) in the order of ``feature_names``, NaN where unknown.
    """

    def __init__(self, bundle: Bundle, version: str) -> None:
        self.bundle = bundle
        self.version = version
        self.feature_names = bundle.feature_names
        self._reasons = Reasons(bundle.feature_names)
        self._explainer = Explainer(bundle)

    @property
    def reads_new_payments(self) -> bool:
        """Whether the model was made for the inputs of this release; else it judges stored ones."""
        return self.bundle.schema_hash == SCHEMA_HASH

    def for_new_payments(self) -> "Scorer":
        """Return the scorer; BundleDrift where it reads other inputs than this release makes."""
        if not self.reads_new_payments:
            raise BundleDrift(
                f"Model {self.version} reads other inputs than this release makes.",
                fix="Train one with this release: `secureflow train`.",
            )
        return self

    def score(self, inputs: Floats, categories: Categories) -> Scored:
        """Return what the model says of payments, without reasons.

        Raises BundleDrift when the inputs are not as many as the model has.
        """
        said = self._judge(inputs, categories)
        return Scored(said.score, said.anomaly, said.probability, said.margin)

    def judge(
        self, txs: Sequence[Transaction], inputs: Floats, *, reasons_from: float = 0.0
    ) -> list[Score]:
        """Return the scores in the order given, equal to those of single calls.

        Reasons come with rows that score at least ``reasons_from``; the others have None.
        """
        if not txs:
            return []
        categories = [tx.merchant_category for tx in txs]
        said = self._judge(inputs, categories)
        reasons: list[tuple[Reason, ...] | None] = [None] * len(txs)
        explained = np.flatnonzero(said.score >= reasons_from).tolist()
        for row, why in zip(explained, self._told(txs, inputs, said, explained), strict=True):
            reasons[row] = why
        return [
            Score(
                score=score,
                anomaly_score=odd,
                base_points=base,
                probability=None if isnan(probability) else probability,
                inputs=row,
                reasons=why,
                model_version=self.version,
            )
            for score, odd, base, why, probability, row in zip(
                said.score.tolist(),
                said.anomaly.tolist(),
                self._explainer.base(categories).tolist(),
                reasons,
                said.probability.tolist(),
                inputs.tolist(),
                strict=True,
            )
        ]

    def reasons_of(self, tx: Transaction, inputs: Sequence[float]) -> tuple[Reason, ...]:
        """Return the reasons of a stored payment from its stored inputs, as ``judge`` gave them.

        Raises BundleDrift when the inputs are not as many as the model has.
        """
        row = np.array([inputs], dtype=np.float64)
        return self.judge((tx,), row)[0].reasons or ()

    def counterfactual(
        self, tx: Transaction, inputs: Sequence[float], policy: Policy
    ) -> str | None:
        """Return in a sentence what alone would have had a payment approved, each way verified.

        None for payments below the review line, where no single change would do, and for models
        whose inputs this release does not make.
        """
        row = np.array([inputs], dtype=np.float64)
        category = tx.merchant_category

        def scores(changed: Floats) -> Floats:
            return self._judge(changed, [category] * len(changed)).score

        if not self.reads_new_payments or scores(row)[0] < policy.review_line:
            return None
        return would_be_approved(scores, row[0], float(tx.amount), policy.review_line)

    def missing(self, tx: Transaction) -> list[str]:
        """Return the optional signals that were not sent, the one that would help most first."""
        return signals.by_help(signals_missing(tx), self.bundle.signal_help)

    def warm_up(self) -> None:
        """Compile and build what the first payment would have to wait for."""
        row = np.full((1, len(self.feature_names)), np.nan)
        self._explainer.points(row, [None], self._judge(row, [None]))

    def _told(
        self, txs: Sequence[Transaction], inputs: Floats, said: Verdicts, rows: list[int]
    ) -> Iterator[tuple[Reason, ...]]:
        """Yield the reasons of these rows."""
        if not rows:
            return
        if len(rows) < len(txs):
            txs, inputs = [txs[row] for row in rows], inputs[rows]
            said = Verdicts(*(getattr(said, name)[rows] for name in Verdicts.__slots__))
        points = self._explainer.points(inputs, [tx.merchant_category for tx in txs], said)
        surprise, of_surprise = said.surprise.tolist(), points.of_surprise.tolist()
        for row, tx in enumerate(txs):
            yield self._reasons.told(
                tx, inputs[row], points.of_inputs[row], surprise[row], of_surprise[row]
            )

    def _judge(self, inputs: Floats, categories: Categories) -> Verdicts:
        if inputs.ndim != 2 or inputs.shape[1] != len(self.feature_names):
            raise BundleDrift("The payment was stored with the inputs of another model.")
        return judge(self.bundle, inputs, categories)

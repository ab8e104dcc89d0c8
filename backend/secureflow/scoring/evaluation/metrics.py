"""Figures of quality from labels and scores, each for any weighting of the same payments.

Weights are what lets one ranking serve every bootstrap sample, and payments that were put before
a reviewer with a known chance (weight = 1 / chance) stand for those that were not.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Whole = NDArray[np.intp]

NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Steps:
    """The weight of frauds and of good payments at or above each score, by falling score."""

    found: Floats
    passed: Floats

    def average_precision(self) -> float:
        """Return the mean precision over the recall gained; NaN without a fraud.

        The sum of (R_n - R_n-1) P_n over the steps, without interpolation, as scikit-learn's
        ``average_precision_score``.
        """
        found, drawn = self.found, self.found + self.passed
        if not found.size or found[-1] <= 0.0:
            return NAN
        precision = np.divide(found, drawn, out=np.zeros_like(found), where=drawn > 0.0)
        return float(np.dot(np.diff(found, prepend=0.0), precision) / found[-1])

    def roc_auc(self) -> float:
        """Return the chance that a fraud outranks a good payment; NaN without both kinds."""
        found, passed = self.found, self.passed
        if not found.size or found[-1] <= 0.0 or passed[-1] <= 0.0:
            return NAN
        before = np.concatenate([[0.0], found[:-1]])
        area = np.dot(np.diff(passed, prepend=0.0), (before + found) / 2.0)
        return float(area / (found[-1] * passed[-1]))

    def recall_at_false_alarms(self, share: float) -> float:
        """Return the share of frauds above a line that at most ``share`` of the good are above."""
        found, passed = self.found, self.passed
        if not found.size or found[-1] <= 0.0 or passed[-1] <= 0.0:
            return NAN
        allowed = int(np.searchsorted(passed, share * passed[-1], side="right"))
        return float(found[allowed - 1] / found[-1]) if allowed else 0.0

    def curve(self, points: int) -> tuple[Floats, Floats]:
        """Return recall and precision at up to ``points`` steps, spread over the recall."""
        if not self.found.size or self.found[-1] <= 0.0:
            return np.empty(0), np.empty(0)
        wanted = np.linspace(self.found[0], self.found[-1], points)
        chosen = np.unique(np.searchsorted(self.found, wanted))
        chosen = chosen[chosen < self.found.size]
        found = self.found[chosen]
        return found / self.found[-1], found / np.maximum(found + self.passed[chosen], 1e-300)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Payments by falling score; equal scores are one step, as no order among them is earned."""

    order: Whole
    is_fraud: Floats
    ends: Whole

    def steps(self, weights: Floats | None = None) -> Steps:
        """Return the steps when the payments, in their own order, weigh so; default 1 each."""
        taken = np.ones(self.order.size) if weights is None else weights[self.order]
        of_frauds = taken * self.is_fraud
        return Steps(np.cumsum(of_frauds)[self.ends], np.cumsum(taken - of_frauds)[self.ends])


def ranking(is_fraud: Bools, scores: Floats) -> Ranking:
    """Return the ranking of payments by score, of which higher is riskier; no score is NaN."""
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    ends = np.flatnonzero(np.append(ranked[1:] != ranked[:-1], bool(ranked.size)))
    return Ranking(order, is_fraud[order].astype(np.float64), ends)


def average_precision(is_fraud: Bools, scores: Floats, weights: Floats | None = None) -> float:
    """Return the average precision of scores; NaN without a fraud."""
    return ranking(is_fraud, scores).steps(weights).average_precision()


def chosen_by_day(scores: Floats, day: NDArray[np.int64], budget: int) -> Bools:
    """Return which payments are the ``budget`` highest of their day, the earlier of equal ones."""
    if not scores.size:
        return np.zeros(0, dtype=np.bool_)
    order = np.lexsort((np.arange(scores.size), -scores, day))
    days = day[order]
    starts = np.flatnonzero(np.append(True, days[1:] != days[:-1]))
    rank = np.arange(scores.size) - np.repeat(starts, np.diff(np.append(starts, scores.size)))
    chosen = np.zeros(scores.size, dtype=np.bool_)
    chosen[order[rank < budget]] = True
    return chosen


@dataclass(frozen=True, slots=True)
class Costs:
    """What a mistake costs a merchant, in units of its currency; the product's defaults."""

    chargeback_fee: float = 20.0
    review_cost: float = 2.0

    def saved(self, is_fraud: Bools, amount: Floats, reviewed: Bools) -> Floats:
        """Return what reviewing each payment saved: amount and fee of a fraud, less the review.

        A payment of unknown amount saves its fee. A reviewer declines frauds only, so no margin
        of a good order is lost.
        """
        stopped = np.where(is_fraud, np.nan_to_num(amount) + self.chargeback_fee, 0.0)
        return np.where(reviewed, stopped - self.review_cost, 0.0)

"""From margin to probability, on later payments than those the model learned from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secureflow.scoring.model.curve import Curve, Floats

LEAST_LABELS, LEAST_OF_A_KIND = 200, 20
"""Labels of later payments, and of each kind among them, before a probability is said."""
FARTHEST = 25.0
KNOTS = 401
MOST_STEPS = 100
TRUST = 1.0
ROUNDS = 5
CARRIED = 3_000.0
"""Labels at which the curve of an earlier layer counts half for a later one."""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Margins of later payments with what became known of them; each array has length n.

    ``silent`` payments are those taken for good because no report came, which ``coverage`` of all
    frauds get.
    """

    margin: Floats
    is_fraud: NDArray[np.bool_]
    weight: Floats
    silent: NDArray[np.bool_]
    coverage: float

    def some(self, chosen: NDArray[np.bool_]) -> "HeldBack":
        """Return the payments of a mask."""
        margin, is_fraud = self.margin[chosen], self.is_fraud[chosen]
        return HeldBack(margin, is_fraud, self.weight[chosen], self.silent[chosen], self.coverage)

    @property
    def labels(self) -> int:
        """How many of the payments have a label."""
        return int((~self.silent).sum())

    @property
    def frauds(self) -> int:
        """How many of the payments are known frauds."""
        return int(self.is_fraud.sum())

    @property
    def suffices(self) -> bool:
        """Whether there are labels enough to say a probability."""
        # Silent payments are good ones in such numbers that the rest of them are not in question.
        goods = int((~self.is_fraud).sum())
        return self.labels >= LEAST_LABELS and min(self.frauds, goods) >= LEAST_OF_A_KIND


def calibrate(held: HeldBack) -> Curve:
    """Return the curve from margin to log-odds of fraud: beta calibration, always rising.

    ``c + b log(1 + e^m) - a log(1 + e^-m)`` with a, b >= 0 (Kull, Silva Filho and Flach, "Beta
    calibration", 2017, in log-odds). Silent payments count as good only as far as an unreported
    fraud is unlikely at their margin, which the fit before says.
    """
    found = np.array([0.0, 1.0, 1.0])
    basis = _basis(held.margin)
    weight = held.weight.copy()
    for _ in range(ROUNDS):
        found = _fitted(basis, held.is_fraud, weight, found)
        chance = _chance(basis @ found)
        hidden = chance * (1.0 - held.coverage) / (1.0 - chance * held.coverage)
        weight = np.where(held.silent, held.weight * (1.0 - hidden), held.weight)
    margins = np.linspace(-FARTHEST, FARTHEST, KNOTS)
    log_odds = _basis(margins) @ found
    # A hair of the margin stays everywhere, so that no two margins get one probability.
    return Curve(margins, log_odds + 1e-3 * margins)


def carried_over(curve: Curve, labels: int) -> Curve:
    """Return the curve for a layer that learned more than the one whose margins it was made of.

    The layer has learned with weights that undo how payments were chosen, so its margin is
    log-odds of fraud itself, and an earlier layer that knew little is corrected for what the
    later one does not lack. The curve counts as its labels over those plus 3,000, the margin the
    rest.
    """
    share = labels / (labels + CARRIED)
    return Curve(curve.x, share * curve.y + (1.0 - share) * curve.x)


def _basis(margin: Floats) -> Floats:
    low, high = -np.logaddexp(0.0, -margin), np.logaddexp(0.0, margin)
    return np.column_stack((np.ones_like(margin), low, high))


def _chance(log_odds: Floats) -> Floats:
    chance: Floats = 1.0 / (1.0 + np.exp(-np.clip(log_odds, -40.0, 40.0)))
    return chance


def _fitted(basis: Floats, is_fraud: NDArray[np.bool_], weight: Floats, start: Floats) -> Floats:
    """Return c, a, b by projected Newton steps; a and b are drawn towards 1 as by one label."""
    prior, trust = np.array([0.0, 1.0, 1.0]), np.diag([1e-6, TRUST, TRUST])
    found = start
    free = np.ones(3, dtype=np.bool_)
    for _ in range(MOST_STEPS):
        chance = _chance(basis @ found)
        gradient = basis.T @ (weight * (chance - is_fraud)) + trust @ (found - prior)
        slack = weight * chance * (1.0 - chance)
        curvature = (basis * slack[:, np.newaxis]).T @ basis + trust
        free[1:] = (found[1:] > 0.0) | (gradient[1:] < 0.0)
        step = np.zeros(3)
        step[free] = np.linalg.solve(curvature[np.ix_(free, free)], gradient[free])
        found = found - np.clip(step, -1.0, 1.0)
        found[1:] = np.maximum(found[1:], 0.0)
        if np.abs(step).max() < 1e-8:
            break
    return found

"""Whether a probability means what it says, judged on payments whose truth is known."""

from dataclasses import dataclass

import numpy as np

from secureflow.scoring.evaluation.metrics import NAN, Bools, Floats, Whole

BINS = 10
HIGHEST_SHARE = 0.05
"""Over all payments the error is meaningless: the base rate, said of everyone, passes it."""
Z = 1.96


@dataclass(frozen=True, slots=True)
class Bin:
    """Payments of similar probability: what was said, and what came true with its interval."""

    mean_probability: float
    fraud_share: float
    low: float
    high: float
    payments: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """Probabilities beside what came true, of payments with a known label.

    ``highest`` are the positions of the 5 % highest probabilities and ``bins`` their ten bins of
    equal count, lowest first. Weights of the payments default to 1 each.
    """

    is_fraud: Floats
    probability: Floats
    highest: Whole
    bins: Whole

    def ece(self, weights: Floats | None = None) -> float:
        """Return the mean of |mean probability - share of fraud| over the bins, by weight."""
        weight, said, true = self._sums(weights)
        whole = float(weight.sum())
        return float(np.abs(said - true).sum() / whole) if whole > 0.0 else NAN

    def brier(self, weights: Floats | None = None) -> float:
        """Return the mean squared error of the probabilities of all payments."""
        return _mean((self.probability - self.is_fraud) ** 2, weights)

    def brier_base(self, weights: Floats | None = None) -> float:
        """Return the Brier score of saying the payments' own base rate of each of them."""
        base = _mean(self.is_fraud, weights)
        return base * (1.0 - base)

    def curve(self, weights: Floats | None = None) -> list[Bin]:
        """Return the bins with Wilson's intervals; a bin without weight is left out."""
        sums = np.stack([*self._sums(weights), self._squares(weights)], axis=1)
        found = []
        for number, (weight, said, true, squares) in enumerate(sums.tolist()):
            if weight > 0.0:
                low, high = wilson(true / weight, weight**2 / squares)
                payments = int(np.count_nonzero(self.bins == number))
                found.append(Bin(said / weight, true / weight, low, high, payments))
        return found

    def _sums(self, weights: Floats | None) -> tuple[Floats, Floats, Floats]:
        taken = np.ones(self.highest.size) if weights is None else weights[self.highest]
        said, true = self.probability[self.highest], self.is_fraud[self.highest]
        return self._by_bin(taken), self._by_bin(taken * said), self._by_bin(taken * true)

    def _squares(self, weights: Floats | None) -> Floats:
        taken = np.ones(self.highest.size) if weights is None else weights[self.highest]
        return self._by_bin(taken**2)

    def _by_bin(self, values: Floats) -> Floats:
        return np.bincount(self.bins, values, minlength=BINS).astype(np.float64)


def calibration(is_fraud: Bools, probability: Floats) -> Calibration | None:
    """Return probabilities beside the truth; None where there are none, or any is unknown."""
    if not probability.size or np.isnan(probability).any():
        return None
    count = min(max(round(probability.size * HIGHEST_SHARE), BINS), probability.size)
    highest = np.argsort(-probability, kind="stable")[:count][::-1]
    bins = np.arange(count) * BINS // count
    return Calibration(is_fraud.astype(np.float64), probability, highest, bins)


def wilson(share: float, count: float) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share seen in ``count`` draws (JASA 22, 1927)."""
    spread = 1.0 + Z**2 / count
    middle = (share + Z**2 / (2.0 * count)) / spread
    half = Z / spread * (share * (1.0 - share) / count + Z**2 / (4.0 * count**2)) ** 0.5
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _mean(values: Floats, weights: Floats | None) -> float:
    if weights is None:
        return float(values.mean())
    whole = float(weights.sum())
    return float(np.dot(weights, values) / whole) if whole > 0.0 else NAN

"""How sure a figure is: Wilson's interval of a share, and draws of whole days for the rest."""

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from secureflow.losses import Floats
from secureflow.rules.preview.past import DAY, Ints

Z = 1.959963984540054
"""Of a normal distribution, 95 % lie within so many standard deviations."""
DRAWS = 400
TAILS = (2.5, 97.5)
LEAST_DAYS = 14
RUNS = 50
SEED = 6


def wilson(share: float, size: float) -> tuple[float, float]:
    """Return the 95 % interval of a share seen in ``size`` cases, which need not be whole.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    J. Am. Stat. Assoc. 22 (1927), 209-212: it stays within 0..1 and holds for few cases.
    """
    middle = (share * size + Z * Z / 2) / (size + Z * Z)
    spread = share * (1 - share) / size + Z * Z / (4 * size * size)
    half = Z * sqrt(spread) / (1 + Z * Z / size)
    return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Rate:
    """``count`` of ``of``, with Wilson's 95 % interval; without a value where ``of`` is 0."""

    count: int
    of: int

    @property
    def value(self) -> float | None:
        """Return the share, 0..1."""
        return self.count / self.of if self.of else None

    @property
    def low(self) -> float | None:
        """Return the lower end of the interval."""
        return wilson(self.count / self.of, self.of)[0] if self.of else None

    @property
    def high(self) -> float | None:
        """Return the upper end of the interval."""
        return wilson(self.count / self.of, self.of)[1] if self.of else None


@dataclass(frozen=True, slots=True)
class Range:
    """A figure with its 95 % interval, which is None where it cannot be said."""

    value: float
    low: float | None
    high: float | None


def groups(at: Ints) -> NDArray[np.int64]:
    """Return what is drawn together, as a number from 0 for each payment.

    Payments of a day share the fraud of the day and the load of the reviewers, so whole days are
    drawn; where there are fewer than 14, fifty runs of payments as they followed each other.
    """
    if not len(at):
        return np.zeros(0, dtype=np.int64)
    day = at // DAY
    day = day - day.min()
    present = np.bincount(day) > 0
    if present.sum() >= LEAST_DAYS:
        number: NDArray[np.int64] = np.cumsum(present)[day] - 1
        return number
    place = np.empty(len(at), dtype=np.int64)
    place[np.argsort(at, kind="stable")] = np.arange(len(at))
    runs: NDArray[np.int64] = place * min(RUNS, len(at)) // len(at)
    return runs


@lru_cache(maxsize=8)
def draws(count: int) -> Floats:
    """Return how often each of ``count`` groups is drawn, as DRAWS rows; the same every time."""
    rng = np.random.default_rng(SEED)
    drawn = rng.multinomial(count, np.full(count, 1 / count), size=DRAWS).astype(np.float64)
    drawn.setflags(write=False)
    return drawn


def ranged(value: float, drawn: Floats) -> Range:
    """Return a figure with the interval that 95 of 100 draws of it lie in."""
    known = drawn[np.isfinite(drawn)]
    # Where most draws cannot say it, what the others say is no interval of it.
    if len(known) * 2 < len(drawn) or not len(known):
        return Range(value, None, None)
    low, high = np.percentile(known, TAILS)
    return Range(value, float(low), float(high))

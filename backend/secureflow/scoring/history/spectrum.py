"""Histograms of logarithms for many values of a code at once, fine and decayed."""

from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from secureflow.scoring.history.columns import Floats

C = TypeVar("C", bound=Hashable)

BINS = 1_024
LOWEST = -8.0
WIDTH = 1.0 / 32.0
"""Bins of 3 % each, from 0.0003 to 26 billion; within a bin values count as even."""
MOST_CODES = 20_000
"""Codes kept, those with the most payments; looked after when there are twice as many."""
FADED = 1e-9
"""Payments below which a mass is nothing."""
QUARTILES = 1.349
"""Distance between the quartiles of a normal distribution, in standard deviations."""


def sums(places: NDArray[np.int64], values: Floats, count: int) -> Floats:
    """Return the sums of the values at each of so many places."""
    total: Floats = np.bincount(places, values, minlength=count).astype(np.float64)
    return total


class Spectrum(Generic[C]):
    """Of each code the bins that its logarithms fell in, with their masses.

    ``codes`` are in the order of their numbers; ``places``, ascending, are number * BINS + bin.
    """

    def __init__(self) -> None:
        self.codes: list[C] = []
        self.places: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self.masses: Floats = np.empty(0)
        self._numbers: dict[C, int] = {}

    def add(self, codes: Sequence[C | None], logarithms: Floats, masses: Floats) -> None:
        """Count n logarithms with their masses; those without a code or NaN are left out."""
        numbers = self._numbers
        found = [-1 if code is None else numbers.setdefault(code, len(numbers)) for code in codes]
        self.codes.extend(list(numbers)[len(self.codes) :])
        known = np.array(found, dtype=np.int64)
        used = (known >= 0) & ~np.isnan(logarithms)
        bins = np.floor((logarithms[used] - LOWEST) / WIDTH).astype(np.int64)
        places = known[used] * BINS + np.clip(bins, 0, BINS - 1)
        self.restore(
            self.codes,
            np.concatenate((self.places, places)),
            np.concatenate((self.masses, masses[used])),
        )
        if len(self.codes) > 2 * MOST_CODES:
            self._cut()

    def restore(self, codes: Sequence[C], places: NDArray[np.int64], masses: Floats) -> None:
        """Take these places and masses, in any order, for what was counted."""
        self.codes = list(codes)
        self._numbers = {code: number for number, code in enumerate(self.codes)}
        counted = masses > FADED
        self.places, where = np.unique(places[counted], return_inverse=True)
        self.masses = sums(where, masses[counted], self.places.size)

    def totals(self) -> Floats:
        """Return the mass of each code."""
        return sums(self.places // BINS, self.masses, len(self.codes))

    def usuals(self) -> tuple[Floats, Floats, Floats]:
        """Return median, spread (as a standard deviation) and mass of each code.

        Codes that have faded have NaN and 0.
        """
        totals = self.totals()
        before = np.concatenate(([0.0], np.cumsum(self.masses)))
        starts = np.searchsorted(self.places, np.arange(len(self.codes) + 1) * BINS)
        low, middle, high = (self._quantile(share, before, starts) for share in (0.25, 0.5, 0.75))
        return middle, (high - low) / QUARTILES, totals

    def _quantile(self, share: float, before: Floats, starts: NDArray[np.int64]) -> Floats:
        found = np.full(len(self.codes), np.nan)
        some = starts[1:] > starts[:-1]
        first, end = starts[:-1][some], starts[1:][some]
        wanted = before[first] + share * (before[end] - before[first])
        place = np.clip(np.searchsorted(before, wanted) - 1, first, end - 1)
        inside = np.clip((wanted - before[place]) / self.masses[place], 0.0, 1.0)
        found[some] = LOWEST + WIDTH * (self.places[place] % BINS + inside)
        return found

    def _cut(self) -> None:
        kept = np.sort(np.argsort(-self.totals(), kind="stable")[:MOST_CODES])
        numbers = np.full(len(self.codes), -1, dtype=np.int64)
        numbers[kept] = np.arange(kept.size)
        now = numbers[self.places // BINS]
        places = now * BINS + self.places % BINS
        self.restore([self.codes[i] for i in kept], places[now >= 0], self.masses[now >= 0])

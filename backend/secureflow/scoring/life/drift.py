"""How far payments have moved from those a model knew: population stability, bin by bin."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
DriftLevel = Literal["stable", "moderate", "large"]

BINS = 10
LEVELS: tuple[tuple[float, DriftLevel], ...] = ((0.25, "large"), (0.1, "moderate"))
"""Lowest index of each level: the bounds of credit scoring (Siddiqi, 2006)."""
LEAST_SHARE = 1e-4
"""An empty bin counts as one payment in ten thousand, so that the index stays finite."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Shares of payments between inner ``edges``, and last the share of unknown values."""

    edges: Floats
    shares: Floats

    @property
    def missing(self) -> float:
        """Return the share of payments of which the value is unknown."""
        return float(self.shares[-1])

    @property
    def known(self) -> Floats:
        """Return the shares between the edges alone."""
        return self.shares[:-1]


def edges_of(values: Floats) -> Floats:
    """Return inner edges that part known values into ten equal counts, fewer where they repeat."""
    known = values[~np.isnan(values)]
    return np.unique(np.quantile(known, np.arange(1, BINS) / BINS)) if known.size else np.empty(0)


def spread(values: Floats, edges: Floats) -> Spread:
    """Return how values lie between edges; a value on an edge belongs above it."""
    known = values[~np.isnan(values)]
    counts = np.bincount(np.searchsorted(edges, known, side="right"), minlength=edges.size + 1)
    return Spread(edges, np.append(counts, values.size - known.size) / max(values.size, 1))


def stability(then: Floats, now: Floats) -> float:
    """Return the population stability index of two lists of shares: 0 where they are equal.

    The sum of (now - then) * log(now / then), also known as the symmetric Kullback-Leibler
    divergence.
    """
    before, after = np.maximum(then, LEAST_SHARE), np.maximum(now, LEAST_SHARE)
    return float(np.sum((after - before) * np.log(after / before)))


def level_of(index: float) -> DriftLevel:
    """Return how much an index says has moved."""
    return next((level for least, level in LEVELS if index >= least), "stable")

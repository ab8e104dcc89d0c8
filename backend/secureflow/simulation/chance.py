"""Chance that repeats: named streams of PCG64 and the few draws the room makes from them.

Only ``random``, ``integers``, ``standard_normal`` and ``permutation`` are used, so that a release
of numpy finds little to change here, and sums are sequential (``cumsum``), because a sum in blocks
depends on the processor.
"""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
T = TypeVar("T")


def stream(seed: int, part: str) -> Generator:
    """Return the random stream of one part of the simulation.

    Every part has its own, so that a change in one part does not reshuffle the others.
    """
    return Generator(PCG64(SeedSequence([seed, *part.encode()])))


def choose(rng: Generator, weights: Floats, size: int) -> Ints:
    """Return ``size`` positions of ``weights``, each as likely as its weight."""
    return at_shares(np.cumsum(weights), rng.random(size))


def at_shares(cumulated: Floats, shares: Floats) -> Ints:
    """Return the positions at which cumulated weights pass the given shares (0..1) of their sum."""
    found = np.searchsorted(cumulated, shares * cumulated[-1], side="right")
    positions: Ints = np.minimum(found, len(cumulated) - 1).astype(np.int64)
    return positions


def choose_by_row(rng: Generator, cumulated: Floats, rows: Ints) -> Ints:
    """Return one column for each of ``rows``, by that row of cumulated weights."""
    shares = rng.random(len(rows))
    found = np.zeros(len(rows), dtype=np.int64)
    # Column by column: a table of every row's weights would take ten times the memory.
    for column in range(cumulated.shape[1] - 1):
        found += cumulated[rows, column] <= shares * cumulated[rows, -1]
    return found


def skewed(rng: Generator, counts: Ints) -> Ints:
    """Return for each count a number of 0..count-1, the low ones more often: popularity."""
    shares = rng.random(counts.shape)
    return (counts * shares * shares).astype(np.int64)


def lognormal(rng: Generator, sigma: float | Floats, size: int) -> Floats:
    """Return factors around 1 (their median), spread by ``sigma`` on the log scale."""
    factors: Floats = np.exp(sigma * rng.standard_normal(size))
    return factors


def between(rng: Generator, low: int, high: int) -> int:
    """Return a whole number of low..high, both included."""
    return int(rng.integers(low, high + 1))


def stretch(rng: Generator, low: float, high: float) -> float:
    """Return a number from low to below high."""
    return low + (high - low) * float(rng.random())


def pick(rng: Generator, items: Sequence[T]) -> T:
    """Return one of the items, each as likely as the next."""
    return items[int(rng.integers(len(items)))]

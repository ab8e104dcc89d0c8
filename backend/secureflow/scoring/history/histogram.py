"""Histograms of log amounts, sparse and decayed, and the median and spread they give."""

import math

from secureflow.scoring.history.columns import Floats
from secureflow.scoring.history.part import part

LOWEST = -7.0
WIDTH = 0.125
"""A bin is an eighth of a natural logarithm wide, 13 %; within it amounts count as even."""
BINS = 256
"""From 0.0009 to 72 billion rough units; what is beyond is in the first or the last bin."""

LEAST_SPREAD = 0.2
"""Of the log amounts of an entity: who always pays the same may once pay a fifth more."""
OF_MEDIAN = 1.0
OF_SPREAD = 5.0
"""Payments for which what is usual to all stands in, for the median and for the spread."""
QUARTILES = 1.349
"""Distance between the quartiles of a normal distribution, in standard deviations."""


@part
def bin_of(log_amount: float) -> int:
    """Return the bin of the logarithm of an amount."""
    return min(max(math.floor((log_amount - LOWEST) / WIDTH), 0), BINS - 1)


@part
def quantile(bins: Floats, masses: Floats, wanted: float) -> float:
    """Return the log amount below which the wanted mass lies; bins are ascending, none empty."""
    below = 0.0
    last = bins.size - 1
    for i in range(last + 1):
        if below + masses[i] >= wanted or i == last:
            inside = min(max((wanted - below) / masses[i], 0.0), 1.0)
            return float(LOWEST + WIDTH * (bins[i] + inside))
        below += masses[i]
    return math.nan


@part
def usual(
    bins: Floats, masses: Floats, decay: float, all_median: float, all_spread: float
) -> tuple[float, float]:
    """Return median and spread (as a standard deviation) of the log amounts of an entity.

    ``decay`` multiplies the masses. The fewer payments they stand for, the more the median and the
    spread are those of all payments.
    """
    mass = 0.0
    for i in range(bins.size):
        mass += masses[i]
    if mass <= 0.0:
        return all_median, all_spread
    median = quantile(bins, masses, 0.5 * mass)
    width = quantile(bins, masses, 0.75 * mass) - quantile(bins, masses, 0.25 * mass)
    spread = max(width / QUARTILES, LEAST_SPREAD)
    payments = mass * decay
    variance = (payments * spread**2 + OF_SPREAD * all_spread**2) / (payments + OF_SPREAD)
    shrunk = (payments * median + OF_MEDIAN * all_median) / (payments + OF_MEDIAN)
    return shrunk, math.sqrt(variance)

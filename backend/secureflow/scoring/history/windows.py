"""Counts and sums over windows of time, (start, end]: the same code in states and in evaluation."""

import numpy as np
from numpy.typing import NDArray

from secureflow.scoring.compiled import compiled
from secureflow.scoring.history.columns import Floats
from secureflow.scoring.history.part import part

MINUTE = 60.0
HOUR = 3_600.0
DAY = 86_400.0


@part
def first_after(times: Floats, moment: float) -> int:
    """Return the place of the first of the ascending times that is later than the moment."""
    low, high = 0, times.size
    while low < high:
        middle = (low + high) // 2
        if times[middle] <= moment:
            low = middle + 1
        else:
            high = middle
    return low


@part
def window(times: Floats, values: Floats, start: float, end: float) -> tuple[int, float]:
    """Return how many of the ascending times are in (start, end], and the sum of their values."""
    low = first_after(times, start)
    high = first_after(times, end)
    total = 0.0
    for i in range(low, high):
        total += values[i]
    return max(high - low, 0), total


@compiled
def _rolling(
    order: NDArray[np.int64],
    starts: NDArray[np.int64],
    times: Floats,
    values: Floats,
    seconds: float,
    delay: float,
) -> tuple[Floats, Floats]:
    counts, sums = np.empty(times.size), np.empty(times.size)
    for group in range(starts.size - 1):
        rows = order[starts[group] : starts[group + 1]]
        own_times, own_values = times[rows], values[rows]
        for row in rows:
            end = times[row] - delay
            count, total = window(own_times, own_values, end - seconds, end)
            counts[row], sums[row] = count, total
    return counts, sums


def rolling(
    groups: NDArray[np.int64], times: Floats, values: Floats, seconds: float, delay: float = 0.0
) -> tuple[Floats, Floats]:
    """Return count and sum over the window of each of n rows, among the rows of its group.

    The window of a row at t is (t - delay - seconds, t - delay]; without a delay the row itself is
    in it. ``groups`` are codes from 0; rows may come in any order.
    """
    order = np.lexsort((times, groups))
    edges = np.flatnonzero(np.diff(groups[order])) + 1
    starts = np.concatenate(([0], edges, [groups.size])).astype(np.int64)
    return _rolling(order.astype(np.int64), starts, times, values, seconds, delay)

"""How steep a curve is from one figure to another."""

import numpy as np

from secureflow.scoring.compiled import compiled
from secureflow.scoring.model.curve import Curve, Floats

_SAME = 1e-9
"""Figures closer than this are one: the rounding of their difference would be told as a slope."""


def secants(curve: Curve, start: Floats, end: Floats) -> Floats:
    """Return the rise over the way from each start to its end, shape (n, 1).

    Where both are the same it is the slope of the piece they lie in, 0 beyond the ends.
    """
    return _secants(curve.x, curve.y, start, end)[:, np.newaxis]


@compiled
def _secants(x: Floats, y: Floats, start: Floats, end: Floats) -> Floats:
    """Do in one call what takes numpy ten, for a payment at a time."""
    steep = np.zeros(start.size)
    low, high = np.interp(start, x, y), np.interp(end, x, y)
    for row in range(start.size):
        apart = end[row] - start[row]
        if abs(apart) >= _SAME:
            steep[row] = (high[row] - low[row]) / apart
            continue
        piece = np.searchsorted(x, start[row], side="right") - 1
        if 0 <= piece < x.size - 1:
            steep[row] = (y[piece + 1] - y[piece]) / (x[piece + 1] - x[piece])
    return steep

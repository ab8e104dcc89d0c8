"""Piecewise linear maps: how one figure of a model becomes the next, so that points can add up."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Curve:
    """A monotone, piecewise linear map through (``x``, ``y``); flat beyond its ends.

    ``x`` rises strictly and ``y`` never turns; both have the same length, at least one.
    """

    x: Floats
    y: Floats

    def __call__(self, values: Floats) -> Floats:
        """Return the map of each value, same shape; NaN stays NaN."""
        mapped: Floats = np.interp(values, self.x, self.y)
        return mapped


def rising(x: Floats, y: Floats) -> Curve:
    """Return the curve through points whose ``x`` never falls; points that share an x are one.

    Of such points the lowest ``y`` is kept, so payments that tie with an ordinary one get what
    the ordinary one gets.
    """
    kept = np.concatenate(([True], np.diff(x) > 0.0))
    return Curve(np.ascontiguousarray(x[kept]), np.ascontiguousarray(y[kept]))

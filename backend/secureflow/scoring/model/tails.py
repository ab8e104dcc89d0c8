"""How rare a value as high as this one is, input by input: what the forest's few splits miss."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secureflow.scoring.compiled import compiled
from secureflow.scoring.model.curve import Curve, Floats

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tails:
    """Curves of T inputs, their points in ``x`` and ``y`` one after another from ``start`` on.

    Each gives nats, the negative logarithm of the share of payments with such a value of input
    ``column`` or a higher one, times the weight in the oddness; ``unknown`` is its mean over the
    training payments, which a missing value gets.
    """

    column: Whole
    start: Whole
    x: Floats
    y: Floats
    unknown: Floats

    def added(self, inputs: Floats) -> Floats:
        """Return what each input adds to the oddness of payments (n, K), shape (n, T)."""
        return _added(self.column, self.start, self.x, self.y, self.unknown, inputs)


def tails_of(curves: Sequence[tuple[int, Curve, float]]) -> Tails:
    """Return the tails of columns, their curves and what an unknown value gets."""
    nothing = np.zeros(0)
    return Tails(
        column=np.array([column for column, _, _ in curves], dtype=np.int64),
        start=np.cumsum([0, *(curve.x.size for _, curve, _ in curves)], dtype=np.int64),
        x=np.concatenate((nothing, *(curve.x for _, curve, _ in curves))),
        y=np.concatenate((nothing, *(curve.y for _, curve, _ in curves))),
        unknown=np.array([unknown for _, _, unknown in curves], dtype=np.float64),
    )


@compiled
def _added(
    column: Whole, start: Whole, x: Floats, y: Floats, unknown: Floats, inputs: Floats
) -> Floats:
    """Interpolate as numpy does; a call of it for each curve would take ten times as long."""
    found = np.empty((inputs.shape[0], column.size))
    for tail in range(column.size):
        first, last = start[tail], start[tail + 1] - 1
        for row in range(inputs.shape[0]):
            value = inputs[row, column[tail]]
            if np.isnan(value):
                found[row, tail] = unknown[tail]
            elif value >= x[last]:
                found[row, tail] = y[last]
            elif value < x[first]:
                found[row, tail] = y[first]
            else:
                low, high = first, last
                while high - low > 1:
                    middle = (low + high) // 2
                    if x[middle] <= value:
                        low = middle
                    else:
                        high = middle
                slope = (y[high] - y[low]) / (x[high] - x[low])
                found[row, tail] = slope * (value - x[low]) + y[low]
    return found

"""How rare a figure as high as this one is, as a curve in nats, learned from a sample of them."""

import numpy as np

from secureflow.scoring.model.curve import Curve, Floats, rising

KNOTS = 200
BEYOND = 10.0
"""Past the highest figure seen, nats go on growing as in the last hundredth, for ten times its
width: payments odder than any before still differ from each other."""


def surprise_of(sample: Floats) -> Curve:
    """Return the curve from a figure to ``-log(share of the sample at least as high)``.

    The sample has at least one figure and no NaN. Figures that many share get what the share of
    all of them is worth, so what is usual is worth 0.
    """
    ordered = np.sort(sample)
    n = ordered.size
    nats = np.linspace(0.0, np.log(n), KNOTS)
    at_ranks = np.quantile(ordered, 1.0 - np.exp(-nats), method="lower")
    knots = np.unique(np.append(at_ranks, ordered[-1]))
    at_least = n - np.searchsorted(ordered, knots, side="left")
    return _extended(knots, -np.log(at_least / n))


def blended(own: Floats, all_of_them: Floats, trusted: float) -> Curve:
    """Return the curve of a small sample, drawn towards that of a large one.

    At each rank the own figure counts as its payments beyond over those plus ``trusted``.
    """
    n = own.size
    nats = np.linspace(0.0, np.log(max(n, 2)), KNOTS)
    ranks = 1.0 - np.exp(-nats)
    beyond = n * np.exp(-nats)
    weight = beyond / (beyond + trusted)
    high = np.quantile(all_of_them, ranks)
    mixed = weight * np.quantile(own, ranks) + (1.0 - weight) * high
    return _extended(*_distinct(np.maximum.accumulate(mixed), nats))


def _distinct(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    curve = rising(x, y)
    return curve.x, curve.y


def _extended(x: Floats, y: Floats) -> Curve:
    """Return the curve with its last hundredth drawn on, where that has a width."""
    start = min(int(np.searchsorted(y, y[-1] + np.log(0.01))), x.size - 1)
    width = x[-1] - x[start]
    if width <= 0.0:
        return Curve(x, y)
    slope = (y[-1] - y[start]) / width
    return Curve(np.append(x, x[-1] + BEYOND * width), np.append(y, y[-1] + BEYOND * width * slope))

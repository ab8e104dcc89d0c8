"""The way back from an input of the model to the unit people think in, of one or of many.

Inputs are logarithms for the most part. What comes back is rounded far below what a rule can tell
apart (a millisecond, a millionth), because e**log(x) is x only to the last digits: 7 days are 7.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secureflow.rules.fields import Turn

MILLIS_OF_DAY, MILLIS_OF_MINUTE, MILLIONTHS = 86_400_000.0, 60_000.0, 1_000_000.0
MOST = 600.0
"""Beyond it e**x times a million is no number any more; no logarithm of an amount comes near."""


def _made(m: Any, near: Callable[[Any], Any]) -> dict[Turn, Callable[[Any], Any]]:
    """Return the formulas over ``math`` or ``numpy``; ``near`` rounds halves to even."""
    least, expm1 = (min if m is math else np.minimum), m.expm1
    return {
        "plain": lambda x: x,
        "count": lambda x: near(expm1(least(x, MOST))),
        "days": lambda x: near(expm1(least(x, MOST)) * MILLIS_OF_DAY) / MILLIS_OF_DAY,
        "minutes": lambda x: near(expm1(least(x, MOST)) * 1_000.0) / MILLIS_OF_MINUTE,
        "speed": lambda x: near(expm1(least(x, MOST)) * 1_000.0) / 1_000.0,
        "times": lambda x: near(m.exp(least(x, MOST)) * MILLIONTHS) / MILLIONTHS,
        "more_times": lambda x: near(expm1(least(x, MOST)) * MILLIONTHS) / MILLIONTHS,
        "percent": lambda x: near(x * 100.0 * MILLIONTHS) / MILLIONTHS,
        "share": lambda x: near(m.exp(least(-x, MOST)) * 100.0 * MILLIONTHS) / MILLIONTHS,
        "new": lambda x: x > 0.0,
    }


_ONE = _made(math, round)
_MANY = _made(np, np.rint)


def turned(turn: Turn) -> Callable[[float], float]:
    """Return the formula for one input that is known, not NaN."""
    return _ONE[turn]


def all_turned(turn: Turn, inputs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return n values for n inputs; NaN stays NaN, except of ``new``, which gives 1, 0 and NaN."""
    if turn == "new":
        return np.where(np.isnan(inputs), np.nan, (inputs > 0.0).astype(np.float64))
    with np.errstate(over="ignore"):
        return np.asarray(_MANY[turn](inputs), dtype=np.float64)


def days_between(seconds: float) -> float:
    """Return seconds as days, to the millisecond and never below 0."""
    return round(max(seconds, 0.0) * 1_000.0) / MILLIS_OF_DAY

"""How far two people who decide the same payments agree beyond what chance alone would give."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

LEAST_PAIRS = 30
"""Below it the interval is as wide as the scale."""
NORMAL_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa, at most 1, with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """Pairs of decisions, how many agree, and kappa; ``needed`` more pairs make it sayable."""

    pairs: int
    agreed: int
    kappa: Kappa | None
    needed: int


def agreement(counts: Mapping[tuple[str, str], int]) -> Agreement:
    """Return the agreement of (first, second) decisions, each with how often it came.

    Kappa is (p - e) / (1 - e), p the share that agrees and e the one that would by chance; its
    standard error is sqrt(p (1 - p) / n) / (1 - e) (Cohen, 1960, Educational and Psychological
    Measurement 20:37-46). It is None below 30 pairs, and where both always say the same one thing:
    then chance explains everything.
    """
    pairs = sum(counts.values())
    agreed = sum(n for (first, second), n in counts.items() if first == second)
    needed = max(0, LEAST_PAIRS - pairs)
    kappa = None if needed else _kappa(counts, pairs, agreed)
    return Agreement(pairs, agreed, kappa, needed)


def _kappa(counts: Mapping[tuple[str, str], int], pairs: int, agreed: int) -> Kappa | None:
    words = {word for pair in counts for word in pair}
    by_chance = sum(
        sum(n for (first, _), n in counts.items() if first == word)
        * sum(n for (_, second), n in counts.items() if second == word)
        for word in words
    )
    expected = by_chance / pairs**2
    if expected >= 1.0:
        return None
    observed = agreed / pairs
    value = (observed - expected) / (1.0 - expected)
    error = sqrt(observed * (1.0 - observed) / pairs) / (1.0 - expected)
    low, high = value - NORMAL_95 * error, value + NORMAL_95 * error
    return Kappa(value, max(-1.0, low), min(1.0, high))

"""How far a figure would move on other payments of the same kind: the bootstrap."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secureflow.scoring.evaluation.metrics import NAN, Floats

DRAWS = 200
LEAST_CLUSTERS = 14
TAIL = 2.5
"""Percent on either side: the interval holds 95 % of the draws."""

Figures = Callable[[Floats | None], Mapping[str, float]]
"""Figures of one seed's scores under weights of the payments, None for each counting once."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure as the mean over seeds, with its 95 % interval; NaN where it cannot be said."""

    mean: float
    low: float
    high: float


def clusters(day: NDArray[np.int64], customer: NDArray[np.int64]) -> tuple[NDArray[np.intp], str]:
    """Return what is drawn together, as a number per payment, and its name.

    Payments of one day share the model, the reviewer's load and the fraud of the day, so whole
    days are drawn where there are at least 14, else whole customers (-1 is unknown), else single
    payments.
    """
    by_day = np.unique(day, return_inverse=True)[1]
    if day.size and by_day.max() + 1 >= LEAST_CLUSTERS:
        return by_day, "days"
    known, by_customer = np.unique(customer, return_inverse=True)
    if known.size > LEAST_CLUSTERS and (customer >= 0).all():
        return by_customer, "customers"
    return np.arange(day.size), "payments"


def bootstrap(
    seeds: Sequence[Figures], cluster: NDArray[np.intp], *, draws: int = DRAWS, seed: int = 0
) -> dict[str, Estimate]:
    """Return each figure's mean over the seeds and its interval over draws of clusters and seeds.

    A draw takes as many clusters as there are, with repetition, and as many seeds, so that the
    interval holds both the chance of the payments and that of the training.
    """
    whole = [figures(None) for figures in seeds]
    rng = np.random.default_rng(seed)
    count = int(cluster.max()) + 1 if cluster.size else 0
    drawn: dict[str, list[float]] = {name: [] for name in whole[0]}
    for _ in range(draws if count > 1 else 0):
        times = np.bincount(rng.integers(count, size=count), minlength=count)
        weights = times.astype(np.float64)[cluster]
        chosen = np.bincount(rng.integers(len(seeds), size=len(seeds)), minlength=len(seeds))
        found = [(n, seeds[i](weights)) for i, n in enumerate(chosen) if n]
        for name, values in drawn.items():
            values.append(sum(n * figures[name] for n, figures in found) / len(seeds))
    return {name: _estimate([one[name] for one in whole], values) for name, values in drawn.items()}


def _estimate(by_seed: Sequence[float], drawn: Sequence[float]) -> Estimate:
    known = np.array([value for value in drawn if not np.isnan(value)])
    mean = float(np.mean(by_seed)) if not np.isnan(by_seed).any() else NAN
    if np.isnan(mean) or not known.size:
        return Estimate(mean, NAN, NAN)
    low, high = np.percentile(known, [TAIL, 100.0 - TAIL])
    return Estimate(mean, float(low), float(high))

"""Intervals hold the chance of the payments and of the seeds, and are the same every time."""

from collections.abc import Callable

import numpy as np
import pytest

from secureflow.scoring.evaluation.intervals import bootstrap, clusters
from secureflow.scoring.evaluation.metrics import Floats


def _mean_of(values: Floats) -> Callable[[Floats | None], dict[str, float]]:
    def figures(weights: Floats | None) -> dict[str, float]:
        return {"mean": float(np.average(values, weights=weights)), "nothing": float("nan")}

    return figures


def test_an_interval_is_as_wide_as_the_mean_is_uncertain() -> None:
    rng = np.random.default_rng(1)
    found = bootstrap([_mean_of(rng.normal(5.0, 1.0, 400))], np.arange(400), draws=400)["mean"]
    assert found.low < found.mean < found.high
    assert found.high - found.low == pytest.approx(2 * 1.96 / 20.0, rel=0.25)


def test_payments_of_a_day_are_no_more_than_the_day() -> None:
    rng = np.random.default_rng(2)
    day = np.repeat(np.arange(20), 50)
    values = rng.normal(0.0, 1.0, 20)[day]
    alone = bootstrap([_mean_of(values)], np.arange(1_000))["mean"]
    together = bootstrap([_mean_of(values)], day)["mean"]
    assert together.high - together.low > 4.0 * (alone.high - alone.low)


def test_seeds_that_differ_widen_the_interval() -> None:
    values = np.random.default_rng(3).normal(0.0, 0.1, 300)
    same = bootstrap([_mean_of(values)] * 3, np.arange(300))["mean"]
    spread = bootstrap([_mean_of(values + shift) for shift in (-1, 0, 1)], np.arange(300))["mean"]
    assert spread.high - spread.low > 3.0 * (same.high - same.low)
    assert bootstrap([_mean_of(values)] * 3, np.arange(300))["mean"] == same


def test_what_cannot_be_said_has_no_interval() -> None:
    found = bootstrap([_mean_of(np.ones(5))], np.arange(5))["nothing"]
    assert all(np.isnan(value) for value in (found.mean, found.low, found.high))


def test_what_is_drawn_together_depends_on_what_is_known() -> None:
    days, nobody = np.repeat(np.arange(14), 2), np.full(28, -1)
    assert clusters(days, nobody)[1] == "days"
    assert clusters(np.zeros(28, dtype=np.int64), np.arange(28))[1] == "customers"
    assert clusters(np.zeros(28, dtype=np.int64), nobody)[1] == "payments"
    assert clusters(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))[0].size == 0

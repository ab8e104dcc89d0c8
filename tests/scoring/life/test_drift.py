"""Population stability: zero where nothing moved, and the bounds that say how much did."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secureflow.scoring.life import drift

SHARES = st.lists(st.floats(0.01, 1.0), min_size=2, max_size=12).map(
    lambda found: np.array(found) / sum(found)
)


def test_the_same_payments_have_not_moved() -> None:
    values = np.random.default_rng(1).normal(size=10_000)
    seen = drift.spread(values, drift.edges_of(values))
    assert drift.stability(seen.shares, seen.shares) == 0.0
    assert seen.known == pytest.approx(np.full(10, 0.1), abs=1e-3)
    assert seen.missing == 0.0


def test_the_index_is_the_textbooks() -> None:
    then, now = np.array([0.5, 0.3, 0.2]), np.array([0.4, 0.3, 0.3])
    by_hand = -0.1 * np.log(0.4 / 0.5) + 0.1 * np.log(0.3 / 0.2)
    assert drift.stability(then, now) == pytest.approx(by_hand)


@given(SHARES)
def test_it_is_never_negative_and_the_same_both_ways(then: np.ndarray) -> None:
    now = then[::-1]
    assert drift.stability(then, now) >= 0.0
    assert drift.stability(then, now) == pytest.approx(drift.stability(now, then))


def test_a_signal_that_stays_away_moves_its_input() -> None:
    values = np.random.default_rng(2).normal(size=5_000)
    edges = drift.edges_of(values)
    without = np.where(np.arange(5_000) % 2 == 0, np.nan, values)
    before, after = drift.spread(values, edges), drift.spread(without, edges)
    assert (before.missing, after.missing) == (0.0, 0.5)
    assert drift.level_of(drift.stability(before.shares, after.shares)) == "large"


@pytest.mark.parametrize(
    ("index", "level"), [(0.0, "stable"), (0.0999, "stable"), (0.1, "moderate"), (0.25, "large")]
)
def test_the_levels(index: float, level: str) -> None:
    assert drift.level_of(index) == level


def test_an_input_that_nobody_sent_has_one_bin() -> None:
    nothing = np.full(100, np.nan)
    seen = drift.spread(nothing, drift.edges_of(nothing))
    assert (seen.edges.size, seen.known.tolist(), seen.missing) == (0, [0.0], 1.0)
    assert np.isfinite(drift.stability(seen.shares, np.array([1.0, 0.0])))

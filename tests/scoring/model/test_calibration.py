"""Probabilities mean what they say, rise with the margin, and need labels enough."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secureflow.scoring.evaluation.calibration import calibration
from secureflow.scoring.model.calibration import CARRIED, HeldBack, calibrate, carried_over


def held(count: int, slope: float, shift: float, seed: int = 0) -> HeldBack:
    """Return margins whose true log-odds are another straight line of them."""
    rng = np.random.default_rng(seed)
    margin = rng.normal(-4.0, 2.0, count)
    fraud = rng.random(count) < 1.0 / (1.0 + np.exp(-(slope * margin + shift)))
    return HeldBack(margin, fraud, np.ones(count), np.zeros(count, dtype=np.bool_), 1.0)


def chance(of: HeldBack, margin: np.ndarray) -> np.ndarray:
    made: np.ndarray = 1.0 / (1.0 + np.exp(-calibrate(of)(margin)))
    return made


@pytest.mark.parametrize(("slope", "shift"), [(1.0, 0.0), (0.4, 1.0), (2.0, -1.0)])
def test_overconfident_margins_become_honest(slope: float, shift: float) -> None:
    later = held(20_000, slope, shift, seed=1)
    said = chance(held(20_000, slope, shift), later.margin)
    found = calibration(later.is_fraud, said)
    assert found is not None
    assert found.ece() < 0.05
    assert found.brier() < found.brier_base()


@settings(deadline=None)
@given(st.integers(0, 50), st.floats(-1.0, 3.0), st.floats(-3.0, 3.0))
def test_a_higher_margin_never_has_a_lower_chance(seed: int, slope: float, shift: float) -> None:
    curve = calibrate(held(300, slope, shift, seed))
    assert (np.diff(curve(np.linspace(-20.0, 20.0, 200))) > 0.0).all()


def test_the_curve_of_another_layer_counts_as_far_as_labels_carry_it() -> None:
    curve = calibrate(held(20_000, 0.4, 1.0))
    margins = np.linspace(-6.0, 6.0, 50)
    for labels, share in ((0, 0.0), (int(CARRIED), 0.5), (10**12, 1.0)):
        said = carried_over(curve, labels)(margins)
        assert said == pytest.approx(share * curve(margins) + (1.0 - share) * margins, abs=1e-5)


def test_silent_payments_hide_the_frauds_nobody_reported() -> None:
    rng = np.random.default_rng(2)
    whole = held(40_000, 1.0, 0.0)
    known = whole.is_fraud & (rng.random(40_000) < 0.5)
    weight = np.where(known, 2.0, 1.0)
    half = HeldBack(whole.margin, known, weight, ~known, 0.5)
    margins = np.array([-2.0, 0.0, 1.0])
    assert chance(half, margins) == pytest.approx(1.0 / (1.0 + np.exp(-margins)), abs=0.06)


def test_few_labels_say_no_probability() -> None:
    enough = held(2_000, 1.0, 0.0)
    assert enough.suffices
    assert not enough.some(np.arange(2_000) < 150).suffices
    nobody = HeldBack(
        enough.margin,
        enough.is_fraud & (np.cumsum(enough.is_fraud) < 20),
        *(enough.weight, enough.silent, 1.0),
    )
    assert not nobody.suffices

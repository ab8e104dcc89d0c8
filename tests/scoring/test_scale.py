"""The score: five knots, falling, clamped, with the promised shares at the lines."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secureflow.domain import Transaction
from secureflow.scoring.bundle import Bundle
from secureflow.scoring.scale import fit_scale
from secureflow.scoring.scorer import Scorer
from secureflow.scoring.training import train


def test_knots_score_what_they_promise(bundle: Bundle) -> None:
    knots = np.array(bundle.scale.anomaly)
    assert bundle.scale.score(knots).tolist() == [100.0, 92.0, 45.0, 10.0, 0.0]


def test_scores_outside_the_knots_are_clamped(bundle: Bundle) -> None:
    assert bundle.scale.score(np.array([-9.0, 9.0])).tolist() == [100.0, 0.0]
    assert bundle.scale.slope(-9.0) == bundle.scale.slope(9.0) == 0.0


def test_shares_at_the_lines_hold_on_the_training_payments(
    scorer: Scorer, learned_from: list[Transaction]
) -> None:
    scores = np.array([s.score for s in scorer.score_many(learned_from, reasons_from=101.0)])
    assert np.mean(scores >= 45.0) == pytest.approx(0.03, abs=0.001)
    assert np.mean(scores >= 92.0) == pytest.approx(0.003, abs=0.0005)
    assert np.median(scores) == pytest.approx(10.0, abs=0.1)
    assert (scores.min(), scores.max()) == (0.0, 100.0)


def test_other_shares_move_the_lines(learned_from: list[Transaction]) -> None:
    metrics = train(learned_from, review_share=0.1, block_share=0.02, trees=20).metrics
    assert metrics["share_at_review_line"] == pytest.approx(0.1, abs=0.002)
    assert metrics["share_at_block_line"] == pytest.approx(0.02, abs=0.002)


@given(
    st.lists(st.sampled_from([-0.2, -0.1, 0.0, 0.05, 0.1]), min_size=3, max_size=40),
    st.lists(st.floats(-1.0, 1.0), min_size=2, max_size=20),
)
def test_any_scale_falls_within_its_bounds(seen: list[float], asked: list[float]) -> None:
    scale = fit_scale(np.array(seen), 0.03, 0.003)
    assert all(np.diff(scale.anomaly) > 0)
    scores = scale.score(np.array(sorted(asked)))
    assert (np.diff(scores) <= 0).all()
    assert ((scores >= 0) & (scores <= 100)).all()


def test_payments_that_tie_with_the_ordinary_score_as_ordinary() -> None:
    scale = fit_scale(np.array([0.1] * 99 + [-0.3]), 0.03, 0.003)
    assert scale.score(np.array([0.1])).tolist() == [0.0]


def test_slope_is_the_derivative(bundle: Bundle) -> None:
    at = (bundle.scale.anomaly[2] + bundle.scale.anomaly[3]) / 2
    rise = np.diff(bundle.scale.score(np.array([at, at + 1e-6])))[0]
    assert bundle.scale.slope(at) == pytest.approx(rise / 1e-6, rel=1e-4)

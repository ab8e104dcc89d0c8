"""Probabilities beside the truth: the error of the highest, Brier scores and intervals."""

import numpy as np
import pytest

from secureflow.scoring.evaluation.calibration import calibration, wilson


def test_true_probabilities_have_a_small_error_and_wrong_ones_a_large_one() -> None:
    rng = np.random.default_rng(3)
    probability = rng.beta(0.2, 6.0, 200_000)
    is_fraud = rng.random(probability.size) < probability
    right = calibration(is_fraud, probability)
    wrong = calibration(is_fraud, np.minimum(probability * 2.0, 1.0))
    assert right is not None
    assert wrong is not None
    assert right.ece() < 0.02 < 0.2 < wrong.ece()
    assert right.brier() < right.brier_base()
    assert right.brier_base() == pytest.approx(is_fraud.mean() * (1.0 - is_fraud.mean()))
    assert sum(one.payments for one in right.curve()) == 10_000
    assert all(one.low <= one.fraud_share <= one.high for one in right.curve())


def test_the_base_rate_said_of_everyone_is_no_calibration() -> None:
    is_fraud = np.arange(10_000) % 100 == 0
    found = calibration(is_fraud, np.full(10_000, 0.01))
    assert found is not None
    assert found.brier() == pytest.approx(found.brier_base())


def test_weights_stand_for_payments() -> None:
    rng = np.random.default_rng(5)
    probability = rng.random(1_000)
    is_fraud = rng.random(1_000) < probability
    found = calibration(is_fraud, probability)
    assert found is not None
    assert found.ece(np.full(1_000, 3.0)) == pytest.approx(found.ece())
    assert found.brier(np.full(1_000, 3.0)) == pytest.approx(found.brier())
    assert np.isnan(found.ece(np.zeros(1_000)))


@pytest.mark.parametrize("probability", [[], [0.1, np.nan]])
def test_without_probabilities_there_is_nothing_to_say(probability: list[float]) -> None:
    given = np.array(probability)
    assert calibration(np.zeros(given.size, dtype=np.bool_), given) is None


def test_few_payments_make_few_bins() -> None:
    found = calibration(np.array([True, False, True]), np.array([0.9, 0.1, 0.5]))
    assert found is not None
    assert [one.payments for one in found.curve()] == [1, 1, 1]
    assert found.ece() == pytest.approx((0.1 + 0.1 + 0.5) / 3.0)


def test_wilsons_interval_is_the_published_one() -> None:
    # Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263.
    assert wilson(81 / 263, 263.0) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(0.0, 20.0)[0] == 0.0

"""Figures of quality equal scikit-learn's, and say nothing where there is nothing to say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, roc_auc_score, roc_curve

from secureflow.scoring.evaluation.metrics import Costs, average_precision, chosen_by_day, ranking


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.booleans(), st.integers(0, 8), st.floats(0.1, 9.0)), min_size=3, max_size=60
    )
)
def test_a_ranking_equals_scikit_learns(rows: list[tuple[bool, int, float]]) -> None:
    rows = [*rows, (True, 4, 1.0), (False, 4, 1.0)]
    is_fraud = np.array([row[0] for row in rows])
    scores = np.array([row[1] for row in rows], dtype=np.float64)
    weights = np.array([row[2] for row in rows])
    for weight in (None, weights):
        steps = ranking(is_fraud, scores).steps(weight)
        told = {"sample_weight": weight}
        assert steps.average_precision() == pytest.approx(
            average_precision_score(is_fraud, scores, **told)
        )
        assert steps.roc_auc() == pytest.approx(roc_auc_score(is_fraud, scores, **told))
        false_alarms, recall, _ = roc_curve(
            is_fraud, scores, drop_intermediate=False, sample_weight=weight
        )
        assert steps.recall_at_false_alarms(0.25) == pytest.approx(
            recall[false_alarms <= 0.25 + 1e-12].max()
        )


def test_weights_stand_for_repetition() -> None:
    is_fraud, scores = np.array([True, False, True]), np.array([3.0, 2.0, 1.0])
    repeated = np.repeat([0, 1, 2], [2, 3, 1])
    assert average_precision(is_fraud, scores, np.array([2.0, 3.0, 1.0])) == pytest.approx(
        average_precision(is_fraud[repeated], scores[repeated])
    )


@pytest.mark.parametrize("is_fraud", [[], [False, False], [True, True]])
def test_one_kind_alone_has_no_figures(is_fraud: list[bool]) -> None:
    steps = ranking(np.array(is_fraud, dtype=np.bool_), np.zeros(len(is_fraud))).steps()
    assert np.isnan(steps.roc_auc())
    assert np.isnan(steps.recall_at_false_alarms(0.01))
    assert np.isnan(steps.average_precision()) == (True not in is_fraud)


def test_the_budget_is_spent_on_the_highest_of_each_day() -> None:
    scores = np.array([1.0, 9.0, 9.0, 2.0, 7.0, 3.0])
    day = np.array([0, 0, 0, 1, 1, 2])
    assert chosen_by_day(scores, day, 2).tolist() == [False, True, True, True, True, True]
    assert chosen_by_day(scores, day, 1).tolist() == [False, True, False, False, True, True]


def test_a_review_saves_amount_and_fee_and_costs_its_time() -> None:
    saved = Costs().saved(
        np.array([True, True, False, True]),
        np.array([100.0, np.nan, 50.0, 30.0]),
        np.array([True, True, True, False]),
    )
    assert saved.tolist() == [118.0, 18.0, -2.0, 0.0]

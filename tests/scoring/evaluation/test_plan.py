"""Ranges are decided from what is given, and what does not fit is named by its option."""

from dataclasses import replace

import numpy as np
import pytest

from secureflow.errors import InvalidInput
from secureflow.scoring.evaluation.dataset import DAY_SECONDS, UNKNOWN
from secureflow.scoring.evaluation.plan import Wanted, plan_of
from secureflow.scoring.evaluation.run import trainings
from tests.scoring.evaluation.conftest import MONDAY, Make


def at(day: float) -> float:
    return MONDAY + day * DAY_SECONDS


def test_left_open_the_last_third_is_the_test_a_week_after_training(make: Make) -> None:
    plan = plan_of(Wanted(), make(days=60))
    assert (plan.train_from, plan.train_until) == (at(0), at(33))
    assert (plan.test_from, plan.test_until) == (at(40), at(60))


def test_the_test_begins_a_week_after_a_given_end_of_training(make: Make) -> None:
    plan = plan_of(Wanted(train_until=at(20)), make(days=40))
    assert (plan.test_from, plan.test_until) == (at(27), at(40))


@pytest.mark.parametrize("days", [2, 3, 5, 9])
def test_a_short_file_still_has_both_parts(days: int, make: Make) -> None:
    plan = plan_of(Wanted(), make(days=days))
    assert plan.train_from < plan.train_until <= plan.test_from < plan.test_until


def test_rows_without_times_are_split_by_their_labels(make: Make) -> None:
    data = make(days=40, has_time=False)
    truth = data.truth.copy()
    truth[::3] = UNKNOWN
    data = replace(data, truth=truth)
    plan = plan_of(Wanted(train_share=0.6), data)
    labelled = np.flatnonzero(truth != UNKNOWN)
    in_test = (data.columns.occurred_at >= plan.test_from) & (truth != UNKNOWN)
    assert in_test.sum() == int(labelled.size * 0.4)
    assert not plan.tells_test


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Wanted(train_from=at(20), train_until=at(10), test_from=at(30)), "train_until"),
        (Wanted(train_until=at(20), test_from=at(10)), "test_from"),
        (Wanted(test_from=at(20), test_until=at(20)), "test_until"),
        (Wanted(test_from=at(400)), "test_until"),
        (Wanted(test_from=at(39.99), test_until=at(40)), "test_from"),
        (Wanted(train_share=0.5), "train_share"),
        (Wanted(reviews_per_day=0), "reviews_per_day"),
        (Wanted(most_labels=0), "most_labels"),
        (Wanted(reported_share=1.5), "reported_share"),
        (Wanted(report_delay_days=float("nan")), "report_delay_days"),
        (Wanted(retrain_days=0), "retrain_days"),
    ],
)
def test_what_does_not_fit_is_named(wanted: Wanted, field: str, make: Make) -> None:
    with pytest.raises(InvalidInput) as refused:
        plan_of(wanted, make(days=40))
    assert refused.value.field == field
    assert field.replace("_", "-") in refused.value.message


def test_ranges_of_time_are_refused_where_there_are_no_times(make: Make) -> None:
    with pytest.raises(InvalidInput, match="--train-from"):
        plan_of(Wanted(train_from=at(1)), make(has_time=False))


def test_models_are_made_when_somebody_asks_them(make: Make) -> None:
    data = make(days=40)
    given = Wanted(train_from=at(3), train_until=at(20), test_from=at(27))
    weekly = [at(3), at(10), at(17), at(24), at(31), at(38)]
    assert trainings(plan_of(given, data)) == weekly
    assert trainings(plan_of(replace(given, labels="all"), data)) == weekly[3:]
    holdout = replace(given, protocol="holdout")
    assert trainings(plan_of(holdout, data)) == [at(3), at(10), at(17), at(27)]
    assert trainings(plan_of(replace(holdout, labels="none"), data)) == [at(27)]

"""The protocol: nothing is known before it may be, and the reviewer sees what the system chose."""

from dataclasses import dataclass, field, replace
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from secureflow.scoring.evaluation.dataset import DAY_SECONDS, FRAUD, GOOD, UNKNOWN, Dataset
from secureflow.scoring.evaluation.plan import Plan, Policy, Protocol, Wanted, plan_of
from secureflow.scoring.evaluation.run import Judge, Run, run
from secureflow.scoring.history.columns import Floats
from secureflow.scoring.history.usuals import NOTHING, Usuals
from secureflow.scoring.model.examples import Examples
from tests.scoring.evaluation.conftest import MONDAY, Make

START, TEST = MONDAY + 10 * DAY_SECONDS, MONDAY + 30 * DAY_SECONDS
WANTED = Wanted(train_from=START, test_from=TEST, reviews_per_day=3, seeds=(0,))


@dataclass
class Heard:
    """A history that keeps what it is told, beside inputs that are the amounts."""

    data: Dataset
    first: int = 0
    told: list[tuple[int, float, int, float]] = field(default_factory=list)
    inputs: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.inputs = self.data.columns.amount[:, None].copy()

    def forget(self) -> None:
        self.told = []

    def usuals(self, at: float) -> Usuals:
        return NOTHING

    def tell(
        self, start: int, stop: int, rows: NDArray[np.intp], at: Floats, truth: NDArray[np.int8]
    ) -> None:
        since = float(np.floor(self.data.columns.occurred_at[start] / DAY_SECONDS)) * DAY_SECONDS
        self.told += zip(
            rows.tolist(), at.tolist(), truth.tolist(), [since] * len(rows), strict=True
        )


@dataclass
class Student:
    """A trainer that keeps its lessons and makes models that score by amount."""

    lessons: list[tuple[float, Examples]] = field(default_factory=list)

    def __call__(self, examples: Examples, usuals: Usuals, seed: int, now: float) -> Judge:
        self.lessons.append((now, examples))

        def judge(inputs: Floats, category: NDArray[np.int32]) -> tuple[Floats, Floats]:
            return inputs[:, 0].copy(), np.full(len(inputs), np.nan)

        return judge


def silent(step: str, done: int, total: int) -> None:
    assert 0 < done <= total, step


def went(wanted: Wanted, data: Dataset, seed: int = 0) -> tuple[Plan, Run, Heard, Student]:
    plan = plan_of(wanted, data)
    heard, student = Heard(data), Student()
    return plan, run(data, plan, heard, student, seed, silent), heard, student


@pytest.mark.parametrize("labels", get_args(Policy))
@pytest.mark.parametrize("protocol", get_args(Protocol))
def test_nothing_is_known_before_it_may_be(labels: Policy, protocol: Protocol, make: Make) -> None:
    data = make()
    wanted = replace(WANTED, labels=labels, protocol=protocol)
    plan, _, heard, student = went(wanted, data)
    for now, examples in student.lessons:
        assert (examples.occurred_at < now).all()
        known = examples.label != UNKNOWN
        assert (examples.known_at[known] <= now).all()
        assert np.isnan(examples.known_at[~known]).all()
        assert not (examples.reviewed & ~known).any()
        assert not (examples.reported & ~known).any()
    times = data.columns.occurred_at
    for row, at, truth, since in heard.told:
        assert truth == data.truth[row]
        assert at >= since
        assert times[row] >= plan.train_from
        midnight = (np.floor(times[row] / DAY_SECONDS) + 1.0) * DAY_SECONDS
        week = times[row] + 7 * DAY_SECONDS
        assert at == pytest.approx(week) or (labels.startswith("reviews") and at == midnight)
    assert [at for _, at, _, _ in heard.told] == sorted(at for _, at, _, _ in heard.told)
    assert len({row for row, *_ in heard.told}) == len(heard.told)
    if labels == "none":
        assert heard.told == []


def test_the_reviewer_takes_the_highest_of_each_day(make: Make) -> None:
    data = make()
    plan, found, _, _ = went(replace(WANTED, labels="reviews"), data)
    rows = np.flatnonzero(found.reviewed)
    assert np.bincount(data.day[rows] - data.day[0])[10:40].tolist() == [3] * 30
    for day in np.unique(data.day[rows]):
        of_day = np.flatnonzero(data.day == day)
        taken = set(rows[data.day[rows] == day].tolist())
        assert taken == set(of_day[np.argsort(-data.columns.amount[of_day], kind="stable")[:3]])
    assert found.labels == np.count_nonzero(plan.test_until > data.columns.occurred_at[rows]) - 3


def test_what_is_unknown_or_known_already_is_not_reviewed(make: Make) -> None:
    data = make()
    truth = data.truth.copy()
    truth[::2] = UNKNOWN
    wanted = replace(WANTED, report_delay_days=0.0, reported_share=1.0)
    _, found, heard, _ = went(wanted, replace(data, truth=truth))
    assert (truth[found.reviewed] == GOOD).all()
    assert {row for row, _, kind, _ in heard.told if kind == FRAUD} <= set(
        np.flatnonzero(truth == FRAUD).tolist()
    )


def test_half_of_the_frauds_are_reported_by_chance_of_the_seed(make: Make) -> None:
    data = make(days=300, per_day=20)
    wanted = replace(WANTED, reviews_per_day=1, report_delay_days=3.0)
    reports = []
    for seed in (0, 0, 1):
        _, _, heard, student = went(wanted, data, seed)
        reports.append([row for row, at, *_ in heard.told if at % DAY_SECONDS])
        examples = student.lessons[-1][1]
        assert examples.reported.sum() == pytest.approx(0.5 * 0.1 * len(examples), rel=0.15)
    assert reports[0] == reports[1] != reports[2]


def test_scores_of_the_test_are_those_given_at_the_time(make: Make) -> None:
    data = make()
    for labels in ("none", "reviews", "all"):
        plan, found, _, _ = went(replace(WANTED, labels=labels), data)
        in_test = data.columns.occurred_at >= plan.test_from
        assert (found.score[in_test] == data.columns.amount[in_test]).all()
        assert np.isnan(found.score[data.columns.occurred_at < plan.train_from]).all()


def test_with_so_many_labels_a_last_model_is_trained_on_the_first_of_them(make: Make) -> None:
    data = make()
    plan, found, heard, student = went(replace(WANTED, labels="reviews", most_labels=20), data)
    now, examples = student.lessons[-1]
    # Three a day: the 21 labels of a week are there at its end.
    assert now == START + 7 * DAY_SECONDS
    assert np.count_nonzero(examples.label != UNKNOWN) == found.labels == 20
    assert not np.isnan(found.score[data.columns.occurred_at >= plan.test_from]).any()
    assert len(heard.told) > 20


def test_rows_without_times_tell_nothing_of_the_test(make: Make) -> None:
    data = make(days=100, has_time=False)
    wanted = Wanted(protocol="holdout", labels="all", train_share=0.6, seeds=(0,))
    plan, _, heard, student = went(wanted, data)
    before = data.columns.occurred_at < plan.test_from
    assert {row for row, *_ in heard.told} == set(np.flatnonzero(before).tolist())
    now, examples = student.lessons[-1]
    assert now == plan.test_from
    assert (examples.label == data.truth[before]).all()

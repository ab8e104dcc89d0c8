"""What is learned from: labels weigh for those that did not become known."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from secureflow.scoring.model.examples import DAY_SECONDS, Examples, examples_of
from secureflow.scoring.model.lessons import MOST_WEIGHT, coverage_of, lessons_of

ROWS = 10_000
NOW = 1_780_000_000.0 + 100 * DAY_SECONDS


def reported(share: float, *, reviewed_share: float = 0.0, seed: int = 0) -> Examples:
    """Return payments of a hundred days, a tenth of them fraud, of which a share is reported."""
    rng = np.random.default_rng(seed)
    fraud = rng.random(ROWS) < 0.1
    at = NOW - np.sort(rng.random(ROWS))[::-1] * 100 * DAY_SECONDS
    seen = rng.random(ROWS) < reviewed_share
    told = fraud & (rng.random(ROWS) < share) & (at + 7 * DAY_SECONDS < NOW)
    label = np.where(seen | told, fraud, -1).astype(np.int8)
    return examples_of(
        np.zeros((ROWS, 1)),
        at,
        label=label,
        known_at=np.where(seen, at, np.where(told, at + 7 * DAY_SECONDS, np.nan)),
        weight=np.where(seen, 1.0 / max(reviewed_share, 1e-9), 1.0),
        reviewed=seen,
        reported=told,
    )


def fraud_weight(found: Examples) -> float:
    lessons = lessons_of(found, ROWS, 0)
    age = (found.occurred_at.max() - found.occurred_at[lessons.row]) / DAY_SECONDS
    undecayed = lessons.weight / 0.5 ** (age / 180.0)
    return float(undecayed[lessons.is_fraud].sum())


def test_the_share_that_gets_reported_is_seen_on_what_reviewers_found() -> None:
    assert coverage_of(reported(0.5, reviewed_share=0.3)) == pytest.approx(0.5, abs=0.07)


def test_without_any_report_there_is_none_and_without_reviews_a_supposed_share() -> None:
    assert coverage_of(reported(0.0, reviewed_share=0.3)) == 0.0
    assert coverage_of(reported(0.5)) == pytest.approx(0.7)


def test_where_every_label_becomes_known_nothing_is_hidden() -> None:
    found = examples_of(np.zeros((3, 1)), np.arange(3.0), label=np.array([1, 0, -1], np.int8))
    assert coverage_of(found) == 1.0
    lessons = lessons_of(found, 100, 0)
    assert lessons.row.tolist() == [0, 1]
    assert not lessons.silent.any()


def test_known_frauds_stand_for_those_that_stayed_unknown() -> None:
    found = reported(0.5, reviewed_share=0.3)
    whole = float((np.random.default_rng(0).random(ROWS) < 0.1).sum())
    assert fraud_weight(found) == pytest.approx(whole, rel=0.1)


def test_silence_counts_only_once_there_was_time_to_complain() -> None:
    found = reported(0.5)
    lessons = lessons_of(found, ROWS, 0)
    assert lessons.silent.any()
    assert found.occurred_at[lessons.row[lessons.silent]].max() <= NOW - 7 * DAY_SECONDS


def test_some_good_payments_stand_for_all_of_them() -> None:
    found = reported(0.5)
    whole, some = lessons_of(found, ROWS, 0), lessons_of(found, 3_000, 0)
    assert len(some) == 3_000
    assert some.is_fraud.sum() == whole.is_fraud.sum()
    good = some.weight[~some.is_fraud].sum()
    assert good == pytest.approx(whole.weight[~whole.is_fraud].sum(), rel=0.05)
    assert (np.diff(some.row) > 0).all()


def test_a_lucky_draw_does_not_rule_the_model() -> None:
    found = reported(0.0, reviewed_share=0.001, seed=3)
    assert lessons_of(found, ROWS, 0).weight.max() <= MOST_WEIGHT


def test_older_lessons_count_less() -> None:
    lessons = lessons_of(reported(0.5), ROWS, 0)
    silent: NDArray[np.float64] = lessons.weight[lessons.silent]
    assert silent[0] < 0.75 * silent[-1]


def test_frauds_are_drawn_too_where_they_are_more_than_half() -> None:
    found = examples_of(np.zeros((ROWS, 1)), np.zeros(ROWS), label=np.ones(ROWS, np.int8))
    found.label[: ROWS // 4] = 0
    lessons = lessons_of(found, 1_000, 0)
    assert len(lessons) == 1_000
    assert lessons.is_fraud.sum() == 500
    of_frauds = lessons.weight[lessons.is_fraud].sum() / lessons.weight.sum()
    assert of_frauds == pytest.approx(0.75)


def test_payments_of_which_nothing_can_have_been_heard_yet_are_not_ripe() -> None:
    found = reported(0.5, reviewed_share=0.3)
    lessons = lessons_of(found, ROWS, 0)
    age = (NOW - found.occurred_at[lessons.row]) / DAY_SECONDS
    assert not lessons.ripe[age < 6.9].any()
    assert lessons.ripe[age > 7.1].all()
    fair = lessons.some(lessons.ripe)
    share = fair.weight[fair.is_fraud].sum() / fair.weight.sum()
    assert share == pytest.approx(0.1, abs=0.02)


def test_a_file_of_old_frauds_read_today_makes_no_payment_of_months_ago_too_young() -> None:
    found = reported(0.5)
    known_at = np.where(np.isnan(found.known_at), np.nan, NOW)
    lessons = lessons_of(replace(found, known_at=known_at), ROWS, 0)
    age = (NOW - found.occurred_at[lessons.row]) / DAY_SECONDS
    assert lessons.ripe[age > 30.1].all()
    assert not lessons.ripe[age < 29.9].any()

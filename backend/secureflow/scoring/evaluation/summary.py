"""What an evaluation found: figures over all seeds with their intervals, and curves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secureflow.scoring.evaluation.calibration import Bin, Calibration, calibration
from secureflow.scoring.evaluation.dataset import FRAUD, UNKNOWN, Dataset
from secureflow.scoring.evaluation.intervals import Estimate, Figures, bootstrap, clusters
from secureflow.scoring.evaluation.metrics import (
    NAN,
    Bools,
    Costs,
    Floats,
    Ranking,
    average_precision,
    chosen_by_day,
    ranking,
)
from secureflow.scoring.evaluation.plan import Plan
from secureflow.scoring.evaluation.run import Run

FALSE_ALARMS = 0.01
CURVE_POINTS = 200
WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Week:
    """Average precision of seven days of the test, from a day since 1970; mean of the seeds."""

    first_day: int
    rows: int
    frauds: int
    average_precision: float


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures of the payments of the test whose label is known.

    ``estimates`` by name, ``by_seed`` their values for each seed. ``drawn`` says what the
    intervals' samples were drawn of. ``by_amount`` is the average precision of sorting by amount.
    ``curve`` is recall and precision, ``reliability`` the bins of the 5 % highest probabilities,
    both of the first seed.
    """

    rows: int
    frauds: int
    labels_used: int
    drawn: str
    estimates: Mapping[str, Estimate]
    by_seed: Mapping[str, Sequence[float]]
    by_amount: float
    curve: tuple[Floats, Floats]
    reliability: Sequence[Bin]
    weeks: Sequence[Week]


@dataclass(frozen=True, slots=True)
class _Tested:
    """The payments of the test with a known label, and what stays the same for every seed."""

    is_fraud: Bools
    amount: Floats
    day: NDArray[np.int64]
    budget: int


def summarise(data: Dataset, plan: Plan, runs: Sequence[Run]) -> Summary:
    """Return the figures of the scores that were given in the test, over the seeds' runs."""
    times = data.columns.occurred_at
    in_test = (times >= plan.test_from) & (times < plan.test_until) & (data.truth != UNKNOWN)
    rows = np.flatnonzero(in_test)
    # Without times the whole test is one day of the reviewer.
    day = data.day[rows] if data.has_time else np.zeros(rows.size, dtype=np.int64)
    tested = _Tested(
        is_fraud=data.truth[rows] == FRAUD,
        amount=data.columns.amount[rows],
        day=day,
        budget=plan.reviews_per_day,
    )
    cluster, drawn = clusters(day, data.customer[rows])
    seeds = [_figures(tested, run.score[rows], run.probability[rows]) for run in runs]
    whole = [figures(None) for figures in seeds]
    first = runs[0]
    reliable = _calibration(tested.is_fraud, first.probability[rows])[0]
    return Summary(
        rows=int(rows.size),
        frauds=int(tested.is_fraud.sum()),
        labels_used=round(float(np.mean([run.labels for run in runs]))),
        drawn=drawn,
        estimates=bootstrap(seeds, cluster),
        by_seed={name: [one[name] for one in whole] for name in whole[0]},
        by_amount=average_precision(tested.is_fraud, np.nan_to_num(tested.amount)),
        curve=ranking(tested.is_fraud, first.score[rows]).steps().curve(CURVE_POINTS),
        reliability=reliable.curve() if reliable else (),
        weeks=_weeks(tested, [run.score[rows] for run in runs]) if data.has_time else (),
    )


def _figures(tested: _Tested, score: Floats, probability: Floats) -> Figures:
    """Return the function that says all figures of one seed's scores under any weights."""
    ranked = ranking(tested.is_fraud, score)
    reviewed = chosen_by_day(score, tested.day, tested.budget)
    found = reviewed & tested.is_fraud
    saved = Costs().saved(tested.is_fraud, tested.amount, reviewed)
    at_risk = Costs(review_cost=0.0).saved(tested.is_fraud, tested.amount, tested.is_fraud)
    reliable, known = _calibration(tested.is_fraud, probability)

    def figures(weights: Floats | None) -> Mapping[str, float]:
        weight = np.ones(score.size) if weights is None else weights
        frauds, looks, finds = (float(weight @ one) for one in (tested.is_fraud, reviewed, found))
        return (
            _of_ranking(ranked, weights)
            | {
                "precision_at_budget": _ratio(finds, looks),
                "recall_at_budget": _ratio(finds, frauds),
                "money_saved": float(weight @ saved),
                "money_saved_share": _ratio(float(weight @ saved), float(weight @ at_risk)),
            }
            | _of_calibration(reliable, None if weights is None else weights[known])
        )

    return figures


def _of_ranking(ranked: Ranking, weights: Floats | None) -> dict[str, float]:
    steps = ranked.steps(weights)
    return {
        "average_precision": steps.average_precision(),
        "roc_auc": steps.roc_auc(),
        "recall_at_1pct_fpr": steps.recall_at_false_alarms(FALSE_ALARMS),
    }


def _of_calibration(reliable: Calibration | None, weights: Floats | None) -> dict[str, float]:
    if reliable is None:
        return dict.fromkeys(("expected_calibration_error", "brier", "brier_base"), NAN)
    return {
        "expected_calibration_error": reliable.ece(weights),
        "brier": reliable.brier(weights),
        "brier_base": reliable.brier_base(weights),
    }


def _calibration(
    is_fraud: Bools, probability: Floats
) -> tuple[Calibration | None, NDArray[np.intp]]:
    """Return the calibration of the payments that got a probability, and which those are."""
    known = np.flatnonzero(~np.isnan(probability))
    return calibration(is_fraud[known], probability[known]), known


def _weeks(tested: _Tested, scores: Sequence[Floats]) -> list[Week]:
    first = int(tested.day.min())
    number = (tested.day - first) // WEEK_DAYS
    found = []
    for week in np.unique(number).tolist():
        rows = number == week
        is_fraud = tested.is_fraud[rows]
        reached = [average_precision(is_fraud, score[rows]) for score in scores]
        found.append(
            Week(
                first + week * WEEK_DAYS,
                int(rows.sum()),
                int(is_fraud.sum()),
                float(np.mean(reached)),
            )
        )
    return found


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole > 0.0 else NAN

"""The evaluation as one JSON object: names that scripts rely on, null where nothing can be said."""

import math
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from secureflow.scoring.evaluation.dataset import DAY_SECONDS, Dataset
from secureflow.scoring.evaluation.intervals import Estimate
from secureflow.scoring.evaluation.plan import Plan
from secureflow.scoring.evaluation.summary import Summary

DIGITS = 6
SINGLE = (
    "precision_at_budget",
    "recall_at_budget",
    "recall_at_1pct_fpr",
    "expected_calibration_error",
    "brier",
    "brier_base",
    "roc_auc",
    "money_saved",
    "money_saved_share",
)
"""Figures that are given as the mean over the seeds; their intervals stand under ``intervals``."""


def answer(summary: Summary, plan: Plan, data: Dataset, seconds: float) -> dict[str, Any]:
    """Return the object that ``--json`` prints; every number in it is finite or null."""
    estimates = summary.estimates
    recall, precision = summary.curve
    return {
        "rows": summary.rows,
        "frauds": summary.frauds,
        "labels_used": summary.labels_used,
        "seeds": len(plan.seeds),
        "average_precision": _estimate(estimates["average_precision"]),
        **{name: plain(estimates[name].mean) for name in SINGLE},
        "seconds": round(seconds, 3),
        "events_per_second": round(len(data) / max(seconds, 1e-9)),
        "intervals": {name: _estimate(estimates[name]) for name in SINGLE},
        "intervals_over": f"{summary.drawn} and seeds",
        "null_because": reasons(summary),
        "by_seed": {
            name: [plain(value) for value in values] for name, values in summary.by_seed.items()
        },
        "by_amount": plain(summary.by_amount),
        "protocol": plan.protocol,
        "labels": plan.labels,
        "reviews_per_day": plan.reviews_per_day,
        "reported_share": plan.reported_share,
        "report_delay_days": plan.report_delay_days,
        "retrain_days": plan.retrain_days,
        "most_labels": plan.most_labels,
        "ranges": ranges(plan, data),
        "weeks": [
            asdict(week)
            | {
                "first_day": _date(week.first_day * DAY_SECONDS),
                "average_precision": plain(week.average_precision),
            }
            for week in summary.weeks
        ],
        "precision_recall": [
            [plain(r), plain(p)] for r, p in zip(recall.tolist(), precision.tolist(), strict=True)
        ],
        "reliability": [
            {name: plain(value) for name, value in asdict(one).items()}
            for one in summary.reliability
        ],
        **data.facts,
    }


def ranges(plan: Plan, data: Dataset) -> dict[str, str] | None:
    """Return the first and last day of training and test; None for payments without times."""
    if not data.has_time:
        return None
    return {
        "train_from": _date(plan.train_from),
        "train_until": _date(plan.train_until - 1.0),
        "test_from": _date(plan.test_from),
        "test_until": _date(plan.test_until - 1.0),
    }


def reasons(summary: Summary) -> dict[str, str]:
    """Return why a figure is null, by its name."""
    found: dict[str, str] = {}
    if summary.frauds == 0:
        why = "there is no fraud among the labelled payments of the test"
        found |= dict.fromkeys(("average_precision", "roc_auc", "recall_at_1pct_fpr"), why)
    elif summary.frauds == summary.rows:
        why = "every labelled payment of the test is fraud"
        found |= dict.fromkeys(("roc_auc", "recall_at_1pct_fpr"), why)
    if math.isnan(summary.estimates["expected_calibration_error"].mean):
        found["expected_calibration_error"] = (
            "no payment of the test got a probability: the labels known by then were too few"
        )
    return found


def _estimate(one: Estimate) -> dict[str, float | None]:
    return {"mean": plain(one.mean), "low": plain(one.low), "high": plain(one.high)}


def plain(value: float) -> float | None:
    """Return a number that JSON can hold, to six digits; None for NaN."""
    if isinstance(value, int) or not math.isfinite(value):
        return value if isinstance(value, int) else None
    return round(value, DIGITS)


def _date(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()

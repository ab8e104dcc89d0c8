"""What a model reached on later payments, with intervals, for the registry."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import numpy as np

from secureflow.scoring.evaluation.calibration import calibration
from secureflow.scoring.evaluation.intervals import Estimate, bootstrap
from secureflow.scoring.evaluation.metrics import NAN, Floats, ranking
from secureflow.scoring.model.calibration import calibrate
from secureflow.scoring.model.examples import DAY_SECONDS, FRAUD, GOOD, Examples
from secureflow.scoring.model.layers import Later
from secureflow.scoring.model.lessons import Lessons

BUDGET = 20
"""Payments a day that the figures at a budget take for reviewed."""
FALSE_ALARMS = 0.01
RANKS = (0.01, 0.25, 0.5, 0.75, 0.9, 0.97, 0.99, 0.997)


def figures_of(examples: Examples, lessons: Lessons) -> dict[str, Any]:
    """Return what the model was made of: payments, their range, labels and what they stand for."""
    first, last = examples.occurred_at.min(), examples.occurred_at.max()
    return {
        "rows": len(examples),
        "lessons": len(lessons),
        "first_payment_at": _said(first),
        "last_payment_at": _said(last),
        "labels": int(np.count_nonzero(examples.label != -1)),
        "frauds": int(np.count_nonzero(examples.label == FRAUD)),
        "legitimate": int(np.count_nonzero(examples.label == GOOD)),
        "reviewed": int(np.count_nonzero(examples.reviewed)),
        "reported": int(np.count_nonzero(examples.reported)),
        "reported_share": lessons.coverage,
    }


def scores_of(scores: Floats, lines: tuple[float, float]) -> dict[str, Any]:
    """Return how the scores of the latest payments are spread, and the shares at the lines."""
    return {
        "score_quantiles": {str(rank): float(np.quantile(scores, rank)) for rank in RANKS},
        "share_at_review_line": float(np.mean(scores >= lines[0])),
        "share_at_block_line": float(np.mean(scores >= lines[1])),
    }


def quality_of(examples: Examples, later: Later | None) -> dict[str, Any] | None:
    """Return figures on the latest payments with a label, None where too few frauds are known.

    The layer that judges them learned from earlier ones, and its probabilities come from payments
    between those and these, so nothing here is graded on what it was made of.
    """
    if later is None:
        return None
    tested = later.is_second
    held = later.held
    is_fraud, margin, weight = held.is_fraud[tested], held.margin[tested], held.weight[tested]
    labels = int((~held.silent[tested]).sum())
    if not is_fraud.any() or is_fraud.all():
        return None
    day = (examples.occurred_at[later.row[tested]] // DAY_SECONDS).astype(np.int64)
    order = ranking(is_fraud, margin)
    chosen = _budget(margin, weight, day)

    def figures(drawn: Floats | None) -> Mapping[str, float]:
        weights = weight if drawn is None else weight * drawn
        steps = order.steps(weights)
        found = float((weights * is_fraud)[chosen].sum())
        return {
            "average_precision": steps.average_precision(),
            "recall_at_1pct_fpr": steps.recall_at_false_alarms(FALSE_ALARMS),
            "precision_at_budget": _share(found, float(weights[chosen].sum())),
            "recall_at_budget": _share(found, float((weights * is_fraud).sum())),
        }

    estimates = bootstrap([figures], np.unique(day, return_inverse=True)[1])
    told: dict[str, Any] = {name: _told(one, labels) for name, one in estimates.items()}
    told["calibration"] = None
    earlier = held.some(~tested)
    if earlier.suffices:
        chance = 1.0 / (1.0 + np.exp(-calibrate(earlier)(margin)))
        told["calibration"] = _calibration(is_fraud, chance, weight, labels)
    return told


def _budget(margin: Floats, weight: Floats, day: Any) -> Any:
    """Return which payments the day's reviews would take; one stands for as many as it weighs."""
    order = np.lexsort((-margin, day))
    before = np.cumsum(weight[order]) - weight[order]
    days = day[order]
    starts = np.flatnonzero(np.append(True, days[1:] != days[:-1]))
    so_far = before - np.repeat(before[starts], np.diff(np.append(starts, days.size)))
    chosen = np.zeros(margin.size, dtype=np.bool_)
    chosen[order[so_far < BUDGET]] = True
    return chosen


def _calibration(is_fraud: Any, chance: Floats, weight: Floats, labels: int) -> Any:
    found = calibration(is_fraud, chance)
    if found is None:
        return None
    return {
        "ece": found.ece(weight),
        "brier": found.brier(weight),
        "brier_base": found.brier_base(weight),
        "labels": labels,
        "curve": [
            {
                "mean_probability": one.mean_probability,
                "fraud_share": one.fraud_share,
                "low": one.low,
                "high": one.high,
                "n": one.payments,
            }
            for one in found.curve(weight)
        ],
    }


def _told(estimate: Estimate, labels: int) -> dict[str, float | int] | None:
    values = (estimate.mean, estimate.low, estimate.high)
    if any(np.isnan(value) for value in values):
        return None
    return {"mean": values[0], "low": values[1], "high": values[2], "labels": labels}


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0.0 else NAN


def _said(seconds: float) -> str:
    return datetime.fromtimestamp(float(seconds), UTC).isoformat()

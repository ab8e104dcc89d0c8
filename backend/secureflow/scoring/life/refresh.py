"""Probabilities made anew for a model in use, where later labels prove them better."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import numpy as np

from secureflow.scoring.evaluation.calibration import Calibration, calibration
from secureflow.scoring.model.bundle import Bundle
from secureflow.scoring.model.examples import FRAUD, UNKNOWN, Examples
from secureflow.scoring.model.recalibration import recalibrate
from secureflow.scoring.model.recipe import Recipe
from secureflow.scoring.model.verdicts import judge

FIT_SHARE = 0.7
"""Of the later labels; the latest ones judge what comes of the others."""
LEAST_JUDGES = 50


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A model with new probabilities, the labels behind them, and Brier scores of both."""

    bundle: Bundle
    labels: int
    before: float
    after: float


def refresh(
    bundle: Bundle, later: Examples, *, recipe: Recipe, created_at: datetime
) -> Refreshed | None:
    """Return the model with probabilities of ``later`` payments, which it did not learn from.

    The same trees put payments into the same order, and the recipe's shares stay above the lines.
    None where labels are too few, or where on the latest of them the new probabilities are not
    better than the old ones, or than the base rate where there were none.
    """
    known = np.flatnonzero(later.label != UNKNOWN)
    if known.size < LEAST_JUDGES:
        return None
    parting = later.occurred_at[known[int(known.size * FIT_SHARE)]]
    earlier = later.rows(later.occurred_at < parting)
    judges = later.rows((later.occurred_at >= parting) & (later.label != UNKNOWN))
    tried = recalibrate(bundle, earlier, recipe=recipe, created_at=created_at)
    if tried.probability is bundle.probability or len(judges) < LEAST_JUDGES:
        return None
    after = _calibration(tried, judges)
    old = _calibration(bundle, judges)
    if after is None:
        return None
    before = after.brier_base() if old is None else old.brier()
    if not after.brier() < before:
        return None
    made = recalibrate(bundle, later, recipe=recipe, created_at=created_at)
    told = _told(bundle, later, after, len(judges))
    return Refreshed(replace(made, metrics=told), int(known.size), before, after.brier())


def _calibration(bundle: Bundle, examples: Examples) -> Calibration | None:
    codes = np.array([*examples.categories, None], dtype=object)
    said = judge(bundle, examples.inputs, codes[examples.category].tolist())
    return calibration(examples.label == FRAUD, said.probability)


def _told(bundle: Bundle, later: Examples, found: Calibration, labels: int) -> dict[str, Any]:
    """Return the model's metrics with what its new probabilities were worth on later labels.

    What the trees learned from ends where it ended: ``last_payment_at`` stays.
    """
    until = datetime.fromtimestamp(float(later.occurred_at.max()), UTC).isoformat()
    curve = [
        {
            "mean_probability": one.mean_probability,
            "fraud_share": one.fraud_share,
            "low": one.low,
            "high": one.high,
            "n": one.payments,
        }
        for one in found.curve()
    ]
    figures = {"ece": found.ece(), "brier": found.brier(), "brier_base": found.brier_base()}
    quality = dict(bundle.metrics.get("quality") or {})
    quality["calibration"] = figures | {"labels": labels, "curve": curve}
    return {**bundle.metrics, "calibrated_until": until, "quality": quality}

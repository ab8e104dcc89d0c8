"""Quality over time: what the scores that were given were worth, week by week."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import Row

from secureflow.db import model_reports, model_samples, retention, tenancy
from secureflow.db.model_samples import Period
from secureflow.extensions import db
from secureflow.scoring.evaluation.intervals import Estimate, bootstrap
from secureflow.scoring.evaluation.metrics import NAN, Floats, ranking

WEEK = timedelta(days=7)
WEEKS = 12
"""Labels come late: so many weeks are measured again each time."""
LEAST_FRAUDS = 3


def measure(now: datetime) -> None:
    """Store the figures of every merchant's latest weeks, in the place of those before."""
    with tenancy.across_merchants():
        everyone = retention.merchants()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    monday = midnight - timedelta(days=midnight.weekday())
    for merchant_id in everyone:
        tenancy.bind(merchant_id)
        for week in range(WEEKS + 1):
            starts_at = monday - week * WEEK
            _measure(Period(merchant_id, starts_at, starts_at + WEEK))
        db.session.commit()


def _measure(period: Period) -> None:
    rows: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in model_samples.judged(period):
        rows[row.version].append(row)
    if not rows:
        return
    payments = model_samples.payments_of(period)
    for version, labelled in rows.items():
        model_reports.store_quality(
            {
                "merchant_id": period.merchant_id,
                "version": version,
                "starts_at": period.starts_at,
                "ends_at": period.ends_at,
                "figures": {"payments": payments.get(version, 0)} | figures_of(labelled),
            }
        )


def figures_of(rows: Sequence[Row[Any]]) -> dict[str, Any]:
    """Return the figures of labelled payments, each with its interval; None where too few."""
    is_fraud = np.array([row.is_fraud for row in rows], dtype=np.bool_)
    flagged = np.array([row.flagged for row in rows], dtype=np.bool_)
    weight = np.array([row.weight for row in rows], dtype=np.float64)
    order = ranking(is_fraud, np.array([row.score for row in rows], dtype=np.float64))

    def figures(drawn: Floats | None) -> Mapping[str, float]:
        weights = weight if drawn is None else weight * drawn
        both = float(weights[flagged & is_fraud].sum())
        return {
            "average_precision": order.steps(weights).average_precision(),
            "precision": _share(both, float(weights[flagged].sum())),
            "recall": _share(both, float(weights[is_fraud].sum())),
        }

    estimates = bootstrap([figures], np.arange(len(rows)))
    frauds = int(is_fraud.sum())
    told = {"labels": len(rows), "frauds": frauds}
    return told | {
        name: _told(one, len(rows)) if frauds >= LEAST_FRAUDS else None
        for name, one in estimates.items()
    }


def _told(one: Estimate, labels: int) -> dict[str, Any] | None:
    if any(np.isnan(value) for value in (one.mean, one.low, one.high)):
        return None
    return {"mean": one.mean, "low": one.low, "high": one.high, "labels": labels}


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0.0 else NAN

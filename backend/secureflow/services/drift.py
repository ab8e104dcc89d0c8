"""Drift, measured daily: how far a merchant's last week is from what its model knows."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import Row

from secureflow.db import model_reports, model_samples, models, retention, tenancy
from secureflow.db.model_samples import SIGNALS, Period
from secureflow.db.models import ModelVersionRow
from secureflow.errors import ModelUnavailable
from secureflow.extensions import db
from secureflow.infra.logs import log
from secureflow.scoring.history.features import FEATURES
from secureflow.scoring.life import drift
from secureflow.scoring.life.drift import Floats, Spread
from secureflow.services.models import Models

NOW, THEN = timedelta(days=7), timedelta(days=28)
LEAST_PAYMENTS = 100
LEAST_LABELS = 50
SCORE_EDGES = np.arange(10.0, 100.0, 10.0)
GROUPS: Mapping[str, str] = {feature.name: feature.group for feature in FEATURES}


def measure(here: Models, now: datetime, *, warns: bool = True) -> None:
    """Store a report for every merchant with enough payments; one made today is replaced.

    What has moved far is a line in the log, unless nobody is to be warned of it.
    """
    with tenancy.across_merchants():
        everyone = retention.merchants()
    ends_at = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for merchant_id in everyone:
        tenancy.bind(merchant_id)
        champion = models.champion(merchant_id)
        report = None if champion is None else report_of(here, merchant_id, champion, ends_at)
        if champion is not None and report is not None:
            key = {"merchant_id": merchant_id, "version": champion.version, "ends_at": ends_at}
            model_reports.store_drift(key | {"starts_at": ends_at - NOW, "report": report})
            if warns:
                _tell(merchant_id, champion.version, report)
        db.session.commit()


def report_of(
    here: Models, merchant_id: int, champion: ModelVersionRow, ends_at: datetime
) -> dict[str, Any] | None:
    """Return the report on the week before ``ends_at``, None where there are too few payments."""
    week = Period(merchant_id, ends_at - NOW, ends_at)
    before = Period(merchant_id, ends_at - NOW - THEN, ends_at - NOW)
    reads = champion.schema_hash
    now, then = model_samples.sample(week, reads), model_samples.sample(before, reads)
    reference = _learned(here, champion)
    if len(now) < LEAST_PAYMENTS or (reference is None and len(then) < LEAST_PAYMENTS):
        return None
    counted, counted_then = model_samples.counts(week), model_samples.counts(before)
    return {
        "reference": "earlier" if reference is None else "training",
        "payments": counted.payments,
        "payments_then": (counted_then.payments if reference is None else (champion.rows or 0)),
        "features": _features(champion.feature_names, now, then, reference),
        "score": _score(now, then, counted, counted_then),
        "labels": _labels(champion, reference is not None, counted, counted_then),
        "signals": _signals(counted, counted_then),
    }


def _learned(here: Models, champion: ModelVersionRow) -> dict[str, Spread] | None:
    """Return how inputs were spread in the training, None for a model of other payments."""
    if champion.merchant_id is None:
        return None
    try:
        bins = here.version(champion.version).bundle.bins
    except ModelUnavailable:
        return None
    return {name: Spread(edges, shares) for name, (edges, shares) in bins.items()}


def _features(
    names: Sequence[str],
    now: Sequence[Row[Any]],
    then: Sequence[Row[Any]],
    reference: Mapping[str, Spread] | None,
) -> list[dict[str, Any]]:
    seen, earlier = _matrix(now, len(names)), _matrix(then, len(names))
    found = []
    for column, name in enumerate(names):
        before = None if reference is None else reference.get(name)
        if before is None:
            values = earlier[:, column]
            before = drift.spread(values, drift.edges_of(values))
        after = drift.spread(seen[:, column], before.edges)
        missing = {"missing_share": after.missing, "missing_share_then": before.missing}
        entry = {"feature": name, "group": GROUPS.get(name, name)} | missing
        found.append(entry | _moved(before.shares, after.shares) | {"bins": _bins(before, after)})
    return sorted(found, key=lambda one: -float(one["psi"]))


def _matrix(rows: Sequence[Row[Any]], width: int) -> Floats:
    inputs = [row.inputs for row in rows if len(row.inputs) == width]
    return np.array(inputs, dtype=np.float64).reshape(len(inputs), width)


def _score(
    now: Sequence[Row[Any]], then: Sequence[Row[Any]], counted: Row[Any], before: Row[Any]
) -> dict[str, Any] | None:
    if len(then) < LEAST_PAYMENTS:
        return None
    spreads = [
        drift.spread(np.array([row.score for row in rows], dtype=np.float64), SCORE_EDGES)
        for rows in (then, now)
    ]
    shares = {
        "flagged_share": counted.flagged / max(counted.payments, 1),
        "flagged_share_then": before.flagged / max(before.payments, 1),
    }
    return shares | _moved(spreads[0].known, spreads[1].known) | {"bins": _bins(*spreads)}


def _labels(
    champion: ModelVersionRow, is_own: bool, counted: Row[Any], before: Row[Any]
) -> dict[str, Any]:
    """Compare the share of fraud among labels with that of the training, or of weeks before."""
    frauds, labels = before.frauds, before.labels
    if is_own:
        frauds = int(champion.labels.get("fraud", 0))
        labels = frauds + int(champion.labels.get("legitimate", 0))
    told: dict[str, Any] = {"psi": None, "level": None}
    if min(labels, counted.labels) >= LEAST_LABELS:
        shares = [
            np.array([part, whole - part]) / whole
            for part, whole in ((frauds, labels), (counted.frauds, counted.labels))
        ]
        told = _moved(shares[0], shares[1])
    return told | {
        "fraud_share": counted.frauds / counted.labels if counted.labels else None,
        "fraud_share_then": frauds / labels if labels else None,
        "labels": counted.labels,
        "labels_then": labels,
    }


def _signals(counted: Row[Any], before: Row[Any]) -> list[dict[str, Any]]:
    return [
        {
            "signal": name,
            "missing_share": getattr(counted, name) / max(counted.payments, 1),
            "missing_share_then": getattr(before, name) / max(before.payments, 1),
        }
        for name in SIGNALS
    ]


def _moved(then: Floats, now: Floats) -> dict[str, Any]:
    index = drift.stability(then, now)
    return {"psi": index, "level": drift.level_of(index)}


def _bins(then: Spread, now: Spread) -> dict[str, list[float]]:
    return {
        "edges": then.edges.tolist(),
        "before": then.known.tolist(),
        "now": now.known.tolist(),
    }


def _tell(merchant_id: int, version: str, report: Mapping[str, Any]) -> None:
    far = [one["feature"] for one in report["features"] if one["level"] == "large"]
    if report["score"] is not None and report["score"]["level"] == "large":
        far.append("score")
    if far:
        told = {"merchant": merchant_id, "version": version, "moved": far[:10]}
        log.warning("model_drift", extra=told)

"""How models look in answers: one place, so that every route says the same."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import numpy as np

from secureflow.db import label_counts
from secureflow.db.model_changes import ModelChangeRow
from secureflow.db.model_runs import ModelRunRow
from secureflow.db.models import ModelVersionRow
from secureflow.scoring.evaluation.intervals import Estimate
from secureflow.scoring.life.comparison import Outcome, decisions
from secureflow.scoring.model.calibration import LEAST_LABELS, LEAST_OF_A_KIND
from secureflow.scoring.model.layers import SPLIT
from secureflow.scoring.model.lessons import LONGEST_DELAY_DAYS, RIPE_QUANTILE
from secureflow.services.comparison import Comparison
from secureflow.services.drift import GROUPS

MOST_DIFFERENCES = 100
CENT = Decimal("0.01")
DECISIONS = ("approve", "review", "block")
SHOWN = (
    "version",
    "kind",
    "parent",
    "trained_on",
    "created_at",
    "created_by",
    "reason",
    "rows",
    "data_from",
    "data_until",
)
FIGURES = (
    "average_precision",
    "precision_at_budget",
    "recall_at_budget",
    "recall_at_1pct_fpr",
    "calibration",
)


def summary(row: ModelVersionRow, champion: ModelVersionRow | None) -> dict[str, Any]:
    """Return a model as lists show it."""
    figures = quality(row)
    return {name: getattr(row, name) for name in SHOWN} | {
        "is_base": row.merchant_id is None,
        "is_champion": champion is not None and champion.id == row.id,
        "labels": {"fraud": 0, "legitimate": 0} | row.labels,
        "learned_share": learned_share(row),
        "has_probability": bool(row.metrics.get("has_probability")),
        "average_precision": figures["average_precision"],
    }


def detail(row: ModelVersionRow, champion: ModelVersionRow | None) -> dict[str, Any]:
    """Return a model with everything that is known of it."""
    features = [
        {"name": name, "group": GROUPS.get(name, name), "importance": importance}
        for name, importance in sorted(row.importance.items(), key=lambda pair: -pair[1])
    ]
    return summary(row, champion) | {
        "sha256": row.sha256,
        "size": row.size,
        "schema_hash": row.schema_hash,
        "feature_names": row.feature_names,
        "features": features,
        "parameters": row.parameters,
        "versions": row.libraries,
        "metrics": quality(row),
    }


def quality(row: ModelVersionRow) -> dict[str, Any]:
    """Return what a model reached on held-back payments; null where nobody could say."""
    figures = row.metrics.get("quality") or {}
    return {name: figures.get(name) for name in FIGURES}


def learned_share(row: ModelVersionRow | None) -> float:
    """Return how much of a model's judgement is learned from labels, 0..1."""
    return 0.0 if row is None else float(row.metrics.get("learned_share", 0.0))


def labels(merchant_id: int) -> dict[str, Any]:
    """Return how many labels a merchant has, and how far they are from a probability."""
    counts = label_counts.of_merchant(merchant_id)
    later = label_counts.later(merchant_id, SPLIT, RIPE_QUANTILE, int(LONGEST_DELAY_DAYS))
    return {
        "total": counts.total,
        "fraud": counts.fraud,
        "legitimate": counts.total - counts.fraud,
        "by_source": counts.by_source,
        "held_back": later.labels,
        "held_back_fraud": later.fraud,
        "needed_for_probability": LEAST_LABELS,
        "needed_fraud_for_probability": LEAST_OF_A_KIND,
    }


def run(row: ModelRunRow) -> dict[str, Any]:
    """Return a run, with how long it may still take while it says how far it is."""
    names = ("id", "kind", "state", "step", "done", "total", "reason", "created_by", "created_at")
    values = {name: getattr(row, name) for name in (*names, "started_at", "finished_at")}
    return values | {
        "eta_seconds": _remaining(row),
        "version": row.version,
        "error": row.error,
    }


def change(row: ModelChangeRow) -> dict[str, Any]:
    """Return something that was done to the champion or a challenger."""
    names = ("kind", "version", "before", "share", "reason", "created_by", "created_at")
    return {name: getattr(row, name) for name in names}


def _remaining(row: ModelRunRow) -> float | None:
    """Return the seconds that the step takes if it goes on as it went, None where none can say."""
    if row.state != "running" or row.started_at is None or not 0 < row.done <= row.total:
        return None
    spent = (datetime.now(UTC) - row.started_at).total_seconds()
    return round(spent * (row.total - row.done) / row.done, 1)


def comparison(found: Comparison) -> dict[str, Any]:
    """Return two models side by side, and the latest payments on which they differ."""
    compared, pace = found.found, found.pace
    times = [row.occurred_at for row in found.rows]
    return {
        "champion_version": found.two.champion.version,
        "challenger_version": found.two.challenger.version,
        "starts_at": min(times, default=None),
        "ends_at": max(times, default=None),
        "currency": found.currency,
        "payments": compared.payments,
        "labelled": compared.labelled,
        "frauds": compared.frauds,
        "agree": _known(compared.agree),
        "champion": _outcome(compared.champion, compared.labelled, pace.champion),
        "challenger": _outcome(compared.challenger, compared.labelled, pace.challenger),
        "difference": _money_interval(compared.saved),
        "differ": _differences(found),
        "gate": found.gate,
    }


def _outcome(outcome: Outcome, labels: int, milliseconds: float) -> dict[str, Any]:
    names = ("caught", "missed", "false_alarms", "reviews", "blocks")
    return {name: getattr(outcome, name) for name in names} | {
        "cost": _money(outcome.cost),
        "average_precision": _interval(outcome.average_precision, labels),
        "milliseconds": round(milliseconds, 3),
    }


def _differences(found: Comparison) -> list[dict[str, Any]]:
    rows = found.rows
    scores = np.array([[row.champion, row.challenger] for row in rows]).reshape(len(rows), 2)
    decided = decisions(scores, found.policy)
    places = np.flatnonzero(decided[:, 0] != decided[:, 1])[:MOST_DIFFERENCES]
    return [_difference(rows[place], *decided[place].tolist()) for place in places]


def _difference(row: Any, champion: int, challenger: int) -> dict[str, Any]:
    right = "unknown"
    if row.label is not None:
        stricter = "champion" if champion > challenger else "challenger"
        milder = "challenger" if stricter == "champion" else "champion"
        right = stricter if row.label == "fraud" else milder
    return {
        "transaction_id": row.id,
        "external_id": row.external_id,
        "amount": format(row.amount, "f"),
        "currency": row.currency,
        "occurred_at": row.occurred_at,
        "champion": {"score": row.champion, "decision": DECISIONS[champion]},
        "challenger": {"score": row.challenger, "decision": DECISIONS[challenger]},
        "label": row.label,
        "who_was_right": right,
    }


def _money_interval(estimate: Estimate) -> dict[str, str] | None:
    if any(np.isnan(value) for value in (estimate.mean, estimate.low, estimate.high)):
        return None
    names = (("money", estimate.mean), ("low", estimate.low), ("high", estimate.high))
    return {name: _money(value) for name, value in names}


def _interval(estimate: Estimate, labels: int) -> dict[str, Any] | None:
    if any(np.isnan(value) for value in (estimate.mean, estimate.low, estimate.high)):
        return None
    values = {"mean": estimate.mean, "low": estimate.low, "high": estimate.high}
    return values | {"labels": labels}


def _money(value: float) -> str:
    return format(Decimal(value).quantize(CENT), "f")


def _known(value: float) -> float | None:
    return None if np.isnan(value) else value

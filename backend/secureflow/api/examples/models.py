"""Examples: models, what is measured of them, and what is done with them."""

from typing import Any

from secureflow.api.examples.example import Example

MORNING = "2026-11-21T09:30:00Z"
OWN, BASE = "learned-20261114-4c1f09ab", "forest-20261121-6e2c8bdb"
PRECISION = {"mean": 0.412, "low": 0.361, "high": 0.463, "labels": 1840}
CHAMPION: dict[str, Any] = {
    "version": BASE,
    "kind": "trained",
    "parent": None,
    "is_base": True,
    "is_champion": True,
    "trained_on": "simulator",
    "created_at": MORNING,
    "created_by": "system",
    "reason": "the model of this release",
    "rows": 20000,
    "data_from": "2025-12-08T00:00:00Z",
    "data_until": "2026-01-05T00:00:00Z",
    "labels": {"fraud": 0, "legitimate": 0},
    "learned_share": 0.0,
    "has_probability": False,
    "average_precision": None,
}
CHALLENGER: dict[str, Any] = CHAMPION | {
    "version": OWN,
    "is_base": False,
    "is_champion": False,
    "trained_on": "merchant 2",
    "created_by": "job make_model",
    "reason": "200 new labels or more since the last training",
    "rows": 61240,
    "data_from": "2026-08-16T00:00:00Z",
    "data_until": "2026-11-14T00:00:00Z",
    "labels": {"fraud": 212, "legitimate": 1628},
    "learned_share": 0.81,
    "has_probability": True,
    "average_precision": PRECISION,
}
QUALITY: dict[str, Any] = {
    "average_precision": PRECISION,
    "precision_at_budget": {"mean": 0.38, "low": 0.33, "high": 0.43, "labels": 1840},
    "recall_at_budget": {"mean": 0.71, "low": 0.64, "high": 0.78, "labels": 1840},
    "recall_at_1pct_fpr": {"mean": 0.66, "low": 0.59, "high": 0.73, "labels": 1840},
    "calibration": {
        "ece": 0.031,
        "brier": 0.0061,
        "brier_base": 0.0088,
        "labels": 1840,
        "curve": [
            {"mean_probability": 0.62, "fraud_share": 0.6, "low": 0.45, "high": 0.74, "n": 30}
        ],
    },
}
ARM = {
    "model": CHALLENGER,
    "share": 0.1,
    "since": MORNING,
    "created_by": "Dana Lee",
    "waiting": 0,
    "compared": {"payments": 5210, "labelled": 341, "agree": None},
}
RUN = {
    "id": 4,
    "kind": "train",
    "state": "running",
    "step": "learned_layer",
    "done": 1,
    "total": 3,
    "eta_seconds": 12.4,
    "reason": "first chargebacks are in",
    "created_by": "Dana Lee",
    "created_at": MORNING,
    "started_at": MORNING,
    "finished_at": None,
    "version": None,
    "error": None,
}
PROMOTE = {"reason": "saves 1,204 a week at the same load"}

EXAMPLES = {
    "list_models": Example(
        response={
            "champion": CHAMPION,
            "follows_base": True,
            "can_roll_back_to": None,
            "challengers": [ARM],
            "versions": [CHAMPION, CHALLENGER],
            "labels": {
                "total": 1840,
                "fraud": 212,
                "legitimate": 1628,
                "by_source": {"chargeback": 120, "reviewer": 1720},
                "held_back": 731,
                "held_back_fraud": 85,
                "needed_for_probability": 200,
                "needed_fraud_for_probability": 20,
            },
            "learned_share": 0.0,
            "next_training_at": "2026-11-28T09:30:00Z",
            "labels_until_training": 160,
            "runs": [RUN],
            "changes": [
                {
                    "kind": "challenged",
                    "version": OWN,
                    "before": None,
                    "share": 0.1,
                    "reason": "",
                    "created_by": "Dana Lee",
                    "created_at": MORNING,
                }
            ],
        }
    ),
    "get_model": Example(
        response=CHALLENGER
        | {
            "sha256": "4c1f09ab" * 8,
            "size": 812400,
            "schema_hash": "9d5e33c1" * 8,
            "feature_names": ["amount", "amount_vs_customer"],
            "features": [
                {
                    "name": "amount_vs_customer",
                    "group": "amount_vs_customer",
                    "importance": 0.22,
                }
            ],
            "parameters": {"trees": 200, "seed": 0},
            "versions": {"scikit-learn": "1.9.1"},
            "metrics": QUALITY,
        }
    ),
    "train_model": Example(
        request={"reason": "first chargebacks are in"},
        response=RUN
        | {
            "state": "queued",
            "step": None,
            "done": 0,
            "total": 0,
            "eta_seconds": None,
            "started_at": None,
        },
    ),
    "get_run": Example(response=RUN),
    "challenge": Example(request={"share": 0.1}, response=ARM),
    "withdraw": Example(),
    "promote_model": Example(request=PROMOTE, response=CHALLENGER | {"is_champion": True}),
    "roll_back_model": Example(
        request={"reason": "reviewers report many false alarms"}, response=CHAMPION
    ),
}

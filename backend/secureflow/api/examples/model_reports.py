"""Examples: what is measured of models in use."""

from secureflow.api.examples.example import Example
from secureflow.api.examples.models import BASE, MORNING, OWN, PRECISION

BINS = {"edges": [45.0, 92.0], "before": [0.97, 0.028, 0.002], "now": [0.96, 0.037, 0.003]}
SCORED = {
    "score": 62.4,
    "anomaly_score": -0.041,
    "probability": 0.31,
    "base_points": 8.2,
    "model_score": 62.4,
    "rule_points": 0.0,
    "decision": "review",
    "hits": [],
    "reasons": [],
}
OUTCOME = {
    "cost": "4180.00",
    "caught": 31,
    "missed": 12,
    "false_alarms": 140,
    "reviews": 156,
    "blocks": 15,
    "average_precision": PRECISION,
    "milliseconds": 0.31,
}

EXAMPLES = {
    "model_quality": Example(
        response={
            "version": None,
            "points": [
                {
                    "starts_at": "2026-11-09T00:00:00Z",
                    "ends_at": "2026-11-16T00:00:00Z",
                    "version": BASE,
                    "payments": 5120,
                    "labels": 140,
                    "frauds": 21,
                    "average_precision": PRECISION | {"labels": 140},
                    "precision": {"mean": 0.4, "low": 0.28, "high": 0.53, "labels": 140},
                    "recall": {"mean": 0.7, "low": 0.5, "high": 0.88, "labels": 140},
                }
            ],
        }
    ),
    "model_drift": Example(
        response={
            "version": BASE,
            "made_at": MORNING,
            "starts_at": "2026-11-14T00:00:00Z",
            "ends_at": "2026-11-21T00:00:00Z",
            "reference": "earlier",
            "payments": 5210,
            "payments_then": 20400,
            "features": [
                {
                    "feature": "amount",
                    "group": "amount",
                    "psi": 0.14,
                    "level": "moderate",
                    "missing_share": 0.0,
                    "missing_share_then": 0.0,
                    "bins": {"edges": [0.0], "before": [0.5, 0.5], "now": [0.32, 0.68]},
                }
            ],
            "score": {
                "psi": 0.02,
                "level": "stable",
                "bins": BINS,
                "flagged_share": 0.04,
                "flagged_share_then": 0.03,
            },
            "labels": {
                "psi": 0.05,
                "level": "stable",
                "fraud_share": 0.12,
                "fraud_share_then": 0.11,
                "labels": 140,
                "labels_then": 610,
            },
            "signals": [{"signal": "device", "missing_share": 0.3, "missing_share_then": 0.02}],
        }
    ),
    "compare_models": Example(
        response={
            "champion_version": BASE,
            "challenger_version": OWN,
            "starts_at": "2026-11-14T08:12:00Z",
            "ends_at": MORNING,
            "currency": "USD",
            "payments": 5210,
            "labelled": 341,
            "frauds": 43,
            "agree": 0.982,
            "champion": OUTCOME,
            "challenger": OUTCOME | {"cost": "2976.00", "caught": 38, "missed": 5},
            "difference": {"money": "1204.00", "low": "310.00", "high": "2230.00"},
            "differ": [
                {
                    "transaction_id": 812,
                    "external_id": "order-812",
                    "amount": "249.00",
                    "currency": "USD",
                    "occurred_at": MORNING,
                    "champion": {"score": 31.0, "decision": "approve"},
                    "challenger": {"score": 88.2, "decision": "review"},
                    "label": "fraud",
                    "who_was_right": "challenger",
                }
            ],
            "gate": {
                "passed": False,
                "checks": [
                    {
                        "name": "labels",
                        "passed": False,
                        "text": "80 of them have a label, 9 are fraud; "
                        "at least 100 and 10 are needed.",
                    }
                ],
            },
        }
    ),
    "replay_transaction": Example(
        response={
            "identical": True,
            "model_version": OWN,
            "stored": SCORED,
            "replayed": SCORED,
            "differences": [],
        }
    ),
}

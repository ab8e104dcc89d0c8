"""Examples: the overview."""

from secureflow.api.examples.example import Example
from secureflow.api.examples.shield import BURST

EXAMPLES = {
    "dashboard": Example(
        response={
            "period": "7d",
            "starts_at": "2026-11-21T09:30:00Z",
            "ends_at": "2026-11-21T09:30:00Z",
            "currency": "USD",
            "time_zone": "Europe/London",
            "figures": {
                "transactions": {"now": 4, "before": 0},
                "flagged": {"now": 2, "before": 0},
                "reviewed": {"now": 2, "before": 0},
                "blocked": {"now": 0, "before": 0},
                "fraud_stopped": {"now": "0", "before": "0"},
                "fraud_missed": {"now": "0", "before": "0"},
                "good_declined": {"now": 0, "before": 0},
                "money_at_risk": {"now": "0", "before": "0"},
                "net_saving": {"now": "16.0000", "before": "0.0000"},
                "seconds_to_decide": {"now": None, "before": None},
            },
            "days": [
                {
                    "starts_at": "2026-11-21T09:30:00Z",
                    "transactions": 3,
                    "reviewed": 1,
                    "blocked": 0,
                    "good_declined": 0,
                    "fraud_stopped": "0",
                    "seconds_to_decide": None,
                }
            ],
            "days_before": [
                {
                    "starts_at": "2026-11-21T09:30:00Z",
                    "transactions": 0,
                    "reviewed": 0,
                    "blocked": 0,
                    "good_declined": 0,
                    "fraud_stopped": "0",
                    "seconds_to_decide": None,
                }
            ],
            "hours": [{"day_of_week": 4, "hour": 16, "transactions": 1, "flagged": 0, "fraud": 0}],
            "categories": [
                {
                    "category": 5732,
                    "transactions": 1,
                    "flagged": 1,
                    "labelled": 0,
                    "fraud": 0,
                    "flagged_amount": "0",
                    "fraud_amount": "0",
                }
            ],
            "types": [
                {
                    "type": "online",
                    "transactions": 1,
                    "flagged": 1,
                    "labelled": 0,
                    "fraud": 0,
                    "flagged_amount": "0",
                    "fraud_amount": "0",
                }
            ],
            "customer_ages": [
                {
                    "age": "1d_7d",
                    "transactions": 1,
                    "flagged": 1,
                    "labelled": 0,
                    "fraud": 0,
                    "flagged_amount": "0",
                    "fraud_amount": "0",
                }
            ],
            "histogram": [{"floor": 80, "approve": 0, "review": 1, "block": 0}],
            "agreement": {
                "labels": 1,
                "labels_needed": 50,
                "right": 1,
                "wrong": 0,
                "agreement": None,
                "frauds": 1,
                "flagged_labelled": 1,
                "flagged_right": None,
                "blocks_labelled": 0,
                "fraud_caught": None,
                "blocks_right": None,
                "reviews_labelled": 0.5,
            },
            "open_reviews": 1,
            "needs_you_now": [
                {
                    "review_id": 9,
                    "transaction_id": 4,
                    "score": 83.571,
                    "level": "high",
                    "top_reason": "Amount is 21 times what this category usually sees",
                    "customer": "c-17",
                    "amount": "812.40",
                    "currency": "EUR",
                    "expected_loss": "678.93",
                    "loss_by": "score",
                    "due_at": "2026-11-22T09:30:00Z",
                    "occurred_at": "2026-11-21T09:30:00Z",
                }
            ],
            "shield": {"mode": "live", "effect": "block", "under_way": 1, "bursts": [BURST]},
            "inputs": {
                "state": "stable",
                "drifted": 0,
                "made_at": "2026-11-21T03:33:00Z",
            },
            "notes": [
                {
                    "id": 3,
                    "at": "2026-11-20T08:00:00Z",
                    "kind": "manual",
                    "text": "Autumn sale",
                    "by": "Dana Lee",
                }
            ],
            "other_currencies": [{"currency": "EUR", "transactions": 2, "amount": "1624.80"}],
            "policy": {"version": 1, "review_line": 45.0, "block_line": 92.0},
            "model_version": "forest-2026-11-01-4f1c9a2b",
            "first_transaction_on": "2026-11-20",
        }
    ),
}

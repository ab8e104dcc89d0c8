"""Examples: facts around a payment, customers, costs and notes on the chart."""

from typing import Any

from secureflow.api.examples.example import Example

AT = "2026-11-21T09:30:00Z"
PAYMENT: dict[str, Any] = {
    "id": 1,
    "external_id": "order-1001",
    "amount": "790.00",
    "currency": "EUR",
    "occurred_at": "2026-10-02T11:05:00Z",
    "created_at": "2026-10-02T11:05:01Z",
    "hour": 11,
    "day_of_week": 4,
    "merchant_category": "electronics",
    "transaction_type": "online",
    "customer": "c-9",
    "card": "tok_1881",
    "country": "GB",
    "score": 61.2,
    "level": "elevated",
    "decision": "review",
    "is_fraudulent": True,
    "top_reason": "Amount is 16 times what this type usually sees",
    "label": {"label": "fraud", "source": "chargeback"},
    "authorisation_expires_at": None,
    "selected": None,
    "review": {"id": 9, "state": "resolved", "resolution": "decline"},
}
CUSTOMER: dict[str, Any] = {
    "customer": "c-17",
    "orders": 4,
    "spent": "1284.00",
    "currency": "EUR",
    "first_at": "2026-08-02T10:00:00Z",
    "last_at": AT,
    "risk": 41.8,
    "trend": [12.5, 9.1, 20.0, 61.2],
    "frauds": 1,
    "disputes": 1,
    "open_reviews": 0,
}
NOTE: dict[str, Any] = {
    "id": 5,
    "at": AT,
    "by": "Dana Lee",
    "text": "Called on Monday; moved house, the new address is right.",
}
PINNED: dict[str, Any] = {
    "id": 3,
    "at": "2026-11-20T08:00:00Z",
    "kind": "manual",
    "text": "Autumn sale",
    "by": "Dana Lee",
}
COSTS = {"chargeback_fee": "20.00", "margin": 0.25, "review_cost": "2.00"}

EXAMPLES = {
    "get_similar": Example(
        response={
            "items": [
                {
                    "transaction": PAYMENT,
                    "distance": 0.34,
                    "outcome": "fraud",
                    "known_by": "chargeback",
                }
            ],
            "fraud": 1,
            "good": 0,
            "unknown": 0,
            "candidates": 1312,
        }
    ),
    "get_timeline": Example(
        response={
            "items": [
                {
                    "at": AT,
                    "kind": "scored",
                    "by": None,
                    "details": {
                        "score": 83.571,
                        "decision": "review",
                        "model_version": "forest-2026-11-01-4f1c9a2b",
                        "policy_version": 1,
                    },
                },
                {
                    "at": "2026-11-21T09:41:12Z",
                    "kind": "resolved",
                    "by": "Dana Lee",
                    "details": {"resolution": "decline", "review_kind": "held"},
                },
            ]
        }
    ),
    "download_timeline": Example(response="at,kind,by,details\r\n"),
    "get_linked": Example(
        response={
            "customer": {
                "customer": "c-17",
                "orders": 3,
                "typical_amount": "41.60",
                "disputes": 1,
                "since": "2026-08-02T10:00:00Z",
                "open_reviews": 1,
            },
            "pace": {
                "of": "customer",
                "windows": [
                    {"window": "10m", "now": 3, "usual": 0.0002},
                    {"window": "24h", "now": 3, "usual": 0.03},
                    {"window": "7d", "now": 3, "usual": 0.2},
                ],
                "attempts": [
                    {
                        "id": 1,
                        "at": AT,
                        "amount": "812.40",
                        "currency": "EUR",
                        "decision": "review",
                    }
                ],
            },
            "details": [
                {
                    "kind": "device",
                    "value": "d-88",
                    "customers": 4,
                    "orders": 11,
                    "frauds": 2,
                    "first_at": "2026-11-20T22:14:00Z",
                }
            ],
        }
    ),
    "list_customers": Example(response={"items": [CUSTOMER], "next_cursor": None}),
    "get_customer": Example(
        response=CUSTOMER
        | {
            "scores": [{"at": AT, "id": 1, "score": 61.2, "decision": "review", "label": "fraud"}],
            "linked": [{"customer": "c-88", "by": "device", "count": 1}],
            "notes": [NOTE],
        }
    ),
    "add_customer_note": Example(request={"text": NOTE["text"]}, response=NOTE),
    "delete_customer_note": Example(),
    "get_costs": Example(response=COSTS | {"currency": "EUR"}),
    "change_costs": Example(
        request=COSTS | {"was": COSTS | {"review_cost": "1.50"}},
        response=COSTS | {"currency": "EUR"},
    ),
    "list_chart_notes": Example(response={"items": [PINNED]}),
    "add_chart_note": Example(
        request={"at": PINNED["at"], "text": PINNED["text"]}, response=PINNED
    ),
    "delete_chart_note": Example(),
}

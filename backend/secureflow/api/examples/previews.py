"""Examples: what a change would have done, and how good a rule is."""

from typing import Any

from secureflow.api.examples.example import Example


def rate(count: int, of: int, low: float, high: float) -> dict[str, Any]:
    """Return a share with its interval."""
    return {"count": count, "of": of, "value": round(count / of, 4), "low": low, "high": high}


def bucket(score: float, payments: int, fraud: int, good: int, *sums: str) -> dict[str, Any]:
    """Return payments by score: amount, and what each decision would cost."""
    names = ("amount", "if_approved", "if_reviewed", "if_blocked")
    unknown = payments - fraud - good
    counts = {"payments": payments, "fraud": fraud, "good": good, "unknown": unknown}
    return {"score": score} | counts | dict(zip(names, sums, strict=True))


def span(value: float, low: float, high: float) -> dict[str, float]:
    """Return a figure with its interval."""
    return {"value": value, "low": low, "high": high}


ROW = {
    "transaction_id": 48213,
    "external_id": "order-48213",
    "customer": "c-17",
    "amount": "1284.00",
    "currency": "USD",
    "occurred_at": "2026-11-20T03:15:00Z",
    "score_now": 93.5,
    "score_new": 93.5,
    "now": "block",
    "new": "review",
    "label": "legitimate",
}
NOW = {
    "lines": {"review": 45.0, "block": 92.0},
    "approved": 46863,
    "reviewed": 1232,
    "blocked": 118,
    "fraud_caught": rate(164, 200, 0.7608, 0.8671),
    "blocks_right": rate(62, 82, 0.6532, 0.8362),
    "good_declined": rate(20, 820, 0.0158, 0.0374),
    "reviews_a_day": 44.0,
    "cost": "9120.40",
    "net_saving": "21786.10",
}
NEW = {
    "lines": {"review": 57.0, "block": 94.0},
    "approved": 47387,
    "reviewed": 728,
    "blocked": 98,
    "fraud_caught": rate(156, 200, 0.7176, 0.8318),
    "blocks_right": rate(55, 70, 0.6756, 0.8656),
    "good_declined": rate(15, 820, 0.0111, 0.0299),
    "reviews_a_day": 26.0,
    "cost": "8331.40",
    "net_saving": "22575.10",
}
PREVIEW = {
    "policy": 7,
    "based_on": 7,
    "held_against": [{"policy": 7, "payments": 48213}],
    "currency": "USD",
    "starts_at": "2026-10-24T08:00:00Z",
    "ends_at": "2026-11-21T08:00:00Z",
    "payments": 48213,
    "labelled": 1020,
    "frauds": 200,
    "now": NOW,
    "new": NEW,
    "change": {
        "fraud_caught": span(-0.04, -0.071, -0.012),
        "blocks_right": span(0.0296, -0.008, 0.067),
        "good_declined": span(-5.0, -9.0, -1.0),
        "reviews_a_day": span(-18.0, -19.6, -16.3),
    },
    "saving": {"amount": "789.00", "low": "-212.40", "high": "1603.75", "currency": "USD"},
    "rows": {
        "changed": 544,
        "newly_approved": 524,
        "newly_reviewed": 20,
        "newly_blocked": 0,
        "fraud": 8,
        "good": 31,
        "unknown": 505,
        "amount": "61214.80",
        "sample": [ROW],
    },
    "rule": None,
    "unknown": {
        "payments": 13,
        "amount": "8120.00",
        "spot_checked": 2,
        "fraud": span(0.5, 0.0945, 0.9055),
    },
    "buckets": {
        "by_lines": [
            bucket(44.5, 130, 1, 4, "9800.00", "152.00", "260.00", "84.50"),
            bucket(92.0, 12, 5, 3, "8420.00", "3610.00", "24.00", "410.00"),
        ],
        "held": [],
        "approved": bucket(0.0, 0, 0, 0, "0.00", "0.00", "0.00", "0.00"),
        "blocked": bucket(0.0, 0, 0, 0, "0.00", "0.00", "0.00", "0.00"),
    },
    "notes": [
        {
            "code": "blocked_unknown",
            "text": "13 payments that were blocked would not be, and nobody knows how they would "
            "have ended: what was not taken is not disputed. What they would lose or earn is in no "
            "figure here. Of 2 like them that reviewers looked at, drawn by lot, about 50% (9% to "
            "91%) were fraud.",
            "count": 13,
        }
    ],
}
CAUGHT = {
    "sentence": "Review if amount is over 500 and customer age is under 7 days",
    "payments": 37,
    "fraud": 9,
    "good": 4,
    "unknown": 24,
    "amount": "31840.00",
    "precision": rate(9, 13, 0.4237, 0.8732),
    "sample": [ROW],
}
WRONG = {"transaction_id": 48213, "rule_id": 12, "is_wrong": True, "wrong": 3}

EXAMPLES = {
    "preview_policy": Example(
        request={
            "lines": {"review": 57, "block": 94},
            "rule": {"sentence": "Review if amount is over 500 and customer age is under 7 days"},
            "entries": {"kind": "card", "effect": "block", "add": ["tok_1881"]},
            "days": 28,
        },
        response=PREVIEW | {"rule": CAUGHT},
    ),
    "preview_shadow": Example(
        response=PREVIEW
        | {
            "based_on": 8,
            "held_against": [{"policy": 7, "payments": 8213}, {"policy": 5, "payments": 40000}],
        }
    ),
    "rule_quality_of": Example(
        response={
            "rule_id": 12,
            "name": "Large orders of new customers",
            "days": 28,
            "starts_at": "2026-10-25T08:00:00Z",
            "ends_at": "2026-11-22T08:00:00Z",
            "source": "stored",
            "hits": 37,
            "decided": 30,
            "fraud": 9,
            "good": 4,
            "unknown": 24,
            "precision": rate(9, 13, 0.4237, 0.8732),
            "currency": "USD",
            "amount": "31840.00",
            "fraud_amount": "9120.00",
            "good_amount": "2410.00",
            "wrong": 3,
            "overlap": [{"rule_id": 9, "name": "Gift cards at night", "both": 6, "share": 0.1622}],
            "rows": [ROW | {"new": "block"}],
        }
    ),
    "say_hit_was_wrong": Example(response=WRONG),
    "take_back_wrong_hit": Example(response=WRONG | {"is_wrong": False, "wrong": 2}),
}

"""Examples: feedback in bulk and in files, and the sample for review."""

from typing import Any

from secureflow.api.examples.example import Example

AT = "2026-11-21T09:30:00Z"
FILE: dict[str, Any] = {
    "id": 1,
    "filename": "chargebacks.csv",
    "created_at": AT,
    "rows": 3,
    "matched": 2,
    "labelled": 1,
    "unchanged": 1,
    "unmatched": 1,
    "ambiguous": 0,
    "bad": 0,
    "columns": {"external_id": "order_id", "notes": "reason_code"},
    "ignored_columns": ["acquirer"],
    "lines": [
        {
            "line": 4,
            "field": None,
            "outcome": "unmatched",
            "message": "No payment has this id, or this card, amount and day.",
        }
    ],
    "seconds": 0.021,
}
SAMPLE = {"sample_share": 0.005, "close_call_share": 0.005, "close_call_line": 41.7}

EXAMPLES = {
    "give_feedback_in_bulk": Example(
        request={
            "items": [
                {"external_id": "order-1001", "label": "fraud", "source": "chargeback"},
                {"transaction_id": 2, "label": "legitimate", "source": "customer"},
            ]
        },
        response={
            "feedback": [
                {
                    "index": 0,
                    "id": 1,
                    "transaction_id": 1,
                    "label": "fraud",
                    "is_correct": True,
                    "source": "chargeback",
                    "notes": None,
                    "occurred_at": AT,
                    "created_by": "checkout",
                    "created_at": AT,
                    "counts": True,
                }
            ],
            "errors": [
                {
                    "index": 1,
                    "code": "not_found",
                    "message": "There is no transaction 2.",
                    "field": "transaction_id",
                }
            ],
        },
    ),
    "upload_feedback": Example(response=FILE),
    "list_feedback_files": Example(response={"next_cursor": None, "items": [FILE | {"lines": []}]}),
    "get_feedback_file": Example(response=FILE),
    "get_review_sample": Example(response=SAMPLE),
    "change_review_sample": Example(
        request={"sample_share": 0.005, "close_call_share": 0.005}, response=SAMPLE
    ),
}

"""Examples: the review desk, what is decided there, and how."""

from typing import Any

from secureflow.api.examples.example import Example

AT, UNTIL = "2026-11-21T09:30:00Z", "2026-11-21T09:30:10Z"
DANA, SAM = {"id": 1, "name": "Dana Lee"}, {"id": 2, "name": "Sam Park"}
RESOLUTION: dict[str, Any] = {
    "id": 31,
    "review_id": 1,
    "resolution": "decline",
    "reason": "stolen_card",
    "by": DANA,
    "source": "reviewer",
    "at": AT,
    "undo_until": UNTIL,
    "is_final": False,
}
REVIEW: dict[str, Any] = {
    "id": 1,
    "transaction_id": 1,
    "kind": "held",
    "state": "open",
    "amount": "1284.00",
    "currency": "USD",
    "customer": "cus-4821",
    "external_id": "order-1001",
    "merchant_category": 5732,
    "transaction_type": "card_not_present",
    "occurred_at": "2026-11-21T09:08:00Z",
    "opened_at": "2026-11-21T09:08:01Z",
    "due_at": "2026-11-21T09:52:00Z",
    "default_action": "decline",
    "score": 78.4,
    "level": "high",
    "decision": "review",
    "probability": 0.62,
    "expected_loss": "796.08",
    "loss_by": "probability",
    "top_reason": "Fifth attempt with this card in 10 minutes.",
    "snoozed_until": None,
    "asked": None,
    "claim": {"by": DANA, "until": "2026-11-21T09:40:00Z"},
    "viewers": [SAM],
    "resolution": None,
    "notes": 1,
}
NOTE = {"id": 7, "at": AT, "by": DANA, "text": "Calls back at noon.", "mentions": [SAM]}
VIEW = {
    "id": 3,
    "name": "Over $1,000",
    "search": "min=1000",
    "is_shared": True,
    "is_mine": True,
    "count": 8,
}
SETTINGS = {
    "due_minutes": 1440,
    "default_action": "decline",
    "second_opinion_share": 0.02,
    "daily_goal": 30,
}
EXPORTED = {
    "id": 1,
    "transaction_id": 1,
    "kind": "held",
    "state": "resolved",
    "opened_at": "2026-11-21T03:12:01Z",
    "due_at": "2026-11-22T03:12:01Z",
    "resolution": "decline",
    "reason": "stolen_card",
    "source": "reviewer",
    "resolved_at": "2026-11-21T03:31:00Z",
}
SNOOZED = REVIEW | {"state": "snoozed", "claim": None, "snoozed_until": "2026-11-21T09:45:00Z"}
ASKED = REVIEW | {"asked": SAM, "claim": None, "viewers": []}

EXAMPLES = {
    "list_reviews": Example(
        response={
            "items": [REVIEW],
            "next_cursor": None,
            "counts": {
                "open": 18,
                "due_soon": 3,
                "mine": 1,
                "spot_checks": 5,
                "close_calls": 4,
                "snoozed": 1,
            },
            "snoozed_next": "2026-11-21T09:45:00Z",
            "done_today": 7,
            "daily_goal": 30,
        }
    ),
    "get_review": Example(
        response=REVIEW
        | {
            "acts": [{"id": 30, "at": AT, "kind": "claimed", "by": DANA, "details": {}}],
            "notes": [NOTE],
        }
    ),
    "claim_review": Example(response={"claim": REVIEW["claim"], "viewers": [SAM], "is_mine": True}),
    "release_review": Example(),
    "next_review": Example(request={"view": "open", "after": 12}, response={"review": REVIEW}),
    "snooze_review": Example(request={"until": "2026-11-21T09:45:00Z"}, response=SNOOZED),
    "wake_review": Example(response=REVIEW),
    "ask_colleague": Example(
        request={"user_id": 2, "note": "You know this customer."}, response=ASKED
    ),
    "unask_colleague": Example(response=REVIEW),
    "write_review_note": Example(
        request={"text": "Calls back at noon.", "mentions": [2]}, response=NOTE
    ),
    "resolve_review": Example(
        request={"resolution": "decline", "reason": "stolen_card"}, response=RESOLUTION
    ),
    "undo_resolution": Example(response=REVIEW),
    "name_reason": Example(request={"reason": "stolen_card"}, response=RESOLUTION),
    "reopen_review": Example(
        request={"reason": "The customer sent proof."}, response=REVIEW | {"viewers": []}
    ),
    "resolve_reviews": Example(
        request={"review_ids": [1, 2], "resolution": "decline"},
        response={
            "batch_id": 31,
            "undo_until": UNTIL,
            "resolved": [RESOLUTION | {"reason": None}],
            "refused": [{"review_id": 2, "code": "not_found", "message": "There is no review 2."}],
            "total": {"USD": "1284.00"},
        },
    ),
    "undo_resolutions": Example(),
    "list_review_reasons": Example(
        response={
            "approve": [{"code": "known_customer", "uses": 12}],
            "decline": [{"code": "stolen_card", "uses": 9}],
        }
    ),
    "get_review_agreement": Example(
        response={
            "pairs": 64,
            "agreed": 58,
            "kappa": {"value": 0.79, "low": 0.64, "high": 0.94},
            "needed": 0,
        }
    ),
    "list_review_views": Example(response={"items": [VIEW]}),
    "save_review_view": Example(
        request={"name": "Over $1,000", "search": "min=1000", "is_shared": True}, response=VIEW
    ),
    "change_review_view": Example(request={"is_shared": True}, response=VIEW),
    "remove_review_view": Example(),
    "get_review_settings": Example(response=SETTINGS),
    "change_review_settings": Example(request=SETTINGS, response=SETTINGS),
}

"""Examples: policies and rules."""

from typing import Any

from secureflow.api.examples.example import Example

AT = "2026-11-21T09:30:00Z"
SENTENCE = "Review if amount is over 500 and customer age is under 7 days"
CONDITION: dict[str, Any] = {
    "all": [
        {"field": "amount", "op": "over", "value": 500},
        {"field": "customer_age", "op": "under", "value": 7},
    ]
}
RULE: dict[str, Any] = {
    "id": 12,
    "name": "High first orders",
    "sentence": SENTENCE,
    "condition": CONDITION,
    "effect": "review",
    "points": 0,
    "priority": 500,
    "expires_at": None,
    "ready": None,
    "state": "draft",
    "why_not_live": "Policy 7 is a draft: put it live.",
}
LIVE_RULE = RULE | {"state": "live", "why_not_live": None}
DRAFT: dict[str, Any] = {
    "version": 7,
    "state": "draft",
    "revision": "5f0c1d9a7be2438c",
    "review_line": 45,
    "block_line": 92,
    "rules": [RULE],
    "shield": {"mode": "live", "effect": "block"},
    "overrides": {},
    "reason": "too many high first orders were charged back",
    "author": {"id": 1, "name": "Dana Lee"},
    "based_on": 6,
    "created_at": AT,
    "shadow_since": None,
    "live_at": None,
    "ended_at": None,
}
SHADOW = DRAFT | {
    "state": "shadow",
    "shadow_since": AT,
    "rules": [
        RULE
        | {
            "state": "shadow",
            "why_not_live": "Policy 7 runs in shadow: it only says what it would do.",
        }
    ],
}
LIVE = DRAFT | {"state": "live", "live_at": AT, "rules": [LIVE_RULE]}
TAKEN_BACK = LIVE | {
    "state": "rolled_back",
    "ended_at": AT,
    "rules": [RULE | {"state": "off", "why_not_live": "Policy 7 was taken back."}],
}
KNOWN = LIVE_RULE | {
    "policy": 7,
    "hits": 31,
    "fraud": 12,
    "good": 3,
    "snoozes": 1,
    "created_by": "Dana Lee",
    "created_at": AT,
}
SNOOZE: dict[str, Any] = {
    "id": 3,
    "kind": "customer",
    "value": "c-17",
    "until": "2026-12-01T00:00:00Z",
    "created_by": "Dana Lee",
    "created_at": AT,
}
RULE_REQUEST = {"policy": 7, "name": "High first orders", "sentence": SENTENCE}
ACT = {"reason": "a week in shadow found three frauds and no good order"}

EXAMPLES = {
    "list_policies": Example(response={"items": [LIVE], "next_cursor": None}),
    "get_policy": Example(
        response=LIVE
        | {
            "periods": [
                {
                    "kind": "live",
                    "starts_at": AT,
                    "reason": DRAFT["reason"],
                    "by": "Dana Lee",
                    "ends_at": None,
                    "ended_by": None,
                    "ended_why": None,
                }
            ]
        }
    ),
    "draft_policy": Example(request={"reason": DRAFT["reason"]}, response=DRAFT),
    "change_policy": Example(
        request={"review_line": 50, "block_line": 88.5},
        response=DRAFT | {"review_line": 50, "block_line": 88.5},
    ),
    "delete_policy": Example(),
    "shadow_policy": Example(response=SHADOW),
    "publish_policy": Example(request=ACT, response=LIVE),
    "roll_back_policy": Example(
        request={"reason": "declines good orders from abroad"}, response=TAKEN_BACK
    ),
    "list_rules": Example(
        response={
            "live": 7,
            "since": "2026-10-24T09:30:00Z",
            "frauds": 40,
            "frauds_hit": 12,
            "items": [KNOWN],
        }
    ),
    "get_rule": Example(
        response=KNOWN
        | {
            "versions": [
                {
                    "policy": 7,
                    "state": "live",
                    "sentence": SENTENCE,
                    "priority": 500,
                    "expires_at": None,
                    "author": "Dana Lee",
                    "live_at": AT,
                    "ended_at": None,
                }
            ],
            "snoozed": [SNOOZE],
            "deleted_at": None,
        }
    ),
    "add_rule": Example(request=RULE_REQUEST, response=RULE),
    "change_rule": Example(
        request=RULE_REQUEST | {"priority": 100}, response=RULE | {"priority": 100}
    ),
    "remove_rule": Example(),
    "parse_rule": Example(
        request={"sentence": SENTENCE},
        response={
            "sentence": SENTENCE,
            "condition": CONDITION,
            "effect": "review",
            "points": 0,
            "problems": [],
        },
    ),
    "list_rule_fields": Example(
        response={
            "items": [
                {
                    "name": "amount",
                    "phrase": "amount",
                    "kind": "money",
                    "unit": "",
                    "ops": ["over", "at_least", "under", "at_most", "is", "is_not", "between"],
                    "list_kind": None,
                    "values": [],
                    "low": 0,
                    "high": None,
                    "is_sent": True,
                }
            ]
        }
    ),
    "list_ready_rules": Example(
        response={
            "policy": 7,
            "items": [
                {
                    "key": "many_cards_of_a_device",
                    "name": "Many cards on one device",
                    "attack": "Card testing",
                    "says": "A device that pays with one card after another is trying them out.",
                    "effect": "block",
                    "points": 0,
                    "parameters": [
                        {
                            "name": "cards",
                            "label": "other cards",
                            "value": 5,
                            "default": 5,
                            "low": 2,
                            "high": 50,
                            "unit": "",
                        }
                    ],
                    "sentence": "Block if other cards on the device in 24 hours are at least 5",
                    "is_on": True,
                    "rule_id": 13,
                    "problems": [],
                }
            ],
        }
    ),
    "snooze_rule": Example(
        request={"kind": "customer", "value": "c-17", "until": "2026-12-01T00:00:00Z"},
        response=SNOOZE,
    ),
    "wake_rule": Example(),
}

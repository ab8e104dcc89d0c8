"""Examples: policies, rules and lists."""

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

LIST: dict[str, Any] = {
    "id": 4,
    "name": "Stolen cards",
    "kind": "card",
    "effect": "block",
    "entries": 214,
    "used_by": [{"rule_id": 12, "name": "High first orders", "policy": 7}],
    "created_by": "Dana Lee",
    "created_at": AT,
}
ENTRY: dict[str, Any] = {
    "id": 88,
    "value": "tok_1881",
    "reason": "charged back twice",
    "expires_at": None,
    "created_by": "Dana Lee",
    "created_at": AT,
}

EXAMPLES = {
    "list_policies": Example(response={"items": [LIVE], "next_cursor": None}),
    "get_policy": Example(response=LIVE),
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
    "list_rules": Example(response={"live": 7, "since": "2026-10-24T09:30:00Z", "items": [KNOWN]}),
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
                }
            ],
        }
    ),
    "snooze_rule": Example(
        request={"kind": "customer", "value": "c-17", "until": "2026-12-01T00:00:00Z"},
        response=SNOOZE,
    ),
    "wake_rule": Example(),
    "list_lists": Example(response={"items": [LIST]}),
    "get_list": Example(response=LIST),
    "where_listed": Example(
        response={
            "items": [{"list_id": 4, "name": "Stolen cards", "effect": "block", "entry": ENTRY}]
        }
    ),
    "make_list": Example(
        request={"name": "Stolen cards", "kind": "card", "effect": "block"},
        response=LIST | {"entries": 0, "used_by": []},
    ),
    "change_list": Example(request={"effect": "none"}, response=LIST | {"effect": "none"}),
    "delete_list": Example(),
    "list_entries": Example(response={"items": [ENTRY], "next_cursor": None}),
    "add_entries": Example(
        request={"entries": [{"value": "tok_1881", "reason": "charged back twice"}]},
        response={"added": 1, "changed": 0},
    ),
    "remove_entry": Example(),
    "import_entries": Example(
        response={
            "rows": 3,
            "added": 2,
            "changed": 0,
            "repeated": 0,
            "bad": 1,
            "lines": [{"line": 4, "problem": "value: must be 1 to 128 characters"}],
        }
    ),
    "export_entries": Example(
        response="value,reason,expires_at,created_by,created_at\r\n"
        "tok_1881,charged back twice,,Dana Lee,2026-11-21T09:30:00+00:00\r\n"
    ),
}

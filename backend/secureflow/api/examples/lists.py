"""Examples: lists and what stands on them."""

from typing import Any

from secureflow.api.examples.example import Example

AT = "2026-11-21T09:30:00Z"
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

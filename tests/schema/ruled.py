"""Policies, rules and lists in every state that an operation needs, and requests that succeed."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from flask.testing import FlaskClient

from tests.api.things import going_on
from tests.conftest import Tenant, as_owner

EACH = 3
WHY = {"reason": "fewer false alarms"}
SENTENCE = "Review if amount is over 500 and country is known"
FORGOTTEN = """
    INSERT INTO rules (merchant_id, name, created_by)
    SELECT :merchant, 'Gone ' || n, 'Dana Lee' FROM generate_series(1, 12) AS n
"""


def things(tenant: Tenant, client: FlaskClient, headers: dict[str, str]) -> dict[str, Any]:
    """Return the numbers of policies, rules and lists by what can be done with them."""

    def made(path: str, body: Any) -> dict[str, Any]:
        answer = client.post(f"/api{path}", json=body, headers=headers)
        assert answer.status_code in (200, 201), answer.get_data(as_text=True)
        return dict(answer.get_json())

    def drafts(count: int) -> list[int]:
        return [made("/policies", WHY)["version"] for _ in range(count)]

    kept, deletable, shadowable, publishable = (drafts(EACH) for _ in range(4))
    ended = drafts(1)[0]
    made(f"/policies/{ended}/shadow", {})
    rules = [made("/rules", rule(kept[0], f"kept {n}"))["id"] for n in range(EACH)]
    lists = [
        made("/lists", {"name": f"list {n}", "kind": "country", "effect": "none"})["id"]
        for n in range(4 * EACH)
    ]
    entries = {"entries": [{"value": code} for code in ("GB", "FR", "ES", "PT", "IT")]}
    made(f"/lists/{lists[0]}/entries", entries)
    standing = client.get(f"/api/lists/{lists[0]}/entries", headers=headers).get_json()["items"]
    snoozes = [
        made(f"/rules/{rules[0]}/snoozes", snooze(f"cus_{number}"))["id"] for number in range(EACH)
    ]
    as_owner(FORGOTTEN, merchant=tenant.merchant_id)
    return {
        "drafts": kept,
        "deletable": deletable,
        "shadowable": shadowable,
        "publishable": publishable,
        "ended": [ended],
        "rules": rules,
        "lists": lists[:EACH],
        "spare_lists": lists[EACH:],
        "entries": [{"list_id": lists[0], "entry_id": entry["id"]} for entry in standing],
        "bursts": [going_on(tenant)],
        "snoozes": [{"rule_id": rules[0], "snooze_id": number} for number in snoozes],
    }


def rule(policy: int, name: str) -> dict[str, Any]:
    """Return a rule to put into a draft."""
    return {"policy": policy, "name": name, "sentence": SENTENCE}


def snooze(value: str) -> dict[str, Any]:
    """Return for whom a rule is to be silent."""
    until = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    return {"kind": "customer", "value": value, "until": until}


def requests(world: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return the requests of rules that succeed, by the operation's id."""

    def of(parameter: str, pool: str, body: Any = None) -> list[dict[str, Any]]:
        sent = {} if body is None else {"body": body}
        return [{"path_parameters": {parameter: number}} | sent for number in world[pool]]

    draft = world["drafts"][0]
    country = {"field": "country", "op": "is", "value": "GB"}
    return {
        "draft_policy": [{"body": WHY}],
        "get_policy": of("policy", "drafts"),
        "change_policy": of("policy", "drafts", {"review_line": 40, "block_line": 90}),
        "delete_policy": of("policy", "deletable"),
        "shadow_policy": of("policy", "shadowable"),
        "publish_policy": of("policy", "publishable", WHY),
        "roll_back_policy": of("policy", "ended", WHY),
        "release_burst": of("burst", "bursts"),
        "get_rule": of("rule_id", "rules"),
        "add_rule": [{"body": rule(draft, f"new {number}")} for number in range(EACH)],
        "change_rule": of("rule_id", "rules", rule(draft, "changed")),
        "remove_rule": [
            {"path_parameters": {"rule_id": number}, "query": {"policy": draft}}
            for number in world["rules"][1:]
        ],
        "parse_rule": [
            {"body": {"sentence": SENTENCE}},
            {"body": {"condition": country, "effect": "points", "points": 5}},
        ],
        "snooze_rule": of("rule_id", "rules", snooze("cus_0")),
        "wake_rule": [{"path_parameters": one} for one in world["snoozes"]],
        "make_list": [
            {"body": {"name": f"made {number}", "kind": "ip", "effect": "block"}}
            for number in range(EACH)
        ],
        "where_listed": [{"query": {"kind": "country", "value": "GB"}}],
        "get_list": of("list_id", "lists"),
        "change_list": of("list_id", "lists", {"effect": "none"}),
        "delete_list": of("list_id", "spare_lists"),
        "list_entries": of("list_id", "lists"),
        "add_entries": of("list_id", "lists", {"entries": [{"value": "GB"}]}),
        "remove_entry": [{"path_parameters": one} for one in world["entries"]],
        "import_entries": of("list_id", "lists", {"file": b"value,reason\nGB,war\n"}),
        "export_entries": of("list_id", "lists"),
    }

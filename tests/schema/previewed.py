"""A rule with hits and a policy that was a shadow, and the requests about them that succeed."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from flask.testing import FlaskClient

from tests.conftest import Tenant, as_owner
from tests.services import ruled

SENTENCE = "Review if amount is over 500 and customer age is under 7 days"
SHADOW = 900
"""Far from the numbers that other requests give to policies."""


def things(tenant: Tenant, client: FlaskClient) -> dict[str, Any]:
    """Return a rule, payments that it was a hit of, and a policy that was in the shadow."""
    rule = ruled.rule(tenant.merchant_id, SENTENCE)
    since = datetime.now(UTC) - timedelta(days=2)
    ruled.another(tenant.merchant_id, SHADOW, "rolled_back", rule, shadow_since=since)
    answers = [
        client.post("/api/predict", json={"amount": 600 + n}, headers=tenant.headers)
        for n in range(3)
    ]
    payments = [int(answer.get_json()["transaction_id"]) for answer in answers]
    hit = {
        "rule_id": rule.id,
        "name": rule.name,
        "effect": "review",
        "points": 0.0,
        "text": SENTENCE,
        "decides": True,
        "source": "rule",
        "version": 1,
    }
    as_owner(
        "UPDATE transactions SET hits = CAST(:hits AS jsonb) WHERE id = ANY(:ids)",
        hits=json.dumps([hit]),
        ids=payments,
    )
    return {"hit_rule": rule.id, "hit_payments": payments}


def requests(world: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return the requests that succeed, by the operation's id."""
    hits = [
        {"path_parameters": {"transaction_id": number, "rule_id": world["hit_rule"]}}
        for number in world["hit_payments"]
    ]
    return {
        "preview_policy": [
            {"body": {"lines": {"review": 40, "block": 80}}},
            {"body": {"rule": {"sentence": SENTENCE}, "days": 28}},
            {"body": {"ready": {"key": "busy_device", "is_on": True}}},
            {"body": {"shield": {"mode": "off"}, "limit": 1000}},
            {"body": {"entries": {"kind": "card", "effect": "block", "add": ["tok_1"]}}},
        ],
        "preview_shadow": [{"path_parameters": {"policy": SHADOW}}],
        "rule_quality_of": [{"path_parameters": {"rule_id": world["hit_rule"]}}],
        "say_hit_was_wrong": hits,
        "take_back_wrong_hit": hits,
    }

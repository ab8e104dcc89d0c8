"""Rules and policies as they are told, in one way wherever they stand."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from secureflow.db import lists
from secureflow.db.policies import PolicyRow
from secureflow.db.rules import RuleSnoozeRow
from secureflow.rules.rule import Rule
from secureflow.rules.saying import sentence
from secureflow.rules.tree import to_tree
from secureflow.services.known_rules import Known, why_not_live
from secureflow.services.policies import revision_of, rules_of

SNOOZE = ("id", "kind", "value", "until", "created_by", "created_at")


def names_of(merchant_id: int) -> dict[int, str]:
    """Return what the lists of a merchant are called now, by id."""
    return {row.id: row.name for row in lists.all_of(merchant_id)}


def said(rule: Rule, names: Mapping[int, str]) -> str:
    """Return a rule as its sentence, with lists by the names they have now."""
    return sentence(rule.effect, rule.points, rule.condition, names)


def shown_rule(
    rule: Rule, policy: PolicyRow, names: Mapping[int, str], now: datetime
) -> dict[str, Any]:
    """Return a rule as a policy has it."""
    why_not = why_not_live(rule, policy, now)
    is_off = policy.state not in ("shadow", "draft") and why_not is not None
    return {
        "id": rule.id,
        "name": rule.name,
        "sentence": said(rule, names),
        "condition": to_tree(rule.condition),
        "effect": rule.effect,
        "points": rule.points,
        "priority": rule.priority,
        "expires_at": rule.expires_at,
        "ready": rule.ready,
        "state": "off" if is_off else policy.state,
        "why_not_live": why_not,
    }


def shown_policy(row: PolicyRow, names: Mapping[int, str]) -> dict[str, Any]:
    """Return a policy with its rules."""
    now = datetime.now(UTC)
    columns = ("version", "state", "review_line", "block_line", "reason", "based_on")
    times = ("created_at", "shadow_since", "live_at", "ended_at")
    author = {"id": row.author_id, "name": row.author_name}
    return {name: getattr(row, name) for name in (*columns, *times)} | {
        "revision": revision_of(row),
        "rules": [shown_rule(rule, row, names, now) for rule in rules_of(row)],
        "shield": row.document["shield"],
        "overrides": row.risk_rule_overrides,
        "author": None if row.author_name is None else author,
    }


def shown_known(known: Known, names: Mapping[int, str], now: datetime) -> dict[str, Any]:
    """Return a rule with what became of it."""
    deleted = {} if known.row.deleted_at is None else {"state": "off"}
    return (
        shown_rule(known.rule, known.policy, names, now)
        | deleted
        | {
            "why_not_live": known.why_not_live(now),
            "policy": known.policy.version,
            "hits": known.hits.hits,
            "fraud": known.hits.fraud,
            "good": known.hits.good,
            "snoozes": known.snoozes,
            "created_by": known.row.created_by,
            "created_at": known.row.created_at,
        }
    )


def shown_snooze(row: RuleSnoozeRow) -> dict[str, Any]:
    """Return for whom a rule is silent, and until when."""
    return {name: getattr(row, name) for name in SNOOZE}

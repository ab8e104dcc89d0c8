"""Ready rules: which of them a policy has, and with what of its own."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from secureflow.db import rules as table
from secureflow.db.accounts import Caller
from secureflow.db.policies import PolicyRow
from secureflow.errors import InvalidInput
from secureflow.rules.catalogue import BY_KEY, READY, ReadyRule
from secureflow.rules.catalogue import made as made_of
from secureflow.rules.checks import problems
from secureflow.rules.rule import Rule, checked_rule
from secureflow.rules.saying import sentence
from secureflow.services import personal, sent_fields
from secureflow.services.policies import rules_of


def made(who: Caller, choices: Mapping[str, Mapping[str, Any]]) -> list[Rule]:
    """Return the rules of those choices that are on, each with its identity.

    InvalidInput where a choice is of no ready rule, or out of its limits.
    """
    for key in choices:
        if key not in BY_KEY:
            raise InvalidInput(
                f"overrides.{key}: is no ready rule",
                field="overrides",
                fix="GET /api/rules/ready lists them.",
            )
    # Each is made, also what is switched off: a wrong parameter is told at once.
    rules = {key: _with(BY_KEY[key], choice) for key, choice in choices.items()}
    on = {key: BY_KEY[key].name for key, choice in choices.items() if choice["is_on"]}
    ids = table.of_ready(who.merchant_id, on, who.name)
    return [replace(rules[key], id=ids[key]) for key in on]


def tried(key: str, choice: Mapping[str, Any]) -> Rule:
    """Return one ready rule by a choice, without an identity; nothing is stored.

    InvalidInput where there is no such rule, RuleError where a choice is out of its limits.
    """
    if key not in BY_KEY:
        raise InvalidInput(
            f"key: {key} is no ready rule", field="key", fix="GET /api/rules/ready lists them."
        )
    return _with(BY_KEY[key], choice)


def shown(who: Caller, policy: PolicyRow) -> list[dict[str, Any]]:
    """Return every ready rule as a policy has it, with what is wrong with it in this shop."""
    on = {rule.ready: rule for rule in rules_of(policy) if rule.ready is not None}
    sent = sent_fields.of(who)
    hidden_as = personal.PREFIX if who.hash_personal else None
    found = []
    for ready in READY:
        choice = policy.risk_rule_overrides.get(ready.key, {})
        rule = on.get(ready.key)
        told = problems((rule or _with(ready, choice)).condition, sent, hidden_as)
        found.append(_shown(ready, rule, choice) | {"problems": [asdict(one) for one in told]})
    return found


def _with(ready: ReadyRule, choice: Mapping[str, Any]) -> Rule:
    rule = made_of(ready, choice.get("parameters", {}))
    effect = choice.get("effect", rule.effect)
    usual = rule.points if effect == "points" else 0.0
    return checked_rule(replace(rule, effect=effect, points=choice.get("points", usual)))


def _shown(ready: ReadyRule, on: Rule | None, choice: Mapping[str, Any]) -> dict[str, Any]:
    rule = on or _with(ready, choice)
    values = choice.get("parameters", {})
    return {
        **{name: getattr(ready, name) for name in ("key", "name", "attack", "says")},
        "effect": rule.effect,
        "points": rule.points,
        "parameters": [
            asdict(one) | {"value": values.get(one.name, one.default)} for one in ready.parameters
        ],
        "sentence": sentence(rule.effect, rule.points, rule.condition),
        "is_on": on is not None,
        "rule_id": None if on is None else on.id,
    }

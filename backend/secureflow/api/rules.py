"""/api/rules: rules in sentences, the fields and ready rules they are made of, and snoozes."""

from datetime import UTC, datetime
from typing import Any

from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.rule_shapes import (
    names_of,
    said,
    shown_known,
    shown_rule,
    shown_snooze,
)
from secureflow.api.schemas.rules import (
    ParsedRule,
    ReadyQuery,
    ReadyRules,
    Rule,
    RuleDetail,
    RuleFields,
    RuleRemoval,
    RuleRequest,
    Rules,
    RuleText,
    Snooze,
    SnoozeRequest,
)
from secureflow.db import policies, rule_hits
from secureflow.db import rules as table
from secureflow.errors import NotFound
from secureflow.rules.fields import FIELDS, Field
from secureflow.rules.tree import to_tree
from secureflow.services import known_rules, ready, sent_fields, snoozes
from secureflow.services import rules as service
from secureflow.services.policies import found_policy
from secureflow.services.rules import Text, Wanted

NUMBERS = ["over", "at_least", "under", "at_most", "is", "is_not", "between"]
TEXTS = ["is", "is_not", "one_of", "contains", "starts_with", "ends_with"]
KNOWN = ["known", "unknown"]


@api.output(Rules)
def list_rules() -> dict[str, Any]:
    """List the rules of the live policy, what shadow and drafts say otherwise, and past ones."""
    who, now = caller(), datetime.now(UTC)
    names = names_of(who.merchant_id)
    since = now - known_rules.COUNTED
    frauds = rule_hits.frauds(who.merchant_id, who.is_test, since)
    return {
        "live": policies.live(who.merchant_id).version,
        "since": since,
        "frauds": frauds.known,
        "frauds_hit": frauds.hit,
        "items": [shown_known(one, names, now) for one in known_rules.listed(who, now)],
    }


@api.output(RuleDetail)
def get_rule(rule_id: int) -> dict[str, Any]:
    """Return a rule as it stands, what it said before, and for whom it is silent now."""
    who, now = caller(), datetime.now(UTC)
    names = names_of(who.merchant_id)
    found = known_rules.one(who, rule_id, now)
    if found is None:
        raise NotFound(f"There is no rule {rule_id}.", field="rule_id")
    versions = [
        {
            "policy": policy.version,
            "state": policy.state,
            "sentence": said(rule, names),
            "priority": rule.priority,
            "expires_at": rule.expires_at,
            "author": policy.author_name,
            "live_at": policy.live_at,
            "ended_at": policy.ended_at,
        }
        for rule, policy in known_rules.versions(who, rule_id)
    ]
    silent = [shown_snooze(row) for row in table.snoozes(who.merchant_id, [rule_id], now)]
    return shown_known(found, names, now) | {
        "versions": versions,
        "snoozed": silent,
        "deleted_at": found.row.deleted_at,
    }


@api.input(RuleRequest, arg_name="body")
@api.output(Rule, status_code=201)
def add_rule(body: RuleRequest) -> dict[str, Any]:
    """Put a rule into a draft; one that could never match is refused with the reason."""
    rule = service.add(caller(), body.policy, _wanted(body))
    return _in_draft(rule, body.policy)


@api.input(RuleRequest, arg_name="body")
@api.output(Rule)
def change_rule(rule_id: int, body: RuleRequest) -> dict[str, Any]:
    """Say otherwise what a rule is in a draft; in other policies it stays as it is."""
    rule = service.change(caller(), rule_id, body.policy, _wanted(body))
    return _in_draft(rule, body.policy)


@api.input(RuleRemoval, location="query", arg_name="query")
@api.output({}, status_code=204)
def remove_rule(rule_id: int, query: RuleRemoval) -> str:
    """Take a rule out of a draft; or, without `policy`, delete one that no policy at work has."""
    if query.policy is None:
        service.forget(caller(), rule_id)
    else:
        service.take_out(caller(), rule_id, query.policy)
    return ""


@api.input(RuleText, arg_name="body")
@api.output(ParsedRule)
def parse_rule(body: RuleText) -> dict[str, Any]:
    """Return a rule in both forms, and what is wrong with it as it stands; nothing is stored."""
    found = service.read(caller(), _text(body))
    return {
        "sentence": found.sentence,
        "condition": to_tree(found.condition),
        "effect": found.effect,
        "points": found.points,
        "problems": [{"kind": one.kind, "text": one.text} for one in found.problems],
    }


@api.output(RuleFields)
def list_rule_fields() -> dict[str, Any]:
    """List every field that rules compare, and how."""
    sent = sent_fields.named(caller())
    return {"items": [_shown_field(field, field.name in sent) for field in FIELDS]}


@api.input(ReadyQuery, location="query", arg_name="query")
@api.output(ReadyRules)
def list_ready_rules(query: ReadyQuery) -> dict[str, Any]:
    """List the rules that come with the product, as a policy has them: on, and with what."""
    who = caller()
    if query.policy is None:
        policy = policies.live(who.merchant_id)
    else:
        policy = found_policy(who.merchant_id, query.policy)
    return {"policy": policy.version, "items": ready.shown(who, policy)}


@api.input(SnoozeRequest, arg_name="body")
@api.output(Snooze, status_code=201)
def snooze_rule(rule_id: int, body: SnoozeRequest) -> dict[str, Any]:
    """Let a rule be silent for a customer, a card or the like until then, from now on.

    Sent again for the same value, the time is the new one.
    """
    row = snoozes.snooze(caller(), rule_id, body.kind, body.value, body.until)
    return shown_snooze(row)


@api.output({}, status_code=204)
def wake_rule(rule_id: int, snooze_id: int) -> str:
    """Let a rule speak again before its snooze is over."""
    snoozes.wake(caller(), rule_id, snooze_id)
    return ""


def _text(body: RuleText) -> Text:
    return Text(body.sentence, body.condition, body.effect, body.points)


def _wanted(body: RuleRequest) -> Wanted:
    return Wanted(_text(body), body.name, body.priority, body.expires_at)


def _in_draft(rule: Any, version: int) -> dict[str, Any]:
    merchant_id = caller().merchant_id
    draft = found_policy(merchant_id, version)
    return shown_rule(rule, draft, names_of(merchant_id), datetime.now(UTC))


def _shown_field(field: Field, is_sent: bool) -> dict[str, Any]:
    by_kind = NUMBERS if field.is_number else TEXTS
    ops = ["is"] if field.kind == "flag" else by_kind
    same = ("name", "phrase", "kind", "unit", "list_kind", "values", "low", "high")
    return {name: getattr(field, name) for name in same} | {
        "ops": [*ops, *(["in_list"] if field.list_kind else []), *KNOWN],
        "is_sent": is_sent,
    }

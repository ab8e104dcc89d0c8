"""Rules in drafts: read from a sentence or a tree, checked before they are kept, and taken out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from secureflow.db import lists, policies
from secureflow.db import rules as table
from secureflow.db.accounts import Caller
from secureflow.db.policies import PolicyRow
from secureflow.db.rules import RuleRow
from secureflow.domain import Effect
from secureflow.errors import Conflict, InvalidInput, NotFound, RuleError
from secureflow.extensions import db
from secureflow.rules.checks import Problem, problems
from secureflow.rules.condition import Condition
from secureflow.rules.meaning import ListName
from secureflow.rules.own_lists import with_own_lists
from secureflow.rules.rule import Rule, checked_rule
from secureflow.rules.saying import sentence
from secureflow.rules.sentence import check_length, parse
from secureflow.rules.tree import from_tree
from secureflow.services import audit, drafts, personal, sent_fields
from secureflow.services.policies import rules_of

MOST_KNOWN = 1_000
"""Rules of a merchant that are not forgotten, at work or not."""
MOST_LOOKED_THROUGH = 50
"""Policies, from the newest: a rule that none of them has is not shown any more."""


@dataclass(frozen=True, slots=True)
class Text:
    """A rule as it came: as a sentence, or as a tree with what it does."""

    sentence: str | None
    condition: Mapping[str, Any] | None
    effect: Effect | None = None
    points: float | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A rule as it is to be in a draft."""

    text: Text
    name: str
    priority: int
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Read:
    """A rule that was understood; ``names`` are those of the merchant's lists by id."""

    effect: Effect
    points: float
    condition: Condition
    names: Mapping[int, str]
    problems: Sequence[Problem]

    @property
    def sentence(self) -> str:
        """Return the rule as it is said."""
        return sentence(self.effect, self.points, self.condition, self.names)


def read(who: Caller, text: Text) -> Read:
    """Return what a sentence or a tree says; RuleError, or NotFound of a list, where it does not.

    What is understood may still be useless: its ``problems`` say so.
    """
    known = [ListName(one.id, one.name, one.kind) for one in lists.all_of(who.merchant_id)]
    if (text.sentence is None) == (text.condition is None):
        raise InvalidInput("sentence: send it, or `condition`, and not both", field="sentence")
    if text.sentence is not None:
        if text.effect is not None or text.points is not None:
            raise InvalidInput("effect: a sentence says it by itself", field="effect")
        said = parse(text.sentence, known)
        effect, points, condition = said.effect, said.points, said.condition
    else:
        if text.effect is None:
            raise InvalidInput("effect: a condition needs one", field="effect")
        effect, points = text.effect, text.points or 0.0
        condition = with_own_lists(from_tree(text.condition), known)
        checked_rule(Rule(0, "a rule", condition, effect, points))
    hidden_as = personal.PREFIX if who.hash_personal else None
    found = problems(condition, sent_fields.of(who), hidden_as)
    understood = Read(effect, points, condition, {one.id: one.name for one in known}, found)
    check_length(understood.sentence)
    return understood


def add(who: Caller, version: int, wanted: Wanted) -> Rule:
    """Put a new rule into a draft; RuleError where it could never fire."""
    understood = _useful(who, wanted.text)
    policies.lock(who.merchant_id)
    draft = drafts.editable(who.merchant_id, version)
    _need_room(who.merchant_id)
    row = table.add(RuleRow(merchant_id=who.merchant_id, name=wanted.name, created_by=who.name))
    rule = _rule(row.id, wanted, understood)
    drafts.put_rules(draft, [*rules_of(draft), rule])
    _record("rule.added", version, rule, after=understood.sentence)
    drafts.told(who, draft)
    db.session.commit()
    return rule


def change(who: Caller, rule_id: int, version: int, wanted: Wanted) -> Rule:
    """Say otherwise what a rule of a draft is, or put one back that was taken out."""
    understood = _useful(who, wanted.text)
    policies.lock(who.merchant_id)
    row = known(who, rule_id)
    draft = drafts.editable(who.merchant_id, version)
    before = {rule.id: rule for rule in rules_of(draft)}
    if row.ready is not None:
        raise Conflict(
            "A ready rule is changed by its parameters.",
            fix=f"PATCH /api/policies/{version} with `overrides` of {row.ready!r}.",
        )
    rule = _rule(rule_id, wanted, understood)
    row.name, row.deleted_at = rule.name, None
    drafts.put_rules(draft, [*(one for key, one in before.items() if key != rule_id), rule])
    was = before.get(rule_id)
    said = (
        None if was is None else sentence(was.effect, was.points, was.condition, understood.names)
    )
    _record("rule.changed", version, rule, before=said, after=understood.sentence)
    drafts.told(who, draft)
    db.session.commit()
    return rule


def take_out(who: Caller, rule_id: int, version: int) -> None:
    """Take a rule out of a draft; it stays where other policies have it."""
    policies.lock(who.merchant_id)
    row = known(who, rule_id)
    draft = drafts.editable(who.merchant_id, version)
    rules = rules_of(draft)
    rule = next((one for one in rules if one.id == rule_id), None)
    if rule is None:
        raise NotFound(f"Policy {version} has no rule {rule_id}.", field="rule_id")
    drafts.put_rules(draft, [one for one in rules if one.id != rule_id])
    if row.ready is not None:
        chosen = draft.risk_rule_overrides.get(row.ready, {}) | {"is_on": False}
        draft.risk_rule_overrides = draft.risk_rule_overrides | {row.ready: chosen}
    said = sentence(rule.effect, rule.points, rule.condition)
    _record("rule.removed", version, rule, before=said)
    drafts.told(who, draft)
    db.session.commit()


def forget(who: Caller, rule_id: int) -> None:
    """Delete a rule that no live, shadow or draft policy has; its past hits stay."""
    policies.lock(who.merchant_id)
    row = known(who, rule_id)
    at_work = policies.listed(
        who.merchant_id, drafts.MOST_DRAFTS + 2, states=("live", "shadow", "draft")
    )
    for policy in at_work:
        if any(rule.id == rule_id for rule in rules_of(policy)):
            raise Conflict(
                f"Policy {policy.version}, which is {policy.state}, has this rule.",
                fix="Take it out of a draft with `policy`, and put that live.",
            )
    row.deleted_at = datetime.now(UTC)
    audit.record("rule.deleted", f"rule:{rule_id}", before={"name": row.name})
    db.session.commit()


def known(who: Caller, rule_id: int) -> RuleRow:
    """Return a rule of the merchant; NotFound where there is none, or no more."""
    row = table.by_id(who.merchant_id, rule_id)
    if row is None or row.deleted_at is not None:
        raise NotFound(f"There is no rule {rule_id}.", field="rule_id")
    return row


def looked_through(merchant_id: int) -> list[PolicyRow]:
    """Return the policies whose rules are shown: the live one, then the newest of all others."""
    newest = policies.listed(merchant_id, MOST_LOOKED_THROUGH)
    return [policies.live(merchant_id), *(row for row in newest if row.state != "live")]


def _need_room(merchant_id: int) -> None:
    """Raise Conflict where a merchant has as many rules as one may.

    Rules of deleted drafts and of policies long past are nowhere to be seen, so nobody could
    delete them: they make room first. A policy that comes back brings its own back with it.
    """
    if table.count(merchant_id) < MOST_KNOWN:
        return
    drafts_too = policies.listed(merchant_id, drafts.MOST_DRAFTS + 1, states=("shadow", "draft"))
    seen = {
        rule.id for row in [*looked_through(merchant_id), *drafts_too] for rule in rules_of(row)
    }
    table.forget_others(merchant_id, seen)
    if table.count(merchant_id) >= MOST_KNOWN:
        raise Conflict(f"{MOST_KNOWN:,} rules are the most.", fix="Delete one that is off.")


def _useful(who: Caller, text: Text) -> Read:
    understood = read(who, text)
    never = next((one for one in understood.problems if one.kind == "never"), None)
    if never is not None:
        raise RuleError(f"condition: never matches: {never.text}", field="condition")
    return understood


def _rule(rule_id: int, wanted: Wanted, said: Read) -> Rule:
    if wanted.expires_at is not None and wanted.expires_at <= datetime.now(UTC):
        raise InvalidInput("expires_at: must lie ahead", field="expires_at")
    return checked_rule(
        Rule(
            rule_id,
            wanted.name,
            said.condition,
            said.effect,
            said.points,
            wanted.priority,
            wanted.expires_at,
        )
    )


def _record(
    action: str, version: int, rule: Rule, before: str | None = None, after: str | None = None
) -> None:
    said = {"policy": version, "name": rule.name}
    audit.record(
        action,
        f"rule:{rule.id}",
        before=None if before is None else said | {"sentence": before},
        after=None
        if after is None
        else said
        | {
            "sentence": after,
            "priority": rule.priority,
            "expires_at": None if rule.expires_at is None else rule.expires_at.isoformat(),
        },
    )

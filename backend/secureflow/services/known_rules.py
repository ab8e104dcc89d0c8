"""All rules of a merchant as they stand: at work, in preparation, or put away."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from secureflow.db import policies, rule_hits
from secureflow.db import rules as table
from secureflow.db.accounts import Caller
from secureflow.db.policies import PolicyRow
from secureflow.db.rule_hits import HitCounts
from secureflow.db.rules import RuleRow
from secureflow.rules.rule import Rule
from secureflow.services.policies import settled_rules_of
from secureflow.services.rules import MOST_KNOWN, MOST_LOOKED_THROUGH, looked_through

COUNTED = timedelta(days=28)
ORDER = {"live": 0, "shadow": 1, "draft": 2}
"""Whose words of a rule are its words; those of past policies only where none of these has it."""
NONE = HitCounts()


@dataclass(frozen=True, slots=True)
class Known:
    """A rule in the words of one policy, with who made it and what is known of its hits."""

    rule: Rule
    policy: PolicyRow
    row: RuleRow
    hits: HitCounts
    snoozes: int

    def why_not_live(self, now: datetime) -> str | None:
        """Return why the rule does not decide now, None where it does."""
        deleted_at = self.row.deleted_at
        if deleted_at is not None:
            return f"It was deleted on {deleted_at:%-d %B %Y}."
        return why_not_live(self.rule, self.policy, now)


def listed(who: Caller, now: datetime) -> list[Known]:
    """Return the rules of the live policy; of the shadow and of drafts what they say otherwise.

    Then those that were at work once and are not deleted, in their last words.
    """
    rows = {row.id: row for row in table.listed(who.merchant_id, MOST_KNOWN)}
    said: dict[int, list[Rule]] = {}
    chosen: list[tuple[Rule, PolicyRow]] = []
    for policy in _looked_through(who.merchant_id):
        for rule in settled_rules_of(policy):
            before = said.setdefault(rule.id, [])
            is_past = policy.state not in ORDER
            if rule.id in rows and rule not in before and not (is_past and before):
                before.append(rule)
                chosen.append((rule, policy))
    hits = rule_hits.counts(who.merchant_id, who.is_test, now - COUNTED)
    silent = table.snoozes(who.merchant_id, said, now)
    counts: dict[int, int] = {}
    for one in silent:
        counts[one.rule_id] = counts.get(one.rule_id, 0) + 1
    return [
        Known(rule, policy, rows[rule.id], hits.get(rule.id, NONE), counts.get(rule.id, 0))
        for rule, policy in chosen
    ]


def one(who: Caller, rule_id: int, now: datetime) -> Known | None:
    """Return a rule as it stands, also one that was deleted, in its last words.

    None where the merchant has none of this id, or no policy that is looked through has it.
    """
    row = table.by_id(who.merchant_id, rule_id)
    said = (
        (rule, policy)
        for policy in _looked_through(who.merchant_id)
        for rule in settled_rules_of(policy)
        if rule.id == rule_id
    )
    found = next(said, None)
    if row is None or found is None:
        return None
    hits = rule_hits.counts(who.merchant_id, who.is_test, now - COUNTED, rule_id)
    silent = table.snoozes(who.merchant_id, [rule_id], now)
    return Known(*found, row, hits.get(rule_id, NONE), len(silent))


def _looked_through(merchant_id: int) -> list[PolicyRow]:
    """Return the live policy, the shadow, drafts and past ones, the newest of each first."""
    found = looked_through(merchant_id)
    return sorted(found, key=lambda row: (ORDER.get(row.state, len(ORDER)), -row.version))


def versions(who: Caller, rule_id: int) -> list[tuple[Rule, PolicyRow]]:
    """Return what the last fifty policies said by a rule, the newest first."""
    return [
        (rule, policy)
        for policy in policies.listed(who.merchant_id, MOST_LOOKED_THROUGH)
        for rule in settled_rules_of(policy)
        if rule.id == rule_id
    ]


def why_not_live(rule: Rule, policy: PolicyRow, now: datetime) -> str | None:
    """Return why a policy's rule does not decide now, None where it does."""
    if policy.state == "live":
        if rule.expires_at is not None and rule.expires_at <= now:
            return f"It expired on {rule.expires_at:%-d %B %Y at %H:%M} UTC."
        return None
    if policy.state == "draft":
        return f"Policy {policy.version} is a draft: put it live."
    if policy.state == "shadow":
        return f"Policy {policy.version} runs in shadow: it only says what it would do."
    if policy.state == "replaced":
        return f"It was last in policy {policy.version}, which another replaced."
    return f"Policy {policy.version} was taken back."

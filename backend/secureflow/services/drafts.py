"""Drafts of policies: begun as a copy, edited by anybody who may, and never at work."""

from collections.abc import Mapping, Sequence
from typing import Any

from secureflow.db import policies, rules
from secureflow.db.accounts import Caller
from secureflow.db.policies import PolicyChangeRow, PolicyRow, PolicyState
from secureflow.errors import Conflict, InvalidInput
from secureflow.extensions import db
from secureflow.rules.rule import Rule, to_json
from secureflow.services import audit, events, ready
from secureflow.services.policies import found_policy, rules_of

MOST_DRAFTS = 20
MOST_RULES = 200
"""In one policy, ready rules among them."""
SETTLED = ("review_line", "block_line", "reason")
"""What is changed by naming it."""
STANDING: dict[PolicyState, str] = {
    "draft": "is a draft that decides nothing yet",
    "shadow": "runs in shadow",
    "live": "is live",
    "replaced": "was replaced by another",
    "rolled_back": "was taken back",
}


def make(who: Caller, reason: str, copy_of: int | None) -> PolicyRow:
    """Return a new draft, a copy of the live policy or of any other, to follow the live one."""
    live = policies.lock(who.merchant_id)
    if len(policies.listed(who.merchant_id, MOST_DRAFTS, states=("draft",))) >= MOST_DRAFTS:
        raise Conflict(f"{MOST_DRAFTS} drafts are the most.", fix="Delete one first.")
    copied = live if copy_of is None else found_policy(who.merchant_id, copy_of)
    row = policies.add(
        PolicyRow(
            merchant_id=who.merchant_id,
            version=policies.next_version(who.merchant_id),
            state="draft",
            review_line=copied.review_line,
            block_line=copied.block_line,
            document=copied.document,
            risk_rule_overrides=copied.risk_rule_overrides,
            reason=reason,
            author_id=who.id if who.kind == "user" else None,
            author_name=who.name,
            based_on=live.version,
        )
    )
    # A policy of the past may have a rule that was deleted since.
    rules.revive(who.merchant_id, (rule.id for rule in rules_of(row)))
    after = {"copy_of": copied.version, "reason": reason}
    audit.record("policy.drafted", f"policy:{row.version}", after=after)
    told(who, row)
    db.session.commit()
    return row


def change(who: Caller, version: int, wanted: Mapping[str, Any]) -> PolicyRow:
    """Change the lines, the shield, ready rules or the reason of a draft.

    ``wanted`` has only what changes; ``based_on`` must be the live policy, Conflict otherwise.
    """
    live = policies.lock(who.merchant_id)
    row = editable(who.merchant_id, version)
    before = _said(row)
    for name in SETTLED:
        if name in wanted:
            setattr(row, name, wanted[name])
    if row.review_line > row.block_line:
        raise InvalidInput("review_line: must not be above the block line", field="review_line")
    if "based_on" in wanted:
        if wanted["based_on"] != live.version:
            raise Conflict(f"based_on: policy {live.version} is the live one", field="based_on")
        row.based_on = live.version
    if "shield" in wanted:
        row.document = row.document | {"shield": dict(wanted["shield"])}
    if "overrides" in wanted:
        _choose_ready(who, row, wanted["overrides"])
    after = _said(row)
    if after != before:
        audit.record(
            "policy.changed",
            f"policy:{version}",
            before={name: before[name] for name in before if before[name] != after[name]},
            after={name: after[name] for name in after if before[name] != after[name]},
        )
        told(who, row)
    db.session.commit()
    return row


def remove(who: Caller, version: int) -> None:
    """Delete a draft. Its number is never given again: somebody may still have it in sight."""
    policies.lock(who.merchant_id)
    row = editable(who.merchant_id, version)
    audit.record("policy.deleted", f"policy:{version}", before=_said(row))
    policies.remove(row)
    gone = PolicyChangeRow(
        merchant_id=who.merchant_id,
        version=version,
        kind="deleted",
        summary="",
        reason=row.reason,
        by_name=who.name,
    )
    policies.add_change(gone)
    told(who, row, state="deleted")
    db.session.commit()


def editable(merchant_id: int, version: int) -> PolicyRow:
    """Return a draft to change, after ``policies.lock``; Conflict says that it is none."""
    row = found_policy(merchant_id, version)
    db.session.refresh(row)
    if row.state != "draft":
        raise Conflict(
            f"Policy {version} {standing(row)}, so it cannot be changed.",
            fix="Make a draft that is a copy of it.",
        )
    return row


def standing(row: PolicyRow) -> str:
    """Return what became of a policy, to stand behind its number in a sentence."""
    return STANDING[row.state]


def put_rules(row: PolicyRow, wanted: Sequence[Rule]) -> None:
    """Let these be the rules of a draft."""
    if len(wanted) > MOST_RULES:
        raise Conflict(
            f"{MOST_RULES} rules are the most in one policy.", fix="Take one out of the draft."
        )
    row.document = row.document | {"rules": [to_json(rule) for rule in wanted]}


def told(who: Caller, row: PolicyRow, state: str | None = None) -> None:
    """Tell those who watch that a policy changed."""
    by = {"id": who.id if who.kind == "user" else None, "name": who.name}
    data = {"version": row.version, "state": state or row.state, "by": by}
    events.publish(who.merchant_id, None, "policy.changed", data)


def _choose_ready(who: Caller, row: PolicyRow, choices: Mapping[str, Mapping[str, Any]]) -> None:
    """Put ready rules into a draft, or take them out; those that are not named stay as they are."""
    made = ready.made(who, choices)
    kept = [rule for rule in rules_of(row) if rule.ready not in choices]
    put_rules(row, [*kept, *made])
    row.risk_rule_overrides = row.risk_rule_overrides | {
        key: dict(choice) for key, choice in choices.items()
    }


def _said(row: PolicyRow) -> dict[str, Any]:
    """Return what a draft says besides its own rules, for the record."""
    return {
        **{name: getattr(row, name) for name in SETTLED},
        "based_on": row.based_on,
        "shield": row.document["shield"],
        "overrides": row.risk_rule_overrides,
    }

"""The policies of the demo: one that decides, and what was tried or is prepared beside it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from secureflow.db import demo_desk, lists, policies, rules, wrong_hits
from secureflow.db.accounts import Caller
from secureflow.db.lists import ListEffect, ListEntryRow, ListKind, ListRow
from secureflow.db.policies import PolicyChangeRow, PolicyRow
from secureflow.db.rules import RuleRow, RuleSnoozeRow
from secureflow.extensions import db
from secureflow.rules.catalogue import BY_KEY, made
from secureflow.rules.meaning import ListName
from secureflow.rules.rule import Rule, to_json
from secureflow.rules.sentence import parse
from secureflow.services.entries import kept_of
from secureflow.services.publishing import difference

Wanted = tuple[str, ListKind, ListEffect, tuple[tuple[str, str], ...]]
"""A list: its name, kind and effect, and what stands on it, with why."""
LISTS: tuple[Wanted, ...] = (
    (
        "Stolen cards",
        "card",
        "block",
        (("tok_7f31c02b", "charged back twice"), ("tok_e9921d40", "reported by the bank")),
    ),
    ("Throwaway mail", "domain", "none", (("mailinator.com", ""), ("trashmail.example", ""))),
)
DEVICES, REPORTED = "Devices of thieves", "named by our bank's fraud desk"
READY = "newcomer_high_amount"
"""The ready rule that is on."""
SPARING = "Very large order"
RULES = (
    ("Throwaway address", 'Review if e-mail domain is in list "Throwaway mail"', 300),
    (SPARING, "Review if amount is over 900", 500),
)
TRIED = ("Every new device", "Review if the device is new for the customer", 500)
SPARED_DAYS, CALLED_WRONG = 20, 3
WANTED = ("Large order at night", "Review if amount is over 400 and hour is under 5", 400)


def write(
    merchant_id: int, by: tuple[int, str], now: datetime, devices: Sequence[str] = ()
) -> None:
    """Store four policies in this transaction; the second decides, ``by`` is (id, name).

    The third was in the shadow and taken back after a day, the fourth is a draft. A list blocks
    ``devices`` since before the first payment.
    """
    since, author = _ago(now, 31), by[1]
    thieves: Wanted = (DEVICES, "device", "block", tuple((one, REPORTED) for one in devices))
    named = [_list(merchant_id, author, since, one) for one in (*LISTS, thieves)]
    first = policies.live(merchant_id)
    kept = [_rule(merchant_id, author, since, named, one) for one in RULES]
    tried = _rule(merchant_id, author, _ago(now, 12.1), named, TRIED)
    wanted = _rule(merchant_id, author, _ago(now, 1.2), named, WANTED)
    ready = made(BY_KEY[READY])
    number = rules.of_ready(merchant_id, {READY: ready.name}, by[1])[READY]
    kept.append(replace(ready, id=number))
    first.created_at = _ago(now, 40)
    first.state, first.live_at, first.ended_at = "replaced", first.created_at, _ago(now, 30)
    # One policy is live at any moment, also between two statements.
    db.session.flush()
    live = _policy(first, by, 2, "live", kept, "Rules for what the model cannot know yet")
    live.live_at = first.ended_at
    back = _policy(live, by, 3, "rolled_back", [*kept, tried], "New devices were behind two frauds")
    back.shadow_since, back.live_at, back.ended_at = (_ago(now, days) for days in (12, 9, 8))
    draft = _policy(live, by, 4, "draft", [*kept, wanted], "Nights bring most chargebacks")
    draft.block_line = 90.0
    for row, created in ((live, 31), (back, 12.1), (draft, 1.2)):
        row.created_at = _ago(now, created)
        policies.add(row)
    tried_why = "To see how many customers have a new device"
    for kind, before, after, at, reason in (
        ("live", first, live, live.live_at, live.reason),
        ("shadow", live, back, back.shadow_since, tried_why),
        ("live", live, back, back.live_at, back.reason),
        ("rolled_back", back, live, back.ended_at, "Twice the reviews and no fraud among them"),
    ):
        policies.add_change(
            PolicyChangeRow(
                merchant_id=merchant_id,
                version=after.version,
                kind=kind,
                before=None if kind == "shadow" else before.version,
                summary=difference(before, after),
                reason=reason,
                by_name=by[1],
                at=at,
            )
        )


def look_back(caller: Caller, now: datetime, customer: str | None) -> None:
    """Have people think of the rules' hits, in this transaction, once all payments are labelled.

    Some were wrong, and one rule is silent for ``customer``.
    """
    for payment, rule_id in demo_desk.wrong_hits(caller.merchant_id, CALLED_WRONG):
        wrong_hits.add(caller.merchant_id, payment, rule_id, caller.name)
    if customer is None:
        return
    large = next(row for row in rules.listed(caller.merchant_id, 50) if row.name == SPARING)
    kept = kept_of(caller.merchant_id, "customer", customer, is_hidden=False)
    rules.snooze(
        RuleSnoozeRow(
            merchant_id=caller.merchant_id,
            rule_id=large.id,
            key=kept.key,
            kind="customer",
            value=kept.value,
            until=now + timedelta(days=SPARED_DAYS),
            created_by=caller.name,
        )
    )


def _ago(now: datetime, days: float) -> datetime:
    return now - timedelta(days=days)


def _list(merchant_id: int, by: str, at: datetime, wanted: Wanted) -> ListName:
    name, kind, effect, values = wanted
    made = {"merchant_id": merchant_id, "created_by": by, "created_at": at}
    row = lists.add(ListRow(name=name, kind=kind, effect=effect, **made))
    for value, why in values:
        kept = kept_of(merchant_id, kind, value, is_hidden=False)
        found = {"key": kept.key, "value": kept.value, "reason": why}
        db.session.add(ListEntryRow(list_id=row.id, **found, **made))
    return ListName(row.id, name, kind)


def _rule(
    merchant_id: int, by: str, at: datetime, named: list[ListName], wanted: tuple[str, str, int]
) -> Rule:
    name, sentence, priority = wanted
    row = rules.add(RuleRow(merchant_id=merchant_id, name=name, created_by=by, created_at=at))
    said = parse(sentence, named)
    return Rule(row.id, name, said.condition, said.effect, said.points, priority)


def _policy(
    before: PolicyRow, by: tuple[int, str], version: int, state: Any, kept: list[Rule], reason: str
) -> PolicyRow:
    return PolicyRow(
        merchant_id=before.merchant_id,
        version=version,
        state=state,
        review_line=before.review_line,
        block_line=before.block_line,
        document=before.document | {"rules": [to_json(rule) for rule in kept]},
        risk_rule_overrides={READY: {"is_on": True, "parameters": {}}},
        reason=reason,
        author_id=by[0],
        author_name=by[1],
        based_on=before.version,
    )

"""The policies of the demo: one that decides, and what was tried or is prepared beside it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from secureflow.db import list_entries, lists, policies, rules
from secureflow.db.list_entries import Entry
from secureflow.db.lists import ListEffect, ListKind, ListRow
from secureflow.db.policies import PolicyChangeRow, PolicyRow
from secureflow.db.rules import RuleRow
from secureflow.extensions import db
from secureflow.rules.catalogue import BY_KEY, made
from secureflow.rules.meaning import ListName
from secureflow.rules.rule import Rule, to_json
from secureflow.rules.sentence import parse
from secureflow.services.entries import kept_of
from secureflow.services.publishing import difference

LISTS: tuple[tuple[str, ListKind, ListEffect, tuple[tuple[str, str], ...]], ...] = (
    (
        "Stolen cards",
        "card",
        "block",
        (("tok_7f31c02b", "charged back twice"), ("tok_e9921d40", "reported by the bank")),
    ),
    ("Throwaway mail", "domain", "none", (("mailinator.com", ""), ("trashmail.example", ""))),
)
READY = "card_of_many_customers"
"""The ready rule that is on."""
RULES = (
    ("Throwaway address", 'Review if e-mail domain is in list "Throwaway mail"', 300),
    ("Very large order", "Review if amount is over 1,500", 500),
)
TRIED = ("Every new device", "Review if the device is new for the customer", 500)
WANTED = ("Large order at night", "Review if amount is over 400 and hour is under 5", 400)


def write(merchant_id: int, by: tuple[int, str], now: datetime) -> None:
    """Store four policies in this transaction; the second decides, ``by`` is (id, name).

    The third was taken back after a day, the fourth is a draft.
    """
    named = [_list(merchant_id, by[1], one) for one in LISTS]
    first = policies.live(merchant_id)
    kept = [_rule(merchant_id, by[1], named, one) for one in RULES]
    tried, wanted = (_rule(merchant_id, by[1], named, one) for one in (TRIED, WANTED))
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
    back.live_at, back.ended_at = _ago(now, 9), _ago(now, 8)
    draft = _policy(live, by, 4, "draft", [*kept, wanted], "Nights bring most charge-backs")
    draft.block_line = 90.0
    for row, created in ((live, 31), (back, 9.1), (draft, 1.2)):
        row.created_at = _ago(now, created)
        policies.add(row)
    for kind, before, after, at, reason in (
        ("live", first, live, live.live_at, live.reason),
        ("live", live, back, back.live_at, back.reason),
        ("rolled_back", back, live, back.ended_at, "Twice the reviews and no fraud among them"),
    ):
        policies.add_change(
            PolicyChangeRow(
                merchant_id=merchant_id,
                version=after.version,
                kind=kind,
                before=before.version,
                summary=difference(before, after),
                reason=reason,
                by_name=by[1],
                at=at,
            )
        )


def _ago(now: datetime, days: float) -> datetime:
    return now - timedelta(days=days)


def _list(
    merchant_id: int,
    by: str,
    wanted: tuple[str, ListKind, ListEffect, tuple[tuple[str, str], ...]],
) -> ListName:
    name, kind, effect, values = wanted
    row = lists.add(
        ListRow(merchant_id=merchant_id, name=name, kind=kind, effect=effect, created_by=by)
    )
    kept = [(kept_of(merchant_id, kind, value, is_hidden=False), why) for value, why in values]
    list_entries.put(row, [Entry(one.key, one.value, why, None) for one, why in kept], by)
    return ListName(row.id, name, kind)


def _rule(merchant_id: int, by: str, named: list[ListName], wanted: tuple[str, str, int]) -> Rule:
    name, sentence, priority = wanted
    row = rules.add(RuleRow(merchant_id=merchant_id, name=name, created_by=by))
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

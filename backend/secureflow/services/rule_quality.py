"""How right a rule is: its stored hits, or, where it is not live, those it would have had."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import numpy as np
from sqlalchemy import Row

from secureflow.db import policies as policy_rows
from secureflow.db import preview as table
from secureflow.db import rules, wrong_hits
from secureflow.db.accounts import Caller
from secureflow.db.preview import Window
from secureflow.db.rules import RuleRow
from secureflow.errors import NotFound
from secureflow.rules.preview.past import Bools, Past
from secureflow.rules.preview.quality import Quality, quality
from secureflow.rules.rule import Rule
from secureflow.services import past as stored
from secureflow.services import policies, preview
from secureflow.services.past import Asked
from secureflow.services.tried import USUAL_PAYMENTS

POLICIES_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class RuleQuality:
    """What is known of a rule over some days; ``decided`` counts hits that made the decision.

    ``names`` are those of the rules that overlap, by id; ``shown`` what is shown of the sample.
    """

    rule: RuleRow
    days: int
    starts_at: datetime
    ends_at: datetime
    source: Literal["stored", "computed"]
    past: Past
    found: Quality
    decided: int | None
    wrong: int
    names: Mapping[int, str]
    shown: Mapping[int, Row[Any]]


def of(caller: Caller, rule_id: int, days: int) -> RuleQuality:
    """Return how right a rule is, by the newest 100,000 payments of so many days.

    NotFound for a rule that the merchant has not, or that no late policy has, as its own page says.
    Conflict while it works out a preview or the like: that reads as many payments.
    """
    row = rules.by_id(caller.merchant_id, rule_id)
    if row is None:
        raise NotFound(f"There is no rule {rule_id}.", field="rule_id")
    preview.alone(caller.merchant_id)
    now = datetime.now(UTC)
    since = now - timedelta(days=days)
    window = Window(caller.merchant_id, caller.is_test, caller.currency, USUAL_PAYMENTS, since, now)
    live = policies.live(caller.merchant_id)
    is_live = any(one.id == rule_id for one in live.rules)
    latest = None if is_live else _latest(caller.merchant_id, rule_id)
    if not is_live and latest is None:
        raise NotFound(f"There is no rule {rule_id}.", field="rule_id")
    history = stored.of(window, Asked() if latest is None else Asked([latest.condition]))
    place = {payment: at for at, payment in enumerate(history.past.ids.tolist())}
    hits = [(place[one], said) for one, said in table.hits(window) if one in place]
    if latest is None:
        hit, decided = _stored_hits(hits, rule_id, len(history.past))
    else:
        hit, decided = history.hits(latest), None
    others = (
        (at, [one["rule_id"] for one in said if one["rule_id"] not in (None, rule_id)])
        for at, said in hits
    )
    found = quality(history.past, hit, others)
    ids = [one.rule_id for one in found.overlap]
    return RuleQuality(
        rule=row,
        days=days,
        starts_at=since,
        ends_at=now,
        source="stored" if latest is None else "computed",
        past=history.past,
        found=found,
        decided=decided,
        wrong=wrong_hits.count(caller.merchant_id, caller.is_test, rule_id, since),
        names=rules.names(caller.merchant_id, ids),
        shown=table.of_ids(caller.merchant_id, history.past.ids[found.hits.sample].tolist()),
    )


def _latest(merchant_id: int, rule_id: int) -> Rule | None:
    """Return a rule as the newest policy that has it says it; None where no late one does."""
    for row in policy_rows.listed(merchant_id, POLICIES_LOOKED_AT):
        for rule in policies.settled_rules_of(row):
            if rule.id == rule_id:
                return rule
    return None


def _stored_hits(
    hits: list[tuple[int, list[dict[str, Any]]]], rule_id: int, size: int
) -> tuple[Bools, int]:
    found = np.zeros(size, dtype=np.bool_)
    decided = 0
    for at, said in hits:
        for one in said:
            if one["rule_id"] == rule_id:
                found[at] = True
                decided += one["decides"]
    return found, decided

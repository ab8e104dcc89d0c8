"""Each ready rule answers the attack it was made for, and leaves honest people alone."""

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pytest
from numpy.typing import NDArray

from secureflow.errors import RuleError
from secureflow.rules.catalogue import BY_KEY, READY, ReadyRule, made
from secureflow.rules.checks import problems
from secureflow.rules.columns import FactTable, matches
from secureflow.rules.rule import checked_rule, from_json, to_json
from secureflow.rules.saying import sentence
from secureflow.rules.sentence import parse
from secureflow.scoring.history.builder import UsualsBuilder
from secureflow.scoring.history.columns import columns_of
from secureflow.scoring.history.features import NAMES
from secureflow.scoring.history.ledger import Ledger
from secureflow.simulation import simulate
from tests.rules.stories import STORIES, told

HIGHEST_SHARE_OF_GOOD = 0.02
PLAYED = {
    "many_cards_on_device": "card_testing",
    "many_cards_at_address": "card_testing",
    "small_amounts_in_a_row": "card_testing",
    "card_check_by_newcomer": "card_testing",
    "busy_device": "card_testing",
    "bin_attack": "card_testing",
    "newcomer_high_amount": "stolen_card",
    "fresh_account_high_amount": "stolen_card",
    "night_high_amount": "stolen_card",
    "card_in_a_hurry": "stolen_card",
    "card_of_somebody_else": "stolen_card",
    "gift_cards_by_newcomer": "stolen_card",
    "new_device_high_amount": "account_takeover",
    "new_device_new_country": "account_takeover",
    "new_address_high_amount": "account_takeover",
    "gift_cards_from_new_device": "account_takeover",
    "new_country_high_amount": "account_takeover",
}
"""The kind of fraud of the simulation that a rule was made for; the others have a story."""
KNOWS_FRAUD = {key for key in STORIES if key.endswith(("_with_fraud", "disputed_before"))}


@dataclass(frozen=True)
class Month:
    """Simulated payments, honest and not, after a first week of history."""

    table: FactTable
    kinds: NDArray[np.str_]
    is_late: NDArray[np.bool_]

    def share(self, ready: ReadyRule, kind: str) -> float:
        of_kind = self.is_late & (self.kinds == kind)
        return float(matches(made(ready).condition, self.table)[of_kind].mean())


@pytest.fixture(scope="module")
def month() -> Month:
    ends_at = datetime(2026, 11, 1, tzinfo=UTC)
    played = simulate(payments=14_000, ends_at=ends_at, seed=5, fraud_share=0.04)
    payments = [one.transaction for one in played]
    columns = columns_of(payments)
    builder = UsualsBuilder()
    builder.add(columns)
    inputs = Ledger().inputs(columns, builder.snapshot())
    texts = ("country", "merchant_category", "card_bin", "device", "email")
    table = FactTable(
        size=len(payments),
        numbers={
            "amount": columns.amount,
            "quantity": columns.quantity,
            "hour": columns.hour.astype(np.float64),
            "account_seconds": columns.occurred_at - columns.customer_created_at,
        },
        texts={name: [getattr(one, name) for one in payments] for name in texts},
        inputs={name: inputs[:, place] for place, name in enumerate(NAMES)},
    )
    kinds = np.array([one.kind or "good" for one in played])
    is_late = columns.occurred_at > columns.occurred_at[0] + 7 * 86_400
    return Month(table, kinds, is_late)


@pytest.mark.parametrize(("key", "kind"), PLAYED.items())
def test_a_ready_rule_meets_the_fraud_it_was_made_for(month: Month, key: str, kind: str) -> None:
    ready = BY_KEY[key]
    assert month.share(ready, kind) > max(0.01, 5 * month.share(ready, "good"))


@pytest.mark.parametrize("ready", READY, ids=lambda ready: ready.key)
def test_a_ready_rule_touches_few_honest_payments(month: Month, ready: ReadyRule) -> None:
    assert month.share(ready, "good") < HIGHEST_SHARE_OF_GOOD


@pytest.mark.parametrize("key", STORIES)
def test_a_ready_rule_meets_the_story_it_answers(key: str) -> None:
    story = STORIES[key]()
    rule = made(BY_KEY[key])
    assert told(story, were_fraud=key in KNOWS_FRAUD).meets(rule)
    assert not told(story[:1], were_fraud=False).meets(rule) or len(story) == 1


def test_every_ready_rule_is_tried_and_there_are_enough() -> None:
    assert PLAYED.keys() | STORIES.keys() == BY_KEY.keys()
    assert len(BY_KEY) == len(READY) >= 25


@pytest.mark.parametrize("ready", READY, ids=lambda ready: ready.key)
def test_a_ready_rule_is_a_rule_like_any_other(ready: ReadyRule) -> None:
    rule = made(ready)
    assert from_json(to_json(rule)) == checked_rule(rule)
    text = sentence(rule.effect, rule.points, rule.condition)
    assert parse(text).condition == rule.condition
    assert problems(rule.condition) == []
    assert ready.says.endswith(".")
    assert ready.attack
    assert len({made(ready).name for ready in READY}) == len(READY)


@pytest.mark.parametrize("ready", READY, ids=lambda ready: ready.key)
def test_a_parameter_keeps_to_its_limits(ready: ReadyRule) -> None:
    for one in ready.parameters:
        assert one.low <= one.default <= one.high
        for value in (one.low, one.high):
            assert problems(made(ready, {one.name: value}).condition) == []
        for value in (one.low - 1, one.high + 1, float("nan"), True):
            with pytest.raises(RuleError, match=rf"parameters\.{one.name}"):
                made(ready, {one.name: value})
    with pytest.raises(RuleError, match="no such parameter"):
        made(ready, {"elsewhere": 1.0})

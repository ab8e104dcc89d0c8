"""Attacks that the simulation does not play, told payment by payment; the last one is judged."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import numpy as np

from secureflow.domain import Transaction
from secureflow.rules.evaluate import compiled
from secureflow.rules.facts import Facts
from secureflow.rules.rule import Rule
from secureflow.scoring.history.builder import UsualsBuilder
from secureflow.scoring.history.columns import columns_of
from secureflow.scoring.history.entities import entities_of
from secureflow.scoring.history.features import NAMES
from secureflow.scoring.history.ledger import Ledger
from secureflow.simulation import simulate

NOW = datetime(2026, 11, 1, 14, tzinfo=UTC)
AT = {name: place for place, name in enumerate(NAMES)}
Story = list[Transaction]


def paid(days_before: float, amount: float = 30.0, **values: Any) -> Transaction:
    """A payment of the story, so many days before its last moment."""
    at = NOW - timedelta(seconds=round(days_before * 86_400))
    known = {"customer": "dana", "card": "4711", "country": "US", "terminal": "web"} | values
    return Transaction(Decimal(str(amount)), "USD", at, at.hour, at.weekday(), **known)


def minutes(number: float) -> float:
    """Minutes as days."""
    return number / 1_440


def fresh(count: int, **shared: Any) -> Story:
    """New people with a card each who share something, a minute apart."""
    return [
        paid(minutes(count - number), customer=f"new-{number}", card=f"card-{number}", **shared)
        for number in range(count)
    ]


STORIES: dict[str, Callable[[], Story]] = {
    "many_customers_at_address": lambda: fresh(9, ip="203.0.113.7"),
    "card_on_many_devices": lambda: [paid(7 - n, device=f"d-{n}") for n in range(7)],
    "card_at_many_addresses": lambda: [paid(minutes(9 - n), ip=f"ip-{n}") for n in range(7)],
    "card_of_many_customers": lambda: [paid(9 - n, customer=f"c-{n}") for n in range(4)],
    "rare_country_newcomer": lambda: [paid(0, customer="stranger", card="new", country="KP")],
    "impossible_travel": lambda: [paid(minutes(60)), paid(0, country="JP")],
    "sleeper_wakes": lambda: [*(paid(100 - n) for n in range(40)), paid(0, 400)],
    "bust_out": lambda: [
        *(paid(60 - n) for n in range(50)),
        *(paid(2 - n, 3_000) for n in range(3)),
    ],
    "sudden_pace": lambda: [
        *(paid(60 - 9 * n) for n in range(6)),
        *(paid(minutes(9 - n)) for n in range(9)),
    ],
    "spree_of_old_customer": lambda: [
        *(paid(60 - n, device="own") for n in range(50)),
        *(paid(minutes(90 - n), 90, device="other") for n in range(3)),
        paid(0, 90, device="another"),
    ],
    "bulk_by_newcomer": lambda: [paid(0, customer="new", quantity=Decimal(24), item="phone")],
    "device_of_many_customers": lambda: [
        paid(9 - n, customer=f"c-{n}", device="desk") for n in range(7)
    ],
    "throwaway_mail": lambda: [paid(0, email="x@Mailinator.com")],
    "no_device_high_amount": lambda: [paid(0, 5_000, customer="new", card="new")],
    "card_with_fraud": lambda: [paid(9, customer="thief"), paid(0)],
    "device_with_fraud": lambda: [
        paid(9, customer="thief", card="x", device="d"),
        paid(0, device="d"),
    ],
    "address_with_fraud": lambda: [
        *(paid(9 - n, customer=f"t-{n}", card=f"x-{n}", ip="203.0.113.7") for n in range(4)),
        paid(0, ip="203.0.113.7"),
    ],
    "terminal_with_fraud": lambda: [
        *(paid(9 - n, customer=f"t-{n}", card=f"x-{n}", terminal="kiosk") for n in range(4)),
        paid(0, terminal="kiosk"),
    ],
    "customer_disputed_before": lambda: [paid(40), paid(0)],
}
"""By the key of the rule that answers it. Where a rule knows frauds, all but the last were."""


@dataclass(frozen=True)
class Told:
    """A story as it is remembered when its last payment comes."""

    facts: Facts

    def meets(self, rule: Rule) -> bool:
        return compiled(rule.condition)(self.facts)


def told(story: Story, *, were_fraud: bool) -> Told:
    """Return what is known of the last payment after a month of honest ones and the others."""
    everyday = [one.transaction for one in simulate(payments=1_000, ends_at=NOW, fraud_share=0)]
    builder = UsualsBuilder()
    builder.add(columns_of(everyday))
    usual = builder.snapshot()
    ledger = Ledger()
    before, last = story[:-1], story[-1]
    past = columns_of([*everyday, *before])
    order = np.argsort(past.occurred_at, kind="stable")
    ledger.inputs(past.take(order), usual)
    for number in range(len(everyday), len(past)) if were_fraud else ():
        ledger.label(entities_of(past, number), float(past.occurred_at[number]), 0.0, "fraud", 1)
    inputs = ledger.inputs(columns_of([last]), usual)[0]
    return Told(Facts(replace(last), inputs.tolist(), AT, score=50.0))

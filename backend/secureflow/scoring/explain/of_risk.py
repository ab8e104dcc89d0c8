"""What is known of earlier payments of the same customer, card, device, address or terminal."""

from functools import partial
from math import exp, expm1

from secureflow.domain import Transaction
from secureflow.scoring.explain.known import Inputs
from secureflow.scoring.explain.of_amounts import Speaker
from secureflow.scoring.explain.words import Said, age, percent, short
from secureflow.scoring.history.features import HALF_LIVES_DAYS
from secureflow.scoring.history.risk import COMMON

NEVER_DAYS = 3_650
"""What a feature says of an entity without any known fraud."""
ALIKE = 0.4
"""Difference of logarithms within which two amounts are called alike: by half, about."""
LATELY = ("of late", "in recent weeks", "in recent months")
KINDS = {
    "customer": "this customer",
    "card": "this card",
    "device": "this device",
    "ip": "this address",
    "terminal": "this terminal",
}


def _rate(who: str, when: str, tx: Transaction, inputs: Inputs, value: float) -> Said:
    """Say the share; without any label it is a common one, and with good labels lower."""
    if value < COMMON:
        return Said(short(value), f"Payments of {who} were confirmed as good {when}")
    if value == COMMON:
        return Said(None, f"No fraud is known of {who}")
    return Said(
        short(value),
        f"Fraud is known of {who} {when}",
        f"about {percent(value)} of its payments with a known outcome",
    )


def _burst(who: str, tx: Transaction, inputs: Inputs, value: float) -> Said:
    if value <= 0:
        return Said(0.0, f"No fraud of the last 30 days is known of {who}")
    return Said(
        short(value),
        f"Fraud is known of {who} in the last 30 days",
        f"about {percent(value)} of its usual payments in that time",
    )


def _since(who: str, tx: Transaction, inputs: Inputs, value: float) -> Said:
    days = expm1(value)
    if days >= NEVER_DAYS - 1:
        return Said(None, f"No fraud is known of {who}")
    return Said(round(days, 1), f"The last known fraud of {who} was {age(days)} before")


def _first(who: str, tx: Transaction, inputs: Inputs, value: float) -> Said:
    days = expm1(value)
    if days >= NEVER_DAYS - 1:
        return Said(None, f"No fraud of the last 45 days is known of {who}")
    return Said(round(days, 1), f"Fraud is known of {who} since {age(days)} before")


def _amount(who: str, tx: Transaction, inputs: Inputs, value: float) -> Said:
    """Say what fraud there cost; in rough units, so the figure itself is of no use to anybody."""
    return Said(None, f"What known frauds of {who} amounted to")


def _vs_amount(who: str, tx: Transaction, inputs: Inputs, value: float) -> Said:
    ratio = exp(value)
    if abs(value) < ALIKE:
        return Said(short(ratio), f"The amount is like that of known frauds of {who}")
    side = "above" if value > 0.0 else "below"
    return Said(short(ratio), f"The amount is {side} that of known frauds of {who}")


SPEAKERS: dict[str, Speaker] = {
    **{
        f"{kind}_fraud_rate_{days:.0f}d": partial(_rate, who, when)
        for kind, who in KINDS.items()
        for days, when in zip(HALF_LIVES_DAYS, LATELY, strict=True)
    },
    **{f"{kind}_first_fraud": partial(_first, who) for kind, who in KINDS.items()},
    **{f"{kind}_fraud_amount": partial(_amount, who) for kind, who in KINDS.items()},
    **{f"{kind}_amount_vs_fraud": partial(_vs_amount, who) for kind, who in KINDS.items()},
    **{f"{kind}_since_fraud": partial(_since, who) for kind, who in KINDS.items()},
    **{
        f"{kind}_fraud_latest": partial(_rate, who, "in its latest payments")
        for kind, who in KINDS.items()
    },
    **{f"{kind}_fraud_burst": partial(_burst, who) for kind, who in KINDS.items()},
}

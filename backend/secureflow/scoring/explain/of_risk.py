"""What is known of earlier payments of the same customer, card, device, address or terminal."""

from functools import partial
from math import expm1

from secureflow.domain import Transaction
from secureflow.scoring.explain.of_amounts import Inputs, Speaker
from secureflow.scoring.explain.words import Said, age, counted, percent, short
from secureflow.scoring.history.features import HALF_LIVES_DAYS

NEVER_DAYS = 3_650
"""What a feature says of an entity without any known fraud."""
LATELY = ("of late", "in recent weeks", "in recent months")
KINDS = {
    "customer": "this customer",
    "card": "this card",
    "device": "this device",
    "ip": "this address",
    "terminal": "this terminal",
}


def _rate(who: str, when: str, tx: Transaction, inputs: Inputs, value: float) -> Said:
    """Say the share; it is at least so large, for five payments more were counted as good."""
    if value <= 0:
        return Said(0.0, f"No fraud is known of {who}")
    return Said(
        short(value),
        f"Fraud is known of {who} {when}",
        f"at least {percent(value)} of its payments",
    )


def _since(who: str, tx: Transaction, inputs: Inputs, value: float) -> Said:
    days = expm1(value)
    if days >= NEVER_DAYS - 1:
        return Said(None, f"No fraud is known of {who}")
    return Said(round(days, 1), f"The last known fraud of {who} was {age(days)} before")


def _good(who: str, tx: Transaction, inputs: Inputs, value: float) -> Said:
    count = round(expm1(value))
    if count < 1:
        return Said(0, f"No payment of {who} has been confirmed as good of late")
    are = "is" if count == 1 else "are"
    return Said(count, f"About {counted(count, 'payment')} of {who} {are} confirmed as good")


SPEAKERS: dict[str, Speaker] = {
    **{
        f"{kind}_fraud_rate_{days:.0f}d": partial(_rate, who, when)
        for kind, who in KINDS.items()
        for days, when in zip(HALF_LIVES_DAYS, LATELY, strict=True)
    },
    **{f"{kind}_since_fraud": partial(_since, who) for kind, who in KINDS.items()},
    **{f"{kind}_good": partial(_good, who) for kind, who in KINDS.items()},
}

"""What each input says of a payment, in one plain sentence with its evidence, proving nothing."""

from math import exp, isnan

from secureflow.domain import Transaction
from secureflow.scoring.explain import of_amounts, of_history, of_risk
from secureflow.scoring.explain.known import Inputs, is_unseen
from secureflow.scoring.explain.of_amounts import Speaker
from secureflow.scoring.explain.words import Said, percent, short

SPEAKERS: dict[str, Speaker] = of_amounts.SPEAKERS | of_history.SPEAKERS | of_risk.SPEAKERS

_SIGNALS: tuple[tuple[str, str, str], ...] = (
    ("amount_vs_category", "merchant_category", "category"),
    ("amount_vs_type", "transaction_type", "type"),
    *(
        (f"amount_{how}_{of}", of, of)
        for how in ("vs", "odd", "off")
        for of in ("item", "customer", "card", "terminal")
    ),
    ("category", "merchant_category", "category"),
    ("type", "transaction_type", "type"),
    ("country", "country", "country"),
    ("travel", "country", "country"),
    ("account", "customer_created_at", "opening date of the account"),
    ("customer_new_terminal", "terminal", "terminal"),
    ("customer_new_device", "device", "device"),
    ("customer_new_country", "country", "country"),
    ("customer_new_ip", "ip", "address"),
    ("customer", "customer", "customer"),
    ("card", "card", "card"),
    ("device", "device", "device"),
    ("ip", "ip", "address"),
    ("terminal", "terminal", "terminal"),
)
"""Beginnings of inputs' names, the signal they need and its word; the first that fits counts."""


OF_FRAUDS = ("_fraud_amount", "_amount_vs_fraud")
"""Ends of the names of inputs that need a known fraud to compare with."""


def say(name: str, tx: Transaction, inputs: Inputs) -> Said:
    """Return value, sentence and evidence of the input of this name.

    ``inputs`` are all of the payment's by name. An input of another release, which has no
    sentence here any more, is named with its value.
    """
    value = inputs[name]
    if isnan(value):
        return _unknown(name, tx, inputs)
    speaker = SPEAKERS.get(name)
    if speaker is None:
        return Said(short(value), f"{name.replace('_', ' ').capitalize()} is {value:.4g}")
    return speaker(tx, inputs, value)


def unusual(surprise: float) -> Said:
    """Return what the learned layer is told by the cold start."""
    odder = 1.0 - exp(-surprise)
    start = "Unusual" if odder >= 0.9 else "Ordinary"
    evidence = f"odder than {percent(min(odder, 0.9999))} of payments"
    return Said(short(odder), f"{start} when all of it is taken together", evidence)


def others(count: int) -> str:
    """Return the sentence of the reasons that are not listed one by one."""
    return f"{count} other signals together" if count > 1 else "1 other signal"


def _unknown(name: str, tx: Transaction, inputs: Inputs) -> Said:
    for start, signal, word in _SIGNALS:
        if name.startswith(start):
            if getattr(tx, signal) is None:
                return Said(None, f"No {word} was sent, so there is nothing to compare with")
            who = name.split("_", maxsplit=1)[0]
            if name.endswith(OF_FRAUDS):
                return Said(None, f"No fraud is known of this {word}")
            if who in ("customer", "card") and is_unseen(who, inputs):
                return Said(None, f"This {who} never paid here before")
            return Said(None, f"Too little is known of this {word} to compare with")
    return Said(None, f"Nothing is known of {name.replace('_', ' ')}")

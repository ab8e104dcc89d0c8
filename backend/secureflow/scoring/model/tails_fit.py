"""Which inputs mean trouble when they are high, and how much each one says."""

from collections.abc import Mapping

import numpy as np

from secureflow.scoring.model.curve import Curve, Floats
from secureflow.scoring.model.ranks import surprise_of
from secureflow.scoring.model.tails import Tails, tails_of

LEAST_KNOWN = 200
"""Payments with a value before an input gets a curve of its own."""
POWER = 2.0
"""Of the nats in the oddness: one value that is very rare says more than two that are rare."""
AMOUNTS: Mapping[str, str] = {
    "amount": "amount",
    "amount_vs_category": "amount_vs_category",
    "amount_off_item": "amount_vs_item",
    "amount_vs_customer": "amount_vs_customer",
    "amount_odd_customer": "amount_vs_customer",
    "customer_highest_7d": "amount_vs_customer",
    "amount_vs_card": "amount_vs_card",
    "amount_odd_card": "amount_vs_card",
    "amount_vs_terminal": "amount_vs_terminal",
}
"""Amounts against a usual, and the logarithm of the ratio to it."""
PACES: tuple[str, ...] = (
    "customer_pace",
    "customer_count_1h",
    "terminal_pace",
    "device_cards_24h",
    "ip_cards_24h",
    "ip_count_1h",
    "customer_new_device",
    "customer_new_country",
    "travel_speed",
)
"""Too much at once, or too far from the usual way; each has the weight 1."""
SAY_OF_AMOUNTS = 4.0
"""The weights of all amounts together, for each time the narrowest fits into what is paid.

Where a usual tells much of what will be paid, an amount away from it says more than any pace.
"""
SHARPNESS = 4.0
NARROWEST = 0.05


def fit_tails(inputs: Floats, place: Mapping[str, int]) -> Tails:
    """Return the tails of these payments; ``place`` is the column of each input by name.

    Amounts weigh by how much narrower the ratio to their usual is spread than amounts are, to the
    fourth power (of variances, the second): a usual that explains nothing says nothing, and
    prices of an item that hardly differ say almost everything.
    """
    spreads = {name: _spread(inputs[:, place[ratio]]) for name, ratio in AMOUNTS.items()}
    widest = spreads["amount"]
    weights = {
        name: (widest / max(spread, NARROWEST * widest)) ** SHARPNESS if widest > 0.0 else 1.0
        for name, spread in spreads.items()
        if not np.isnan(spread)
    }
    whole = sum(weights.values())
    say = SAY_OF_AMOUNTS * max(weights.values(), default=1.0) ** (1.0 / SHARPNESS)
    shared = {name: say * weight / whole for name, weight in weights.items()}
    found = [
        _tail(place[name], inputs[:, place[name]], weight)
        for name, weight in (shared | dict.fromkeys(PACES, 1.0)).items()
    ]
    return tails_of([tail for tail in found if tail is not None])


def _spread(values: Floats) -> float:
    known = values[~np.isnan(values)]
    if known.size < LEAST_KNOWN:
        return float("nan")
    low, high = np.quantile(known, (0.25, 0.75))
    return float(high - low)


def _tail(column: int, values: Floats, weight: float) -> tuple[int, Curve, float] | None:
    known = values[~np.isnan(values)]
    if known.size < LEAST_KNOWN:
        return None
    nats = surprise_of(known)
    curve = Curve(nats.x, weight * nats.y**POWER)
    return column, curve, float(np.mean(curve(known)))

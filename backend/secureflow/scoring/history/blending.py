"""Snapshots of what is usual: a merchant's own counts, leaning on a base where they are few."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from secureflow.domain import Code
from secureflow.scoring.history.columns import Floats
from secureflow.scoring.history.spectrum import MOST_CODES, Spectrum
from secureflow.scoring.history.usuals import ItemUsual, Rarities, Usual, Usuals

OF_BASE = 50.0
OF_ALL = 20.0
OF_SPREAD = 5.0
"""Payments for which stand in: the base, what is usual to all codes, and a usual spread."""
LEAST_SPREAD = 0.05
ITEM_SPREAD = 0.3
"""Of log prices: at least, and before any item is known."""
NEVER: Usual = (math.nan, math.nan, 0.0)
LEAST_OF_CODE = 5.0
"""Payments a code needs to be known by itself; rarer ones share one rarity."""


def blended(
    groups: Mapping[str, Spectrum[Code]], hours: Floats, days: Floats, base: Usuals
) -> Usuals:
    """Return what is usual by these counts.

    ``groups`` are histograms of log amounts: of all payments, by currency, category, type, country
    and item; of log prices, of all and by item; and of log quantities by item. A code's median
    leans on what the base says of it, relative to all amounts; of items the base says nothing.
    """
    everything = list(_usuals(groups["all"]).values())
    amount = _shrunk(everything[0], base.amount, OF_BASE) if everything else base.amount
    payments = float(hours.sum())
    return Usuals(
        payments=payments,
        amount=amount,
        currencies={
            str(code): _shrunk(own, amount, OF_ALL)
            for code, own in _usuals(groups["currency"]).items()
        },
        categories=_of_codes(_usuals(groups["category"]), base.categories, amount, base.amount),
        types=_of_codes(_usuals(groups["type"]), base.types, amount, base.amount),
        price=next(iter(_usuals(groups["price"]).values()), None),
        items=_items(groups),
        hour_rarity=_slots(hours, base.hour_rarity),
        day_rarity=_slots(days, base.day_rarity),
        category_rarity=_rarities(groups["category"], base.category_rarity),
        type_rarity=_rarities(groups["type"], base.type_rarity),
        country_rarity=_rarities(groups["country"], base.country_rarity),
    )


def _usuals(spectrum: Spectrum[Code]) -> dict[Code, Usual]:
    median, spread, mass = (values.tolist() for values in spectrum.usuals())
    found = zip(spectrum.codes, median, spread, mass, strict=True)
    usuals = {code: (m, s, n) for code, m, s, n in found if n > 0.0}
    if len(usuals) <= MOST_CODES:
        return usuals
    most = sorted(usuals, key=lambda code: -usuals[code][2])[:MOST_CODES]
    return {code: usuals[code] for code in most}


def _shrunk(own: Usual, other: Usual, payments: float) -> Usual:
    median, spread, n = own
    variance = (n * spread**2 + payments * other[1] ** 2) / (n + payments)
    return (n * median + payments * other[0]) / (n + payments), math.sqrt(variance), n


def _of_codes(
    own: Mapping[Code, Usual], base: Mapping[Code, Usual], amount: Usual, base_amount: Usual
) -> dict[Code, Usual]:
    """Amounts of a code in the base count relative to all amounts of the base."""
    shift = amount[0] - base_amount[0]
    moved = {code: (m + shift, s, 0.0) for code, (m, s, _) in base.items()}
    found = dict(moved)
    for code, usual in own.items():
        found[code] = _shrunk(usual, moved.get(code, amount), OF_ALL)
    return found


def _items(groups: Mapping[str, Spectrum[Code]]) -> dict[str, ItemUsual]:
    """The spread of prices is a next price's: wider the less is known of their median."""
    prices, amounts = _usuals(groups["item_price"]), _usuals(groups["item_amount"])
    quantities = _usuals(groups["item_quantity"])
    typical_price, typical_quantity = _typical(prices), _typical(quantities)
    found: dict[str, ItemUsual] = {}
    for code in dict.fromkeys((*prices, *amounts, *quantities)):
        price, price_spread, n = prices.get(code, NEVER)
        wider = math.sqrt(_variance(price_spread, n, typical_price) * (1.0 + 1.0 / max(n, 1.0)))
        quantity, quantity_spread, of_quantity = quantities.get(code, NEVER)
        amount, _, payments = amounts.get(code, NEVER)
        found[str(code)] = ItemUsual(
            price,
            wider,
            amount,
            quantity,
            math.sqrt(_variance(quantity_spread, of_quantity, typical_quantity)),
            max(payments, of_quantity),
        )
    return found


def _typical(usuals: Mapping[Code, Usual]) -> float:
    spreads = [s for _, s, n in usuals.values() if n >= LEAST_OF_CODE]
    return float(np.median(spreads)) if spreads else ITEM_SPREAD


def _variance(spread: float, payments: float, typical: float) -> float:
    own = (payments * spread**2 + OF_SPREAD * typical**2) / (payments + OF_SPREAD)
    return max(own, LEAST_SPREAD**2) if payments else math.nan


def _slots(counts: Floats, base: Sequence[float]) -> tuple[float, ...]:
    """Neighbouring hours and days lend each other a quarter; the base stands for one a slot."""
    smooth = 0.5 * counts + 0.25 * (np.roll(counts, 1) + np.roll(counts, -1))
    even = counts.size * np.exp(-np.array(base))
    rarity = -np.log((smooth + even) / (counts.sum() + even.sum()))
    return tuple(rarity.tolist())


def _rarities(spectrum: Spectrum[Code], base: Rarities) -> Rarities:
    own = dict(zip(spectrum.codes, spectrum.totals().tolist(), strict=True))
    sent = sum(own.values())
    lent = 0.0 if math.isnan(base.rare) else OF_ALL
    if sent + lent == 0.0:
        return Rarities()
    known: dict[Code, float] = {}
    pooled = sent
    for code in dict.fromkeys((*base.known, *own)):
        count = own.get(code, 0.0)
        if count >= LEAST_OF_CODE or (lent and code in base.known):
            pooled -= count
            share = math.exp(-base.known[code]) if lent and code in base.known else 0.0
            known[code] = -math.log((count + lent * share) / (sent + lent))
    rare = -math.log((max(pooled, 0.0) + 1.0) / (sent + lent + 1.0))
    return Rarities(known, rare)

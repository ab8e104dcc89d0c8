"""What is usual among the payments a model was trained on: amounts, and how often things come."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from secureflow.domain import Code
from secureflow.scoring.columns import Columns, Floats, Whole

PSEUDO_PAYMENTS = 20.0
"""A category's own median counts as its payments over its payments plus these."""
LEAST_IN_CURRENCY = 30
"""Payments needed before a currency has a usual amount of its own: it is a unit, not noise."""
LEAST_OF_CODE = 5
MOST_CODES = 20_000
"""Codes seen in fewer than 5 payments, or in fewer than 1 of 20,000, are counted together."""
K = TypeVar("K")
_QUANTILES = np.linspace(0.0, 1.0, 1_001)


@dataclass(frozen=True, slots=True)
class Shares:
    """How rare each value of a code is, as the negative logarithm of its share of payments.

    ``known`` holds the values with enough payments, and None (not sent) with the median rarity of
    the payments that sent one, so that a missing signal is neutral. ``rare`` is of all others,
    never seen ones included: their pooled share, which bounds what one new code can do.
    """

    known: Mapping[Code | None, float]
    rare: float

    def rarity(self, values: Sequence[Code | None]) -> Floats:
        """Return the rarity of each value, length n, in nats."""
        known, rare = self.known, self.rare
        return np.array([known.get(value, rare) for value in values], dtype=np.float64)

    def share(self, value: Code) -> float:
        """Return the share of the training payments with this value, 0..1."""
        return exp(-self.known.get(value, self.rare))


@dataclass(frozen=True, slots=True)
class Usuals:
    """Medians and shares of the training payments; everything a feature is relative to.

    ``amount`` is the median amount in ``currency``, the most frequent one; ``currency_amount``
    the median of each currency with enough payments, in its own units. ``category_amount`` and
    ``type_amount`` are medians over the currency's own median, shrunk towards 1 where payments
    are few. Card checks (amount 0) have no part in medians of amounts.
    """

    currency: str
    amount: float
    amount_quantiles: Floats
    currency_amount: Mapping[str, float]
    category_amount: Mapping[Code | None, float]
    type_amount: Mapping[Code | None, float]
    hour_rarity: Floats
    day_rarity: Floats
    categories: Shares
    types: Shares
    countries: Shares
    account_days: float

    def usual_of(self, currency: str) -> float:
        """Return the usual amount of a currency in its units.

        A currency the model has not seen enough of is read as if it were the main one.
        """
        return self.currency_amount.get(currency, self.amount)


def learn(columns: Columns) -> Usuals:
    """Return what is usual among these payments."""
    paid = columns.amount > 0
    main = Counter(columns.currency).most_common(1)[0][0]
    by_currency = _medians(columns.amount, columns.currency, paid)
    usual = by_currency[main][0] if main in by_currency else 1.0
    currency_amount = {
        code: median for code, (median, n) in by_currency.items() if n >= LEAST_IN_CURRENCY
    }
    relative = columns.amount / [currency_amount.get(code, usual) for code in columns.currency]
    known_days = columns.account_days[~np.isnan(columns.account_days)]
    return Usuals(
        currency=main,
        amount=usual,
        amount_quantiles=np.quantile(relative, _QUANTILES),
        currency_amount=currency_amount,
        category_amount=_shrunk(_medians(relative, columns.merchant_category, paid)),
        type_amount=_shrunk(_medians(relative, columns.transaction_type, paid)),
        hour_rarity=_slot_rarity(columns.hour, 24),
        day_rarity=_slot_rarity(columns.day_of_week, 7),
        categories=_shares(columns.merchant_category),
        types=_shares(columns.transaction_type),
        countries=_shares(columns.country),
        account_days=float(np.median(known_days)) if known_days.size else 0.0,
    )


def _medians(
    values: Floats, keys: Sequence[K], counted: NDArray[np.bool_]
) -> dict[K, tuple[float, int]]:
    rows: dict[K, list[float]] = {}
    for key, value, counts in zip(keys, values.tolist(), counted.tolist(), strict=True):
        if counts and key is not None:
            rows.setdefault(key, []).append(value)
    return {key: (float(np.median(group)), len(group)) for key, group in rows.items()}


def _shrunk(medians: dict[Code | None, tuple[float, int]]) -> dict[Code | None, float]:
    return {
        code: exp(log(median) * n / (n + PSEUDO_PAYMENTS))
        for code, (median, n) in medians.items()
        if n >= LEAST_OF_CODE
    }


def _slot_rarity(slots: Whole, count: int) -> Floats:
    """Neighbouring hours and days lend each other a quarter; one payment is added to each."""
    seen = np.bincount(slots, minlength=count).astype(np.float64)
    smooth = 0.5 * seen + 0.25 * (np.roll(seen, 1) + np.roll(seen, -1))
    rarity: Floats = -np.log((smooth + 1.0) / (slots.size + count))
    return rarity


def _shares(values: Sequence[Code | None]) -> Shares:
    seen = Counter(value for value in values if value is not None)
    sent = seen.total()
    least = max(LEAST_OF_CODE, sent // MOST_CODES)
    often = {code: n for code, n in seen.items() if n >= least}
    pooled = sent - sum(often.values())
    rare = -log((pooled + 1.0) / (sent + 1.0))
    known: dict[Code | None, float] = {code: -log(n / (sent + 1.0)) for code, n in often.items()}
    rarities = [known.get(value, rare) for value in values if value is not None]
    known[None] = float(np.median(rarities)) if rarities else 0.0
    return Shares(known, rare)

"""What is usual among a merchant's payments, as a snapshot that payments are compared with."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from secureflow.domain import Code

Usual = tuple[float, float, float]
"""Median and spread (as a standard deviation) of logarithms, and the payments they are made of."""


@dataclass(frozen=True, slots=True)
class Rarities:
    """-log(share) in nats of the values that come often enough, and of all others together."""

    known: Mapping[Code, float] = field(default_factory=dict)
    rare: float = math.nan

    def of(self, value: Code | None) -> float:
        """Return the rarity of a value, NaN where it was not sent or nothing is known."""
        return math.nan if value is None else self.known.get(value, self.rare)


@dataclass(frozen=True, slots=True)
class Usuals:
    """Usual amounts and how often things come.

    Amounts are logarithms of rough units of their currency (``units.py``); prices of items are
    amounts by quantity, and ``any_item`` has what an item's spread is shrunk towards. ``payments``
    is how many the snapshot was made of, decayed.
    """

    payments: float
    amount: Usual
    currencies: Mapping[str, Usual] = field(default_factory=dict)
    categories: Mapping[Code, Usual] = field(default_factory=dict)
    types: Mapping[Code, Usual] = field(default_factory=dict)
    items: Mapping[str, Usual] = field(default_factory=dict)
    hour_rarity: Sequence[float] = (math.log(24.0),) * 24
    day_rarity: Sequence[float] = (math.log(7.0),) * 7
    category_rarity: Rarities = Rarities()
    type_rarity: Rarities = Rarities()
    country_rarity: Rarities = Rarities()

    def item(self, item: str) -> tuple[float, float]:
        """Return median and spread of the log price of an item, NaN where it was never seen."""
        usual = self.items.get(item)
        return (math.nan, math.nan) if usual is None else usual[:2]


NOTHING = Usuals(payments=0.0, amount=(3.4, 1.2, 0.0))
"""Before any payment: amounts around 30 units, most between 9 and 100."""

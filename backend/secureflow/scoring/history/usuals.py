"""What is usual among a merchant's payments, as a snapshot that payments are compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from secureflow.domain import Code
from secureflow.scoring.history.columns import Columns, Floats

Usual = tuple[float, float, float]
"""Median and spread (as a standard deviation) of logarithms, and the payments they are made of."""


@dataclass(frozen=True, slots=True)
class Usuals:
    """Usual amounts and how often things come.

    Amounts are logarithms of rough units of their currency (``units.py``); prices of items are
    amounts by quantity. Rarities are -log(share) in nats. ``payments`` is how many the snapshot
    was made of, decayed.
    """

    payments: float
    amount: Usual
    currencies: Mapping[str, Usual] = field(default_factory=dict)
    categories: Mapping[Code, Usual] = field(default_factory=dict)
    types: Mapping[Code, Usual] = field(default_factory=dict)
    items: Mapping[str, Usual] = field(default_factory=dict)
    hour_rarity: Sequence[float] = (3.18,) * 24
    day_rarity: Sequence[float] = (1.95,) * 7
    category_rarity: Mapping[Code, float] = field(default_factory=dict)
    type_rarity: Mapping[Code, float] = field(default_factory=dict)
    country_rarity: Mapping[str, float] = field(default_factory=dict)


NOTHING = Usuals(payments=0.0, amount=(3.4, 1.2, 0.0))
"""Before any payment: amounts around 30 units, most between 9 and 100."""

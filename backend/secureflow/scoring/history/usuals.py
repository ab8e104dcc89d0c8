"""What is usual among a merchant's payments, as a snapshot that payments are compared with."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

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

    def to_bytes(self) -> bytes:
        """Return the snapshot as JSON, for ``from_bytes``."""
        return json.dumps(
            {
                "payments": self.payments,
                "amount": self.amount,
                "hour_rarity": list(self.hour_rarity),
                "day_rarity": list(self.day_rarity),
                **{name: list(getattr(self, name).items()) for name in _USUAL},
                **{
                    name: {
                        "rare": None if math.isnan(found.rare) else found.rare,
                        "known": list(found.known.items()),
                    }
                    for name, found in ((name, getattr(self, name)) for name in _RARE)
                },
            },
            separators=(",", ":"),
        ).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Usuals":
        """Return the snapshot that these bytes were made of; ValueError where they are none."""
        try:
            found = json.loads(data)
            return cls(
                payments=float(found["payments"]),
                amount=_usual(found["amount"]),
                hour_rarity=tuple(map(float, found["hour_rarity"])),
                day_rarity=tuple(map(float, found["day_rarity"])),
                currencies=_of_codes(found["currencies"]),
                categories=_of_codes(found["categories"]),
                types=_of_codes(found["types"]),
                items=_of_codes(found["items"]),
                category_rarity=_rarities(found["category_rarity"]),
                type_rarity=_rarities(found["type_rarity"]),
                country_rarity=_rarities(found["country_rarity"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError("these bytes are no snapshot of what is usual") from error


def _usual(values: Sequence[float]) -> Usual:
    median, spread, payments = map(float, values)
    return median, spread, payments


def _of_codes(pairs: list[Any]) -> dict[Any, Usual]:
    return {code: _usual(values) for code, values in pairs}


def _rarities(found: dict[str, Any]) -> Rarities:
    return Rarities(dict(found["known"]), math.nan if found["rare"] is None else found["rare"])


_USUAL = ("currencies", "categories", "types", "items")
_RARE = ("category_rarity", "type_rarity", "country_rarity")

NOTHING = Usuals(payments=0.0, amount=(3.4, 1.2, 0.0))
"""Before any payment: amounts around 30 units, most between 9 and 100."""

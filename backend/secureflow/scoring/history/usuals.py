"""What is usual among a merchant's payments, as a snapshot that payments are compared with."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from secureflow.domain import Code

Usual = tuple[float, float, float]
"""Median and spread (as a standard deviation) of logarithms, and the payments they are made of."""


class ItemUsual(NamedTuple):
    """What is usual for an item: medians and spreads of logarithms, NaN where unknown.

    ``price`` is the amount by quantity, its spread as wide as a next price's; ``payments`` is how
    many there were, decayed.
    """

    price: float = math.nan
    price_spread: float = math.nan
    amount: float = math.nan
    quantity: float = math.nan
    quantity_spread: float = math.nan
    payments: float = 0.0


UNKNOWN_ITEM = ItemUsual()


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

    Amounts are logarithms of rough units of their currency (``units.py``); ``price`` is that of
    all items, amount by quantity. ``payments`` is how many the snapshot was made of, decayed.
    """

    payments: float
    amount: Usual
    price: Usual | None = None
    currencies: Mapping[str, Usual] = field(default_factory=dict)
    categories: Mapping[Code, Usual] = field(default_factory=dict)
    types: Mapping[Code, Usual] = field(default_factory=dict)
    items: Mapping[str, ItemUsual] = field(default_factory=dict)
    hour_rarity: Sequence[float] = (math.log(24.0),) * 24
    day_rarity: Sequence[float] = (math.log(7.0),) * 7
    category_rarity: Rarities = Rarities()
    type_rarity: Rarities = Rarities()
    country_rarity: Rarities = Rarities()

    def to_bytes(self) -> bytes:
        """Return the snapshot as JSON, for ``from_bytes``."""
        return json.dumps(
            {
                "payments": self.payments,
                "amount": self.amount,
                "price": self.price,
                "items": [(code, _without_nan(own)) for code, own in self.items.items()],
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
                price=None if found["price"] is None else _usual(found["price"]),
                hour_rarity=tuple(map(float, found["hour_rarity"])),
                day_rarity=tuple(map(float, found["day_rarity"])),
                currencies=_of_codes(found["currencies"]),
                categories=_of_codes(found["categories"]),
                types=_of_codes(found["types"]),
                items={code: ItemUsual(*_with_nan(own)) for code, own in found["items"]},
                category_rarity=_rarities(found["category_rarity"]),
                type_rarity=_rarities(found["type_rarity"]),
                country_rarity=_rarities(found["country_rarity"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError("these bytes are no snapshot of what is usual") from error


def _usual(values: Sequence[float]) -> Usual:
    median, spread, payments = map(float, values)
    return median, spread, payments


def _without_nan(values: Sequence[float]) -> list[float | None]:
    return [None if math.isnan(value) else value for value in values]


def _with_nan(values: Sequence[float | None]) -> list[float]:
    return [math.nan if value is None else float(value) for value in values]


def _of_codes(pairs: list[Any]) -> dict[Any, Usual]:
    return {code: _usual(values) for code, values in pairs}


def _rarities(found: dict[str, Any]) -> Rarities:
    return Rarities(dict(found["known"]), math.nan if found["rare"] is None else found["rare"])


_USUAL = ("currencies", "categories", "types")
_RARE = ("category_rarity", "type_rarity", "country_rarity")

NOTHING = Usuals(payments=0.0, amount=(3.4, 1.2, 0.0))
"""Before any payment: amounts around 30 units, most between 9 and 100."""

"""What the simulation hands out, and the draft it is made from."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from secureflow.domain import Source, Transaction


@dataclass(frozen=True, slots=True)
class SimulatedPayment:
    """A payment with the truth about it, and when and from whom that truth becomes known.

    ``kind`` is the kind of fraud; ``known_at`` and ``source`` say when the fraud is reported and by
    whom, which may be after the last payment. All three are None for an honest payment.
    """

    transaction: Transaction
    is_fraud: bool
    kind: str | None
    known_at: datetime | None
    source: Source | None


class Card(NamedTuple):
    """A card as a merchant knows it: a token and the prefix of its number, never the number."""

    token: str
    prefix: str


class Account(NamedTuple):
    """A customer's account at the merchant; ``created`` is in seconds since 1970, UTC."""

    customer: str
    created: int


@dataclass(slots=True)
class Draft:
    """A payment before it has its number: times in seconds since 1970 (UTC), money in cents.

    Not frozen, because friendly fraud is an honest draft whose customer later denies it.
    """

    at: int
    cents: int
    category: str
    transaction_type: str
    terminal: str
    account: Account
    card: Card
    device: str | None
    ip: str | None
    email: str | None
    country: str
    kind: str | None = None
    known_at: int | None = None
    source: Source | None = None

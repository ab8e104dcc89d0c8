"""An hour of card testing among good orders, after weeks in which nothing of it was seen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal

import numpy as np
from numpy.random import Generator

from secureflow.domain import Transaction
from secureflow.simulation import simulate

Kind = Literal["one address", "one BIN"]
HOUR = 3_600
BIN, ADDRESS = "412931", "203.0.113.7"
ADDRESSES = 200


@dataclass(frozen=True, slots=True)
class Size:
    """How many orders there are of each kind; the last two are among the good ones."""

    history: int = 20_000
    attack: int = 1_674
    good: int = 500
    share_bin: int = 60
    share_address: int = 20


@dataclass(frozen=True, slots=True)
class Ordered:
    """An order, and whether it is fraud: of the hour's attack, or of the weeks before."""

    payment: Transaction
    is_fraud: bool


def history(size: Size, ends_at: datetime, seed: int) -> list[Ordered]:
    """Return four weeks of payments before the hour, with the usual fraud among them."""
    made = simulate(payments=size.history, ends_at=ends_at, seed=seed)
    return [
        Ordered(replace(one.transaction, external_id=f"h-{n}"), one.is_fraud)
        for n, one in enumerate(made)
    ]


def hour(
    kind: Kind, past: Sequence[Transaction], size: Size, starts_at: datetime, seed: int
) -> list[Ordered]:
    """Return the orders of the hour after the history, by their time.

    Good orders repeat what their customers bought before. Those who share the attacker's range of
    cards or address pay with a card of that range, or from there, for the first time.
    """
    rng = np.random.default_rng((seed, 9))
    orders = [Ordered(payment, False) for payment in _good(past, size, starts_at, rng)] + [
        Ordered(payment, True) for payment in _attack(kind, past[0], size, starts_at, rng)
    ]
    return sorted(orders, key=lambda order: order.payment.occurred_at)


def _good(
    past: Sequence[Transaction], size: Size, starts_at: datetime, rng: Generator
) -> list[Transaction]:
    known_since = starts_at - timedelta(days=2)
    known = [one for one in past if one.customer is not None and one.occurred_at < known_since]
    chosen = rng.permutation(len(known))[: size.good].tolist()
    made = []
    for place, (row, at) in enumerate(zip(chosen, _times(len(chosen), rng), strict=True)):
        own = known[row]
        if place < size.share_bin:
            own = replace(own, card=f"g-{place}", card_bin=BIN)
        elif place < size.share_bin + size.share_address:
            own = replace(own, ip=ADDRESS)
        made.append(_at(own, starts_at + timedelta(seconds=at), f"g-{place}"))
    return made


def _attack(
    kind: Kind, like: Transaction, size: Size, starts_at: datetime, rng: Generator
) -> list[Transaction]:
    """Return orders of a dollar or two, each with a card, an account and a device of its own."""
    made = []
    for place, at in enumerate(_times(size.attack, rng)):
        one = replace(
            like,
            amount=Decimal(int(rng.integers(50, 300))).scaleb(-2),
            customer=f"a-{place}",
            card=f"a-{place}",
            card_bin=BIN if kind == "one BIN" else f"5{rng.integers(10_000, 99_999)}",
            device=f"a-{place}",
            ip=ADDRESS if kind == "one address" else f"198.51.100.{place % ADDRESSES}",
            email=f"{''.join(rng.choice(list('bcdfghaeiou'), 9))}@mail.example",
            customer_created_at=None,
        )
        made.append(_at(one, starts_at + timedelta(seconds=at), f"a-{place}"))
    return made


def _times(count: int, rng: Generator) -> list[float]:
    times: list[float] = np.sort(rng.uniform(0, HOUR, count)).round(3).tolist()
    return times


def _at(payment: Transaction, at: datetime, name: str) -> Transaction:
    return replace(
        payment,
        external_id=name,
        occurred_at=at,
        hour=at.hour,
        day_of_week=at.weekday(),
        authorisation_expires_at=None,
    )

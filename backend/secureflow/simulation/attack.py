"""One attack by card testing that is large enough to be noticed while it goes on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from secureflow.domain import Transaction
from secureflow.simulation.chance import between, stream
from secureflow.simulation.fraud.reports import report
from secureflow.simulation.payment import SimulatedPayment

KIND = "card_testing"
LONGEST_GAP = 40
"""Seconds between two orders of a script that changes the card every time."""
ADDRESS, BIN = "203.0.113.7", "990007"


def attack(
    past: Sequence[SimulatedPayment], begins_at: datetime, *, size: int, seed: int
) -> list[SimulatedPayment]:
    """Return ``size`` tiny orders of guests from one address, each with another new card.

    A script that tests cards makes no accounts. The cards are of one range. What is bought, and
    where, is as in the first online payment of ``past``, of which one there must be; the same
    arguments give the same orders.
    """
    rng = stream(seed, "attack")
    like = next(one.transaction for one in past if one.transaction.transaction_type == "online")
    found = []
    at = begins_at
    for number in range(1, size + 1):
        at += timedelta(seconds=between(rng, 5, LONGEST_GAP))
        cents = between(rng, 50, 250)
        order = _order(like, at, Decimal(cents).scaleb(-2), number)
        reported, source = report(rng, KIND, int(at.timestamp()))
        known_at = datetime.fromtimestamp(reported, UTC)
        found.append(SimulatedPayment(order, True, KIND, known_at, source))
    return found


def _order(like: Transaction, at: datetime, amount: Decimal, number: int) -> Transaction:
    return replace(
        like,
        amount=amount,
        occurred_at=at,
        hour=at.hour,
        day_of_week=at.weekday(),
        customer=None,
        card=f"card_t{number:05d}",
        card_bin=BIN,
        device=f"dev_t{number:05d}",
        ip=ADDRESS,
        email=f"t{number}@example.net",
        customer_created_at=None,
        authorisation_expires_at=at + timedelta(days=5),
    )

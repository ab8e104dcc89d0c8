"""Friendly fraud: the customer bought, received, and weeks later tells the bank otherwise."""

from numpy.random import Generator

from secureflow.simulation.fraud.reports import report
from secureflow.simulation.payment import Draft

SMALLEST_CENTS = 2_000


def deny(honest: list[Draft], rng: Generator, count: int) -> None:
    """Mark ``count`` of the honest payments as denied later, weeks after they were made.

    Nothing about the payment itself changes: it is an online payment worth the trouble like any
    other, and only the late chargeback tells.
    """
    worth_it = [
        draft
        for draft in honest
        if draft.transaction_type == "online" and draft.cents >= SMALLEST_CENTS
    ]
    for position in rng.permutation(len(worth_it))[:count].tolist():
        draft = worth_it[position]
        draft.kind = "friendly"
        draft.known_at, draft.source = report(rng, draft.kind, draft.at)

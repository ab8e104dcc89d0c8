"""How a fraud becomes known: by whom, and how many days after the payment."""

from typing import NamedTuple

from numpy.random import Generator

from secureflow.domain import Source
from secureflow.simulation.chance import between, pick
from secureflow.simulation.timeline import DAY, HOUR


class Reports(NamedTuple):
    """The days a report takes, and its sources, the likelier ones repeated."""

    least_days: int
    most_days: int
    sources: tuple[Source, ...]


REPORTS = {
    # The merchant sees the burst, or the owners of the cards do, and the money goes back.
    "card_testing": Reports(0, 6, ("refund", "refund", "customer", "chargeback")),
    # Owners notice on their statement.
    "compromised_terminal": Reports(2, 18, ("chargeback", "chargeback", "customer")),
    # The customer cannot sign in any more and calls.
    "account_takeover": Reports(0, 10, ("customer", "customer", "customer", "chargeback")),
    "stolen_card": Reports(1, 20, ("chargeback", "chargeback", "chargeback", "customer")),
    # The customer had the goods; the bank's form comes with a later statement.
    "friendly": Reports(20, 44, ("chargeback",)),
}


def report(rng: Generator, kind: str, at: int) -> tuple[int, Source]:
    """Return when a fraud of this kind paid at ``at`` is reported, always later, and by whom."""
    reports = REPORTS[kind]
    wait = between(rng, reports.least_days, reports.most_days) * DAY + between(rng, HOUR, DAY)
    return at + wait, pick(rng, reports.sources)

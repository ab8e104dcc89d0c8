"""The list of kinds that add payments, and how a number of fraudulent payments is shared out.

Friendly fraud is not in it: it adds no payment, it denies an honest one (``friendly.py``).
"""

from collections.abc import Callable
from typing import NamedTuple

from numpy.random import Generator

from secureflow.simulation.chance import between, stream
from secureflow.simulation.fraud.account_takeover import account_takeover
from secureflow.simulation.fraud.card_testing import card_testing
from secureflow.simulation.fraud.compromised_terminal import compromised_terminal
from secureflow.simulation.fraud.reports import report
from secureflow.simulation.fraud.stolen_card import stolen_card
from secureflow.simulation.payment import Draft
from secureflow.simulation.world import World


class Kind(NamedTuple):
    """A kind of fraud: its part of all fraud, the size of an incident, and how it is made."""

    name: str
    part: float
    fewest: int
    most: int
    incident: Callable[[World, Generator, int], list[Draft]]


KINDS = (
    Kind("card_testing", 0.30, 12, 40, card_testing),
    Kind("compromised_terminal", 0.22, 8, 30, compromised_terminal),
    Kind("account_takeover", 0.18, 2, 5, account_takeover),
    Kind("stolen_card", 0.20, 1, 4, stolen_card),
)
FRIENDLY_PART = 0.10


def commit(world: World, seed: int, frauds: int) -> tuple[list[Draft], int]:
    """Return the payments of whole incidents, at most ``frauds``, and how many are left over.

    What is too little for an incident of one kind goes to the kinds after it; what is left at the
    end is for friendly fraud, about a tenth.
    """
    committed: list[Draft] = []
    parts_left = FRIENDLY_PART + sum(kind.part for kind in KINDS)
    for kind in KINDS:
        rng = stream(seed, kind.name)
        budget = round((frauds - len(committed)) * kind.part / parts_left)
        parts_left -= kind.part
        while budget >= kind.fewest:
            drafts = kind.incident(world, rng, min(budget, between(rng, kind.fewest, kind.most)))
            for draft in drafts:
                draft.kind = kind.name
                draft.known_at, draft.source = report(rng, kind.name, draft.at)
            committed += drafts
            budget -= len(drafts)
    return committed, frauds - len(committed)

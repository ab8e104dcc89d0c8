"""Compromised terminal: a reader copies cards of a shop's regulars, the copies pay there."""

import numpy as np
from numpy.random import Generator

from secureflow.simulation.chance import between, pick, stretch
from secureflow.simulation.payment import Draft
from secureflow.simulation.places import CATEGORIES, CATEGORY, REGIONS, price
from secureflow.simulation.timeline import DAY, HOUR
from secureflow.simulation.world import World

TARGETS = ("fuel", "groceries", "restaurants", "fashion", "electronics")
OPEN_HOURS = range(9, 23)
LONGEST_DAYS = 10
REGULAR_PACE = 0.12
"""How often a regular pays for the category, against all payments of the median customer."""


def compromised_terminal(world: World, rng: Generator, size: int) -> list[Draft]:
    """Return ``size`` payments at one shop over days, with the cards of many of its regulars.

    The amounts are above what the shop usually takes and the hours are its own; no device, address
    or mailbox is seen, because somebody stands at the counter.
    """
    people, terminals = world.people, world.terminals
    terminal, category, regulars = _busy_shop(world, rng, size)
    victims = [regulars[step % len(regulars)] for step in range(size)]
    region = int(people.region[victims[0]])
    zone = REGIONS[region].zone
    someday = world.calendar.moment(rng, zone, range(24))
    midnight = someday + DAY - (someday + zone * 60) % DAY
    span = min(LONGEST_DAYS, world.calendar.days // 2)
    times = world.calendar.fit(
        sorted(
            midnight
            + between(rng, 0, span) * DAY
            + pick(rng, OPEN_HOURS) * HOUR
            + between(rng, 0, HOUR - 1)
            for _ in range(size)
        )
    )
    usual = CATEGORIES[category].usual * float(terminals.level[terminal])
    return [
        Draft(
            at=at,
            cents=price(usual * stretch(rng, 1.6, 4.5), category),
            category=CATEGORIES[category].name,
            transaction_type="card_present",
            terminal=terminals.ids[terminal],
            account=people.accounts[victim],
            card=people.cards[victim][0],
            device=None,
            ip=None,
            email=None,
            country=REGIONS[region].country,
        )
        for at, victim in zip(times, victims, strict=True)
    ]


def _busy_shop(world: World, rng: Generator, size: int) -> tuple[int, int, list[int]]:
    """Return a shop with ``size`` regulars (or the busiest), its category, and them shuffled.

    Only who really comes there can lose a card there, so preferring the shop is not enough.
    """
    people = world.people
    old = people.established(world.calendar.start)
    targets = np.array([CATEGORY[name] for name in TARGETS])
    tastes = np.diff(people.tastes[old], axis=1, prepend=0.0) / people.tastes[old, -1:]
    comes = people.pace[old, None] * tastes[:, targets] >= REGULAR_PACE
    preferred = people.shop[old][:, targets, 0]
    regulars = np.bincount(preferred[comes])
    busy = np.flatnonzero(regulars >= size)
    shop = int(busy[rng.integers(len(busy))]) if len(busy) else int(np.argmax(regulars))
    rows, columns = np.nonzero((preferred == shop) & comes)
    return shop, int(targets[columns[0]]), rng.permutation(old[rows]).tolist()

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


def compromised_terminal(world: World, rng: Generator, size: int) -> list[Draft]:
    """Return ``size`` payments at one shop over days, with the cards of many of its regulars.

    The amounts are above what the shop usually takes and the hours are its own; no device, address
    or mailbox is seen, because somebody stands at the counter.
    """
    people, terminals = world.people, world.terminals
    category = CATEGORY[pick(rng, TARGETS)]
    terminal, regulars = _busy_shop(world, rng, category, size)
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


def _busy_shop(world: World, rng: Generator, category: int, size: int) -> tuple[int, list[int]]:
    """Return a shop with at least ``size`` old regulars (or the busiest), and those shuffled."""
    people = world.people
    old = people.established(world.calendar.start)
    preferred = people.shop[old, category]
    regulars = np.bincount(preferred.ravel())
    busy = np.flatnonzero(regulars >= size)
    shop = int(busy[rng.integers(len(busy))]) if len(busy) else int(np.argmax(regulars))
    return shop, rng.permutation(old[(preferred == shop).any(axis=1)]).tolist()

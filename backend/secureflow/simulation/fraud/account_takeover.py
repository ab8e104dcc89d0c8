"""Account takeover: somebody signs in as an old customer and spends with the card on file."""

import numpy as np
from numpy.random import Generator

from secureflow.simulation.chance import between, stretch
from secureflow.simulation.names import home_ip, shared_ip
from secureflow.simulation.payment import Draft
from secureflow.simulation.places import CATEGORIES, CATEGORY, REGIONS, another_country, price
from secureflow.simulation.timeline import HOUR
from secureflow.simulation.world import World

TARGETS = ("gift_cards", "electronics", "travel", "digital_goods")
AT_HOME = 0.5


def account_takeover(world: World, rng: Generator, size: int) -> list[Draft]:
    """Return ``size`` payments within two days from an old account, high for this customer.

    The device and the mailbox are new, and the category is the one of the thief's liking that the
    customer pays for least.
    """
    people = world.people
    old = people.established(world.calendar.start)
    victim = int(old[rng.integers(len(old))])
    tastes = np.diff(people.tastes[victim], prepend=0.0)
    category = min((CATEGORY[name] for name in TARGETS), key=lambda position: tastes[position])
    home = int(people.region[victim])
    region = home if rng.random() < AT_HOME else another_country(rng, home)
    ip = home_ip(rng, region) if rng.random() < AT_HOME else shared_ip(rng)
    times = [world.calendar.moment(rng, int(people.manner[victim, 2]), range(24))]
    for _ in range(size - 1):
        times.append(times[-1] + between(rng, 600, 12 * HOUR))
    times = world.calendar.fit(times)
    usual = CATEGORIES[category].usual * max(1.0, float(people.spend[victim]))
    device, email = world.newcomers.device(), world.newcomers.email()
    terminal = world.terminals.any_web(rng, category)
    return [
        Draft(
            at=at,
            cents=price(usual * stretch(rng, 1.5, 6.0), category),
            category=CATEGORIES[category].name,
            transaction_type="online",
            terminal=terminal,
            account=people.accounts[victim],
            card=people.cards[victim][0],
            device=device,
            ip=ip,
            email=email,
            country=REGIONS[region].country,
        )
        for at in times
    ]

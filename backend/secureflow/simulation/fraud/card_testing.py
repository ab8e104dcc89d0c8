"""Card testing: a thief tries a list of card numbers to learn which still work."""

from numpy.random import Generator

from secureflow.simulation.chance import between, pick
from secureflow.simulation.names import shared_ip
from secureflow.simulation.payment import Draft
from secureflow.simulation.places import CATEGORIES, CATEGORY, REGIONS
from secureflow.simulation.timeline import HOUR
from secureflow.simulation.world import World

TARGETS = ("digital_goods", "gift_cards", "pharmacy")
LONGEST_BURST = 12 * 60
CUSTOMERS_CARD = 0.25


def card_testing(world: World, rng: Generator, size: int) -> list[Draft]:
    """Return ``size`` tiny payments within minutes, each with another card.

    One device, one address, one fresh account and one web terminal. Three cards in four are
    unknown to the merchant; the others belong to its customers.
    """
    people = world.people
    category = CATEGORY[pick(rng, TARGETS)]
    region = between(rng, 0, len(REGIONS) - 1)
    start = world.calendar.moment(rng, 0, range(24))
    length = between(rng, 3 * 60, LONGEST_BURST)
    times = world.calendar.fit([start + step * length // size for step in range(size)])
    owners = rng.permutation(len(people.cards))[:size].tolist()
    account = world.newcomers.account(times[0] - between(rng, 60, HOUR))
    device, ip, email = world.newcomers.device(), shared_ip(rng), world.newcomers.email()
    terminal = world.terminals.any_web(rng, category)
    return [
        Draft(
            at=at,
            # Nothing at all is a card check; the rest is small enough not to be noticed.
            cents=0 if rng.random() < 0.1 else between(rng, 50, 300),
            category=CATEGORIES[category].name,
            transaction_type="online",
            terminal=terminal,
            account=account,
            card=people.cards[owner][0]
            if rng.random() < CUSTOMERS_CARD
            else world.newcomers.card(rng, region),
            device=device,
            ip=ip,
            email=email,
            country=REGIONS[region].country,
        )
        for at, owner in zip(times, owners, strict=True)
    ]

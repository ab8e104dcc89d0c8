"""Stolen card: a thief buys what sells again quickly, while the card's owner sleeps."""

from numpy.random import Generator

from secureflow.simulation.chance import between, pick, stretch
from secureflow.simulation.names import shared_ip
from secureflow.simulation.payment import Draft
from secureflow.simulation.places import CATEGORIES, CATEGORY, REGIONS, another_country, price
from secureflow.simulation.timeline import DAY, HOUR
from secureflow.simulation.world import World

TARGETS = ("gift_cards", "electronics")
ODD_HOURS = range(6)
CUSTOMERS_CARD = 0.5


def stolen_card(world: World, rng: Generator, size: int) -> list[Draft]:
    """Return ``size`` high payments on the web within hours, with one card.

    The hour is 0..5 where the card's owner lives; the device, the account and the mailbox are new,
    and the country is another. Half of the cards belong to the merchant's customers.
    """
    people = world.people
    owner = between(rng, 0, len(people.accounts) - 1)
    home, zone = int(people.region[owner]), int(people.manner[owner, 2])
    elsewhere = another_country(rng, home)
    known = rng.random() < CUSTOMERS_CARD
    card = people.cards[owner][0] if known else world.newcomers.card(rng, home)
    times = [world.calendar.moment(rng, zone, ODD_HOURS)]
    for _ in range(size - 1):
        times.append(times[-1] + between(rng, 120, HOUR))
    times = world.calendar.fit(times)
    account = world.newcomers.account(times[0] - between(rng, 300, 2 * DAY))
    device, ip, email = world.newcomers.device(), shared_ip(rng), world.newcomers.email()
    drafts = []
    for at in times:
        category = CATEGORY[pick(rng, TARGETS)]
        drafts.append(
            Draft(
                at=at,
                cents=price(CATEGORIES[category].usual * stretch(rng, 2.5, 8.0), category),
                category=CATEGORIES[category].name,
                transaction_type="online",
                terminal=world.terminals.any_web(rng, category),
                account=account,
                card=card,
                device=device,
                ip=ip,
                email=email,
                country=REGIONS[elsewhere].country,
            )
        )
    return drafts

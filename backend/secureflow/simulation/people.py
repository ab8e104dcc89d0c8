"""Who pays: customers with habits, built column by column because there may be many."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from secureflow.simulation.chance import Floats, Ints, choose, lognormal, skewed
from secureflow.simulation.names import card, device, email, home_ip
from secureflow.simulation.payment import Account, Card
from secureflow.simulation.places import CATEGORIES, REGIONS, Terminals
from secureflow.simulation.timeline import DAY, RHYTHM_SHARES, WEEK_SHARES, Calendar

OLDEST_ACCOUNT_DAYS = 5 * 365
ESTABLISHED_DAYS = 180


@dataclass(frozen=True, slots=True)
class People:
    """Customers by position: lists of what they own, columns of what they are used to.

    ``spend`` is what a customer usually pays against others (1 is usual), ``pace`` how often.
    ``tastes`` are cumulated weights (customers, categories); ``shop`` and ``web`` the two terminals
    a customer prefers, best first (customers, categories, 2). ``manner`` is (customers, 3): rhythm,
    week and zone. From ``second_device_from`` on the second device is used too. Between
    ``trip_from`` and ``trip_until`` the customer is in the region ``trip_to``. Times are in
    seconds since 1970.
    """

    accounts: list[Account]
    created: Ints
    emails: list[str]
    ips: list[str]
    cards: list[tuple[Card, ...]]
    devices: list[tuple[str, ...]]
    region: Ints
    manner: Ints
    spend: Floats
    pace: Floats
    tastes: Floats
    shop: Ints
    web: Ints
    second_device_from: Ints
    trip_from: Ints
    trip_until: Ints
    trip_to: Ints

    def established(self, before: int) -> Ints:
        """Return the positions of customers whose account was old at that time."""
        return np.flatnonzero(self.created < before - ESTABLISHED_DAYS * DAY)


def build_people(rng: Generator, count: int, calendar: Calendar, terminals: Terminals) -> People:
    """Return customers who live in the regions, each with habits at the terminals."""
    region = choose(rng, np.array([place.share for place in REGIONS]), count)
    favourites = (count, len(CATEGORIES), 2)
    shops = np.broadcast_to(terminals.shops[region][:, :, None], favourites)
    webs = np.broadcast_to(terminals.webs[None, :, None], favourites)
    leaves = calendar.start + rng.integers(0, calendar.end - calendar.start, count)
    travels = rng.random(count) < 0.06
    zones = np.array([place.zone for place in REGIONS])
    created = _created(rng, count, calendar)
    return People(
        accounts=[
            Account(f"cus_{number:05d}", time)
            for number, time in enumerate(created.tolist(), start=1)
        ],
        created=created,
        emails=[email(number) for number in range(1, count + 1)],
        ips=[home_ip(rng, place) for place in region.tolist()],
        cards=_cards(rng, region),
        devices=_devices(rng, count),
        region=region,
        manner=np.column_stack(
            [choose(rng, RHYTHM_SHARES, count), choose(rng, WEEK_SHARES, count), zones[region]]
        ),
        spend=lognormal(rng, 0.6, count),
        pace=lognormal(rng, 0.6, count),
        tastes=np.cumsum(_tastes(rng, count), axis=1),
        shop=terminals.first_shop[region][:, :, None] + skewed(rng, shops),
        web=terminals.first_web[None, :, None] + skewed(rng, webs),
        second_device_from=calendar.start + rng.integers(-60, calendar.days, count) * DAY,
        trip_from=np.where(travels, leaves, calendar.end),
        trip_until=leaves + rng.integers(3, 11, count) * DAY,
        trip_to=(region + rng.integers(1, len(REGIONS), count)) % len(REGIONS),
    )


def _tastes(rng: Generator, count: int) -> Floats:
    """Return weights (customers, categories): what all buy, bent strongly by own preference."""
    own = lognormal(rng, 1.1, count * len(CATEGORIES)).reshape(count, len(CATEGORIES))
    weights: Floats = own * np.array([category.share for category in CATEGORIES])
    return weights


def _created(rng: Generator, count: int, calendar: Calendar) -> Ints:
    """Return account ages of up to five years; one account in twelve is opened in the window."""
    shares = rng.random(count)
    oldest = OLDEST_ACCOUNT_DAYS * DAY
    before = calendar.start - (shares * shares * oldest).astype(np.int64)
    newcomer = rng.random(count) < 1 / 12
    # The last day is left out, so that every newcomer still has time to pay.
    within = calendar.start + rng.integers(0, calendar.end - calendar.start - DAY, count)
    return np.where(newcomer, within, before)


def _cards(rng: Generator, region: Ints) -> list[tuple[Card, ...]]:
    """Return one card a customer, and for three in ten a second."""
    owned = np.where(rng.random(len(region)) < 0.3, 2, 1)
    first = (np.cumsum(owned) - owned).tolist()
    return [
        tuple(card(rng, start + step + 1, place) for step in range(many))
        for start, many, place in zip(first, owned.tolist(), region.tolist(), strict=True)
    ]


def _devices(rng: Generator, count: int) -> list[tuple[str, ...]]:
    """Return one device a customer, and for four in ten a second."""
    owned = np.where(rng.random(count) < 0.4, 2, 1)
    first = (np.cumsum(owned) - owned).tolist()
    return [
        tuple(device(start + step + 1) for step in range(many))
        for start, many in zip(first, owned.tolist(), strict=True)
    ]

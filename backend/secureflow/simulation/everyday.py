"""Honest payments: everyone pays by habit, and now and then otherwise."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from secureflow.simulation.chance import (
    Flags,
    Floats,
    Ints,
    at_shares,
    choose,
    choose_by_row,
    lognormal,
    skewed,
)
from secureflow.simulation.names import home_ip, shared_ip
from secureflow.simulation.payment import Draft
from secureflow.simulation.places import CATEGORIES, REGIONS, priced
from secureflow.simulation.world import World

TERMINAL_SHARES = np.array([0.75, 0.20, 0.05])
"""How often a customer goes to the preferred terminal, the second one, and any other."""
LARGE_SHARE = 0.015
OUT_AND_ABOUT_SHARE = 0.08
SECOND_CARD_SHARE = 0.2
SECOND_DEVICE_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Choices:
    """Who pays, when, for what and where, one position a payment; ``away`` is on a trip."""

    payer: Ints
    at: Ints
    category: Ints
    region: Ints
    away: Flags
    online: Flags


def everyday_payments(world: World, rng: Generator, count: int) -> list[Draft]:
    """Return ``count`` payments by habit: usual category, terminal, amount, hour and weekday."""
    choices = _choose(world, rng, count)
    terminals = _terminals(world, rng, choices)
    cents = priced(_amounts(world, rng, choices, terminals), choices.category)
    drafts = _at_the_counter(world, rng, choices, terminals, cents)
    _move_online(world, rng, drafts, choices)
    return drafts


def _choose(world: World, rng: Generator, count: int) -> Choices:
    people = world.people
    payer = choose(rng, people.pace, count)
    at = world.calendar.draw(rng, people.manner[payer], people.created[payer])
    category = choose_by_row(rng, people.tastes, payer)
    away = (people.trip_from[payer] <= at) & (at < people.trip_until[payer])
    online = rng.random(count) < np.array([each.online for each in CATEGORIES])[category]
    region = np.where(away, people.trip_to[payer], people.region[payer])
    return Choices(payer, at, category, region, away, online)


def _terminals(world: World, rng: Generator, choices: Choices) -> Ints:
    """Return where each payment happens: a preferred terminal, or any (away always any shop)."""
    people, terminals, category = world.people, world.terminals, choices.category
    rank = at_shares(np.cumsum(TERMINAL_SHARES), rng.random(len(category)))
    usual = choices.payer, category, np.minimum(rank, 1)
    any_web = terminals.first_web[category] + skewed(rng, terminals.webs[category])
    there = choices.region, category
    any_shop = terminals.first_shop[there] + skewed(rng, terminals.shops[there])
    web = np.where(rank == 2, any_web, people.web[usual])
    shop = np.where((rank == 2) | choices.away, any_shop, people.shop[usual])
    return np.where(choices.online, web, shop)


def _amounts(world: World, rng: Generator, choices: Choices, terminals: Ints) -> Floats:
    """Return amounts: the category's usual times the payer's, the terminal's level and the day."""
    category, count = choices.category, len(choices.category)
    usual = np.array([each.usual for each in CATEGORIES])[category]
    day = lognormal(rng, np.array([each.spread for each in CATEGORIES])[category], count)
    # Honest people make a large purchase at times; without those, size alone would mean fraud.
    large = np.where(rng.random(count) < LARGE_SHARE, 3 + 3 * rng.random(count), 1)
    spend, level = world.people.spend[choices.payer], world.terminals.level[terminals]
    amounts: Floats = usual * spend * level * day * large
    return amounts


def _at_the_counter(
    world: World, rng: Generator, choices: Choices, terminals: Ints, cents: Ints
) -> list[Draft]:
    """Return the payments as if all were made at a counter, where only the card is seen."""
    people = world.people
    second = rng.random(len(cents)) < SECOND_CARD_SHARE
    columns = (
        choices.payer,
        choices.at,
        choices.category,
        choices.region,
        terminals,
        cents,
        second,
    )
    return [
        Draft(
            at=at,
            cents=amount,
            category=CATEGORIES[category].name,
            transaction_type="card_present",
            terminal=world.terminals.ids[terminal],
            account=people.accounts[payer],
            card=people.cards[payer][-1 if second_card else 0],
            device=None,
            ip=None,
            email=None,
            country=REGIONS[region].country,
        )
        for payer, at, category, region, terminal, amount, second_card in zip(
            *(column.tolist() for column in columns), strict=True
        )
    ]


def _move_online(world: World, rng: Generator, drafts: list[Draft], choices: Choices) -> None:
    """Give the payments made on the web what only the web shows: device, address and mailbox."""
    people = world.people
    second = rng.random(len(drafts)) < SECOND_DEVICE_SHARE
    second &= people.second_device_from[choices.payer] <= choices.at
    about = rng.random(len(drafts)) < OUT_AND_ABOUT_SHARE
    for position in np.flatnonzero(choices.online).tolist():
        draft, payer = drafts[position], int(choices.payer[position])
        draft.transaction_type = "online"
        draft.device = people.devices[payer][-1 if second[position] else 0]
        draft.email = people.emails[payer]
        draft.ip = people.ips[payer]
        if choices.away[position]:
            draft.ip = home_ip(rng, int(choices.region[position]))
        elif about[position]:
            draft.ip = shared_ip(rng)

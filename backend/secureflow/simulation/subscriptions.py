"""Subscriptions: the same amount at the same terminal, weekly or every thirty days, at night."""

import numpy as np
from numpy.random import Generator

from secureflow.simulation.chance import pick
from secureflow.simulation.payment import Draft
from secureflow.simulation.places import CATEGORIES, CATEGORY, REGIONS
from secureflow.simulation.timeline import DAY, HOUR
from secureflow.simulation.world import World

SUBSCRIBERS = 0.3
CENTS = (499, 799, 999, 1299, 1499, 1999)
PERIOD_DAYS = (7, 30, 30, 30)


def subscription_payments(world: World, rng: Generator) -> list[Draft]:
    """Return the charges of subscriptions: the same amount, weekly or every thirty days."""
    calendar, people = world.calendar, world.people
    category = CATEGORY["digital_goods"]
    subscribers = np.flatnonzero(rng.random(len(people.accounts)) < SUBSCRIBERS).tolist()
    drafts = []
    for payer in subscribers:
        account = people.accounts[payer]
        cents = pick(rng, CENTS)
        period = pick(rng, PERIOD_DAYS) * DAY
        first = calendar.start + int(rng.integers(period))
        for due in range(first, calendar.end, period):
            # Merchants charge at night, whatever the hour the customer signed up.
            at = due // DAY * DAY + 2 * HOUR + due % (2 * HOUR)
            if max(calendar.start, account.created) <= at < calendar.end:
                draft = Draft(
                    at=at,
                    cents=cents,
                    category=CATEGORIES[category].name,
                    transaction_type="recurring",
                    terminal=world.terminals.ids[int(people.web[payer, category, 0])],
                    account=account,
                    card=people.cards[payer][0],
                    device=None,
                    ip=None,
                    email=people.emails[payer],
                    country=REGIONS[int(people.region[payer])].country,
                )
                drafts.append(draft)
    return drafts

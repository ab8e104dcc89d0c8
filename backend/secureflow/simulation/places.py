"""Where money is spent: regions, categories and the terminals that belong to them."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.random import Generator

from secureflow.simulation.chance import Floats, Ints, lognormal, pick


class Region(NamedTuple):
    """Where customers live and shop: a country, minutes from UTC, and the share of customers.

    There is no summer time: the room reads no time zone files, which differ between machines.
    """

    country: str
    zone: int
    share: float


REGIONS = (
    Region("US", -300, 0.30),
    Region("US", -360, 0.16),
    Region("US", -420, 0.04),
    Region("US", -480, 0.12),
    Region("CA", -300, 0.07),
    Region("CA", -480, 0.03),
    Region("GB", 0, 0.09),
    Region("DE", 60, 0.06),
    Region("FR", 60, 0.05),
    Region("MX", -360, 0.03),
    Region("BR", -180, 0.02),
    Region("AU", 600, 0.02),
    Region("IN", 330, 0.01),
)


def another_country(rng: Generator, home: int) -> int:
    """Return a region that lies in another country than the region ``home``."""
    foreign = [
        position
        for position, region in enumerate(REGIONS)
        if region.country != REGIONS[home].country
    ]
    return pick(rng, foreign)


Ending = Literal["any", "nines", "fives"]


class Category(NamedTuple):
    """What a terminal sells: how often it is paid for, and what it costs.

    ``usual`` is the median amount in units of the currency, ``spread`` its deviation on the log
    scale for one customer at one terminal, ``online`` the share paid on the web, ``ending`` how
    its prices look: any cents, 19.99, or multiples of five.
    """

    name: str
    share: float
    usual: float
    spread: float
    online: float
    ending: Ending


CATEGORIES = (
    Category("groceries", 0.26, 38.0, 0.40, 0.10, "any"),
    Category("restaurants", 0.16, 27.0, 0.35, 0.15, "any"),
    Category("fuel", 0.10, 46.0, 0.20, 0.0, "any"),
    Category("fashion", 0.10, 62.0, 0.40, 0.60, "nines"),
    Category("home", 0.09, 74.0, 0.45, 0.50, "nines"),
    Category("pharmacy", 0.08, 22.0, 0.35, 0.25, "any"),
    Category("digital_goods", 0.08, 13.0, 0.35, 1.0, "nines"),
    Category("electronics", 0.05, 140.0, 0.50, 0.70, "nines"),
    Category("travel", 0.04, 240.0, 0.45, 0.90, "any"),
    Category("gift_cards", 0.04, 45.0, 0.35, 0.80, "fives"),
)
CATEGORY = {category.name: position for position, category in enumerate(CATEGORIES)}
SMALLEST_CENTS = 50


@dataclass(frozen=True, slots=True)
class Terminals:
    """Every terminal by position. Those of one region and category stand side by side.

    ``level`` is how dear a terminal is (1 is usual). ``first_shop`` and ``shops`` are (regions,
    categories), ``first_web`` and ``webs`` are (categories,).
    """

    ids: list[str]
    level: Floats
    first_shop: Ints
    shops: Ints
    first_web: Ints
    webs: Ints

    def any_web(self, rng: Generator, category: int) -> str:
        """Return a terminal of the web that sells this category; a thief has no habits."""
        return self.ids[int(self.first_web[category]) + int(rng.integers(self.webs[category]))]


def build_terminals(rng: Generator, people: int) -> Terminals:
    """Return terminals enough for this many customers: about one shop per category for forty."""
    at_home = np.array([region.share for region in REGIONS]) * people
    per_category = np.maximum(2, np.rint(at_home / 40)).astype(np.int64)
    shops = np.repeat(per_category[:, None], len(CATEGORIES), axis=1)
    webs = np.full(len(CATEGORIES), max(4, people // 150), dtype=np.int64)
    counts = np.concatenate([shops.ravel(), webs])
    first = np.cumsum(counts) - counts
    total = int(np.cumsum(counts)[-1])
    return Terminals(
        ids=[f"trm_{number:05d}" for number in range(1, total + 1)],
        level=lognormal(rng, 0.15, total),
        first_shop=first[: shops.size].reshape(shops.shape),
        shops=shops,
        first_web=first[shops.size :],
        webs=webs,
    )


def priced(amounts: Floats, categories: Ints) -> Ints:
    """Return the amounts as prices of their categories, in cents."""
    endings = np.array([category.ending for category in CATEGORIES])[categories]
    cents = np.rint(amounts * 100)
    cents = np.where(endings == "nines", np.maximum(1, np.rint(amounts)) * 100 - 1, cents)
    cents = np.where(endings == "fives", np.maximum(2, np.rint(amounts / 5)) * 500, cents)
    # Rounding to cents also hides the last bit, in which exp differs between processors.
    return np.maximum(cents, SMALLEST_CENTS).astype(np.int64)


def price(amount: float, category: int) -> int:
    """Return one amount as a price of its category, in cents."""
    return int(priced(np.array([amount]), np.array([category]))[0])

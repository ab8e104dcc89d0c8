"""The columns of one row of inputs, compiled: of the payment and of each kind of entity."""

import math

from secureflow.scoring.history import facts as f
from secureflow.scoring.history.columns import Floats
from secureflow.scoring.history.features import NAMES
from secureflow.scoring.history.histogram import usual
from secureflow.scoring.history.layout import (
    AT_BINS,
    AT_COUNT,
    AT_DECAYED,
    AT_EVENTS,
    AT_FIRST,
    AT_HOURS,
    AT_LAST,
    AT_PARTNERS,
    AT_SKIPPED,
    AT_SLOTS,
    AT_WEEKEND,
    SLOTS,
    sections,
)
from secureflow.scoring.history.part import part
from secureflow.scoring.history.state import (
    AMOUNTS_HALF_LIFE,
    HABITS_HALF_LIFE,
    halved,
    of_kind,
)
from secureflow.scoring.history.windows import DAY, HOUR, first_after, window

USUAL_DAYS = 30.0
OF_HABITS = 4.0
"""Payments for which even shares of the slots stand in."""
WEEKEND_FROM = 5
WEEKEND_SHARE = 2.0 / 7.0

ITEM = NAMES.index("amount_vs_item")
WHEN = NAMES.index("hour")
ACCOUNT = NAMES.index("account_age")


@part
def fill_payment(row: Floats, fact: Floats, log_amount: float) -> None:
    """Fill the columns that need no state; all are NaN before."""
    row[0] = log_amount - fact[f.AT_USUAL]
    row[1] = log_amount - fact[f.AT_CATEGORY]
    row[2] = log_amount - fact[f.AT_TYPE]
    item = fact[f.AT_ITEM : f.AT_ITEM + 6]
    row[ITEM] = fact[f.AT_PRICE] - item[0]
    row[ITEM + 1] = row[ITEM] / item[1]
    row[ITEM + 2] = abs(row[ITEM + 1])
    row[ITEM + 3] = log_amount - item[2]
    row[ITEM + 4] = fact[f.AT_PRICE] - fact[f.AT_ALL_PRICES]
    row[ITEM + 5] = fact[f.AT_QUANTITY]
    row[ITEM + 6] = fact[f.AT_QUANTITY] - item[3]
    row[ITEM + 7], row[ITEM + 8] = item[4], math.log1p(item[5])
    if fact[f.AT_HOUR] >= 0.0:
        row[WHEN] = fact[f.AT_HOUR]
    if fact[f.AT_DAY] >= 0.0:
        row[WHEN + 1] = fact[f.AT_DAY]
    for i in range(4):
        row[WHEN + 2 + i] = fact[f.AT_RARITY + i]
    if not math.isnan(fact[f.AT_CREATED]):
        row[ACCOUNT] = math.log1p(max(fact[f.AT_TIME] - fact[f.AT_CREATED], 0.0) / DAY)


@part
def recent(state: Floats, t: float, seconds: float) -> tuple[int, float]:
    """Return count and sum of the events in (t - seconds, t]; for at most 24 hours."""
    at = sections(state)[0]
    room, skipped, n = int(state[AT_EVENTS + 1]), int(state[AT_SKIPPED]), int(state[AT_EVENTS])
    times = state[at + skipped : at + skipped + n]
    return window(times, state[at + room + skipped : at + room + skipped + n], t - seconds, t)


@part
def hourly(state: Floats, t: float, hours: float) -> tuple[float, float, float]:
    """Return count, sum and highest of the hour of t and as many before as make ``hours``."""
    at = sections(state)[1]
    room, n = int(state[AT_HOURS + 1]), int(state[AT_HOURS])
    now = math.floor(t / HOUR)
    numbers = state[at : at + n]
    low, high = first_after(numbers, now - hours), first_after(numbers, now)
    count, total, highest = 0.0, 0.0, 0.0
    for i in range(at + room + low, at + room + high):
        count += state[i]
        total += state[i + room]
        highest = max(highest, state[i + 2 * room])
    return count, total, highest


@part
def usual_amount(state: Floats, t: float, fact: Floats) -> tuple[float, float]:
    """Return median and spread of the entity's log amounts, of all payments' where it has few."""
    at = sections(state)[2]
    room, n = int(state[AT_BINS + 1]), int(state[AT_BINS])
    decay = halved(max(t - state[AT_LAST], 0.0), AMOUNTS_HALF_LIFE)
    masses = state[at + room : at + room + n]
    return usual(state[at : at + n], masses, decay, fact[f.AT_USUAL], fact[f.AT_USUAL + 1])


@part
def pace(state: Floats, t: float, in_a_day: float) -> float:
    """Return log((1 + payments in 24 h) / (1 + usual payments a day)), 0 for a new entity."""
    if state[AT_COUNT] == 0.0:
        return 0.0
    days = max((t - state[AT_FIRST]) / DAY, 1.0)
    left = halved(max(t - state[AT_LAST], 0.0), USUAL_DAYS * DAY)
    seen = (1.0 - halved(days, USUAL_DAYS)) * USUAL_DAYS / math.log(2.0)
    return math.log((1.0 + in_a_day) / (1.0 + state[AT_DECAYED + 1] * left / seen))


@part
def since(state: Floats, at: int, t: float, unit: float) -> float:
    """Return log(1 + time since the moment kept there), NaN for a new entity."""
    if state[AT_COUNT] == 0.0:
        return math.nan
    return math.log1p(max(t - state[at], 0.0) / unit)


@part
def others(state: Floats, t: float, kind: int, seconds: float, own: float) -> float:
    """Return log(1 + partners of the kind met in the window besides the payment's own)."""
    at = sections(state)[3]
    room, n = int(state[AT_PARTNERS + 1]), int(state[AT_PARTNERS])
    low, high = of_kind(state[at : at + n], kind)
    met = 0
    for i in range(at + low, at + high):
        if state[i + room] > t - seconds and state[i] != own:
            met += 1
    return math.log1p(met)


@part
def newness(state: Floats, kind: int, own: float) -> float:
    """Return 0 where the partner was met before, else 1 + log((1 + payments) / (1 + partners)).

    NaN where the payment names no partner of the kind, or none was ever met.
    """
    at = sections(state)[3]
    ids = state[at : at + int(state[AT_PARTNERS])]
    low, high = of_kind(ids, kind)
    if math.isnan(own) or high == low:
        return math.nan
    place = first_after(ids, own)
    if place > low and ids[place - 1] == own:
        return 0.0
    return 1.0 + math.log((1.0 + state[AT_COUNT]) / (1.0 + high - low))


@part
def habit(state: Floats, t: float, fact: Floats) -> tuple[float, float]:
    """Return how odd hour and day are for the entity: log(share of all time / its own share)."""
    if fact[f.AT_HOUR] < 0.0 or fact[f.AT_DAY] < 0.0:
        return math.nan, math.nan
    left = halved(max(t - state[AT_LAST], 0.0), HABITS_HALF_LIFE)
    mass = state[AT_DECAYED + 1] * left
    slot = state[AT_SLOTS + int(fact[f.AT_HOUR]) * SLOTS // 24] * left
    weekend = state[AT_WEEKEND] * left
    share, days = WEEKEND_SHARE, weekend
    if fact[f.AT_DAY] < WEEKEND_FROM:
        share, days = 1.0 - WEEKEND_SHARE, max(mass - weekend, 0.0)
    by_hour = math.log((mass + OF_HABITS) / (SLOTS * slot + OF_HABITS))
    return by_hour, math.log((mass + OF_HABITS) / (days / share + OF_HABITS))

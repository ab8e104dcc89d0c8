"""Counting a payment into the state of one of its entities.

Any order of the same payments gives the same state to rounding: sections are sorted and cut by
rules that know only the payments (the latest 24 hours and 10,000 events, the latest 30 days of
hours, per kind the 128 partners seen last), and decayed masses refer to the latest payment.
"""

import math

import numpy as np

from secureflow.scoring.history.columns import Floats
from secureflow.scoring.history.entities import PARTNER_BITS
from secureflow.scoring.history.features import HALF_LIVES_DAYS
from secureflow.scoring.history.histogram import bin_of
from secureflow.scoring.history.layout import (
    AT_BINS,
    AT_COUNT,
    AT_DECAYED,
    AT_EVENTS,
    AT_FIRST,
    AT_HOURS,
    AT_LAST,
    AT_PARTNERS,
    AT_PLACE,
    AT_PLACE_TIME,
    AT_SKIPPED,
    AT_SLOTS,
    AT_WEEKEND,
    MOST_EVENTS,
    MOST_PARTNERS,
    NOWHERE,
    sections,
)
from secureflow.scoring.history.part import part
from secureflow.scoring.history.windows import DAY, HOUR, first_after

HALF_LIVES = tuple(days * DAY for days in HALF_LIVES_DAYS)
HABITS_HALF_LIFE = 30.0 * DAY
AMOUNTS_HALF_LIFE = 90.0 * DAY
HOURS_KEPT = 720.0
KIND_SIZE = float(1 << PARTNER_BITS)


@part
def halved(seconds: float, half_life: float) -> float:
    """Return what is left after so many seconds, 0..1."""
    return math.exp(-math.log(2.0) * seconds / half_life)


@part
def of_kind(ids: Floats, kind: int) -> tuple[int, int]:
    """Return the range of the partners of a kind among the ascending ids."""
    return first_after(ids, kind * KIND_SIZE - 1.0), first_after(ids, (kind + 1) * KIND_SIZE - 1.0)


@part
def _remove(values: Floats, n: int, place: int) -> None:
    for i in range(place, n - 1):
        values[i] = values[i + 1]


@part
def _insert(values: Floats, n: int, place: int, value: float) -> None:
    for i in range(n, place, -1):
        values[i] = values[i - 1]
    values[place] = value


@part
def _decay(state: Floats, at_bins: int, seconds: float) -> None:
    for i in range(3):
        state[AT_DECAYED + i] *= halved(seconds, HALF_LIVES[i])
    habits = halved(seconds, HABITS_HALF_LIFE)
    for i in range(AT_SLOTS, AT_WEEKEND + 1):
        state[i] *= habits
    amounts = halved(seconds, AMOUNTS_HALF_LIFE)
    masses = at_bins + int(state[AT_BINS + 1])
    for i in range(masses, masses + int(state[AT_BINS])):
        state[i] *= amounts


@part
def _add_event(state: Floats, at: int, t: float, amount: float) -> None:
    room = int(state[AT_EVENTS + 1])
    times, amounts = state[at : at + room], state[at + room : at + 2 * room]
    skipped, n = int(state[AT_SKIPPED]), int(state[AT_EVENTS])
    while n > 0 and times[skipped] <= state[AT_LAST] - DAY:
        skipped, n = skipped + 1, n - 1
    if t > state[AT_LAST] - DAY:
        place = skipped + n
        while place > skipped and (
            times[place - 1] > t or (times[place - 1] == t and amounts[place - 1] > amount)
        ):
            place -= 1
        if n < MOST_EVENTS or place > skipped:
            if n == MOST_EVENTS:
                skipped, n = skipped + 1, n - 1
            if skipped + n >= room:
                for i in range(n):
                    times[i], amounts[i] = times[skipped + i], amounts[skipped + i]
                place, skipped = place - skipped, 0
            _insert(times, skipped + n, place, t)
            _insert(amounts, skipped + n, place, amount)
            n += 1
    state[AT_SKIPPED], state[AT_EVENTS] = skipped, n


@part
def _add_hour(state: Floats, at: int, t: float, amount: float) -> None:
    room, n = int(state[AT_HOURS + 1]), int(state[AT_HOURS])
    hours, counts = state[at : at + room], state[at + room : at + 2 * room]
    sums, highest = state[at + 2 * room : at + 3 * room], state[at + 3 * room : at + 4 * room]
    hour = math.floor(t / HOUR)
    oldest = math.floor(state[AT_LAST] / HOUR) - HOURS_KEPT
    gone = first_after(hours[:n], oldest)
    if gone > 0:
        n -= gone
        for i in range(n):
            hours[i], counts[i] = hours[i + gone], counts[i + gone]
            sums[i], highest[i] = sums[i + gone], highest[i + gone]
    if hour > oldest:
        place = first_after(hours[:n], hour)
        if place > 0 and hours[place - 1] == hour:
            counts[place - 1] += 1.0
            sums[place - 1] += amount
            highest[place - 1] = max(highest[place - 1], amount)
        else:
            _insert(hours, n, place, hour)
            _insert(counts, n, place, 1.0)
            _insert(sums, n, place, amount)
            _insert(highest, n, place, amount)
            n += 1
    state[AT_HOURS] = n


@part
def _add_amount(state: Floats, at: int, log_amount: float, mass: float) -> None:
    room, n = int(state[AT_BINS + 1]), int(state[AT_BINS])
    bins, masses = state[at : at + room], state[at + room : at + 2 * room]
    own = float(bin_of(log_amount))
    place = first_after(bins[:n], own)
    if place > 0 and bins[place - 1] == own:
        masses[place - 1] += mass
    else:
        _insert(bins, n, place, own)
        _insert(masses, n, place, mass)
        state[AT_BINS] = n + 1


@part
def _meet(state: Floats, at: int, partner: float, t: float) -> None:
    room, n = int(state[AT_PARTNERS + 1]), int(state[AT_PARTNERS])
    ids, last = state[at : at + room], state[at + room : at + 2 * room]
    place = first_after(ids[:n], partner)
    if place > 0 and ids[place - 1] == partner:
        last[place - 1] = max(last[place - 1], t)
        return
    _insert(ids, n, place, partner)
    _insert(last, n, place, t)
    low, high = of_kind(ids[: n + 1], int(partner // KIND_SIZE))
    if high - low <= MOST_PARTNERS:
        state[AT_PARTNERS] = n + 1
        return
    longest_ago = low
    for i in range(low + 1, high):
        if last[i] < last[longest_ago]:
            longest_ago = i
    _remove(ids, n + 1, longest_ago)
    _remove(last, n + 1, longest_ago)


@part
def observe(
    state: Floats,
    t: float,
    amount: float,
    log_amount: float,
    slot: int,
    weekend: bool,
    country: float,
    partners: Floats,
) -> None:
    """Count a payment; the state must have room (``layout.is_full``).

    ``amount`` and ``log_amount`` are in rough units, an unknown amount counts as 0, which has no
    part in the usual; ``slot`` is -1 where the hour is unknown; ``country`` is its number or
    NOWHERE; ``partners`` are ids, NaN where there is none.
    """
    at_events, at_hours, at_bins, at_partners, _ = sections(state)
    if state[AT_COUNT] == 0.0:
        state[AT_FIRST] = state[AT_LAST] = t
    if t > state[AT_LAST]:
        _decay(state, at_bins, t - state[AT_LAST])
        state[AT_LAST] = t
    age = state[AT_LAST] - t
    state[AT_COUNT] += 1.0
    state[AT_FIRST] = min(state[AT_FIRST], t)
    for i in range(3):
        state[AT_DECAYED + i] += halved(age, HALF_LIVES[i])
    habit = halved(age, HABITS_HALF_LIFE)
    if slot >= 0:
        state[AT_SLOTS + slot] += habit
    if weekend:
        state[AT_WEEKEND] += habit
    if country != NOWHERE and (
        state[AT_PLACE] == NOWHERE
        or t > state[AT_PLACE_TIME]
        or (t == state[AT_PLACE_TIME] and country > state[AT_PLACE])
    ):
        state[AT_PLACE_TIME], state[AT_PLACE] = t, country
    _add_event(state, at_events, t, amount)
    _add_hour(state, at_hours, t, amount)
    if amount > 0.0:
        _add_amount(state, at_bins, log_amount, halved(age, AMOUNTS_HALF_LIFE))
    for i in range(partners.size):
        if not np.isnan(partners[i]):
            _meet(state, at_partners, partners[i], t)

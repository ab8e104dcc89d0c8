"""How the state of an entity lies in one flat array of floats.

A header, then four sections, each with room for more than it holds: the events of the last 24
hours (times, amounts), the hours of the last 30 days (number of the hour, count, sum, highest),
the bins of the amounts (number, mass), and the partners met (id, last time). Each part of a
section is contiguous and ascending by its first part. Packed, as stored, a state has no room left
over, and equal histories give equal bytes but for the last bits of decayed sums.
"""

import numpy as np

from secureflow.scoring.compiled import compiled
from secureflow.scoring.history.columns import Floats
from secureflow.scoring.history.part import part

VERSION = 1.0
SLOTS = 8
"""Slots of three hours a day whose shares are kept."""

AT_VERSION = 0
AT_COUNT = 1
AT_FIRST = 2
AT_LAST = 3
AT_DECAYED = 4
AT_SLOTS = 7
AT_WEEKEND = 15
AT_PLACE_TIME = 16
AT_PLACE = 17
AT_EVENTS = 18
AT_HOURS = 20
AT_BINS = 22
AT_PARTNERS = 24
"""Of each section its length; its room follows."""
AT_SKIPPED = 26
"""Events at the front of their section that have left the 24 hours."""
HEADER = 27
HOUR_PARTS = 4

MOST_EVENTS = 10_000
MOST_HOURS = 721
MOST_BINS = 256
MOST_PARTNERS = 128
"""Of each kind."""
PARTNERS_AT_ONCE = 6
NOWHERE = -1.0


@part
def sections(state: Floats) -> tuple[int, int, int, int, int]:
    """Return where events, hours, bins and partners start, and where the array ends."""
    events = HEADER
    hours = events + 2 * int(state[AT_EVENTS + 1])
    bins = hours + HOUR_PARTS * int(state[AT_HOURS + 1])
    partners = bins + 2 * int(state[AT_BINS + 1])
    return events, hours, bins, partners, partners + 2 * int(state[AT_PARTNERS + 1])


@part
def moved(
    state: Floats, for_events: int, for_hours: int, for_bins: int, for_partners: int
) -> Floats:
    """Return a copy of the state with room for so many events, hours, bins and partners."""
    size = HEADER + 2 * for_events + HOUR_PARTS * for_hours + 2 * for_bins + 2 * for_partners
    copy = np.zeros(size)
    copy[:HEADER] = state[:HEADER]
    copy[AT_EVENTS + 1] = for_events
    copy[AT_HOURS + 1] = for_hours
    copy[AT_BINS + 1] = for_bins
    copy[AT_PARTNERS + 1] = for_partners
    copy[AT_SKIPPED] = 0.0
    source, target = sections(state), sections(copy)
    for section in range(4):
        at = AT_EVENTS + 2 * section
        length, room, wider = int(state[at]), int(state[at + 1]), int(copy[at + 1])
        skipped = int(state[AT_SKIPPED]) if section == 0 else 0
        for column in range(HOUR_PARTS if section == 1 else 2):
            start = source[section] + column * room + skipped
            to = target[section] + column * wider
            copy[to : to + length] = state[start : start + length]
    return copy


@part
def is_full(state: Floats) -> bool:
    """Return whether one more payment may not find room."""
    return bool(
        (
            state[AT_SKIPPED] + state[AT_EVENTS] >= state[AT_EVENTS + 1]
            and state[AT_EVENTS + 1] < 2 * MOST_EVENTS
            and 4 * state[AT_SKIPPED] < state[AT_EVENTS + 1]
        )
        or (state[AT_HOURS] >= state[AT_HOURS + 1] and state[AT_HOURS + 1] < MOST_HOURS)
        or (state[AT_BINS] >= state[AT_BINS + 1] and state[AT_BINS + 1] < MOST_BINS)
        or state[AT_PARTNERS] + PARTNERS_AT_ONCE > state[AT_PARTNERS + 1]
    )


@compiled
def opened(packed: Floats) -> Floats:
    """Return a copy of the state with room for more in every section."""
    events, hours = int(packed[AT_EVENTS]), int(packed[AT_HOURS])
    bins, partners = int(packed[AT_BINS]), int(packed[AT_PARTNERS])
    return moved(
        packed,
        events + max(events // 2, 2) if events < MOST_EVENTS else 2 * MOST_EVENTS,
        min(hours + max(hours // 2, 2), MOST_HOURS),
        min(bins + max(bins // 2, 2), MOST_BINS),
        partners + max(partners // 2, PARTNERS_AT_ONCE),
    )


@compiled
def packed(state: Floats) -> Floats:
    """Return a copy of the state without room left over, as it is stored."""
    return moved(
        state,
        int(state[AT_EVENTS]),
        int(state[AT_HOURS]),
        int(state[AT_BINS]),
        int(state[AT_PARTNERS]),
    )


def empty() -> Floats:
    """Return the state of an entity that was never seen, with room for its first payments."""
    state = np.zeros(HEADER)
    state[AT_VERSION] = VERSION
    state[AT_PLACE] = NOWHERE
    return opened(state)

"""What a state must be, computed the plain way from the list of an entity's payments."""

import math
from dataclasses import dataclass

import numpy as np

from secureflow.scoring.history import layout as at
from secureflow.scoring.history.histogram import LOWEST, WIDTH

DAY = 86_400.0


@dataclass(frozen=True)
class Payment:
    time: float
    amount: float
    slot: int
    weekend: bool
    country: float
    partners: tuple[float, ...]


def fading(payments: list[Payment], days: float) -> list[float]:
    last = max(payment.time for payment in payments)
    return [0.5 ** ((last - payment.time) / DAY / days) for payment in payments]


def state(payments: list[Payment], most_events: int = at.MOST_EVENTS) -> np.ndarray:
    """Return the packed state of an entity with these payments, in any order."""
    times = [payment.time for payment in payments]
    last = max(times)
    header = np.zeros(at.HEADER)
    header[at.AT_VERSION], header[at.AT_COUNT] = at.VERSION, len(payments)
    header[at.AT_FIRST], header[at.AT_LAST] = min(times), last
    for i, days in enumerate((7.0, 30.0, 120.0)):
        header[at.AT_DECAYED + i] = sum(fading(payments, days))
    for payment, mass in zip(payments, fading(payments, 30.0), strict=True):
        header[at.AT_SLOTS + payment.slot] += mass
        header[at.AT_WEEKEND] += mass * payment.weekend
    placed = [(p.time, p.country) for p in payments if p.country != at.NOWHERE]
    header[at.AT_PLACE_TIME], header[at.AT_PLACE] = max(placed, default=(0.0, at.NOWHERE))

    events = sorted((p.time, p.amount) for p in payments if p.time > last - DAY)[-most_events:]
    hours: dict[float, list[float]] = {}
    for payment in payments:
        if math.floor(payment.time / 3600) > math.floor(last / 3600) - 720:
            hours.setdefault(math.floor(payment.time / 3600), []).append(payment.amount)
    bins: dict[float, float] = {}
    for payment, mass in zip(payments, fading(payments, 90.0), strict=True):
        if payment.amount > 0:
            own = min(max(math.floor((math.log(payment.amount) - LOWEST) / WIDTH), 0), 255)
            bins[own] = bins.get(own, 0.0) + mass
    met: dict[float, float] = {}
    for payment in payments:
        for partner in payment.partners:
            met[partner] = max(met.get(partner, -math.inf), payment.time)
    kept: dict[float, float] = {}
    for kind in range(6):
        latest = sorted(
            (time, partner) for partner, time in met.items() if partner // 2**48 == kind
        )
        kept |= {partner: time for time, partner in latest[-at.MOST_PARTNERS :]}

    lengths = (len(events), len(hours), len(bins), len(kept))
    for section, length in enumerate(lengths):
        place = at.AT_EVENTS + 2 * section
        header[place], header[place + 1] = length, length
    numbers = sorted(hours)
    parts = [
        [time for time, _ in events],
        [amount for _, amount in events],
        numbers,
        [float(len(hours[hour])) for hour in numbers],
        [sum(hours[hour]) for hour in numbers],
        [max(hours[hour]) for hour in numbers],
        sorted(bins),
        [bins[own] for own in sorted(bins)],
        sorted(kept),
        [kept[partner] for partner in sorted(kept)],
    ]
    return np.concatenate([header, *map(np.asarray, parts)])

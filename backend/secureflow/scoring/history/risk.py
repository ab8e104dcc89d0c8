"""What is known of an entity's payments: confirmed fraud and confirmed good, when and how much.

These are the parts that ``labels.py`` and ``kernel.py`` compile. Labels decay by the time of their
payment, and count from when the caller counts them: once they are known, and not before.
"""

import math

import numpy as np

from secureflow.scoring.history.columns import Floats
from secureflow.scoring.history.features import HALF_LIVES_DAYS, RISK_COLUMNS
from secureflow.scoring.history.part import part
from secureflow.scoring.history.windows import DAY

AT_REFERENCE = 0
"""Time of the latest payment with a label; what decays refers to it."""
AT_COUNTS = 1
"""Labels of fraud and of good, not decayed."""
AT_FRAUD = 3
AT_GOOD = 6
AT_TIMES = 9
"""How many times of fraud payments follow, the latest ones, ascending."""
MOST_TIMES = 32
AT_LATEST = AT_TIMES + 1 + MOST_TIMES
"""How many labels follow, those of the latest payments, ascending: a time, negative where good."""
MOST_LATEST = 8
AT_AMOUNTS = AT_LATEST + 1 + MOST_LATEST
"""Decayed: how many fraud payments have an amount, and the sum of its logarithms."""
SIZE = AT_AMOUNTS + 2

OF_RATE = 2.0
COMMON = 0.01
"""Labels that stand in where an entity has few, and the share of fraud among them."""
OF_LATEST = 0.5
FADING = 0.7
"""The same for the latest labels, each of which counts 0.7 times the one after it."""
OF_BURST = 2.0
MONTHLY = HALF_LIVES_DAYS.index(30.0)
BURST_DAYS = 30.0
FIRST_DAYS = 45.0
LEAST_MASS = 1e-6
NEVER_DAYS = 3_650.0
_LN_2 = math.log(2.0)


def no_labels() -> Floats:
    """Return the labels of an entity that has none."""
    return np.zeros(SIZE)


@part
def count_label(labels: Floats, t: float, log_amount: float, is_fraud: bool, sign: float) -> None:
    """Count a label of a payment at t (sign 1), or take an earlier one back (sign -1).

    ``log_amount`` is NaN where unknown. Any order gives the same to rounding, but for what was
    left out because later ones were known, and these then taken back: the times of fraud payments
    after 32, single labels after 8.
    """
    if labels[AT_COUNTS] + labels[AT_COUNTS + 1] == 0.0:
        labels[AT_REFERENCE] = t
    gap = t - labels[AT_REFERENCE]
    if gap > 0.0:
        for i in range(3):
            left = math.exp(-_LN_2 * gap / (HALF_LIVES_DAYS[i] * DAY))
            labels[AT_FRAUD + i] *= left
            labels[AT_GOOD + i] *= left
            if i == MONTHLY:
                labels[AT_AMOUNTS] *= left
                labels[AT_AMOUNTS + 1] *= left
        labels[AT_REFERENCE] = t
    at, which = (AT_FRAUD, 0) if is_fraud else (AT_GOOD, 1)
    labels[AT_COUNTS + which] = max(labels[AT_COUNTS + which] + sign, 0.0)
    for i in range(3):
        age = labels[AT_REFERENCE] - t
        mass = math.exp(-_LN_2 * age / (HALF_LIVES_DAYS[i] * DAY))
        # What was taken back to nothing is nothing, not what rounding left.
        none = labels[AT_COUNTS + which] == 0.0
        labels[at + i] = 0.0 if none else max(labels[at + i] + sign * mass, 0.0)
        if i == MONTHLY and is_fraud and not math.isnan(log_amount):
            labels[AT_AMOUNTS] = 0.0 if none else max(labels[AT_AMOUNTS] + sign * mass, 0.0)
            labels[AT_AMOUNTS + 1] = (
                0.0 if none else labels[AT_AMOUNTS + 1] + sign * mass * log_amount
            )
    signed = t if is_fraud else -t
    times = labels[AT_TIMES : AT_TIMES + 1 + MOST_TIMES]
    latest = labels[AT_LATEST : AT_LATEST + 1 + MOST_LATEST]
    if sign > 0.0:
        _remember(latest, signed)
        if is_fraud:
            _remember(times, signed)
    else:
        _forget(latest, signed)
        if is_fraud:
            _forget(times, signed)


@part
def _remember(kept: Floats, signed: float) -> None:
    """Insert by time, a good payment before one of fraud; the earliest leaves a full list."""
    n, room, values = int(kept[0]), kept.size - 1, kept[1:]
    place = n
    while place > 0 and (
        abs(values[place - 1]) > abs(signed)
        or (abs(values[place - 1]) == abs(signed) and values[place - 1] > signed)
    ):
        place -= 1
    if n == room:
        for i in range(place - 1):
            values[i] = values[i + 1]
        if place > 0:
            values[place - 1] = signed
        return
    for i in range(n, place, -1):
        values[i] = values[i - 1]
    values[place] = signed
    kept[0] = n + 1


@part
def _forget(kept: Floats, signed: float) -> None:
    n, values = int(kept[0]), kept[1:]
    for place in range(n):
        if values[place] == signed:
            for i in range(place, n - 1):
                values[i] = values[i + 1]
            values[n - 1] = 0.0
            kept[0] = n - 1
            return


@part
def _burst(labels: Floats, t: float, payments_a_day: float) -> float:
    """Return the fraud payments of the last 30 days over the payments usual in their span."""
    n, count = int(labels[AT_TIMES]), 0
    first, last = 0.0, 0.0
    for i in range(AT_TIMES + 1, AT_TIMES + 1 + n):
        if labels[i] > t - BURST_DAYS * DAY:
            if count == 0:
                first = labels[i]
            last = labels[i]
            count += 1
    return count / (OF_BURST + payments_a_day * ((last - first) / DAY + 1.0))


@part
def _since_first(labels: Floats, t: float) -> float:
    """Return the days since the first of the fraud payments of the last 45 days."""
    for i in range(AT_TIMES + 1, AT_TIMES + 1 + int(labels[AT_TIMES])):
        if labels[i] > t - FIRST_DAYS * DAY:
            since: float = max(t - labels[i], 0.0) / DAY
            return since
    return NEVER_DAYS


@part
def _latest(labels: Floats) -> float:
    """Return the share of fraud among the latest labels, the latest counting most."""
    fraud, mass, weight = OF_LATEST * COMMON, OF_LATEST, 1.0
    for i in range(AT_LATEST + int(labels[AT_LATEST]), AT_LATEST, -1):
        mass += weight
        if labels[i] > 0.0:
            fraud += weight
        weight *= FADING
    return fraud / mass


@part
def fill_risk(
    row: Floats, at: int, exposure: Floats, labels: Floats, t: float, log_amount: float
) -> None:
    """Fill the columns of one kind from ``at``, of a payment at t with this amount.

    ``exposure`` holds the payments of the entity, decayed by each half-life, NaN where the
    payment names none: then the columns are NaN.
    """
    rates = len(HALF_LIVES_DAYS)
    row[at : at + RISK_COLUMNS] = math.nan
    if math.isnan(exposure[0]):
        return
    row[at : at + rates + 1] = COMMON
    row[at + rates + 1] = 0.0
    row[at + rates + 2] = row[at + rates + 3] = math.log1p(NEVER_DAYS)
    if labels.size == 0:
        return
    gap = max(t - labels[AT_REFERENCE], 0.0)
    for i in range(rates):
        left = math.exp(-_LN_2 * gap / (HALF_LIVES_DAYS[i] * DAY))
        fraud, good = labels[AT_FRAUD + i] * left, labels[AT_GOOD + i] * left
        row[at + i] = (fraud + OF_RATE * COMMON) / (fraud + good + OF_RATE)
    row[at + rates] = _latest(labels)
    row[at + rates + 1] = _burst(labels, t, exposure[MONTHLY] * _LN_2 / HALF_LIVES_DAYS[MONTHLY])
    if labels[AT_TIMES] > 0.0:
        days = max(t - labels[AT_TIMES + int(labels[AT_TIMES])], 0.0) / DAY
        row[at + rates + 2] = math.log1p(min(days, NEVER_DAYS))
        row[at + rates + 3] = math.log1p(_since_first(labels, t))
    if labels[AT_AMOUNTS] > LEAST_MASS:
        typical = labels[AT_AMOUNTS + 1] / labels[AT_AMOUNTS]
        row[at + rates + 4], row[at + rates + 5] = typical, log_amount - typical

"""What is known of an entity's payments: confirmed fraud and confirmed good, decayed.

These are the parts that ``labels.py`` and ``kernel.py`` compile. Labels decay by the time of their
payment, and count from when the caller counts them: once they are known, and not before.
"""

import math

import numpy as np

from secureflow.scoring.history.columns import Floats
from secureflow.scoring.history.features import HALF_LIVES_DAYS
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
MOST_TIMES = 15
SIZE = AT_TIMES + 1 + MOST_TIMES

OF_RATE = 5.0
"""Good payments that stand in where an entity has few."""
NEVER_DAYS = 3_650.0
_LN_2 = math.log(2.0)


def no_labels() -> Floats:
    """Return the labels of an entity that has none."""
    return np.zeros(SIZE)


@part
def count_label(labels: Floats, t: float, is_fraud: bool, sign: float) -> None:
    """Count a label of a payment at t (sign 1), or take an earlier one back (sign -1).

    Any order gives the same to rounding, but for the times of fraud payments that were left out
    because 15 later ones were known, and then taken back.
    """
    if labels[AT_COUNTS] + labels[AT_COUNTS + 1] == 0.0:
        labels[AT_REFERENCE] = t
    gap = t - labels[AT_REFERENCE]
    if gap > 0.0:
        for i in range(3):
            left = math.exp(-_LN_2 * gap / (HALF_LIVES_DAYS[i] * DAY))
            labels[AT_FRAUD + i] *= left
            labels[AT_GOOD + i] *= left
        labels[AT_REFERENCE] = t
    at, which = (AT_FRAUD, 0) if is_fraud else (AT_GOOD, 1)
    labels[AT_COUNTS + which] = max(labels[AT_COUNTS + which] + sign, 0.0)
    for i in range(3):
        age = labels[AT_REFERENCE] - t
        mass = math.exp(-_LN_2 * age / (HALF_LIVES_DAYS[i] * DAY))
        # What was taken back to nothing is nothing, not what rounding left.
        none = labels[AT_COUNTS + which] == 0.0
        labels[at + i] = 0.0 if none else max(labels[at + i] + sign * mass, 0.0)
    if is_fraud and sign > 0.0:
        _remember(labels, t)
    elif is_fraud:
        _forget(labels, t)


@part
def _remember(labels: Floats, t: float) -> None:
    n, times = int(labels[AT_TIMES]), labels[AT_TIMES + 1 :]
    place = n
    while place > 0 and times[place - 1] > t:
        place -= 1
    if n == MOST_TIMES:
        for i in range(place - 1):
            times[i] = times[i + 1]
        if place > 0:
            times[place - 1] = t
        return
    for i in range(n, place, -1):
        times[i] = times[i - 1]
    times[place] = t
    labels[AT_TIMES] = n + 1


@part
def _forget(labels: Floats, t: float) -> None:
    n, times = int(labels[AT_TIMES]), labels[AT_TIMES + 1 :]
    for place in range(n):
        if times[place] == t:
            for i in range(place, n - 1):
                times[i] = times[i + 1]
            times[n - 1] = 0.0
            labels[AT_TIMES] = n - 1
            return


@part
def fill_risk(row: Floats, at: int, exposure: Floats, labels: Floats, t: float) -> None:
    """Fill the columns of one kind from ``at``: rates, time since fraud, confirmed good.

    ``exposure`` holds the payments of the entity, decayed by each half-life, NaN where the
    payment names none: then the columns are NaN.
    """
    known = labels.size > 0
    rates = len(HALF_LIVES_DAYS)
    since, good = NEVER_DAYS, 0.0
    for i in range(rates):
        payments, fraud = exposure[i], 0.0
        if known:
            gap = max(t - labels[AT_REFERENCE], 0.0)
            left = math.exp(-_LN_2 * gap / (HALF_LIVES_DAYS[i] * DAY))
            fraud = labels[AT_FRAUD + i] * left
            good = labels[AT_GOOD + i] * left
            payments = max(payments, fraud + good)
        row[at + i] = fraud / (payments + OF_RATE)
    if known and labels[AT_TIMES] > 0.0:
        latest = labels[AT_TIMES + int(labels[AT_TIMES])]
        since = min(max(t - latest, 0.0) / DAY, NEVER_DAYS)
    row[at + rates], row[at + rates + 1] = math.log1p(since), math.log1p(good)
    if math.isnan(exposure[0]):
        row[at : at + rates + 2] = math.nan

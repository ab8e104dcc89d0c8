"""What alone would have had a payment approved: found by search, verified by scoring it."""

from collections.abc import Callable
from math import floor, log10

import numpy as np
from numpy.typing import NDArray

from secureflow.scoring.explain.words import counted, money
from secureflow.scoring.history.changes import with_account_age, with_amount
from secureflow.scoring.history.features import NAMES
from secureflow.scoring.model.curve import Floats

Judge = Callable[[Floats], Floats]
"""Inputs (n, K) to scores, of this payment's model and category."""
STEPS = 48
SMALLEST = 1e-3
"""Amounts are tried from the payment's own down to this share of it."""
LEAST_CUT = 0.02
"""What is approved within 2 % of the amount says nothing useful."""
AGES = np.array([1, 2, 3, 5, 7, 10, 14, 21, 30, 60, 90, 180, 365, 730, 1_825], dtype=np.float64)
KNOWN = {
    "customer_new_device": "from a device this customer has used before",
    "customer_new_terminal": "at a terminal this customer has used before",
    "customer_new_country": "from a country this customer has paid from before",
    "customer_new_ip": "from an address this customer has used before",
}


def would_be_approved(
    judge: Judge, inputs: Floats, amount: float, review_line: float
) -> str | None:
    """Return the sentence of all single changes that would do, None where there is none.

    ``inputs`` (K) are the payment's, at or above the review line; ``amount`` is in its currency.
    """
    below = _amount_below(judge, inputs, amount, review_line)
    days = _account_older(judge, inputs, review_line)
    ways = [f"below {money(below)}"] if below is not None else []
    if days is not None:
        ways.append(f"with an account older than {counted(int(days), 'day')}")
    ways += [
        text
        for name, text in KNOWN.items()
        if inputs[NAMES.index(name)] > 0 and judge(_met(inputs, name))[0] < review_line
    ]
    return f"Would be approved {', or '.join(ways)}." if ways else None


def _met(inputs: Floats, name: str) -> Floats:
    """Return the inputs (1, K) had the customer met this partner before."""
    row = inputs[np.newaxis].copy()
    row[0, NAMES.index(name)] = 0.0
    return row


def _amount_below(judge: Judge, inputs: Floats, amount: float, review_line: float) -> float | None:
    """Return an amount below which every amount tried is approved."""
    if amount <= 0:
        return None

    def are_approved(amounts: Floats) -> NDArray[np.bool_]:
        scores = judge(np.stack([with_amount(inputs, amount, one) for one in amounts.tolist()]))
        return np.less(scores, review_line)

    tried = np.geomspace(amount * SMALLEST, amount, STEPS)
    refused = np.flatnonzero(~are_approved(tried))
    if refused.size == 0 or refused[0] == 0:
        return None
    low, high = tried[refused[0] - 1], tried[refused[0]]
    for _ in range(4):
        between = np.linspace(low, high, 10)
        first = np.flatnonzero(~are_approved(between))
        at = int(first[0]) if first.size else between.size - 1
        low, high = between[max(at - 1, 0)], between[at]
    limit = _rounded_down(float(low))
    is_verified = are_approved(np.linspace(0.0, limit, STEPS)).all()
    return limit if is_verified and 0 < limit <= amount * (1 - LEAST_CUT) else None


def _rounded_down(amount: float) -> float:
    """Return the amount with at most two leading digits, and three above half a step."""
    step = 10.0 ** (floor(log10(amount)) - 1)
    return round(floor(amount / step + 1e-9) * step, 10)


def _account_older(judge: Judge, inputs: Floats, review_line: float) -> float | None:
    """Return the fewest days from which on every age tried is approved."""
    days = np.expm1(inputs[NAMES.index("account_age")])
    older = AGES[np.greater(AGES, days)]  # of none, where the age is not known
    if older.size == 0:
        return None
    scores = judge(np.stack([with_account_age(inputs, one) for one in older.tolist()]))
    refused = np.flatnonzero(scores >= review_line)
    first = 0 if refused.size == 0 else int(refused[-1]) + 1
    return None if first == older.size else float(older[first])

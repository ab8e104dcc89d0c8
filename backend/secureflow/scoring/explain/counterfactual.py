"""What alone would have had a payment approved: found by search, verified by scoring it."""

from collections.abc import Callable
from math import ceil, floor, log10

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
    amounts = _amounts(judge, inputs, amount, review_line)
    ways = [] if amounts is None else [amounts]
    days = _account_older(judge, inputs, review_line)
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


def _amounts(judge: Judge, inputs: Floats, amount: float, review_line: float) -> str | None:
    """Return in words the amounts next below the payment's own of which all tried are approved."""
    if amount <= 0:
        return None

    def are_approved(amounts: Floats) -> NDArray[np.bool_]:
        return np.less(judge(with_amount(inputs, amount, amounts)), review_line)

    tried = np.geomspace(amount * SMALLEST, amount, STEPS)
    approved = np.flatnonzero(are_approved(tried))
    if approved.size == 0 or approved[-1] == STEPS - 1:
        return None
    last = int(approved[-1])
    refused = np.setdiff1d(np.arange(last), approved)
    limit = _rounded(_edge(are_approved, tried[last], tried[last + 1]), floor)
    if limit > amount * (1 - LEAST_CUT):
        return None
    if refused.size == 0 and are_approved(np.linspace(0.0, limit, STEPS)).all():
        return f"below {money(limit)}"
    first = 0 if refused.size == 0 else int(refused[-1]) + 1
    lowest = tried[0] if first == 0 else _edge(are_approved, tried[first], tried[first - 1])
    least = _rounded(lowest, ceil)
    if least >= limit or not are_approved(np.linspace(least, limit, STEPS)).all():
        return None
    return f"with an amount between {money(least)} and {money(limit)}"


def _edge(
    are_approved: Callable[[Floats], NDArray[np.bool_]], inside: float, outside: float
) -> float:
    """Return the approved amount next to the first refused one on the way outside."""
    for _ in range(3):
        between = np.linspace(inside, outside, 12)
        refused = np.flatnonzero(~are_approved(between))
        at = max(int(refused[0]), 1) if refused.size else between.size - 1
        inside, outside = float(between[at - 1]), float(between[at])
    return inside


def _rounded(amount: float, way: Callable[[float], int]) -> float:
    """Return the amount with two leading digits, rounded ``way``: by floor or ceil."""
    step = 10.0 ** (floor(log10(amount)) - 1)
    return float(f"{way(round(amount / step, 6)) * step:.10g}")


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

"""How much is known of a customer, a card or a terminal: what is usual may not be its own."""

from collections.abc import Mapping
from math import expm1, isnan, nan

Inputs = Mapping[str, float]
COMPARED = ("customer", "card", "terminal", "category", "type")
"""Whose usual amount a payment is compared with; without payments of its own it is that of all."""
MOST_FEW = 4
_SAME = 1e-9
_COUNTS = {"customer": ("customer_count_30d", 30.0), "card": ("card_count_7d", 7.0)}


def is_unseen(who: str, inputs: Inputs) -> bool:
    """Return whether a customer or a card that was sent never paid before.

    Of a terminal: whether nobody paid there in the last 30 days.
    """
    if who == "terminal":
        return inputs.get("terminal_count_30d", 1.0) == 0.0
    return isnan(inputs.get(f"{who}_since_last", 0.0))


def payments_of(who: str, inputs: Inputs) -> int | None:
    """Return how many payments are known in all, where they are at most four; else None."""
    if who not in _COUNTS:
        return None
    count, days = _COUNTS[who]
    known = round(expm1(inputs.get(count, 9.0)))
    is_all = expm1(inputs.get(f"{who}_age", 9.0)) < days
    return known if is_all and 1 <= known <= MOST_FEW else None


def has_no_usual(of: str, inputs: Inputs) -> bool:
    """Return whether what is usual of one of COMPARED is only what is usual of all payments."""
    return are_same(inputs.get(f"amount_vs_{of}", nan), inputs.get("amount", nan))


def are_same(one: float, other: float) -> bool:
    """Return whether two comparisons came to the same; unknown ones did not."""
    return abs(one - other) < _SAME

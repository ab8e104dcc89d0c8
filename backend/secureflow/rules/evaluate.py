"""Conditions as a function of one payment's facts: built once, called in microseconds.

Each field is read once a payment, however many rules compare it: reading costs more than comparing.
"""

from collections.abc import Callable, Sequence
from itertools import compress, count
from typing import Any

from secureflow.rules import expression
from secureflow.rules.condition import Comparison, Condition, leaves
from secureflow.rules.facts import Facts
from secureflow.rules.reading import reader, sort_of


class Conditions:
    """Many conditions over the same payment; keeps nothing between two payments."""

    def __init__(self, conditions: Sequence[Condition]) -> None:
        wanted = dict.fromkeys(
            (leaf.field, sort_of(leaf))
            for condition in conditions
            for leaf in leaves(condition)
            if isinstance(leaf, Comparison)
        )
        self._readers = tuple(reader(name, sort) for name, sort in wanted)
        names = {key: f"v{place}" for place, key in enumerate(wanted)}
        each = [expression.of_condition(condition, names) for condition in conditions]
        self._holds = expression.function(
            [expression.LISTS, *names.values()], expression.together(each)
        )

    def holding(self, facts: Facts) -> list[int]:
        """Return the places of the conditions that hold, ascending."""
        values = [read(facts) for read in self._readers]
        return list(compress(count(), self._holds(facts.lists, *values)))


def compiled(condition: Condition) -> Callable[[Facts], bool]:
    """Return the function that says whether one condition holds."""
    alone = Conditions((condition,))
    return lambda facts: bool(alone.holding(facts))


def compared(comparison: Comparison) -> Callable[[Any], bool]:
    """Return what the comparison says of one value as it is read: NaN or None where unknown."""
    return expression.function(["v"], expression.of_comparison(comparison, "v"))

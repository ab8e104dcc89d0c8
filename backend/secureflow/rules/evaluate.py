"""Conditions as functions of one payment's facts: built once, called in microseconds.

Each field is read once a payment, however many rules compare it: reading costs more than comparing.
"""

from collections.abc import Callable, Sequence
from typing import Any

from secureflow.rules.condition import AllOf, Comparison, Condition, InList, Not, leaves
from secureflow.rules.facts import Facts
from secureflow.rules.reading import Sort, folded, reader, sort_of

Values = list[Any]
"""What was read of one payment; the ids of its lists come first."""
Test = Callable[[Values], bool]
LISTS = 0


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
        places = {key: place for place, key in enumerate(wanted, start=LISTS + 1)}
        self._tests = tuple(_test(condition, places) for condition in conditions)

    def holding(self, facts: Facts) -> list[int]:
        """Return the places of the conditions that hold, ascending."""
        values: Values = [facts.lists, *(read(facts) for read in self._readers)]
        return [place for place, holds in enumerate(self._tests) if holds(values)]


def compiled(condition: Condition) -> Callable[[Facts], bool]:
    """Return the function that says whether one condition holds."""
    alone = Conditions((condition,))
    return lambda facts: bool(alone.holding(facts))


def _test(condition: Condition, places: dict[tuple[str, Sort], int]) -> Test:
    if isinstance(condition, InList):
        wanted = condition.list_id
        return lambda values: wanted in values[LISTS]
    if isinstance(condition, Comparison):
        sort = sort_of(condition)
        return COMPARED[sort](condition, places[condition.field, sort])
    if isinstance(condition, Not):
        inner = _test(condition.term, places)
        return lambda values: not inner(values)
    tests = tuple(_test(term, places) for term in condition.terms)
    return _all_of(tests) if isinstance(condition, AllOf) else _any_of(tests)


def _all_of(tests: tuple[Test, ...]) -> Test:
    # Two and three are what most rules have, and a loop costs as much as a comparison.
    if len(tests) == 2:
        one, two = tests
        return lambda values: one(values) and two(values)
    if len(tests) == 3:
        one, two, three = tests
        return lambda values: one(values) and two(values) and three(values)

    def holds(values: Values) -> bool:
        for test in tests:  # noqa: SIM110 - a generator costs more than the comparisons
            if not test(values):
                return False
        return True

    return holds


def _any_of(tests: tuple[Test, ...]) -> Test:
    def holds(values: Values) -> bool:
        for test in tests:  # noqa: SIM110 - a generator costs more than the comparisons
            if test(values):
                return True
        return False

    return holds


def _known(sort: Sort, op: str, at: int) -> Test:
    if sort == "number":
        # NaN alone differs from itself.
        if op == "known":
            return lambda values: bool(values[at] == values[at])
        return lambda values: bool(values[at] != values[at])
    if op == "known":
        return lambda values: values[at] is not None
    return lambda values: values[at] is None


def _number(comparison: Comparison, at: int) -> Test:
    op, value = comparison.op, comparison.value
    if value is None:
        return _known("number", op, at)
    if op == "between":
        low, high = (float(v) for v in value)  # type: ignore[union-attr]
        return lambda values: low <= values[at] <= high
    wanted = float(value)  # type: ignore[arg-type]
    tests: dict[str, Test] = {
        "over": lambda values: values[at] > wanted,
        "at_least": lambda values: values[at] >= wanted,
        "under": lambda values: values[at] < wanted,
        "at_most": lambda values: values[at] <= wanted,
        "is": lambda values: values[at] == wanted,
        "is_not": lambda values: values[at] < wanted or values[at] > wanted,
    }
    return tests[op]


def _text(comparison: Comparison, at: int) -> Test:
    holds = compared_text(comparison)
    return lambda values: holds(values[at])


def compared_text(comparison: Comparison) -> Callable[[str | None], bool]:
    """Return what the comparison says of one folded text, None where unknown."""
    op, value = comparison.op, comparison.value
    if op == "one_of":
        any_of = frozenset(folded(str(one)) for one in value)  # type: ignore[union-attr]
        return any_of.__contains__
    wanted = folded(str(value))
    ways: dict[str, Callable[[str | None], bool]] = {
        "known": lambda text: text is not None,
        "unknown": lambda text: text is None,
        "is": lambda text: text == wanted,
        "is_not": lambda text: text is not None and text != wanted,
        "contains": lambda text: text is not None and wanted in text,
        "starts_with": lambda text: text is not None and text.startswith(wanted),
        "ends_with": lambda text: text is not None and text.endswith(wanted),
    }
    return ways[op]


def _flag(comparison: Comparison, at: int) -> Test:
    if comparison.value is None:
        return _known("flag", comparison.op, at)
    wanted = comparison.value if comparison.op == "is" else not comparison.value
    return lambda values: values[at] is not None and values[at] == wanted


def _given(comparison: Comparison, at: int) -> Test:
    return _known("known", comparison.op, at)


COMPARED: dict[Sort, Callable[[Comparison, int], Test]] = {
    "number": _number,
    "text": _text,
    "flag": _flag,
    "known": _given,
}

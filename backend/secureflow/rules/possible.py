"""Whether any payment at all could meet a condition: a search that gives up rather than guesses.

Each way through and, or, not is a set of leaves that hold or do not. Leaves of one field can agree
if one of finitely many values makes them so: thresholds and what lies between them, texts put
together of the parts asked for, yes and no, and nothing known.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise
from math import nan
from typing import Any

from secureflow.rules.condition import AllOf, AnyOf, Comparison, Condition, InList, Not
from secureflow.rules.evaluate import compared
from secureflow.rules.fields import Field, field_of
from secureflow.rules.reading import Sort, folded, sort_of

MOST_WORK = 10_000
"""Comparisons tried before the search is given up: some hundredths of a second."""
ALWAYS_KNOWN = frozenset(("amount", "currency", "hour", "day_of_week", "score"))
FILLER = "\0"
"""Between the parts of a text that is put together: no text of a rule has it."""
NOTHING: dict[Sort, Any] = {"number": nan, "text": None, "flag": None, "known": None}

Literal = tuple[Comparison | InList, bool]
"""A comparison or a list, and whether it is to hold."""


class _GivenUp(Exception):
    """There are too many ways through a condition to try all."""


def possible(condition: Condition, *, holds: bool = True) -> bool:
    """Return whether a payment could meet the condition, or fail it; True where that is unclear."""
    try:
        return _Search().through(((condition, holds),), ())
    except _GivenUp:
        return True


class _Search:
    def __init__(self) -> None:
        self._work = 0
        # By identity, because 1 is equal to yes, and so are comparisons with them.
        self._compared: dict[int, Callable[[Any], bool]] = {}

    def through(self, todo: tuple[tuple[Condition, bool], ...], met: tuple[Literal, ...]) -> bool:
        """Return whether what is left to do can be so beside what is met already."""
        if not todo:
            return True
        (condition, holds), rest = todo[0], todo[1:]
        if isinstance(condition, Not):
            return self.through(((condition.term, not holds), *rest), met)
        if isinstance(condition, Comparison | InList):
            now = (*met, (condition, holds))
            of_field = [one for one in now if one[0].field == condition.field]
            return self._agree(of_field) and self.through(rest, now)
        if isinstance(condition, AllOf) == holds:
            # Leaves first: what rules itself out is found before any way is chosen.
            terms = sorted(condition.terms, key=lambda term: isinstance(term, AllOf | AnyOf | Not))
            return self.through((*((term, holds) for term in terms), *rest), met)
        return any(self.through(((term, holds), *rest), met) for term in condition.terms)

    def _agree(self, literals: list[Literal]) -> bool:
        """Return whether literals of one field can be so at once."""
        lists = {(leaf.list_id, holds) for leaf, holds in literals if isinstance(leaf, InList)}
        if any((number, not holds) in lists for number, holds in lists):
            return False
        asked = [(leaf, holds) for leaf, holds in literals if isinstance(leaf, Comparison)]
        is_listed = any(holds for _, holds in lists)
        field = field_of(literals[0][0].field)
        if field is None:
            return True
        for sort, value in _values(field, asked):
            self._work += 1 + len(asked)
            if self._work > MOST_WORK:
                raise _GivenUp
            if is_listed and _is_nothing(value):
                continue
            if all(self._met(leaf, sort, value) == holds for leaf, holds in asked):
                return True
        return False

    def _met(self, leaf: Comparison, sort: Sort, value: Any) -> bool:
        wanted = sort_of(leaf)
        if wanted == "known":
            return (leaf.op == "known") != _is_nothing(value)
        meets = self._compared.get(id(leaf))
        if meets is None:
            meets = self._compared[id(leaf)] = compared(leaf)
        # Of what the client sent besides, a number is no text: that comparison meets nothing.
        return meets(value if sort == wanted else NOTHING[wanted])


def _is_nothing(value: Any) -> bool:
    return value is None or value != value  # noqa: PLR0124 - NaN alone differs


def _values(field: Field, compared: list[tuple[Comparison, bool]]) -> Iterator[tuple[Sort, Any]]:
    """Yield values that stand for all there are, as far as the comparisons tell them apart."""
    sorts: set[Sort] = {sort_of(leaf) for leaf, _ in compared}
    if field.name not in ALWAYS_KNOWN:
        yield from ((sort, NOTHING[sort]) for sort in sorts or {"known"})
    if field.kind == "any":
        yield "known", object()
    if "number" in sorts or field.is_number:
        yield from (("number", number) for number in _numbers(field, compared))
    if "flag" in sorts:
        yield from (("flag", value) for value in (True, False))
    if "text" in sorts or field.kind in ("text", "code", "country", "currency"):
        yield from (("text", text) for text in _texts(field, compared))


def _numbers(field: Field, compared: list[tuple[Comparison, bool]]) -> Iterator[float]:
    found = {bound for bound in (field.low, field.high) if bound is not None} or {0.0}
    for leaf, _ in compared:
        parts = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
        found |= {float(part) for part in parts if isinstance(part, Decimal)}
    marks = sorted(found)
    between = [(low + high) / 2.0 for low, high in pairwise(marks)]
    tried = [marks[0] - 1.0, *marks, *between, marks[-1] + 1.0]
    if field.turn == "count" or field.name == "hour":
        # Whole numbers only: those on either side of a mark stand for what lies between two.
        tried = [one // 1 + side for one in tried for side in (-1.0, 0.0, 1.0)]
    low = -1e18 if field.low is None else field.low
    high = 1e18 if field.high is None else field.high
    return (one for one in tried if low <= one <= high)


def _texts(field: Field, compared: list[tuple[Comparison, bool]]) -> Iterator[str]:
    if field.values:
        yield from (folded(one) for one in field.values)
        return
    asked: dict[str, list[str]] = {}
    for leaf, holds in compared:
        texts = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
        told = [folded(text) for text in texts if isinstance(text, str)]
        if leaf.op in ("is", "one_of"):
            yield from told
        elif holds:
            asked.setdefault(leaf.op, []).extend(told)
    # Texts that begin alike are the beginning of the longest of them; so are ends.
    start = max(asked.get("starts_with", ()), key=len, default="")
    end = max(asked.get("ends_with", ()), key=len, default="")
    yield FILLER.join((start, *asked.get("contains", ()), end))

"""Conditions over n payments at once; says of each what ``evaluate`` says of it alone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secureflow.rules.condition import (
    AllOf,
    Comparison,
    Condition,
    InList,
    Not,
    fields_of,
    lists_of,
)
from secureflow.rules.evaluate import compared
from secureflow.rules.fields import BY_NAME, EXTRA, Field
from secureflow.rules.naturals import MILLIS_OF_DAY, all_turned
from secureflow.rules.reading import Sort, as_sort, sort_of, text_of, within

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
NUMBERS = frozenset(("amount", "quantity", "hour", "day_of_week", "account_seconds"))


@dataclass(frozen=True)
class FactTable:
    """What conditions read of n payments; only what ``needs`` names has to be there.

    ``numbers`` has amount, quantity, hour, day_of_week and account_seconds (from the making of the
    account to the payment), NaN where unknown; ``texts`` the other fields of the payment as
    stored, None where unknown; ``inputs`` those of the model by name, NaN where unknown. ``score``
    is the model's before any rule, ``probability`` NaN where there is none; ``lists`` says by id
    whether the payment's value was in it; ``extra`` is what the client sent besides.
    """

    size: int
    numbers: Mapping[str, Floats] = field(default_factory=dict)
    texts: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    inputs: Mapping[str, Floats] = field(default_factory=dict)
    score: Floats | None = None
    probability: Floats | None = None
    lists: Mapping[int, Flags] = field(default_factory=dict)
    extra: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class Needs:
    """What a table must have for some conditions, by the names that it goes by there."""

    numbers: frozenset[str]
    texts: frozenset[str]
    inputs: frozenset[str]
    lists: frozenset[int]
    score: bool
    probability: bool
    extra: bool


def needs(conditions: Iterable[Condition]) -> Needs:
    """Return what a table must have to answer these conditions."""
    asked = list(conditions)
    names = frozenset().union(*(fields_of(condition) for condition in asked))
    fields = [BY_NAME[name] for name in names if not name.startswith(EXTRA)]
    columns = frozenset(_column(one) for one in fields if one.source is None)
    sources = frozenset(one.source for one in fields if one.source is not None)
    return Needs(
        numbers=columns & NUMBERS,
        texts=columns - NUMBERS,
        inputs=sources - {"score", "probability"},
        lists=frozenset().union(*(lists_of(condition) for condition in asked)),
        score="score" in sources,
        probability="probability" in sources,
        extra=any(name.startswith(EXTRA) for name in names),
    )


def matches(condition: Condition, table: FactTable) -> Flags:
    """Return of each payment whether the condition holds."""
    if isinstance(condition, Not):
        return ~matches(condition.term, table)
    if isinstance(condition, InList):
        return table.lists[condition.list_id]
    if isinstance(condition, Comparison):
        return COMPARED[sort_of(condition)](condition, table)
    join = np.logical_and if isinstance(condition, AllOf) else np.logical_or
    return np.asarray(join.reduce([matches(term, table) for term in condition.terms]))


def _column(one: Field) -> str:
    return "account_seconds" if one.name == "account_age" else one.reads[0]


def _numbers(name: str, table: FactTable) -> Floats:
    if name.startswith(EXTRA):
        found = (as_sort(within(extra, name), "number") for extra in table.extra)
        return np.fromiter(found, dtype=np.float64, count=table.size)
    one = BY_NAME[name]
    if one.source is None:
        values = table.numbers[_column(one)]
        if name != "account_age":
            return values
        return np.rint(np.maximum(values, 0.0) * 1_000.0) / MILLIS_OF_DAY
    if one.source == "score":
        return _there(table.score)
    if one.source == "probability":
        return all_turned(one.turn, _there(table.probability))
    return all_turned(one.turn, table.inputs[one.source])


def _there(values: Floats | None) -> Floats:
    if values is None:
        raise KeyError("the table lacks a column that a condition needs")
    return values


def _texts(name: str, table: FactTable) -> list[str | None]:
    if name.startswith(EXTRA):
        return [as_sort(within(extra, name), "text") for extra in table.extra]
    column = _column(BY_NAME[name])
    if column in NUMBERS:
        days = table.numbers[column]
        return _once(days.tolist(), lambda day: text_of(name, int(day)))
    return _once(table.texts[column], lambda stored: text_of(name, stored))


def _once(values: Sequence[Any], made: Callable[[Any], Any]) -> list[Any]:
    """Return what is made of each value, made once of each that is different."""
    known = {value: made(value) for value in set(values)}
    return [known[value] for value in values]


def _number(leaf: Comparison, table: FactTable) -> Flags:
    values, op, value = _numbers(leaf.field, table), leaf.op, leaf.value
    if value is None:
        return ~np.isnan(values) if op == "known" else np.isnan(values)
    if op == "between":
        low, high = (float(one) for one in value)  # type: ignore[union-attr]
        return np.asarray((values >= low) & (values <= high))
    wanted = float(value)  # type: ignore[arg-type]
    ways: dict[str, Callable[[], Any]] = {
        "over": lambda: values > wanted,
        "at_least": lambda: values >= wanted,
        "under": lambda: values < wanted,
        "at_most": lambda: values <= wanted,
        "is": lambda: values == wanted,
        "is_not": lambda: (values < wanted) | (values > wanted),
    }
    return np.asarray(ways[op]())


def _text(leaf: Comparison, table: FactTable) -> Flags:
    holds = compared(leaf)
    return np.array(_once(_texts(leaf.field, table), holds), dtype=np.bool_)


def _flag(leaf: Comparison, table: FactTable) -> Flags:
    if leaf.field.startswith(EXTRA):
        flags = [as_sort(within(extra, leaf.field), "flag") for extra in table.extra]
        return np.array([one is leaf.value for one in flags], dtype=np.bool_)
    values = _numbers(leaf.field, table)
    if leaf.value is None:
        return ~np.isnan(values) if leaf.op == "known" else np.isnan(values)
    return np.asarray(values == (1.0 if leaf.value else 0.0))


def _given(leaf: Comparison, table: FactTable) -> Flags:
    found = [within(extra, leaf.field) is not None for extra in table.extra]
    return np.asarray(np.array(found, dtype=np.bool_) == (leaf.op == "known"))


COMPARED: dict[Sort, Callable[[Comparison, FactTable], Flags]] = {
    "number": _number,
    "text": _text,
    "flag": _flag,
    "known": _given,
}

"""A condition as JSON, as it is stored and as a visual editor makes it; and back, strictly."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import count
from typing import Any, get_args

from secureflow.errors import RuleError
from secureflow.rules.canonical import canonical
from secureflow.rules.condition import (
    MAX_COMPARISONS,
    MAX_DEPTH,
    MAX_VALUES,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    InList,
    KnownOp,
    Not,
    NumberOp,
    TextOp,
    Value,
)
from secureflow.rules.limits import check_leaf, checked

OPS = frozenset((*get_args(NumberOp), *get_args(TextOp), *get_args(KnownOp)))
MOST_CHARACTERS = 4_000
"""Of a field's name or the like, before anything is done with it."""


def to_tree(condition: Condition) -> dict[str, Any]:
    """Return the JSON of a condition: ``all``, ``any``, ``not``, or a field with op and value."""
    if isinstance(condition, Comparison):
        leaf: dict[str, Any] = {"field": condition.field, "op": condition.op}
        if condition.value is not None:
            leaf["value"] = _plain(condition.value)
        return leaf
    if isinstance(condition, InList):
        return {
            "field": condition.field,
            "in_list": condition.list_id,
            "list_name": condition.list_name,
        }
    if isinstance(condition, Not):
        return {"not": to_tree(condition.term)}
    word = "all" if isinstance(condition, AllOf) else "any"
    return {word: [to_tree(term) for term in condition.terms]}


def from_tree(data: object) -> Condition:
    """Return the condition of its JSON; RuleError names what is wrong in it and where."""
    return checked(_condition(data, 1, "condition", count(1)))


def _condition(data: object, depth: int, at: str, number: Iterator[int]) -> Condition:
    """Return the condition; ``number`` counts comparisons, to stop before all are walked."""
    if depth > MAX_DEPTH:
        raise _wrong(at, f"is nested deeper than {MAX_DEPTH}")
    if not isinstance(data, Mapping):
        raise _wrong(at, "must be an object with all, any, not or field")
    keys = set(data)
    if keys == {"not"}:
        return Not(_condition(data["not"], depth + 1, f"{at}.not", number))
    for word, join in (("all", AllOf), ("any", AnyOf)):
        if keys == {word}:
            terms = data[word]
            if not isinstance(terms, list) or not 2 <= len(terms) <= MAX_COMPARISONS:
                raise _wrong(f"{at}.{word}", f"must be 2 to {MAX_COMPARISONS} terms")
            return join(
                tuple(
                    _condition(term, depth + 1, f"{at}.{word}[{i}]", number)
                    for i, term in enumerate(terms)
                )
            )
    if next(number) > MAX_COMPARISONS:
        raise _wrong(at, f"is one comparison more than the {MAX_COMPARISONS} a condition may have")
    if keys == {"field", "in_list", "list_name"}:
        return _in_list(data, at)
    if keys in ({"field", "op"}, {"field", "op", "value"}):
        return _comparison(data, at)
    raise _wrong(at, "must have all, any, not, or field with op and value, or with in_list")


def _in_list(data: Mapping[str, object], at: str) -> InList:
    list_id, name, field = data["in_list"], data["list_name"], _text(data["field"], f"{at}.field")
    if isinstance(list_id, bool) or not isinstance(list_id, int) or not 0 < list_id < 2**63:
        raise _wrong(f"{at}.in_list", "must be the id of a list")
    listed = InList(field, list_id, _text(name, f"{at}.list_name"))
    _check(listed, at)
    return listed


def _comparison(data: Mapping[str, object], at: str) -> Comparison:
    field, op = _text(data["field"], f"{at}.field"), data["op"]
    if not isinstance(op, str) or op not in OPS:
        raise _wrong(f"{at}.op", f"must be one of {', '.join(sorted(OPS))}")
    value = _value(data["value"], f"{at}.value") if data.get("value") is not None else None
    comparison = canonical(Comparison(field, op, value))  # type: ignore[arg-type]
    _check(comparison, at)
    return comparison


def _check(leaf: Comparison | InList, at: str) -> None:
    """Raise the RuleError of a leaf that compares nonsense, with its part."""
    try:
        check_leaf(leaf)
    except RuleError as error:
        raise RuleError(error.message, field="condition", facts={"part": at}) from error


def _value(data: object, at: str) -> Value:
    if isinstance(data, bool):
        return data
    if isinstance(data, str):
        return _text(data, at)
    if isinstance(data, list | tuple):
        if not 1 <= len(data) <= MAX_VALUES:
            raise _wrong(at, f"must have 1 to {MAX_VALUES} values")
        values = tuple(_value(one, at) for one in data if not isinstance(one, list | tuple))
        if len(values) == len(data) and len({type(one) for one in values}) == 1:
            return values  # type: ignore[return-value]
        raise _wrong(at, "must have values of one type")
    if isinstance(data, int | float | Decimal):
        return _number(data, at)
    raise _wrong(at, "must be a number, text, true or false, or several of one of them")


def _number(data: int | float | Decimal, at: str) -> Decimal:
    # Looked at before it is written out: a whole number may have thousands of digits.
    known = data.is_finite() if isinstance(data, Decimal) else True
    if not known or not -1e15 < data < 1e15:
        raise _wrong(at, "must be a number within a million million")
    return data if isinstance(data, Decimal) else Decimal(repr(data))


def _text(data: object, at: str) -> str:
    if not isinstance(data, str) or not 1 <= len(data) <= MOST_CHARACTERS:
        raise _wrong(at, "must be text that is not empty")
    return data


def _plain(value: Value) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        # Fifteen digits are the same number again in floating point.
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _wrong(at: str, problem: str) -> RuleError:
    return RuleError(f"{at}: {problem}", field="condition", facts={"part": at})

"""What a condition may be, however it comes: refused by place, before anything walks it whole."""

from decimal import Decimal

from secureflow.errors import RuleError
from secureflow.rules.condition import (
    MAX_COMPARISONS,
    MAX_DEPTH,
    MAX_TEXT,
    MAX_VALUES,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    InList,
    Not,
)
from secureflow.rules.fields import BY_LIST_KIND, Field, field_of

MOST_NUMBER = Decimal(10) ** 12
MOST_DECIMALS = 6
MOST_DIGITS = 15
"""Digits that every evaluator, also one in floating point, tells apart."""
NUMBER_OPS = frozenset(("over", "at_least", "under", "at_most", "is", "is_not", "between"))
TEXT_OPS = frozenset(("is", "is_not", "one_of", "contains", "starts_with", "ends_with"))
KNOWN_OPS = frozenset(("known", "unknown"))


def checked(condition: Condition) -> Condition:
    """Return the condition; RuleError where it is too deep, too wide, or compares nonsense.

    Walks with a stack of its own and stops at the first limit, so that no depth of nesting can
    exhaust the interpreter's.
    """
    comparisons = 0
    left: list[tuple[Condition, int]] = [(condition, 1)]
    while left:
        term, depth = left.pop()
        if depth > MAX_DEPTH:
            raise RuleError(f"condition: is nested deeper than {MAX_DEPTH}", field="condition")
        if isinstance(term, Not):
            left.append((term.term, depth + 1))
        elif isinstance(term, AllOf | AnyOf):
            if not 2 <= len(term.terms) <= MAX_COMPARISONS:
                raise RuleError(
                    f"condition: joins fewer than 2 or more than {MAX_COMPARISONS} terms",
                    field="condition",
                )
            left.extend((one, depth + 1) for one in reversed(term.terms))
        else:
            comparisons += 1
            if comparisons > MAX_COMPARISONS:
                raise RuleError(
                    f"condition: has more than {MAX_COMPARISONS} comparisons", field="condition"
                )
            check_leaf(term)
    return condition


def check_leaf(leaf: Comparison | InList) -> None:
    """Raise RuleError unless the field exists and may be compared in this way with this value."""
    field = field_of(leaf.field)
    if field is None:
        raise RuleError(f"condition: {leaf.field[:80]!r} is not a field", field="condition")
    if isinstance(leaf, InList):
        if BY_LIST_KIND.get(field.list_kind or "") is not field:
            raise RuleError(f"condition: there are no lists of {field.phrase}", field="condition")
        return
    problem = _problem(field, leaf)
    if problem:
        raise RuleError(f"condition: {field.phrase} {problem}", field="condition")


def _problem(field: Field, leaf: Comparison) -> str | None:
    op, value = leaf.op, leaf.value
    if op in KNOWN_OPS:
        return None if value is None else f"is {op}: that takes no value"
    if isinstance(value, bool) or field.kind == "flag":
        fits = isinstance(value, bool) and field.kind in ("flag", "any") and op == "is"
        return None if fits else "is compared as yes or no, by is and true or false"
    if numbers := _numbers(value):
        return _number_problem(field, op, numbers)
    if texts := _texts(value):
        return _text_problem(field, op, texts, isinstance(value, tuple))
    return f"cannot be compared by {op} with this value"


def _numbers(value: object) -> tuple[Decimal, ...]:
    if isinstance(value, Decimal):
        return (value,)
    if isinstance(value, tuple) and value and all(isinstance(one, Decimal) for one in value):
        return value
    return ()


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, tuple) and value and all(isinstance(one, str) for one in value):
        return value
    return ()


def _number_problem(field: Field, op: str, numbers: tuple[Decimal, ...]) -> str | None:
    if not (field.is_number or field.kind == "any"):
        return "is text, not a number"
    if op not in NUMBER_OPS or (op == "between") != (len(numbers) == 2) or len(numbers) > 2:
        return f"cannot be compared by {op} with {len(numbers)} numbers"
    for number in numbers:
        if number_problem(number):
            return number_problem(number)
    if len(numbers) == 2 and numbers[0] > numbers[1]:
        return f"cannot be between {numbers[0]} and {numbers[1]}: the lower one comes first"
    return None


def number_problem(number: Decimal) -> str | None:
    """Return what is wrong with a number in a rule, None where nothing is."""
    if not number.is_finite() or abs(number) >= MOST_NUMBER:
        return "is compared with a number beyond a million million"
    _, digits, exponent = number.normalize().as_tuple()
    if -int(exponent) > MOST_DECIMALS or len(digits) > MOST_DIGITS:
        return f"is compared with more than {MOST_DECIMALS} decimals or {MOST_DIGITS} digits"
    return None


def _text_problem(field: Field, op: str, texts: tuple[str, ...], is_many: bool) -> str | None:
    if field.is_number:
        return "is a number, not text"
    if op not in TEXT_OPS or (op == "one_of") != is_many:
        return f"cannot be compared by {op} with {len(texts)} texts"
    if len(texts) > MAX_VALUES:
        return f"is compared with more than {MAX_VALUES} values"
    for text in texts:
        if text_problem(text):
            return text_problem(text)
    if op in ("is", "is_not", "one_of"):
        return next((said for text in texts if (said := _value_problem(field, text))), None)
    return None


def text_problem(text: str) -> str | None:
    """Return what is wrong with a text in a rule, None where nothing is."""
    if not 1 <= len(text) <= MAX_TEXT:
        return f"is compared with text that is empty or over {MAX_TEXT} characters"
    if not text.isprintable():
        return "is compared with text that has invisible characters"
    return None


def _value_problem(field: Field, text: str) -> str | None:
    if field.values and text.casefold() not in {one.casefold() for one in field.values}:
        return f"is one of {', '.join(field.values)}"
    letters = {"country": 2, "currency": 3}.get(field.kind)
    if letters and not (len(text) == letters and text.isascii() and text.isalpha()):
        return f"is {letters} letters, such as {'US' if letters == 2 else 'USD'}"
    return None

"""A field of one payment as a plain value: a number, NaN where unknown, or a text or a flag."""

import math
from collections.abc import Callable
from decimal import Decimal
from string import ascii_lowercase, ascii_uppercase
from typing import Any, Literal

from secureflow.rules.condition import Comparison
from secureflow.rules.facts import Facts
from secureflow.rules.fields import BY_NAME, EXTRA, WEEKDAYS, Field, field_of
from secureflow.rules.naturals import days_between, turned

Sort = Literal["number", "text", "flag", "known"]
"""As what a field is read; fields within ``extra`` have no kind but that of what is compared."""
Read = Callable[[Facts], Any]

LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


def folded(text: str) -> str:
    """Return the text with A to Z made small, the only letters whose case never means anything."""
    return text.lower() if text.isascii() else text.translate(LOWER)


def sort_of(comparison: Comparison) -> Sort:
    """Return as what the comparison reads its field."""
    field = field_of(comparison.field)
    if field is not None and field.kind != "any":
        if field.is_number:
            return "number"
        return "flag" if field.kind == "flag" else "text"
    value = comparison.value
    if value is None:
        return "known"
    if isinstance(value, bool):
        return "flag"
    first = value[0] if isinstance(value, tuple) else value
    return "number" if isinstance(first, Decimal) else "text"


def text_of(name: str, stored: Any) -> str | None:
    """Return the folded text of a field from what is stored of it, None where that says nothing."""
    if stored is None:
        return None
    if name == "day_of_week":
        return folded(WEEKDAYS[stored])
    if name == "email_domain":
        # A hidden e-mail has no domain left.
        _, at, domain = stored.rpartition("@")
        return folded(domain) if at else None
    return folded(str(stored))


def within(extra: Any, name: str) -> Any:
    """Return the value that ``extra.a.b`` names in what the client sent besides, or None."""
    found = extra
    for key in name.removeprefix(EXTRA).split("."):
        if not isinstance(found, dict):
            return None
        found = found.get(key)
    return found


def as_sort(value: Any, sort: Sort) -> Any:
    """Return a value within ``extra`` as this sort; unknown where it is of another one."""
    if sort == "flag":
        return value if isinstance(value, bool) else None
    if sort == "text":
        return folded(value) if isinstance(value, str) else None
    if sort == "known":
        return True if value is not None else None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return math.nan
    try:
        return float(value)
    except OverflowError:
        return math.nan


def reader(name: str, sort: Sort) -> Read:
    """Return the function that reads the field as this sort; the name must be one of a field."""
    if name.startswith(EXTRA):
        return lambda facts: as_sort(within(facts.payment.extra, name), sort)
    field = BY_NAME[name]
    if field.source is not None:
        return _of_model(field, field.source)
    if name == "account_age":
        return _account_age
    column = field.reads[0]
    if field.is_number:
        return lambda facts: _float(getattr(facts.payment, column))
    return lambda facts: text_of(name, getattr(facts.payment, column))


def _float(stored: Any) -> float:
    return math.nan if stored is None else float(stored)


def _account_age(facts: Facts) -> float:
    created = facts.payment.customer_created_at
    if created is None:
        return math.nan
    return days_between((facts.payment.occurred_at - created).total_seconds())


def _of_model(field: Field, source: str) -> Read:
    turn = turned(field.turn)
    if source == "score":
        return lambda facts: facts.score
    if source == "probability":
        return lambda facts: math.nan if facts.probability is None else turn(facts.probability)
    unknown = None if field.kind == "flag" else math.nan

    def read(facts: Facts) -> Any:
        place = facts.at.get(source)
        if place is None:
            return unknown
        value = facts.inputs[place]
        return turn(value) if value == value else unknown  # noqa: PLR0124 - NaN alone differs

    return read

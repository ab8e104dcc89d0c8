"""One form of each comparison: what means the same is the same value, in text, JSON and tree."""

from dataclasses import replace
from decimal import Decimal
from typing import cast

from secureflow.rules.condition import Comparison, Value
from secureflow.rules.fields import Field, field_of
from secureflow.rules.reading import folded

WHOLE_VALUES = ("is", "is_not", "one_of")


def canonical(leaf: Comparison) -> Comparison:
    """Return the comparison as it is kept: codes in capitals, values once, numbers without zeros.

    What is wrong with it stays so, for ``limits.check_leaf`` to say.
    """
    field = field_of(leaf.field)
    value = leaf.value
    if field is None or value is None or isinstance(value, bool):
        return leaf
    if isinstance(value, Decimal):
        return replace(leaf, value=_number(value))
    if isinstance(value, str):
        return replace(leaf, value=_spelled(field, leaf.op, value))
    made = tuple(
        _number(one) if isinstance(one, Decimal) else _spelled(field, leaf.op, one) for one in value
    )
    kept = tuple(dict.fromkeys(made)) if leaf.op == "one_of" else made
    return replace(leaf, value=cast("Value", kept))


def _number(number: Decimal) -> Decimal:
    """Return the same number with the fewest digits; an exponent is spelled out."""
    if not number.is_finite() or abs(number.adjusted()) > 30:
        return number
    whole = number == number.to_integral_value()
    return number.quantize(Decimal(1)) if whole else number.normalize()


def _spelled(field: Field, op: str, text: str) -> str:
    if op not in WHOLE_VALUES:
        return text
    if field.kind in ("country", "currency"):
        return text.upper()
    return next((one for one in field.values if folded(one) == folded(text)), text)

"""A rule as the sentence a person reads; ``sentence.parse`` reads it back as the same rule."""

from collections.abc import Mapping
from decimal import Decimal
from typing import cast

from secureflow.domain import Effect
from secureflow.rules.condition import AllOf, Comparison, Condition, InList, Not
from secureflow.rules.fields import Field, field_of

NUMBER_WORDS = {
    "over": "over ",
    "at_least": "at least ",
    "under": "under ",
    "at_most": "at most ",
    "is": "",
    "is_not": "not ",
}
TEXT_WORDS = {"contains": "contains", "starts_with": "starts with", "ends_with": "ends with"}
VERBS: dict[Effect, str] = {"review": "Review", "block": "Block", "approve": "Approve"}
NO_NAMES: Mapping[int, str] = {}


def said(condition: Condition, names: Mapping[int, str] = NO_NAMES) -> str:
    """Return the condition in words; ``names`` are those of lists that were renamed since."""
    if isinstance(condition, InList):
        return _in_list(condition, "is in list", names)
    if isinstance(condition, Comparison):
        return _comparison(condition)
    if isinstance(condition, Not):
        if isinstance(condition.term, InList):
            return _in_list(condition.term, "is not in list", names)
        return f"not ({said(condition.term, names)})"
    word = " and " if isinstance(condition, AllOf) else " or "
    return word.join(_part(term, names) for term in condition.terms)


def sentence(
    effect: Effect, points: float, condition: Condition, names: Mapping[int, str] = NO_NAMES
) -> str:
    """Return the whole rule: what it does, and if what."""
    if effect == "points":
        size = number_said(abs(Decimal(repr(points))))
        word = "point" if size == "1" else "points"
        verb = f"Add {size} {word}" if points >= 0 else f"Take {size} {word} off"
    else:
        verb = VERBS[effect]
    return f"{verb} if {said(condition, names)}"


def number_said(number: Decimal) -> str:
    """Return a number in plain digits, without an exponent or a needless zero."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def quoted(text: str) -> str:
    """Return the text in quotes, those within it marked by a backslash."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _part(term: Condition, names: Mapping[int, str]) -> str:
    text = said(term, names)
    return f"({text})" if not isinstance(term, Comparison | InList | Not) else text


def _in_list(term: InList, words: str, names: Mapping[int, str]) -> str:
    field = _known_field(term.field)
    return f"{field.phrase} {words} {quoted(names.get(term.list_id, term.list_name))}"


def _known_field(name: str) -> Field:
    field = field_of(name)
    if field is None:
        raise ValueError(f"{name} is not a field")
    return field


def _comparison(leaf: Comparison) -> str:
    field, value = _known_field(leaf.field), leaf.value
    if field.kind == "flag":
        if value is None:
            return f"whether {field.phrase} is {leaf.op}"
        return field.phrase if value else field.denied
    if leaf.op in TEXT_WORDS:
        return f"{field.phrase} {TEXT_WORDS[leaf.op]} {quoted(str(value))}"
    be = "are" if field.is_plural else "is"
    return f"{field.phrase} {be} {_compared(field, leaf)}"


def _compared(field: Field, leaf: Comparison) -> str:
    value = leaf.value
    if value is None:
        return leaf.op
    if isinstance(value, bool):
        return "true" if value else "false"
    if leaf.op == "between":
        low, high = (Decimal(one) for one in cast("tuple[Decimal, Decimal]", value))
        return f"between {number_said(low)} and {_measured(field, high)}"
    if isinstance(value, tuple):
        return "one of " + ", ".join(quoted(str(one)) for one in value)
    told = quoted(value) if isinstance(value, str) else _measured(field, value)
    return f"{NUMBER_WORDS[leaf.op]}{told}"


def _measured(field: Field, number: Decimal) -> str:
    text = number_said(number)
    if not field.unit:
        return text
    unit = field.unit.removesuffix("s") if text == "1" and field.unit != "times" else field.unit
    return f"{text} {unit}"

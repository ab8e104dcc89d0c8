"""What a rule asks of a payment, as frozen values: comparisons, lists, and, or, not."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

NumberOp = Literal["over", "at_least", "under", "at_most", "is", "is_not", "between"]
TextOp = Literal["is", "is_not", "one_of", "contains", "starts_with", "ends_with"]
KnownOp = Literal["known", "unknown"]
Op = NumberOp | TextOp | KnownOp

Value = Decimal | str | bool | tuple[Decimal, Decimal] | tuple[str, ...] | None
"""A number, a text or a flag; low and high of ``between``; texts of ``one_of``; None of known."""

MAX_DEPTH = 5
MAX_COMPARISONS = 50
MAX_VALUES = 100
MAX_TEXT = 200


@dataclass(frozen=True, slots=True)
class Comparison:
    """A field against a value. False where the field is unknown, whatever the op but unknown."""

    field: str
    op: Op
    value: Value = None


@dataclass(frozen=True, slots=True)
class InList:
    """The payment's value of the list's kind has an entry that has not expired.

    ``list_name`` is the one it had when the rule was written; the id is what counts.
    """

    field: str
    list_id: int
    list_name: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of two terms or more."""

    terms: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of two terms or more."""

    terms: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary: true also where its term is false because something is unknown."""

    term: "Condition"


Condition = Comparison | InList | AllOf | AnyOf | Not


def leaves(condition: Condition) -> Iterator[Comparison | InList]:
    """Yield the comparisons and the lists of a condition, from left to right."""
    if isinstance(condition, Comparison | InList):
        yield condition
    elif isinstance(condition, Not):
        yield from leaves(condition.term)
    else:
        for term in condition.terms:
            yield from leaves(term)


def fields_of(condition: Condition) -> frozenset[str]:
    """Return the names of the fields that a condition compares; a list's kind is none of them."""
    return frozenset(leaf.field for leaf in leaves(condition) if isinstance(leaf, Comparison))


def lists_of(condition: Condition) -> frozenset[int]:
    """Return the ids of the lists that a condition looks into."""
    return frozenset(leaf.list_id for leaf in leaves(condition) if isinstance(leaf, InList))

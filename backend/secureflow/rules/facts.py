"""Everything a rule may read of one payment; all of it is stored with the payment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from secureflow.domain import Transaction

NOWHERE: Mapping[str, int] = {}
"""In place of the inputs' places where a payment was judged without its history."""


@dataclass(frozen=True, slots=True)
class Facts:
    """One payment, the model's inputs of it and what the model said.

    ``at`` gives the place in ``inputs`` by an input's name; an input that is not named, or NaN,
    is unknown. ``score`` is the model's, before any rule; ``lists`` are the ids of the lists that
    the payment's values were in.
    """

    payment: Transaction
    inputs: Sequence[float]
    at: Mapping[str, int]
    score: float
    probability: float | None = None
    lists: frozenset[int] = frozenset()

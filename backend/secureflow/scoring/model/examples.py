"""What a model learns from: payments as inputs, with what became known of them, and when."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secureflow.domain import Code
from secureflow.errors import InvalidInput
from secureflow.scoring.model.curve import Floats

FRAUD, GOOD, UNKNOWN = 1, 0, -1
"""The values of ``Examples.label``."""
DAY_SECONDS = 86_400.0


@dataclass(frozen=True, slots=True)
class Examples:
    """n payments, oldest first; every array has length n.

    ``inputs`` is (n, K) as stored with the payments. Times are unix seconds. ``label`` is FRAUD,
    GOOD or UNKNOWN and ``known_at`` when it became known, NaN where it is not.

    ``reviewed``: somebody looked at this payment because it was chosen, so its label would have
    become known whatever it was; ``weight`` is 1 over the probability of having been chosen.
    ``reported``: the bank or the customer said that it is fraud (or good), chosen or not. A label
    that is neither is taken for one that would have become known whatever it was (a ledger where
    all is known). ``category`` indexes ``categories``, -1 where none was sent. ``score_then`` is
    the model's score at the time, NaN where there was none.
    """

    inputs: Floats
    occurred_at: Floats
    label: NDArray[np.int8]
    known_at: Floats
    weight: Floats
    reviewed: NDArray[np.bool_]
    reported: NDArray[np.bool_]
    category: NDArray[np.int32]
    categories: tuple[Code, ...]
    amount: Floats
    score_then: Floats

    def __len__(self) -> int:
        """Return the number of payments."""
        return len(self.occurred_at)

    def rows(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> "Examples":
        """Return the payments of a mask or of indices, in that order."""
        return Examples(
            inputs=self.inputs[chosen],
            occurred_at=self.occurred_at[chosen],
            label=self.label[chosen],
            known_at=self.known_at[chosen],
            weight=self.weight[chosen],
            reviewed=self.reviewed[chosen],
            reported=self.reported[chosen],
            category=self.category[chosen],
            categories=self.categories,
            amount=self.amount[chosen],
            score_then=self.score_then[chosen],
        )


def examples_of(
    inputs: Floats,
    occurred_at: Floats,
    *,
    label: NDArray[np.int8] | None = None,
    known_at: Floats | None = None,
    weight: Floats | None = None,
    reviewed: NDArray[np.bool_] | None = None,
    reported: NDArray[np.bool_] | None = None,
    category: NDArray[np.int32] | None = None,
    categories: tuple[Code, ...] = (),
    amount: Floats | None = None,
    score_then: Floats | None = None,
) -> Examples:
    """Return the examples of these payments; what is not given is unknown, weight 1 or False.

    Raises InvalidInput when an array has another length than ``occurred_at``.
    """
    n = len(occurred_at)
    made = Examples(
        inputs=inputs,
        occurred_at=occurred_at,
        label=np.full(n, UNKNOWN, dtype=np.int8) if label is None else label,
        known_at=np.full(n, np.nan) if known_at is None else known_at,
        weight=np.ones(n) if weight is None else weight,
        reviewed=np.zeros(n, dtype=np.bool_) if reviewed is None else reviewed,
        reported=np.zeros(n, dtype=np.bool_) if reported is None else reported,
        category=np.full(n, -1, dtype=np.int32) if category is None else category,
        categories=categories,
        amount=np.full(n, np.nan) if amount is None else amount,
        score_then=np.full(n, np.nan) if score_then is None else score_then,
    )
    for name in Examples.__slots__:
        column = getattr(made, name)
        if name != "categories" and len(column) != n:
            raise InvalidInput(f"{name} has {len(column):,} rows, not {n:,}", field=name)
    return made

"""What decisions cost once the truth is known: one formula for models, lines and rules."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Labels = NDArray[np.int8]
Decisions = NDArray[np.int8]

FRAUD, GOOD, UNKNOWN = 1, 0, -1
APPROVE, REVIEW, BLOCK = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Costs:
    """What mistakes cost a merchant, in units of its currency; ``margin`` is a share."""

    chargeback_fee: float
    margin: float
    review_cost: float


@dataclass(frozen=True, slots=True)
class Truths:
    """What became known of n payments; ``amount`` is 0 in a currency that is not counted."""

    label: Labels
    amount: Floats
    is_counted: NDArray[np.bool_]


def loss(decided: Decisions, truths: Truths, costs: Costs) -> Floats:
    """Return what each decision cost: a fraud let through, a good sale lost, a review.

    A fraud that is approved costs its amount and the fee, a good payment that is blocked its
    margin, a review its price whatever the truth. Unlabelled payments cost their review alone.
    """
    missed = (decided == APPROVE) & (truths.label == FRAUD)
    lost = (decided == BLOCK) & (truths.label == GOOD)
    cost = np.where(missed, truths.amount + costs.chargeback_fee, 0.0)
    cost += np.where(lost, truths.amount * costs.margin, 0.0)
    cost += np.where(decided == REVIEW, costs.review_cost, 0.0)
    return np.where(truths.is_counted, cost, 0.0)

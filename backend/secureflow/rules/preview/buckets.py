"""Payments by score, so that a browser can move the lines and add up by itself."""

from dataclasses import dataclass

import numpy as np

from secureflow.losses import APPROVE, BLOCK, FRAUD, GOOD, REVIEW, UNKNOWN, Costs, Floats, loss
from secureflow.rules.preview.deciding import OPEN, Settled
from secureflow.rules.preview.past import Bools, Ints, Past

STEP = 0.5
"""Points; a line that is a multiple of it parts no bucket."""
COUNT = 201
"""0 to 100 by steps; the last one is 100 alone."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Payments with ``score`` <= their score < ``score`` + 0.5, and what each decision would cost.

    ``amount`` is what they come to in the merchant's currency; ``if_approved`` and the others are
    costs by its settings, had all of them been decided so.
    """

    score: float
    payments: int
    fraud: int
    good: int
    unknown: int
    amount: float
    if_approved: float
    if_reviewed: float
    if_blocked: float


@dataclass(frozen=True, slots=True)
class Buckets:
    """All payments, each in one place.

    ``by_lines`` go by both lines, ``held`` wait for a person unless the block line blocks them:
    a rule or the shield has said so. Of the ``approved`` and the ``blocked`` ones the lines
    decide nothing; each is one bucket. Empty buckets are left out.
    """

    by_lines: tuple[Bucket, ...]
    held: tuple[Bucket, ...]
    approved: Bucket
    blocked: Bucket


def buckets(past: Past, settled: Settled, costs: Costs) -> Buckets:
    """Return payments by where the lines would find them."""
    n, truths = len(past), past.truths
    columns = np.stack(
        [
            np.ones(n),
            past.label == FRAUD,
            past.label == GOOD,
            past.label == UNKNOWN,
            past.amount,
            *(loss(np.full(n, one, np.int8), truths, costs) for one in (APPROVE, REVIEW, BLOCK)),
        ]
    )
    place = np.clip((settled.score / STEP).astype(np.int64), 0, COUNT - 1)
    return Buckets(
        _by_score(columns, place, settled.said == OPEN),
        _by_score(columns, place, settled.said == REVIEW),
        _bucket(0.0, columns[:, settled.said == APPROVE].sum(axis=1)),
        _bucket(0.0, columns[:, settled.said == BLOCK].sum(axis=1)),
    )


def _by_score(columns: Floats, place: Ints, among: Bools) -> tuple[Bucket, ...]:
    chosen = place[among]
    sums = np.stack([np.bincount(chosen, row[among], minlength=COUNT) for row in columns], axis=1)
    return tuple(_bucket(at * STEP, sums[at]) for at in np.flatnonzero(sums[:, 0]).tolist())


def _bucket(score: float, sums: Floats) -> Bucket:
    payments, fraud, good, unknown = (int(value) for value in sums[:4])
    amount, approved, reviewed, blocked = (float(value) for value in sums[4:])
    return Bucket(score, payments, fraud, good, unknown, amount, approved, reviewed, blocked)

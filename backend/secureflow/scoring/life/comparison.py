"""Two models on the same payments: what each decided, what that cost, and how sure it is."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secureflow.domain import Policy
from secureflow.losses import (
    APPROVE,
    BLOCK,
    FRAUD,
    GOOD,
    REVIEW,
    UNKNOWN,
    Costs,
    Floats,
    Labels,
    Truths,
    loss,
)
from secureflow.scoring.evaluation.calibration import calibration
from secureflow.scoring.evaluation.intervals import Estimate, bootstrap, clusters
from secureflow.scoring.evaluation.metrics import NAN, ranking

LEAST_FRAUDS = 3
"""Below so many, an average precision says nothing."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one model says of n payments: score 0..100, and probability, NaN where it has none."""

    score: Floats
    probability: Floats


@dataclass(frozen=True, slots=True)
class Pairs:
    """n payments that both models judged; ``amount`` is 0 in a currency that is not counted.

    ``weight`` is 1 over the probability of having been put before a reviewer, 1 where nobody
    drew lots. ``day`` is the number of the day.
    """

    champion: Side
    challenger: Side
    label: Labels
    amount: Floats
    is_counted: NDArray[np.bool_]
    weight: Floats
    day: NDArray[np.int64]

    @property
    def truths(self) -> Truths:
        """Return what became known of them."""
        return Truths(self.label, self.amount, self.is_counted)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a model's decisions came to. ``ece`` is NaN where it gives no probabilities."""

    cost: float
    caught: int
    missed: int
    false_alarms: int
    reviews: int
    blocks: int
    flagged_share: float
    average_precision: Estimate
    ece: float


@dataclass(frozen=True, slots=True)
class Compared:
    """Champion and challenger side by side; both differences are above zero for a better one."""

    payments: int
    labelled: int
    frauds: int
    agree: float
    champion: Outcome
    challenger: Outcome
    saved: Estimate
    gained_precision: Estimate


def compare(pairs: Pairs, policy: Policy, costs: Costs) -> Compared:
    """Return what two models' decisions came to under one policy, with bootstrap intervals.

    Both are weighed by the same draws of days, so what one day does to both cancels out.
    """
    sides = (pairs.champion, pairs.challenger)
    first, second = (decisions(side.score, policy) for side in sides)
    lost = [loss(decided, pairs.truths, costs) for decided in (first, second)]
    known = pairs.label != UNKNOWN
    is_fraud, weight = pairs.label[known] == FRAUD, pairs.weight[known]
    ranked = [ranking(is_fraud, side.score[known]) for side in sides]
    enough = is_fraud.sum() >= LEAST_FRAUDS and not is_fraud.all()

    def figures(drawn: Floats | None) -> Mapping[str, float]:
        times = np.ones(len(pairs.label)) if drawn is None else drawn
        found = [
            one.steps(weight * times[known]).average_precision() if enough else NAN
            for one in ranked
        ]
        return {
            "saved": float(np.dot(times, lost[0] - lost[1])),
            "champion": found[0],
            "challenger": found[1],
            "gained": found[1] - found[0],
        }

    drawn_together, _ = clusters(pairs.day, np.full(len(pairs.day), -1))
    estimates = bootstrap([figures], drawn_together)
    return Compared(
        payments=len(pairs.label),
        labelled=int(known.sum()),
        frauds=int(is_fraud.sum()),
        agree=float(np.mean(first == second)) if len(first) else NAN,
        champion=_outcome(pairs, sides[0], first, float(lost[0].sum()), estimates["champion"]),
        challenger=_outcome(pairs, sides[1], second, float(lost[1].sum()), estimates["challenger"]),
        saved=estimates["saved"],
        gained_precision=estimates["gained"],
    )


def decisions(score: Floats, policy: Policy) -> NDArray[np.int8]:
    """Return 0 approve, 1 review, 2 block for each score."""
    flagged = (score >= policy.review_line).astype(np.int8)
    return flagged + (score >= policy.block_line).astype(np.int8)


def _outcome(
    pairs: Pairs, side: Side, decided: NDArray[np.int8], cost: float, precision: Estimate
) -> Outcome:
    flagged = decided != APPROVE
    known = (pairs.label != UNKNOWN) & ~np.isnan(side.probability)
    found = calibration(pairs.label[known] == FRAUD, side.probability[known])
    return Outcome(
        cost=cost,
        caught=int((flagged & (pairs.label == FRAUD)).sum()),
        missed=int((~flagged & (pairs.label == FRAUD)).sum()),
        false_alarms=int((flagged & (pairs.label == GOOD)).sum()),
        reviews=int((decided == REVIEW).sum()),
        blocks=int((decided == BLOCK).sum()),
        flagged_share=float(flagged.mean()) if len(flagged) else NAN,
        average_precision=precision,
        ece=NAN if found is None else found.ece(pairs.weight[known]),
    )

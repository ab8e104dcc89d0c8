"""Two ways of deciding the same payments: rates with ranges, money, and what would differ."""

from dataclasses import dataclass

import numpy as np

from secureflow.losses import (
    APPROVE,
    BLOCK,
    FRAUD,
    GOOD,
    REVIEW,
    UNKNOWN,
    Costs,
    Decisions,
    Floats,
    loss,
)
from secureflow.rules.preview.intervals import Range, Rate, draws, groups, ranged
from secureflow.rules.preview.past import Ints, Past

FRAUDS, CAUGHT, GOODS, DECLINED, BLOCKS_RIGHT, BLOCKS_KNOWN, REVIEWED, COST = range(8)
"""The columns of a tally."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one way of deciding came to.

    ``fraud_caught`` is the share of known fraud that was reviewed or blocked, ``blocks_right`` of
    fraud among blocked payments whose truth is known, ``good_declined`` of known good payments
    that were blocked. ``cost`` and ``net_saving`` are in the merchant's currency: what the
    mistakes and the reviews cost, and how much less that is than had everything been approved.
    """

    approved: int
    reviewed: int
    blocked: int
    fraud_caught: Rate
    blocks_right: Rate
    good_declined: Rate
    reviews_a_day: float
    cost: float
    net_saving: float


@dataclass(frozen=True, slots=True)
class Change:
    """The new way less the old one, in the units of ``Outcome``; None where one side is unknown.

    ``good_declined`` is in payments, not as a share. ``saving`` is what the new way costs less:
    above zero it is cheaper.
    """

    fraud_caught: Range | None
    blocks_right: Range | None
    good_declined: Range
    reviews_a_day: Range
    saving: Range


@dataclass(frozen=True, slots=True)
class Compared:
    """Now and new side by side, with ranges over draws of whole days."""

    now: Outcome
    new: Outcome
    change: Change


def compare(past: Past, now: Decisions, new: Decisions, costs: Costs) -> Compared:
    """Return what two ways of deciding the same payments came to.

    Both are weighed by the same draws of days, so what one day does to both cancels out.
    """
    group = groups(past.at)
    tallies = [_tally(past, decided, costs, group) for decided in (now, new)]
    totals = [tally.sum(axis=0) for tally in tallies]
    count = len(tallies[0])
    weights = draws(count) if count > 1 else np.zeros((0, count))
    first, second = (weights @ tally for tally in tallies)
    nothing = float(loss(np.full(len(past), APPROVE, np.int8), past.truths, costs).sum())
    return Compared(
        _outcome(past, now, totals[0], nothing),
        _outcome(past, new, totals[1], nothing),
        Change(
            _of_shares(totals, (first, second), CAUGHT, FRAUDS),
            _of_shares(totals, (first, second), BLOCKS_RIGHT, BLOCKS_KNOWN),
            _of_sums(totals, (first, second), DECLINED),
            _of_sums(totals, (first, second), REVIEWED, per=past.days),
            _of_sums(totals, (first, second), COST, per=-1.0),
        ),
    )


def _tally(past: Past, decided: Decisions, costs: Costs, group: Ints) -> Floats:
    """Return one row of sums per group."""
    is_fraud, is_good = past.label == FRAUD, past.label == GOOD
    is_block = decided == BLOCK
    columns = (
        is_fraud,
        is_fraud & (decided != APPROVE),
        is_good,
        is_good & is_block,
        is_fraud & is_block,
        is_block & (past.label != UNKNOWN),
        decided == REVIEW,
        loss(decided, past.truths, costs),
    )
    size = int(group.max()) + 1 if len(group) else 0
    return np.stack(
        [np.bincount(group, weights=column, minlength=size) for column in columns], axis=1
    )


def _outcome(past: Past, decided: Decisions, total: Floats, nothing: float) -> Outcome:
    counts = np.bincount(decided, minlength=BLOCK + 1)
    sums = [int(value) for value in total[:COST]]
    return Outcome(
        approved=int(counts[APPROVE]),
        reviewed=int(counts[REVIEW]),
        blocked=int(counts[BLOCK]),
        fraud_caught=Rate(sums[CAUGHT], sums[FRAUDS]),
        blocks_right=Rate(sums[BLOCKS_RIGHT], sums[BLOCKS_KNOWN]),
        good_declined=Rate(sums[DECLINED], sums[GOODS]),
        reviews_a_day=counts[REVIEW] / past.days,
        cost=float(total[COST]),
        net_saving=nothing - float(total[COST]),
    )


def _of_shares(
    totals: list[Floats], drawn: tuple[Floats, Floats], part: int, whole: int
) -> Range | None:
    if not (totals[0][whole] and totals[1][whole]):
        return None
    shares = [total[part] / total[whole] for total in totals]
    with np.errstate(invalid="ignore", divide="ignore"):
        before, after = (one[:, part] / one[:, whole] for one in drawn)
    return ranged(float(shares[1] - shares[0]), after - before)


def _of_sums(
    totals: list[Floats], drawn: tuple[Floats, Floats], column: int, per: float = 1.0
) -> Range:
    value = (totals[1][column] - totals[0][column]) / per
    return ranged(float(value), (drawn[1][:, column] - drawn[0][:, column]) / per)

"""What the learned layer may learn from: which payments, as what, and how much each one counts.

Labels are not a fair sample: reviewers see what the system chose, and banks report some frauds and
never a good payment. So a fraud counts once for all frauds that were as likely to become known
(Horvitz and Thompson, 1952), and payments of which nothing was heard, although there was time
enough, stand in for the good ones.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secureflow.scoring.model.curve import Floats
from secureflow.scoring.model.examples import DAY_SECONDS, FRAUD, GOOD, UNKNOWN, Examples

MOST_WEIGHT = 20.0
"""One payment never stands for more than these: a lucky draw must not rule the model."""
HALF_LIFE_DAYS = 180.0
"""Fraud changes, so a payment this much older than the latest counts half."""
RIPE_QUANTILE = 0.9
"""A payment is silent long enough when this share of reports would have come by its age."""
LONGEST_DELAY_DAYS = 30.0
"""Older payments are always old enough: who reports the frauds of a year in one file, without the
days they came on, says nothing of how long reports take."""
SUPPOSED_COVERAGE, SUPPOSED_FRAUDS = 0.7, 5.0
"""The share of frauds that get reported, as if seen on so many frauds before any are."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """n lessons, oldest first: rows of the examples, whether fraud, how much each counts.

    ``silent`` marks the payments taken for good because nothing was heard of them; ``ripe`` those
    old enough for that. Of younger ones only what reviewers said is known, so that too many of
    them are fraud.
    """

    row: NDArray[np.intp]
    is_fraud: NDArray[np.bool_]
    weight: Floats
    silent: NDArray[np.bool_]
    ripe: NDArray[np.bool_]
    coverage: float

    def __len__(self) -> int:
        """Return the number of lessons."""
        return len(self.row)

    def some(self, chosen: NDArray[np.bool_]) -> "Lessons":
        """Return the lessons of a mask."""
        return Lessons(
            self.row[chosen],
            self.is_fraud[chosen],
            self.weight[chosen],
            self.silent[chosen],
            self.ripe[chosen],
            self.coverage,
        )


def coverage_of(examples: Examples) -> float:
    """Return the share of frauds that somebody reports, seen on the frauds that reviewers found.

    0 where there are reviews and no report at all; 1 where nobody reviews or reports, because
    then each label would have become known whatever it was.
    """
    if not (examples.reviewed | examples.reported).any():
        return 1.0
    reported = (examples.label == FRAUD) & examples.reported
    if not reported.any():
        return 0.0
    found = (examples.label == FRAUD) & examples.reviewed & _is_ripe(examples)
    again = found & reported
    return float(
        (again.sum() + SUPPOSED_COVERAGE * SUPPOSED_FRAUDS) / (found.sum() + SUPPOSED_FRAUDS)
    )


def lessons_of(examples: Examples, most: int, seed: int, coverage: float | None = None) -> Lessons:
    """Return what there is to learn: labels, and silent payments up to ``most`` rows in all.

    Frauds and reviewed payments are drawn where they are more than half of these, else only
    silent and good ones; who is drawn counts for those that are not.
    """
    reports = coverage_of(examples) if coverage is None else coverage
    is_fraud, is_good = examples.label == FRAUD, examples.label == GOOD
    selected = examples.reviewed | examples.reported
    chance = np.ones(len(examples))
    looked_at = 1.0 / np.maximum(examples.weight, 1.0)
    chance[examples.reviewed] = (1.0 - (1.0 - looked_at) * (1.0 - reports))[examples.reviewed]
    only_reported = examples.reported & ~examples.reviewed
    chance[only_reported] = max(reports, 1.0 / MOST_WEIGHT)
    weight = np.where(is_fraud, 1.0 / chance, 1.0)
    silent, ripe = np.zeros(len(examples), dtype=np.bool_), np.ones(len(examples), dtype=np.bool_)
    if (selected & (is_fraud | is_good)).any():
        ripe = _is_ripe(examples)
        silent = (examples.label == UNKNOWN) & ripe
    rows = np.flatnonzero(is_fraud | is_good | silent)
    weight *= 0.5 ** (
        (examples.occurred_at.max() - examples.occurred_at) / DAY_SECONDS / HALF_LIFE_DAYS
    )
    weight = np.minimum(weight, np.where(is_fraud, MOST_WEIGHT, np.inf))
    is_common = ~is_fraud[rows] & ~examples.reviewed[rows]
    rng = np.random.default_rng(seed)
    rare = _drawn(rows[~is_common], most // 2, weight, rng)
    common = _drawn(rows[is_common], most - len(rare), weight, rng)
    rows = np.sort(np.concatenate((rare, common)))
    return Lessons(
        row=rows,
        is_fraud=is_fraud[rows],
        weight=weight[rows],
        silent=silent[rows],
        ripe=ripe[rows],
        coverage=reports,
    )


def _drawn(
    rows: NDArray[np.intp], most: int, weight: Floats, rng: np.random.Generator
) -> NDArray[np.intp]:
    """Return at most so many of the rows, and have them weigh for all of these, in place."""
    if len(rows) <= most:
        return rows
    drawn = rng.choice(rows, most, replace=False)
    weight[drawn] *= len(rows) / most
    return drawn


def _is_ripe(examples: Examples) -> NDArray[np.bool_]:
    """Return which payments are old enough for reports to have come."""
    reported = examples.reported & (examples.label == FRAUD)
    delay = examples.known_at[reported] - examples.occurred_at[reported]
    delay = delay[~np.isnan(delay)]
    if not delay.size:
        return np.ones(len(examples), dtype=np.bool_)
    now = max(np.nanmax(examples.known_at), examples.occurred_at.max())
    enough = min(np.quantile(delay, RIPE_QUANTILE), LONGEST_DELAY_DAYS * DAY_SECONDS)
    ripe: NDArray[np.bool_] = now - examples.occurred_at >= enough
    return ripe

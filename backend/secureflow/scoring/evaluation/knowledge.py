"""What is known of payments at any time: by reviewers, by reports, or simply after a while."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secureflow.scoring.evaluation.dataset import DAY_SECONDS, FRAUD, UNKNOWN, Dataset
from secureflow.scoring.evaluation.plan import LABEL_DELAY_DAYS, Plan
from secureflow.scoring.history.columns import Floats


@dataclass(slots=True)
class Knowledge:
    """Labels as they become known; every array has a place for each payment of the file.

    ``known_at`` is when the label became known, NaN before that. ``_told_at`` is when reports come
    in, NaN where none will, and ``_queue`` their payments in that order.
    """

    truth: NDArray[np.int8]
    known_at: Floats
    reviewed: NDArray[np.bool_]
    reported: NDArray[np.bool_]
    _told_at: Floats
    _queue: NDArray[np.intp]
    _are_reports: bool
    _next: int = 0

    def review(self, rows: NDArray[np.intp], at: float) -> None:
        """Take a reviewer's answers on these payments, given at a time."""
        self.reviewed[rows] = True
        self.known_at[rows] = at

    def arrivals(self, until: float) -> NDArray[np.intp]:
        """Return payments whose label comes in between the last call's time and this one.

        In the order of ``known_at``. What a reviewer has said already is left out.
        """
        end = self._next
        while end < self._queue.size and self._told_at[self._queue[end]] < until:
            end += 1
        rows = self._queue[self._next : end]
        self._next = end
        # Also of those that a reviewer found first: so it shows how much of the fraud is reported.
        self.reported[rows] = self._are_reports
        rows = rows[np.isnan(self.known_at[rows])]
        self.known_at[rows] = self._told_at[rows]
        return rows

    def count(self, now: float) -> int:
        """Return how many labels are known at a time."""
        return int(np.count_nonzero(self.known_at <= now))

    def labels(self, rows: slice, now: float, most: int | None) -> NDArray[np.int8]:
        """Return the labels of payments as far as they are known at a time, the first ``most``."""
        known = self.known_at <= now
        if most is not None and np.count_nonzero(known) > most:
            order = np.flatnonzero(known)
            late = order[np.argsort(self.known_at[order], kind="stable")[most:]]
            known[late] = False
        return np.where(known[rows], self.truth[rows], UNKNOWN).astype(np.int8)


def knowledge(data: Dataset, plan: Plan, seed: int) -> Knowledge:
    """Return what will become known without a reviewer; nothing is known of it yet.

    With reports, a random ``reported_share`` of the frauds from ``train_from`` on; with all labels
    those of all payments from then on.
    """
    times = data.columns.occurred_at
    counts = (times >= plan.train_from) & (times < plan.test_until)
    if not plan.tells_test:
        counts &= times < plan.test_from
    delay = plan.report_delay_days
    if plan.labels == "all":
        counts &= data.truth != UNKNOWN
        delay = LABEL_DELAY_DAYS
    elif plan.labels == "reviews+reports":
        drawn = np.random.default_rng(seed).random(len(data))
        counts &= (data.truth == FRAUD) & (drawn < plan.reported_share)
    else:
        counts &= False
    told_at = np.where(counts, times + delay * DAY_SECONDS, np.nan)
    if not plan.tells_test:
        # What is known of the first part is known when the second begins.
        told_at = np.minimum(told_at, plan.test_from)
    queue = np.flatnonzero(counts)
    return Knowledge(
        truth=data.truth,
        known_at=np.full(len(data), np.nan),
        reviewed=np.zeros(len(data), dtype=np.bool_),
        reported=np.zeros(len(data), dtype=np.bool_),
        _told_at=told_at,
        _queue=queue[np.argsort(told_at[queue], kind="stable")],
        _are_reports=plan.labels == "reviews+reports",
    )

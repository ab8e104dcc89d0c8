"""Stored payments as arrays: what was decided of them and what became known since."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from secureflow.losses import Decisions, Floats, Labels, Truths

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Past:
    """n stored payments, the newest first; every array has length n.

    ``at`` is when they occurred, in seconds since 1970; ``score`` the model's, before any rule;
    ``amount`` is in the merchant's currency and 0 in any other, which ``is_counted`` tells.
    ``is_spot_check`` marks those that were drawn by lot and looked at by a reviewer, ``weight``
    is 1 over the probability of having been drawn. ``stored`` is the decision of the time.
    """

    ids: Ints
    at: Ints
    score: Floats
    label: Labels
    amount: Floats
    is_counted: Bools
    is_spot_check: Bools
    weight: Floats
    stored: Decisions

    @property
    def truths(self) -> Truths:
        """Return what became known of them."""
        return Truths(self.label, self.amount, self.is_counted)

    @property
    def days(self) -> float:
        """Return how many days they span, at least one."""
        if not len(self.at):
            return 1.0
        return max(1.0, float(self.at.max() - self.at.min()) / DAY)

    def only(self, among: Bools) -> "Past":
        """Return some of the payments."""
        return Past(*(getattr(self, column.name)[among] for column in fields(self)))

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class AsDecided:
    """How n payments were really decided, beside ``Past.stored``; every array has length n.

    ``score`` is the one that decided, with the points of the rules of then; ``policy`` the version
    that did, and ``at`` when, in seconds since 1970. ``is_blocked`` and ``is_allowed`` say what
    lists did then, which may do something else today.
    """

    score: Floats
    policy: NDArray[np.int32]
    at: Floats
    is_blocked: Bools
    is_allowed: Bools

    def only(self, among: Bools) -> "AsDecided":
        """Return some of the payments."""
        return AsDecided(*(getattr(self, column.name)[among] for column in fields(self)))

    @property
    def by_policy(self) -> dict[int, int]:
        """Return how many of them each policy decided, the newest policy first."""
        versions, counts = np.unique(self.policy, return_counts=True)
        return dict(zip(versions.tolist()[::-1], counts.tolist()[::-1], strict=True))

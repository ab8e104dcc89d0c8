"""Which payments a preview is about: those decided otherwise, and those a rule is a hit of."""

from dataclasses import dataclass

import numpy as np

from secureflow.losses import APPROVE, BLOCK, FRAUD, GOOD, REVIEW, UNKNOWN, Decisions
from secureflow.rules.preview.intervals import Rate
from secureflow.rules.preview.past import Bools, Ints, Past

MOST_ROWS = 50


@dataclass(frozen=True, slots=True)
class Split:
    """Payments by what became known; ``amount`` is theirs in the merchant's currency.

    ``sample`` has places in the history, at most 50: those whose truth is known, then the rest,
    each the newest first.
    """

    payments: int
    fraud: int
    good: int
    unknown: int
    amount: float
    fraud_amount: float
    good_amount: float
    sample: Ints

    @property
    def precision(self) -> Rate:
        """Return the share of fraud among those whose truth is known."""
        return Rate(self.fraud, self.fraud + self.good)


def split(past: Past, among: Bools) -> Split:
    """Return some payments of a history by what became known of them."""
    label = past.label[among]
    amount = past.amount[among]
    places = np.flatnonzero(among)
    known_first = np.argsort(label == UNKNOWN, kind="stable")
    return Split(
        len(places),
        int((label == FRAUD).sum()),
        int((label == GOOD).sum()),
        int((label == UNKNOWN).sum()),
        float(amount.sum()),
        float(amount[label == FRAUD].sum()),
        float(amount[label == GOOD].sum()),
        places[known_first[:MOST_ROWS]],
    )


@dataclass(frozen=True, slots=True)
class Changed:
    """The payments decided otherwise, by what they would become."""

    approved: int
    reviewed: int
    blocked: int
    split: Split


def changed(past: Past, now: Decisions, new: Decisions) -> Changed:
    """Return the payments that two ways of deciding decide differently."""
    differs = now != new
    became = np.bincount(new[differs], minlength=BLOCK + 1)
    return Changed(
        int(became[APPROVE]), int(became[REVIEW]), int(became[BLOCK]), split(past, differs)
    )

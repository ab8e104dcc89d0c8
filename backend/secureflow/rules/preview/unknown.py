"""What no history can tell: how payments that were blocked would have ended."""

from dataclasses import dataclass

import numpy as np

from secureflow.losses import BLOCK, FRAUD, UNKNOWN, Decisions
from secureflow.rules.preview.intervals import Range, wilson
from secureflow.rules.preview.past import Bools, Past


@dataclass(frozen=True, slots=True)
class Unknown:
    """Payments that were blocked, would not be, and of which nothing is known.

    ``amount`` is in the merchant's currency. ``spot_checked`` counts the ones of the same kind
    that reviewers looked at because they were drawn by lot, ``fraud`` is the share of fraud among
    those, each weighted by 1 over its probability of having been drawn.
    """

    payments: int
    amount: float
    spot_checked: int
    fraud: Range | None


def unknown(past: Past, new: Decisions) -> Unknown:
    """Return what is not known of the payments that a new way of deciding would not block."""
    spared = (past.stored == BLOCK) & (new != BLOCK)
    silent = spared & (past.label == UNKNOWN)
    checked = spared & past.is_spot_check & (past.label != UNKNOWN)
    return Unknown(
        int(silent.sum()),
        float(past.amount[silent].sum()),
        int(checked.sum()),
        _share(past, checked),
    )


def _share(past: Past, checked: Bools) -> Range | None:
    """Return the weighted share of fraud, its interval by Kish's effective number of cases."""
    if not checked.any():
        return None
    weight = past.weight[checked]
    share = float(np.average(past.label[checked] == FRAUD, weights=weight))
    size = float(weight.sum() ** 2 / np.square(weight).sum())
    return Range(share, *wilson(share, size))

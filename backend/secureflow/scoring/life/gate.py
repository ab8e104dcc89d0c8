"""The gate of a promotion: conditions that each say in a sentence whether and why they hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from secureflow.scoring.life.comparison import Compared

CheckName = Literal["caught_up", "labels", "quality", "calibration", "latency", "stability"]
LEAST_LABELS, LEAST_FRAUDS = 100, 10
MOST_ECE = 0.1
"""A probability that is further off than this, and further than the champion's, misleads."""
MOST_SLOWER, FAST_MS = 3.0, 5.0
"""How many times slower it may be, unless it stays below so many milliseconds."""
MOST_MORE, LEAST_MORE = 1.5, 0.005
"""How many times as many payments it may flag, or how much more of all payments."""
WAITING_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Check:
    """One condition, whether it holds, and a sentence with its figures."""

    name: CheckName
    passed: bool
    text: str


@dataclass(frozen=True, slots=True)
class Pace:
    """Milliseconds that each model takes for one payment with its reasons."""

    champion: float
    challenger: float


def checks(found: Compared, waiting: int, pace: Pace) -> Sequence[Check]:
    """Return every condition of a promotion; ``waiting`` payments have no score of it yet."""
    return (
        _caught_up(found, waiting),
        _labels(found),
        _quality(found),
        _calibration(found),
        _latency(pace),
        _stability(found),
    )


def _caught_up(found: Compared, waiting: int) -> Check:
    done = waiting <= found.payments * WAITING_SHARE and found.payments > 0
    text = f"It has scored {found.payments:,} payments beside the champion; {waiting:,} wait."
    return Check("caught_up", done, text)


def _labels(found: Compared) -> Check:
    enough = found.labelled >= LEAST_LABELS and found.frauds >= LEAST_FRAUDS
    have = f"{found.labelled:,} of them have a label, {found.frauds:,} are fraud"
    need = f"at least {LEAST_LABELS} and {LEAST_FRAUDS} are needed"
    return Check("labels", enough, f"{have}; {need}.")


def _quality(found: Compared) -> Check:
    gained, saved = found.gained_precision, found.saved
    if np.isnan(gained.high) or np.isnan(saved.high):
        return Check("quality", False, "There is too little to say who is better.")
    ranks = f"{gained.mean:+.3f} average precision ({gained.low:+.3f} to {gained.high:+.3f})"
    money = f"{saved.mean:+,.2f} saved ({saved.low:+,.2f} to {saved.high:+,.2f})"
    is_worse = gained.high < 0.0 or saved.high < 0.0
    verdict = "That is worse for certain." if is_worse else "That is not worse for certain."
    return Check("quality", not is_worse, f"Against the champion {ranks}, {money}. {verdict}")


def _calibration(found: Compared) -> Check:
    before, after = found.champion.ece, found.challenger.ece
    if np.isnan(after):
        lost = not np.isnan(before)
        text = "The champion gives probabilities, and it gives none." if lost else "Neither gives "
        return Check("calibration", not lost, text if lost else f"{text}probabilities.")
    allowed = MOST_ECE if np.isnan(before) else max(MOST_ECE, before)
    text = f"Its probabilities are {after:.3f} off; at most {allowed:.3f} is allowed."
    return Check("calibration", after <= allowed, text)


def _latency(pace: Pace) -> Check:
    allowed = max(pace.champion * MOST_SLOWER, FAST_MS)
    text = (
        f"It takes {pace.challenger:.2f} ms for a payment, the champion {pace.champion:.2f} ms; "
        f"at most {allowed:.2f} ms is allowed."
    )
    return Check("latency", pace.challenger <= allowed, text)


def _stability(found: Compared) -> Check:
    before, after = found.champion.flagged_share, found.challenger.flagged_share
    if np.isnan(before):
        return Check("stability", False, "There are no payments to compare.")
    allowed = max(before * MOST_MORE, before + LEAST_MORE)
    text = (
        f"It flags {after:.2%} of payments, the champion {before:.2%}; "
        f"at most {allowed:.2%} is allowed, or reviewers drown."
    )
    return Check("stability", after <= allowed, text)

"""When a merchant's payments began, which is since when anybody can be told to be new."""

import time
from datetime import timedelta

from secureflow.db import transactions

SETTLED = timedelta(days=1).total_seconds()
"""Seconds; of a merchant that began longer ago nothing is asked again, but for test payments.

Made-up ones of those can be removed.
"""
RECHECK_SECONDS = 60.0
KEPT = 10_000
_KNOWN: dict[tuple[int, bool], tuple[float, float]] = {}
"""By merchant and mode: when it was asked, and the time of the first payment."""


def of(merchant_id: int, is_test: bool) -> float | None:
    """Return when the first payment of a merchant occurred, in seconds since 1970, None for none.

    Payments of an earlier time that come later are noticed within a minute on the first day.
    """
    place, now = (merchant_id, is_test), time.monotonic()
    known = _KNOWN.get(place)
    if known is not None:
        at, begun = known
        if now - at < RECHECK_SECONDS or (not is_test and begun < time.time() - SETTLED):
            return begun
    first = transactions.first_occurred_at(merchant_id, is_test)
    if first is None:
        return None
    begun = first.timestamp()
    while len(_KNOWN) >= KEPT:
        _KNOWN.pop(next(iter(_KNOWN)), None)
    _KNOWN[place] = (now, begun)
    return begun


def forget() -> None:
    """Ask of every merchant again."""
    _KNOWN.clear()

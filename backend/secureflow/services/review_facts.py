"""Figures of the review desk: what one has done today, the reasons in use, how far two agree."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from secureflow.db import review_facts
from secureflow.db.accounts import Caller
from secureflow.domain import Resolution
from secureflow.scoring.life.agreement import Agreement
from secureflow.scoring.life.agreement import agreement as of_pairs
from secureflow.services.resolutions import REASONS
from secureflow.services.review_acts import author, now

LATELY = timedelta(days=90)
"""How far back uses of reasons are counted."""


def done_today(who: Caller, at: datetime) -> int:
    """Return how many reviews a person has resolved since midnight in the merchant's zone."""
    person = author(who).id
    if person is None:
        return 0
    here = at.astimezone(ZoneInfo(who.time_zone))
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
    return review_facts.done_since(who.merchant_id, who.is_test, person, midnight)


def reasons(merchant_id: int) -> dict[Resolution, list[tuple[str, int]]]:
    """Return the reasons for each resolution with how often they were used, the most used first.

    Those that nobody has used keep their order, so the keys of a new team are the same every day.
    """
    uses = review_facts.reason_uses(merchant_id, now() - LATELY)
    return {
        resolution: sorted(
            ((code, uses.get((resolution, code), 0)) for code in codes), key=lambda one: -one[1]
        )
        for resolution, codes in REASONS.items()
    }


def agreement(merchant_id: int, *, is_test: bool) -> Agreement:
    """Return how far first and second reviewers agree."""
    found = review_facts.pairs(merchant_id, is_test)
    return of_pairs({(first, second): count for first, second, count in found})

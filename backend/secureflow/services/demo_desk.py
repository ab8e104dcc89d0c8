"""The demo's review desk as a day leaves it: decided, waiting, claimed, asked for and put off."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np

from secureflow.db import demo_desk as table
from secureflow.db import review_facts, saved_views
from secureflow.db.accounts import Caller, UserRow
from secureflow.db.reviews import ReviewRow
from secureflow.db.saved_views import SavedViewRow
from secureflow.domain import Resolution, Selected
from secureflow.services.deciding import Decided
from secureflow.services.review_acts import Author, record, write
from secureflow.services.reviews import CLAIM

COLLEAGUE, COLLEAGUE_LOGIN = "Sam Ortiz", "sam@northwind.example"
OPEN_CHECKS, OPEN_BLOCKED, OPEN_CLOSE = 10, 2, 4
"""Payments that nobody had to decide and that still wait to be looked at."""
LATEST = 600
"""Payments among which they are found."""
BLOCKED_SHARE = 0.05
SECOND_OPINIONS, AGREE = 48, 0.92
ASKED = "You spoke with this customer last week. Does this look like them?"
VIEW, SEARCH = "Over $1,000", "min=1000"

Drawn = dict[int, Selected]
"""Why a person sees a payment, by its position."""


def drawn(
    made: Sequence[Decided], checked: Sequence[bool], seed: int
) -> tuple[Drawn, frozenset[int]]:
    """Return which payments are drawn, and those of them that still wait to be looked at.

    ``checked`` are the approved ones of the sample; a few of the blocked come to them, and the
    close calls among the latest.
    """
    verdicts = [one.verdict for one in made]
    approved = [at for at, one in enumerate(verdicts) if one.decision == "approve"]
    blocked = [at for at, one in enumerate(verdicts) if one.decision == "block"]
    rng = np.random.default_rng((seed, 2))
    sampled = [at for at in approved if checked[at]]
    of_blocked = [at for at in blocked if rng.random() < BLOCKED_SHARE] + blocked[-OPEN_BLOCKED:]
    latest = [at for at in approved[-LATEST:] if not checked[at]]
    close = sorted(latest, key=lambda at: -verdicts[at].score)[:OPEN_CLOSE]
    found: Drawn = dict.fromkeys((*sampled, *of_blocked), "sample")
    found |= dict.fromkeys(close, "close_call")
    waiting = frozenset((*sampled[-OPEN_CHECKS:], *blocked[-OPEN_BLOCKED:], *close))
    return found, waiting


def fill(caller: Caller, colleague: UserRow, now: datetime, seed: int) -> None:
    """Have the desk look as two people leave it who have worked for four weeks."""
    me, other = Author(caller.id, caller.name), Author(colleague.id, colleague.name)
    table.share_out(caller.merchant_id, colleague.name)
    table.decide(caller.merchant_id, caller.id, colleague.id)
    _second_opinions(caller, colleague, now, seed)
    waiting = table.waiting(caller.merchant_id)
    if len(waiting) >= 6:
        _claimed(waiting[1], other, now)
        _asked(waiting[3], me, other, now)
        _snoozed(waiting[-1], me, now)
    view = {"name": VIEW, "search": SEARCH, "is_shared": True}
    saved_views.add(SavedViewRow(merchant_id=caller.merchant_id, user_id=caller.id, **view))


def _second_opinions(caller: Caller, colleague: UserRow, now: datetime, seed: int) -> None:
    rng = np.random.default_rng((seed, 3))
    people = {caller.id: Author(caller.id, caller.name)}
    people |= {colleague.id: Author(colleague.id, colleague.name)}
    has_blind = False
    for row in table.decided(caller.merchant_id, SECOND_OPINIONS):
        if row.resolved_at is None or row.resolution is None:
            continue
        second = review_facts.open_second(row, row.resolved_at)
        by = next(who for number, who in people.items() if number != row.resolved_by)
        if second is None:
            continue
        if row.resolved_by == colleague.id and not has_blind:
            # The latest one that is for the owner still waits.
            has_blind = True
            continue
        agrees = rng.random() < AGREE
        other: Resolution = "decline" if row.resolution == "approve" else "approve"
        at = min(row.resolved_at + timedelta(hours=1), now)
        second.was, second.state = "open", "resolved"
        second.resolution = row.resolution if agrees else other
        second.source, second.resolved_by, second.resolved_by_name = "reviewer", by.id, by.name
        second.resolved_at = second.undo_until = second.settled_at = at
        record(row, by, "second_opinion", at, resolution=second.resolution, agrees=agrees)


def _claimed(row: ReviewRow, by: Author, now: datetime) -> None:
    row.claimed_by, row.claimed_until = by.id, now + CLAIM
    record(row, by, "claimed", now - timedelta(minutes=1))


def _asked(row: ReviewRow, asked: Author, by: Author, now: datetime) -> None:
    at = now - timedelta(minutes=25)
    row.asked = asked.id
    note = write(row, by, ASKED, at, [asked.id or 0])
    record(row, by, "asked", at, asked=asked.values(), note=note.id)


def _snoozed(row: ReviewRow, by: Author, now: datetime) -> None:
    until = now + timedelta(hours=3)
    row.state, row.snoozed_until = "snoozed", until
    record(row, by, "snoozed", now - timedelta(minutes=40), until=until.isoformat())

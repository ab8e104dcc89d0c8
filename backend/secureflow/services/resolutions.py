"""Deciding a review, taking that back within ten seconds, and opening it again after that."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from secureflow.db import merchants
from secureflow.db.accounts import Caller
from secureflow.db.reviews import ReviewRow
from secureflow.domain import Resolution
from secureflow.errors import Conflict, InvalidInput, NotAllowed, TooLate
from secureflow.extensions import db
from secureflow.infra import queue
from secureflow.services import audit, events, settling
from secureflow.services.review_acts import (
    UNDO,
    author,
    cleared,
    now,
    record,
    resolved,
    taken,
    tell,
    waiting,
    write,
)
from secureflow.services.reviews import CLAIM

REASONS: dict[Resolution, tuple[str, ...]] = {
    "approve": ("known_customer", "verified_by_phone", "looks_usual", "small_amount", "other"),
    "decline": (
        "card_testing",
        "stolen_card",
        "account_takeover",
        "friendly_fraud",
        "reshipping",
        "other",
    ),
}
"""The reasons that can be given, in the order in which they are offered before any is used."""
ADMINS = {"admin", "owner"}


def resolve(
    who: Caller, review_id: int, resolution: Resolution, reason: str | None, note: str | None
) -> None:
    """Decide a review. Until ``undo_until`` nothing leaves the system; then a job settles it.

    Raises AlreadyResolved where somebody was first.
    """
    check_reason(resolution, reason)
    row, by, at = waiting(who, review_id), author(who), now()
    if note is not None:
        write(row, by, note, at)
    resolved(row, by, resolution, at, reason=reason)
    _told(row, who, at)
    queue.defer("settle_resolutions", at=row.undo_until, timestamp=0)
    db.session.commit()


def undo(who: Caller, review_id: int) -> None:
    """Take a resolution back, so that everything is as before; TooLate after its ten seconds."""
    row = taken(who, review_id)
    if row.state != "resolved":
        raise Conflict("This review is open: there is nothing to take back.")
    take_back(who, [row])
    db.session.commit()


def name_reason(who: Caller, review_id: int, reason: str) -> None:
    """Say afterwards why a review was decided so."""
    row, at = taken(who, review_id), now()
    if row.state != "resolved" or row.resolution is None:
        raise Conflict("This review is open: it has no resolution to give a reason for.")
    check_reason(row.resolution, reason)
    before, row.reason = row.reason, reason
    record(row, author(who), "reason", at, reason=reason)
    audit.record(
        "review.reason_named",
        f"review:{row.id}",
        before={"reason": before},
        after={"reason": reason},
    )
    tell(row, author(who), "review.changed", reason=reason)
    db.session.commit()


def reopen(who: Caller, review_id: int, reason: str) -> None:
    """Open a review again whose resolution is final: an event of its own, with the reason.

    What was said stays said, until somebody says something else. The review is the caller's, and
    is due anew where its authorisation has ended.
    """
    row, by, at = taken(who, review_id), author(who), now()
    if row.state != "resolved":
        raise Conflict("This review is open already.")
    if not _is_over(row, at):
        raise Conflict("This can still be taken back.", fix="Undo it instead.")
    if row.settled_at is None:
        settling.settle(row, at)
    before = row.resolution
    note = write(row, by, reason, at)
    cleared(row)
    row.state, row.asked, row.snoozed_until = "open", None, None
    row.claimed_by, row.claimed_until = by.id, None if by.id is None else at + CLAIM
    if row.kind == "held" and (row.due_at is None or row.due_at <= at):
        _due_anew(row, at)
    record(row, by, "reopened", at, note=note.id, resolution=before)
    audit.record("review.reopened", f"review:{row.id}", before={"resolution": before})
    tell(row, by, "review.opened")
    db.session.commit()


def _due_anew(row: ReviewRow, at: datetime) -> None:
    chosen = merchants.review_settings(row.merchant_id)
    row.due_at = at + timedelta(minutes=chosen.due_minutes)
    row.default_action = None if chosen.default_action == "keep" else chosen.default_action


def check_reason(resolution: Resolution, reason: str | None) -> None:
    """Raise InvalidInput for a reason that is none of this resolution."""
    if reason is not None and reason not in REASONS[resolution]:
        raise InvalidInput(
            f"reason: must be one of {', '.join(REASONS[resolution])}", field="reason"
        )


def _told(row: ReviewRow, who: Caller, at: datetime) -> None:
    what = {"resolution": row.resolution, "reason": row.reason}
    audit.record("review.resolved", f"review:{row.id}", after=what)
    until = (at + UNDO).isoformat()
    said = {} if settling.is_asked_twice(row) else {"resolution": row.resolution}
    tell(row, author(who), "review.resolved", undo_until=until, **said)


def _is_over(row: ReviewRow, at: datetime) -> bool:
    return row.settled_at is not None or row.undo_until is None or at > row.undo_until


def take_back(who: Caller, rows: Sequence[ReviewRow]) -> None:
    """Undo resolutions that one caller made together, or none of them; commits nothing.

    Raises NotAllowed where they are another's, and TooLate where their ten seconds are over.
    """
    at, by = now(), author(who)
    for row in rows:
        is_own = (row.resolved_by, row.resolved_by_name) == (by.id, by.name)
        if not is_own and who.role not in ADMINS:
            raise NotAllowed(
                "Only who decided it, or an admin, takes it back.", fix="Write a note to them."
            )
        if _is_over(row, at):
            raise TooLate(f"This was decided more than {UNDO.seconds} seconds ago.")
    undone = {"resolution": rows[0].resolution, "reviews": [row.id for row in rows]}
    for row in rows:
        record(row, by, "undone", at, resolution=row.resolution)
        cleared(row)
        if row.claimed_by is not None and row.claimed_by == by.id:
            row.claimed_until = at + CLAIM
    audit.record("review.undone", "reviews", before=undone)
    tell_together(who, rows, "review.undone")


def tell_together(
    who: Caller, rows: Sequence[ReviewRow], what: events.EventType, **said: Any
) -> None:
    """Tell who watches of a change to several reviews, once for each mode."""
    if len(rows) == 1:
        tell(rows[0], author(who), what, **said)
        return
    by_mode: dict[bool, list[int]] = {}
    for row in rows:
        by_mode.setdefault(row.is_test, []).append(row.id)
    for is_test, ids in by_mode.items():
        together = {"review_ids": ids, "by": author(who).values()}
        events.publish(who.merchant_id, is_test, what, together | said)

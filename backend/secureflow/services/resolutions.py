"""Deciding a review, taking that back within ten seconds, and opening it again after that."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from secureflow.db import merchants, review_facts, reviews
from secureflow.db.accounts import Caller
from secureflow.db.reviews import ReviewRow
from secureflow.domain import Resolution
from secureflow.errors import Conflict, InvalidInput, NotAllowed, SecureFlowError, TooLate
from secureflow.extensions import db
from secureflow.infra import queue
from secureflow.services import audit, events, settling
from secureflow.services.review_acts import (
    UNDO,
    already_resolved,
    author,
    cleared,
    is_for,
    not_found,
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


@dataclass(slots=True)
class Batch:
    """What became of reviews that were decided together; ``id`` is None where none was."""

    id: int | None = None
    undo_until: datetime | None = None
    resolved: list[int] = field(default_factory=list)
    refused: dict[int, SecureFlowError] = field(default_factory=dict)
    total: dict[str, Decimal] = field(default_factory=dict)


def resolve(
    who: Caller, review_id: int, resolution: Resolution, reason: str | None, note: str | None
) -> None:
    """Decide a review. Until ``undo_until`` nothing leaves the system; then a job settles it.

    Raises AlreadyResolved where somebody was first.
    """
    _check_reason(resolution, reason)
    row, by, at = waiting(who, review_id), author(who), now()
    if note is not None:
        write(row, by, note, at)
    resolved(row, by, resolution, at, reason=reason)
    _told(row, who, at)
    queue.defer("settle_resolutions", at=row.undo_until, timestamp=0)
    db.session.commit()


def resolve_many(
    who: Caller, review_ids: Sequence[int], resolution: Resolution, reason: str | None
) -> Batch:
    """Decide many reviews alike, with one undo for all; each that may not be is left alone.

    Only an admin approves many at or above the block line, and a second opinion is given one by
    one: its score may not be told, not even by what is refused.
    """
    _check_reason(resolution, reason)
    wanted, by, at = sorted(set(review_ids)), author(who), now()
    found = {row.id: row for row in reviews.locked(who.merchant_id, wanted)}
    batch = Batch()
    for review_id in wanted:
        row = found.get(review_id)
        refusal = not_found(review_id) if row is None else _refusal(who, row, resolution)
        if row is None or refusal is not None:
            batch.refused[review_id] = refusal or not_found(review_id)
            continue
        resolved(row, by, resolution, at, reason=reason)
        batch.id = batch.id or row.resolution_id
        row.batch_id, batch.undo_until = batch.id, row.undo_until
        batch.resolved.append(row.id)
    if batch.id is not None:
        _settle_together(who, batch, [found[review_id] for review_id in batch.resolved], at)
    db.session.commit()
    return batch


def undo(who: Caller, review_id: int) -> None:
    """Take a resolution back, so that everything is as before; TooLate after its ten seconds."""
    row = taken(who, review_id)
    if row.state != "resolved":
        raise Conflict("This review is open: there is nothing to take back.")
    _take_back(who, [row])
    db.session.commit()


def undo_many(who: Caller, batch_id: int) -> int:
    """Take back what was decided together, and return how many reviews that are."""
    rows = [row for row in reviews.locked_batch(who.merchant_id, batch_id) if is_for(who, row)]
    if not rows:
        raise not_found(batch_id)
    _take_back(who, rows)
    db.session.commit()
    return len(rows)


def name_reason(who: Caller, review_id: int, reason: str) -> None:
    """Say afterwards why a review was decided so."""
    row, at = taken(who, review_id), now()
    if row.state != "resolved" or row.resolution is None:
        raise Conflict("This review is open: it has no resolution to give a reason for.")
    _check_reason(row.resolution, reason)
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


def _check_reason(resolution: Resolution, reason: str | None) -> None:
    if reason is not None and reason not in REASONS[resolution]:
        raise InvalidInput(
            f"reason: must be one of {', '.join(REASONS[resolution])}", field="reason"
        )


def _refusal(who: Caller, row: ReviewRow, resolution: Resolution) -> SecureFlowError | None:
    if not is_for(who, row):
        return not_found(row.id)
    if row.state == "resolved":
        return already_resolved(row)
    if row.kind == "second_opinion":
        return NotAllowed("A second opinion is given one by one.", fix="Open it and decide.")
    is_blocked = resolution == "approve" and row.score >= who.policy.block_line
    if is_blocked and who.role not in ADMINS:
        return NotAllowed(
            "Only an admin approves many orders at or above the block line.",
            fix="Approve it by itself, or ask an admin.",
        )
    return None


def _settle_together(who: Caller, batch: Batch, rows: Sequence[ReviewRow], at: datetime) -> None:
    for amount, currency in review_facts.amounts(who.merchant_id, [r.transaction_id for r in rows]):
        batch.total[currency] = batch.total.get(currency, Decimal(0)) + amount
    first = rows[0]
    what = {"resolution": first.resolution, "reviews": batch.resolved, "reason": first.reason}
    audit.record("review.resolved_in_bulk", "reviews", after=what)
    _tell_many(who, rows, "review.resolved", batch)
    queue.defer("settle_resolutions", at=batch.undo_until, timestamp=0)


def _tell_many(
    who: Caller, rows: Sequence[ReviewRow], what: events.EventType, batch: Batch
) -> None:
    by_mode: dict[bool, list[int]] = {}
    for row in rows:
        by_mode.setdefault(row.is_test, []).append(row.id)
    for is_test, ids in by_mode.items():
        said = {
            "review_ids": ids,
            "by": author(who).values(),
            "resolution": rows[0].resolution,
            "batch_id": batch.id,
            "undo_until": None if batch.undo_until is None else batch.undo_until.isoformat(),
        }
        events.publish(who.merchant_id, is_test, what, said)


def _told(row: ReviewRow, who: Caller, at: datetime) -> None:
    what = {"resolution": row.resolution, "reason": row.reason}
    audit.record("review.resolved", f"review:{row.id}", after=what)
    until = (at + UNDO).isoformat()
    tell(row, author(who), "review.resolved", resolution=row.resolution, undo_until=until)


def _is_over(row: ReviewRow, at: datetime) -> bool:
    return row.settled_at is not None or row.undo_until is None or at > row.undo_until


def _take_back(who: Caller, rows: Sequence[ReviewRow]) -> None:
    """Undo resolutions that one caller made together, or none of them."""
    at, by = now(), author(who)
    for row in rows:
        is_own = (row.resolved_by, row.resolved_by_name) == (by.id, by.name)
        if not is_own and who.role not in ADMINS:
            raise NotAllowed(
                "Only who decided it, or an admin, takes it back.", fix="Write a note to them."
            )
        if _is_over(row, at):
            raise TooLate(f"This was decided more than {UNDO.seconds} seconds ago.")
    batch = Batch(rows[0].batch_id)
    undone = {"resolution": rows[0].resolution, "reviews": [row.id for row in rows]}
    for row in rows:
        record(row, by, "undone", at, resolution=row.resolution)
        cleared(row)
        if row.claimed_by is not None and row.claimed_by == by.id:
            row.claimed_until = at + CLAIM
    audit.record("review.undone", "reviews", before=undone)
    _tell_many(who, rows, "review.undone", batch)

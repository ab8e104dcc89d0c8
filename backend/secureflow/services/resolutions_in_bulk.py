"""Deciding many reviews alike, with one undo for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from secureflow.db import review_facts, reviews
from secureflow.db.accounts import Caller
from secureflow.db.reviews import ReviewRow
from secureflow.domain import Resolution
from secureflow.errors import NotAllowed, NotFound, SecureFlowError
from secureflow.extensions import db
from secureflow.infra import queue
from secureflow.services import audit, settling
from secureflow.services.resolutions import ADMINS, check_reason, take_back, tell_together
from secureflow.services.review_acts import (
    already_resolved,
    author,
    is_for,
    not_found,
    now,
    resolved,
)


@dataclass(slots=True)
class Batch:
    """What became of reviews that were decided together; ``id`` is None where none was."""

    id: int | None = None
    undo_until: datetime | None = None
    resolved: list[int] = field(default_factory=list)
    refused: dict[int, SecureFlowError] = field(default_factory=dict)
    total: dict[str, Decimal] = field(default_factory=dict)


def resolve_many(
    who: Caller, review_ids: Sequence[int], resolution: Resolution, reason: str | None
) -> Batch:
    """Decide many reviews alike; each that may not be decided so is left alone.

    Only an admin approves many at or above the block line, and a second opinion is given one by
    one: its score may not be told, not even by what is refused.
    """
    check_reason(resolution, reason)
    wanted, by, at = sorted(set(review_ids)), author(who), now()
    found = {row.id: row for row in reviews.locked(who.merchant_id, wanted)}
    batch = Batch()
    done: list[ReviewRow] = []
    for review_id in wanted:
        row = found.get(review_id)
        refusal = not_found(review_id) if row is None else _refusal(who, row, resolution)
        if refusal is not None:
            batch.refused[review_id] = refusal
        elif row is not None:
            resolved(row, by, resolution, at, reason=reason)
            done.append(row)
    if done:
        _together(who, batch, done)
    db.session.commit()
    return batch


def undo_many(who: Caller, batch_id: int) -> int:
    """Take back what was decided together, and return how many reviews that are."""
    rows = [row for row in reviews.locked_batch(who.merchant_id, batch_id) if is_for(who, row)]
    if not rows:
        raise NotFound(f"There are no resolutions {batch_id}.", field="batch_id")
    take_back(who, rows)
    db.session.commit()
    return len(rows)


def _together(who: Caller, batch: Batch, rows: Sequence[ReviewRow]) -> None:
    first = rows[0]
    batch.id, batch.undo_until = first.resolution_id, first.undo_until
    batch.resolved = [row.id for row in rows]
    for row in rows:
        row.batch_id = batch.id
    for amount, currency in review_facts.amounts(who.merchant_id, [r.transaction_id for r in rows]):
        batch.total[currency] = batch.total.get(currency, Decimal(0)) + amount
    what = {"resolution": first.resolution, "reviews": batch.resolved, "reason": first.reason}
    audit.record("review.resolved_in_bulk", "reviews", after=what)
    until = None if batch.undo_until is None else batch.undo_until.isoformat()
    twice = {row.id for row in rows if settling.is_asked_twice(row)}
    for told, said in (
        ([row for row in rows if row.id not in twice], {"resolution": first.resolution}),
        ([row for row in rows if row.id in twice], {}),
    ):
        tell_together(who, told, "review.resolved", batch_id=batch.id, undo_until=until, **said)
    queue.defer("settle_resolutions", at=batch.undo_until, timestamp=0)


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

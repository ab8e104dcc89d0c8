"""What every act on a review is made of: finding it, the record of it, and telling who watches."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from secureflow.db import review_record, reviews
from secureflow.db.accounts import Caller
from secureflow.db.review_record import ReviewActRow, ReviewNoteRow
from secureflow.db.reviews import ReviewRow
from secureflow.domain import Resolution
from secureflow.errors import AlreadyResolved, NotFound
from secureflow.services import events
from secureflow.services.events import EventType

UNDO = timedelta(seconds=10)
"""For so long nothing of a resolution leaves the system."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts: a person with their id, a key by its name, or the service itself (no name)."""

    id: int | None
    name: str | None

    def values(self) -> dict[str, Any] | None:
        """Return them as answers and events show them; None for the service."""
        return None if self.name is None else {"id": self.id, "name": self.name}


NOBODY = Author(None, None)


def author(who: Caller) -> Author:
    """Return who acts; a key has no id of its own among people."""
    return Author(who.id if who.kind == "user" else None, who.name)


def now() -> datetime:
    """Return the time that all of an act happens at."""
    return datetime.now(UTC)


def taken(who: Caller, review_id: int) -> ReviewRow:
    """Return a review for a change, locked; NotFound where it is not for this caller."""
    rows = reviews.locked(who.merchant_id, [review_id])
    if not rows or not is_for(who, rows[0]):
        raise not_found(review_id)
    return rows[0]


def waiting(who: Caller, review_id: int) -> ReviewRow:
    """Return a review that nobody has resolved, locked; AlreadyResolved says who has."""
    row = taken(who, review_id)
    if row.state == "resolved":
        raise already_resolved(row)
    return row


def is_for(who: Caller, row: ReviewRow) -> bool:
    """Return whether a caller may see a review: a key sees its mode, nobody judges twice."""
    is_own = row.not_for is not None and row.not_for == author(who).id
    return not is_own and (who.only_mode is None or who.only_mode == row.is_test)


def not_found(review_id: int) -> NotFound:
    """Return the error for a review that is not there, or not for the caller."""
    return NotFound(f"There is no review {review_id}.", field="review_id")


def already_resolved(row: ReviewRow) -> AlreadyResolved:
    """Return the error that says who has decided, what and when."""
    by = None if row.resolved_by_name is None else row.resolved_by_name
    done = "approved" if row.resolution == "approve" else "declined"
    who = by if by is not None else "The default"
    return AlreadyResolved(
        f"{who} has {done} this order.",
        facts={
            "by": None if by is None else {"id": row.resolved_by, "name": by},
            "resolution": row.resolution,
            "at": None if row.resolved_at is None else row.resolved_at.isoformat(),
        },
    )


def resolved(
    row: ReviewRow,
    by: Author,
    resolution: Resolution,
    at: datetime,
    *,
    source: str = "reviewer",
    reason: str | None = None,
    is_final: bool = False,
) -> None:
    """Resolve a review that waits, so that it can be undone for ten seconds, or is final."""
    details = {"resolution": resolution, "source": source, "reason": reason}
    done = record(row, by, "resolved", at, **details)
    row.was, row.state = row.state, "resolved"
    row.resolution_id, row.resolution, row.reason, row.source = done.id, resolution, reason, source
    row.resolved_by, row.resolved_by_name, row.resolved_at = by.id, by.name, at
    row.undo_until = at if is_final else at + UNDO
    row.settled_at = at if is_final else None


def cleared(row: ReviewRow) -> None:
    """Take a resolution off a review, which is then as it was before."""
    row.state, row.was = row.was or "open", None
    row.resolution_id = row.resolution = row.reason = row.source = None
    row.resolved_by = row.resolved_by_name = row.resolved_at = None
    row.undo_until = row.settled_at = row.batch_id = None


def record(row: ReviewRow, by: Author, kind: str, at: datetime, **details: Any) -> ReviewActRow:
    """Record one act on a review; ``details`` are JSON, and nobody's own words."""
    act = ReviewActRow(
        merchant_id=row.merchant_id,
        review_id=row.id,
        kind=kind,
        by_id=by.id,
        by_name=by.name,
        details=details,
        at=at,
    )
    review_record.add(act)
    return act


def write(
    row: ReviewRow, by: Author, text: str, at: datetime, mentions: Collection[int] = ()
) -> ReviewNoteRow:
    """Store what somebody writes of a review."""
    note = ReviewNoteRow(
        merchant_id=row.merchant_id,
        review_id=row.id,
        text=text,
        mentions=list(mentions),
        by_id=by.id,
        by_name=by.name or "",
        at=at,
    )
    review_record.add(note)
    record(row, by, "noted", at, note=note.id)
    return note


def tell(row: ReviewRow, by: Author, what: EventType, **data: Any) -> None:
    """Tell who watches of a change to a review: ids and people, nothing of the customer."""
    facts = {
        "review_id": row.id,
        "transaction_id": row.transaction_id,
        "kind": row.kind,
        "state": row.state,
        "by": by.values(),
    }
    events.publish(row.merchant_id, row.is_test, what, facts | data)

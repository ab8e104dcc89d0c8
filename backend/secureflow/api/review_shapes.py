"""How reviews look in answers; of a second opinion, what would sway it is left out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from secureflow.db import review_record
from secureflow.db.review_queue import Desk
from secureflow.db.review_record import ReviewActRow, ReviewNoteRow
from secureflow.db.reviews import ReviewRow
from secureflow.services.reviews import has_now

OF_REVIEW = ("id", "transaction_id", "kind", "state", "opened_at", "due_at", "default_action")
OF_PAYMENT = (
    "currency",
    "customer",
    "external_id",
    "merchant_category",
    "transaction_type",
    "occurred_at",
)
BLIND = ("score", "level", "decision", "probability", "expected_loss", "top_reason")
"""What the model and the first reviewer said, which the second one is to find out alone."""
People = Mapping[int, Row[Any]]


def reviews(desk: Desk, rows: Sequence[Row[Any]]) -> list[dict[str, Any]]:
    """Return rows of ``db/review_queue.py`` as answers."""
    found: list[ReviewRow] = [row[0] for row in rows]
    viewers = review_record.viewers(desk.merchant_id, [one.id for one in found], desk.now)
    named = {user_id for ids in viewers.values() for user_id in ids}
    named |= {one.asked for one in found if one.asked is not None}
    named |= {one.claimed_by for one in found if one.claimed_by is not None}
    people = review_record.people(desk.merchant_id, named)
    return [_review(row, viewers.get(row[0].id, ()), people, desk.now) for row in rows]


def review(desk: Desk, row: Row[Any]) -> dict[str, Any]:
    """Return one review as lists show it."""
    return reviews(desk, [row])[0]


def detail(
    desk: Desk, row: Row[Any], acts: Sequence[ReviewActRow], notes: Sequence[ReviewNoteRow]
) -> dict[str, Any]:
    """Return one review with its acts and notes."""
    mentioned = {user_id for one in notes for user_id in one.mentions}
    people = review_record.people(desk.merchant_id, mentioned)
    return review(desk, row) | {
        "acts": [_act(one) for one in acts],
        "notes": [note(one, people) for one in notes],
    }


def note(row: ReviewNoteRow, people: People) -> dict[str, Any]:
    """Return one note with the people it means who still belong to the team."""
    return {
        "id": row.id,
        "at": row.at,
        "by": {"id": row.by_id, "name": row.by_name},
        "text": row.text,
        "mentions": _people(row.mentions, people),
    }


def claimed(row_by: int, until: datetime, people: People) -> dict[str, Any] | None:
    """Return who has a review; None where that person has left."""
    return None if row_by not in people else {"by": _person(row_by, people), "until": until}


def resolution(row: ReviewRow, now: datetime) -> dict[str, Any] | None:
    """Return what was decided of a review, None while it waits."""
    if row.state != "resolved":
        return None
    by = None
    if row.resolved_by_name is not None:
        by = {"id": row.resolved_by, "name": row.resolved_by_name}
    return {
        "id": row.resolution_id or row.id,
        "review_id": row.id,
        "resolution": row.resolution,
        "reason": row.reason,
        "by": by,
        "source": row.source,
        "at": row.resolved_at,
        "undo_until": row.undo_until,
        "is_final": row.settled_at is not None or (row.undo_until or now) < now,
    }


def _review(row: Row[Any], viewers: Iterable[int], people: People, now: datetime) -> dict[str, Any]:
    one: ReviewRow = row[0]
    holder = None if one.state == "resolved" else has_now(one, now)
    claim = None
    if holder is not None and one.claimed_until is not None:
        claim = claimed(holder, one.claimed_until, people)
    is_blind = one.kind == "second_opinion"
    values = {name: getattr(one, name) for name in OF_REVIEW}
    values |= {name: getattr(row, name) for name in OF_PAYMENT}
    values |= {
        "amount": format(row.amount, "f"),
        "score": one.score,
        "level": row.level,
        "decision": row.decision,
        "probability": row.probability,
        "expected_loss": format(one.loss, "f"),
        "loss_by": one.loss_by,
        "top_reason": row.top_reason,
        "snoozed_until": one.snoozed_until if one.state == "snoozed" else None,
        "asked": _person(one.asked, people),
        "claim": claim,
        "viewers": [] if is_blind else _people(viewers, people),
        "resolution": resolution(one, now),
        "notes": row.notes,
    }
    return values | dict.fromkeys(BLIND) if is_blind else values


def _act(row: ReviewActRow) -> dict[str, Any]:
    by = None if row.by_name is None else {"id": row.by_id, "name": row.by_name}
    values = {name: getattr(row, name) for name in ("id", "at", "kind", "details")}
    return values | {"by": by}


def _person(user_id: int | None, people: People) -> dict[str, Any] | None:
    if user_id is None or user_id not in people:
        return None
    return {"id": user_id, "name": people[user_id].name}


def _people(ids: Iterable[int], people: People) -> list[dict[str, Any]]:
    return [found for user_id in ids if (found := _person(user_id, people)) is not None]

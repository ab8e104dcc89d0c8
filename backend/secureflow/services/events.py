"""What happened, said to whoever watches: in the transaction in which it happens."""

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Row
from sqlalchemy.orm import Session

from secureflow.db import events
from secureflow.db.events import Position
from secureflow.errors import InvalidInput
from secureflow.extensions import db

KEPT = timedelta(days=1)
"""How long an event can be read: whoever was away for longer asks for everything anew."""
MOST_MISSED = 500
"""How many events are told to whoever comes back; reading the pages anew is faster than more."""

EventType = Literal[
    "review.opened",
    "review.claimed",
    "review.released",
    "review.resolved",
    "review.undone",
    "review.changed",
    "job.progress",
    "transaction.first",
    "transaction.refused",
    "model.changed",
]
CURSOR = r"^[0-9]{1,18}-[0-9]{1,18}-[0-9]{1,11}$"
"""A place in the order of events, and when that place was given out, in seconds."""


@dataclass(frozen=True, slots=True)
class Missed:
    """Events since a place, and the place after them; without them, when some are not to be had.

    ``is_complete`` says whether these are all there were.
    """

    events: Sequence[dict[str, Any]]
    place: Position
    is_complete: bool = True


def publish(
    merchant_id: int,
    is_test: bool | None,
    kind: EventType,
    data: Mapping[str, Any],
    session: Session | None = None,
) -> None:
    """Store an event in the caller's transaction; those who watch hear of it when it commits.

    ``is_test`` None: it concerns live and test data. ``data`` is JSON of ids and of people of the
    merchant: it says no customer's name, because it is kept for a day whatever is erased. Many
    changes at once are one event with a count. ``session``: not that of the request or the job.
    """
    for mode in (False, True) if is_test is None else (is_test,):
        events.add(session or db.session(), merchant_id, mode, kind, data)


def progress(
    kind: Literal["model_run"],
    job: tuple[int, int],
    state: str,
    progress: tuple[str | None, int, int],
    session: Session | None = None,
) -> None:
    """Say how far a job of a merchant, (merchant, id), is: (step, done, total)."""
    step, done, total = progress
    data = {"kind": kind, "id": job[1], "state": state}
    data |= {"step": step, "done": done, "total": total}
    publish(job[0], None, "job.progress", data, session)


def since(merchant_id: int, is_test: bool, cursor: str | None) -> Missed:
    """Return what a merchant's events are since a cursor, None: from now on.

    Raises InvalidInput for what is no cursor.
    """
    now = events.horizon(db.session())
    if cursor is None:
        return Missed((), now)
    place, given_at = _read(cursor)
    # A database that was put back from a copy counts its transactions from a lower number.
    is_kept = given_at > time.time() - KEPT.total_seconds() and place.xid <= now.xid
    if not is_kept:
        return Missed((), now, is_complete=False)
    rows, _ = events.after(db.session(), merchant_id, is_test, place, MOST_MISSED + 1)
    if len(rows) > MOST_MISSED:
        return Missed((), now, is_complete=False)
    # Events between the two readings may lie beyond the horizon of the first.
    last = Position(rows[-1].xid, rows[-1].id) if rows else now
    return Missed([shown(row) for row in rows], max(last, now))


def shown(row: Row[Any]) -> dict[str, Any]:
    """Return an event as it is told: its cursor, type, data and time."""
    place = Position(row.xid, row.id)
    return {"id": cursor_of(place, row.at), "type": row.type, "data": row.data, "at": row.at}


def cursor_of(place: Position, at: datetime | None = None) -> str:
    """Return the cursor of a place that was reached at a time, now unless said."""
    seconds = int((at or datetime.now(UTC)).timestamp())
    return f"{place.xid}-{place.id}-{seconds}"


def _read(cursor: str) -> tuple[Position, int]:
    if not re.fullmatch(CURSOR, cursor):
        raise InvalidInput("after: must be the id of an event", field="after")
    xid, event_id, seconds = cursor.split("-")
    return Position(int(xid), int(event_id)), int(seconds)


def delete_expired(now: datetime) -> None:
    """Delete the events in sight that are past their time."""
    events.delete_older(now - KEPT)

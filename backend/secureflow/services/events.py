"""What happened, said to whoever watches: in the transaction in which it happens."""

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Row
from sqlalchemy.orm import Session

from secureflow.db import events, tenancy
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
    "policy.changed",
    "list.changed",
    "shield.burst",
]
CURSOR = r"^[0-9]{1,18}(-[0-9]{1,18})?-[0-9]{1,11}$"
"""A place in the order of events, and when that place was given out, in seconds.

In three parts it is of a release that ordered events by transaction: a page that has been open
since then still sends it. Its place says nothing now.
"""


@dataclass(frozen=True, slots=True)
class Missed:
    """Events since a place, and the place after them; without them, when some are not to be had.

    ``is_complete`` says whether these are all there were.
    """

    events: Sequence[dict[str, Any]]
    place: int
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
    kind: Literal["model_run", "upload", "sample_data"],
    job: tuple[int, int],
    state: str,
    progress: tuple[str | None, int, int],
    session: Session | None = None,
    is_test: bool | None = None,
) -> None:
    """Say how far a job of a merchant, (merchant, id), is: (step, done, total).

    Whoever uploads a file waits for its answer; to others who watch it is a job like any.
    """
    step, done, total = progress
    data: dict[str, Any] = {"kind": kind, "id": job[1], "state": state}
    data |= {"step": step, "done": done, "total": total}
    publish(job[0], is_test, "job.progress", data, session)


def since(merchant_id: int, is_test: bool, cursor: str | None) -> Missed:
    """Return what a merchant's events are since a cursor, None: from now on.

    Raises InvalidInput for what is no cursor.
    """
    now = events.last(db.session(), merchant_id, is_test)
    if cursor is None:
        return Missed((), now)
    place, given_at = _read(cursor)
    is_kept = given_at > time.time() - KEPT.total_seconds()
    if place is None or not is_kept or not events.was_reached(db.session(), place):
        return Missed((), now, is_complete=False)
    rows = events.after(db.session(), merchant_id, is_test, place, MOST_MISSED + 1)
    if len(rows) > MOST_MISSED:
        return Missed((), now, is_complete=False)
    # All is told up to the last of them, whatever else has come since the first reading.
    return Missed([shown(row) for row in rows], rows[-1].id if rows else max(place, now))


def shown(row: Row[Any]) -> dict[str, Any]:
    """Return an event as it is told: its cursor, type, data and time."""
    return {"id": cursor_of(row.id, row.at), "type": row.type, "data": row.data, "at": row.at}


def cursor_of(place: int, at: datetime | None = None) -> str:
    """Return the cursor of a place that was reached at a time, now unless said."""
    seconds = int((at or datetime.now(UTC)).timestamp())
    return f"{place}-{seconds}"


def now_at(merchant_id: int) -> str:
    """Return the cursor up to which whoever reads live data from now on has seen what happened."""
    tenancy.bind(merchant_id)
    return cursor_of(events.last(db.session(), merchant_id, is_test=False))


def _read(cursor: str) -> tuple[int | None, int]:
    if not re.fullmatch(CURSOR, cursor):
        raise InvalidInput("after: must be the id of an event", field="after")
    *place, seconds = cursor.split("-")
    return int(place[0]) if len(place) == 1 else None, int(seconds)


def delete_expired(now: datetime) -> None:
    """Delete the events in sight that are past their time."""
    events.delete_older(now - KEPT)

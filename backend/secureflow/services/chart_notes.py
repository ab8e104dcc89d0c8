"""Notes on the overview's chart: what the service knows of a period, and what people pinned."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from secureflow.db import bursts, policies
from secureflow.db import chart_notes as table
from secureflow.db.accounts import Caller
from secureflow.db.bursts import BurstRow
from secureflow.db.chart_notes import ChartNoteRow
from secureflow.db.model_changes import ModelChangeRow
from secureflow.db.policies import PolicyChangeRow
from secureflow.errors import Conflict, InvalidInput, NotFound
from secureflow.extensions import db
from secureflow.services import audit, shield

MOST_STORED = 500


@dataclass(frozen=True, slots=True)
class Note:
    """What happened at a moment; ``id`` is of a note that somebody wrote."""

    id: int | None
    at: datetime
    kind: Literal["model", "policy", "burst", "manual"]
    text: str
    by: str | None


def within(caller: Caller, starts_at: datetime, ends_at: datetime) -> list[Note]:
    """Return all notes of a period, oldest first: models, policies, bursts, and those of people."""
    merchant_id = caller.merchant_id
    notes = [
        *map(_of_model, table.model_changes(merchant_id, starts_at, ends_at)),
        *map(_of_policy, policies.changes(merchant_id, starts_at, ends_at)),
        *map(_of_burst, bursts.opened(merchant_id, caller.is_test, starts_at, ends_at)),
        *map(shown, table.of(merchant_id, caller.is_test, starts_at, ends_at)),
    ]
    return sorted(notes, key=lambda note: note.at)


def written(caller: Caller) -> Iterator[Note]:
    """Yield the notes that people wrote, newest first."""
    return map(shown, table.of(caller.merchant_id, caller.is_test))


def add(caller: Caller, at: datetime, text: str) -> Note:
    """Pin a note to a moment.

    InvalidInput where it lies ahead, Conflict where there are as many as are kept.
    """
    if at > datetime.now(UTC):
        raise InvalidInput("at: must not lie in the future", field="at")
    if table.count(caller.merchant_id) >= MOST_STORED:
        raise Conflict(
            f"There are {MOST_STORED} notes already.",
            fix="Delete one that is not needed any more.",
        )
    row = table.add(
        ChartNoteRow(
            merchant_id=caller.merchant_id,
            is_test=caller.is_test,
            at=at,
            text=text,
            created_by=caller.name,
        )
    )
    after = {"at": at.isoformat(), "text": text}
    audit.record("chart_note.added", f"chart_note:{row.id}", after=after)
    db.session.commit()
    return shown(row)


def remove(caller: Caller, note_id: int) -> None:
    """Delete a note; NotFound where there is none."""
    text = table.remove(caller.merchant_id, caller.is_test, note_id)
    if text is None:
        raise NotFound(f"There is no note {note_id}.", field="note_id")
    audit.record("chart_note.deleted", f"chart_note:{note_id}", before={"text": text})
    db.session.commit()


def shown(row: ChartNoteRow) -> Note:
    """Return a stored note."""
    return Note(row.id, row.at, "manual", row.text, row.created_by)


def _of_model(row: ModelChangeRow) -> Note:
    name = "The base model" if row.version is None else row.version
    what = "went live" if row.kind == "promoted" else "took over again"
    return Note(None, row.created_at, "model", f"{name} {what}", row.created_by)


def _of_policy(row: PolicyChangeRow) -> Note:
    what = "went live" if row.kind == "live" else "decides again"
    return Note(None, row.at, "policy", f"Policy {row.version} {what}: {row.summary}", row.by_name)


def _of_burst(row: BurstRow) -> Note:
    return Note(None, row.since or row.updated_at, "burst", shield.said_of(row), None)

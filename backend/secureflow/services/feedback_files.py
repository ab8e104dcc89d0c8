"""Read a file of labels: which payment each line means, and what it says of it.

Lines are stored a thousand at a time, so that live payments of the same customers wait for no
whole file. A file that was cut off half-way is read again: what was stored already is unchanged
then.
"""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from typing import Any

from sqlalchemy.exc import IntegrityError

from secureflow.db import feedback as said
from secureflow.db import feedback_files as files
from secureflow.db import transactions
from secureflow.db.accounts import Caller
from secureflow.db.feedback_files import FeedbackFileRow
from secureflow.db.transactions import TransactionRow
from secureflow.domain import Source
from secureflow.errors import Conflict, InvalidInput
from secureflow.extensions import db
from secureflow.infra.tables import Table
from secureflow.intake.labels import Found, LabelColumns, Lead
from secureflow.services import audit, feedback
from secureflow.services.feedback import Onsite, Said, Statement
from secureflow.services.suspicion import Suspicion

LINES_AT_ONCE = 1_000
LISTED_LINES = 1_000
OUTCOMES = ("matched", "labelled", "unchanged", "unmatched", "ambiguous", "bad")
PROBLEMS = {
    "unmatched": "No payment has this id, or this card, amount and day.",
    "ambiguous": "Several payments have this card, amount and day: name one by its external_id.",
}


@dataclass(frozen=True, slots=True)
class Content:
    """A file as it is read: its table, which of its columns are what, and its SHA-256."""

    table: Table
    columns: LabelColumns
    content_hash: str
    source: Source


@dataclass
class _Reading:
    """What became of the lines so far."""

    counts: Counter[str] = field(default_factory=Counter)
    lines: list[dict[str, Any]] = field(default_factory=list)

    def add(self, line: int, outcome: str, message: str, name: str | None = None) -> None:
        """Count a line that came to nothing; the first thousand are listed."""
        self.counts[outcome] += 1
        if len(self.lines) < LISTED_LINES:
            self.lines.append({"line": line, "field": name, "outcome": outcome, "message": message})

    def stored(self) -> dict[str, int]:
        """Return the counts as they are stored."""
        return {name: self.counts[name] for name in ("rows", *OUTCOMES)}


def read(
    caller: Caller | Onsite, content: Content, seen: Suspicion
) -> tuple[FeedbackFileRow, bool]:
    """Store what a file says of the caller's payments; return it, and whether it was known.

    A file that was read before is not read again for the same source, unless lines of it named
    payments that were not there: those may have come by now. A line that names no payment, or that
    several may be meant by, is listed and changes nothing.
    """
    started = time.perf_counter()
    file = files.by_content(caller.merchant_id, caller.is_test, _identity(content))
    if file is not None and file.counts and not file.counts["unmatched"]:
        return file, True
    file = file or _begun(caller, content, seen.filename)
    file_id, reading = file.id, _Reading()
    lines = _lines(content, reading, seen)
    while chunk := list(islice(lines, LINES_AT_ONCE)):
        _store(caller, file_id, content.source, chunk, reading)
        db.session.commit()
    seen.rows, seen.bad = reading.counts["rows"], reading.counts["bad"]
    file.counts = reading.stored()
    file.lines = sorted(reading.lines, key=lambda one: one["line"])
    file.seconds = round(time.perf_counter() - started, 3)
    audit.record("feedback.file_read", f"feedback_file:{file_id}", after=file.counts)
    db.session.commit()
    return file, False


def _begun(caller: Caller | Onsite, content: Content, filename: str) -> FeedbackFileRow:
    row = FeedbackFileRow(
        merchant_id=caller.merchant_id,
        is_test=caller.is_test,
        filename=filename,
        content_hash=_identity(content),
        counts={},
        columns=dict(content.columns.columns),
        ignored_columns=list(content.columns.ignored),
        lines=[],
        seconds=0.0,
        created_by=caller.name,
    )
    try:
        files.add(row)
    except IntegrityError as error:
        db.session.rollback()
        raise Conflict(
            "file: is being read at this moment", field="file", fix="Look for it in the list."
        ) from error
    db.session.commit()
    return row


def _identity(content: Content) -> str:
    """Return what makes a file the same one: a corrected source says something else."""
    return sha256(f"{content.source} {content.content_hash}".encode()).hexdigest()


def _lines(content: Content, reading: _Reading, seen: Suspicion) -> Iterator[tuple[int, Found]]:
    line = 1
    try:
        for line, row in content.table.rows:
            reading.counts["rows"] += 1
            if isinstance(row, str):
                reading.add(line, "bad", row)
                continue
            seen.look_at(row)
            try:
                yield line, content.columns.read(row)
            except InvalidInput as error:
                reading.add(line, "bad", error.message, error.field)
    except InvalidInput as error:
        # The file itself ends here; what stood before is as good as it was.
        reading.counts["rows"] += 1
        reading.add(line + 1, "bad", f"{error.message}; no line from here on was read")


def _store(
    caller: Caller | Onsite,
    file_id: int,
    source: Source,
    chunk: Sequence[tuple[int, Found]],
    reading: _Reading,
) -> None:
    pairs: list[Said] = []
    meant = _meant(caller, chunk, reading)
    told = said.latest(caller.merchant_id, {payment.id for payment in meant.values()})
    now = datetime.now(UTC)
    for line, found in chunk:
        payment = meant.get(line)
        if payment is None:
            continue
        if found.known_at is not None and found.known_at > now + feedback.CLOCK_SKEW:
            reading.add(line, "bad", "known_at: lies in the future", "known_at")
            continue
        reading.counts["matched"] += 1
        by = found.source or source
        known = told.setdefault(payment.id, {})
        if known.get(by) == found.label:
            reading.counts["unchanged"] += 1
            continue
        known[by] = found.label
        reading.counts["labelled"] += 1
        statement = Statement(payment.id, found.label, None, by, found.notes, found.known_at)
        pairs.append((payment, statement))
    feedback.store(caller, caller.is_test, pairs, file_id)


def _meant(
    caller: Caller | Onsite, chunk: Sequence[tuple[int, Found]], reading: _Reading
) -> dict[int, TransactionRow]:
    """Return the one payment each line means; a line without one is listed."""
    merchant_id, is_test = caller.merchant_id, caller.is_test
    names = [found.external_id for _, found in chunk if found.external_id is not None]
    named = transactions.by_external_ids(merchant_id, is_test, names) if names else {}
    open_lines = [(line, found) for line, found in chunk if found.external_id not in named]
    leads = [_wanted(line, found.lead) for line, found in open_lines if found.lead is not None]
    candidates = files.by_card(merchant_id, is_test, leads) if leads else {}
    alone = {line: ids[0] for line, ids in candidates.items() if len(ids) == 1}
    by_id = transactions.by_ids(merchant_id, list(alone.values())) if alone else {}
    for line, _ in open_lines:
        if line not in alone:
            outcome = "ambiguous" if line in candidates else "unmatched"
            reading.add(line, outcome, PROBLEMS[outcome])
    meant = {line: named[found.external_id] for line, found in chunk if found.external_id in named}
    return meant | {line: by_id[row_id] for line, row_id in alone.items()}


def _wanted(line: int, lead: Lead) -> Mapping[str, Any]:
    return {
        "line": line,
        "card": lead.card,
        "amount": format(lead.amount, "f"),
        "currency": lead.currency,
        "paid_from": lead.paid_from.isoformat(),
        "paid_until": lead.paid_until.isoformat(),
    }

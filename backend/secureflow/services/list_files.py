"""A file of values put on a list: all lines that can be read, in one transaction.

Payments look a list up meanwhile as it was before, and from then on as it is after.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from pydantic import TypeAdapter, ValidationError

from secureflow.db import list_entries as table
from secureflow.db.accounts import Caller
from secureflow.db.list_entries import Entry
from secureflow.db.lists import ListRow
from secureflow.errors import InvalidInput
from secureflow.extensions import db
from secureflow.infra.tables import Table
from secureflow.intake.fields import UtcTime
from secureflow.services import audit, entries
from secureflow.services.lists import MAX_WHY, MOST_ENTRIES, found, need_room, told
from secureflow.services.suspicion import Suspicion

LINES_AT_ONCE = 5_000
MOST_LINES = 2 * MOST_ENTRIES
"""A file may name each value twice, and no more."""
LISTED_LINES = 100
COLUMNS = ("value", "reason", "expires_at")
OUR_EXPORT = frozenset({*COLUMNS, "created_by", "created_at"})
"""What may stand in a header; who put a value there and when is known anew with each file."""
FORMULA_STARTS = ("'=", "'+", "'-", "'@")
"""What our own export puts before a text that a spreadsheet would take for a formula."""
TIME: TypeAdapter[datetime] = TypeAdapter(UtcTime)


@dataclass
class Imported:
    """What became of the lines of a file; ``lines`` are the first hundred not read."""

    counts: Counter[str] = field(default_factory=Counter)
    lines: list[dict[str, Any]] = field(default_factory=list)

    def bad(self, line: int, problem: str) -> None:
        """Count a line that cannot be read."""
        self.counts["bad"] += 1
        if len(self.lines) < LISTED_LINES:
            self.lines.append({"line": line, "problem": problem})


def read(who: Caller, list_id: int, content: Table, seen: Suspicion) -> Imported:
    """Put the values of a file on a list; lines that cannot be read are told and left out.

    InvalidInput where the file has no column `value` or one that is none of a list's, Conflict
    where the list would be too long.
    """
    of = found(who, list_id, is_locked=True)
    columns = _columns(content)
    done, known, imported = table.count(who.merchant_id, list_id), set[bytes](), Imported()
    lines = _entries(who, of, content, columns, imported)
    while chunk := list(islice(lines, LINES_AT_ONCE)):
        # The last line with a value counts, whether in this chunk or a later one.
        wanted = {entry.key: entry for entry in chunk}
        imported.counts["repeated"] += len(chunk) - len(wanted.keys() - known)
        new, changed = table.put(of, [*wanted.values()], who.name)
        imported.counts["added"] += len(new)
        imported.counts["changed"] += len(changed - known)
        known |= wanted.keys()
        need_room(of, done + imported.counts["added"])
    seen.rows, seen.bad = imported.counts["rows"], imported.counts["bad"]
    after = {name: imported.counts[name] for name in ("rows", "added", "changed", "bad")}
    audit.record("list.imported", f"list:{list_id}", after=after)
    told(who, list_id, "entries")
    db.session.commit()
    return imported


def _columns(content: Table) -> Mapping[str, str]:
    """Return the file's columns by ours, whatever their case."""
    named = {name.strip().casefold(): name for name in content.header}
    if "value" not in named:
        raise InvalidInput(
            "header: has no column `value`",
            field="header",
            fix="The first line names the columns: value,reason,expires_at.",
        )
    # An end under another name would be lost without a word, and its values listed for good.
    if strange := sorted(named.keys() - OUR_EXPORT - {""}):
        raise InvalidInput(
            f"header: has the column `{strange[0][:40]}`, which no list has",
            field="header",
            fix="Name it value, reason or expires_at, or leave it out of the file.",
        )
    return {name: named[name] for name in COLUMNS if name in named}


def _entries(
    who: Caller, of: ListRow, content: Table, columns: Mapping[str, str], imported: Imported
) -> Iterator[Entry]:
    now = datetime.now(UTC)
    for line, cells in content.rows:
        imported.counts["rows"] += 1
        if imported.counts["rows"] > MOST_LINES:
            raise InvalidInput(f"file: has more than {MOST_LINES:,} lines", field="file")
        if isinstance(cells, str):
            imported.bad(line, cells)
            continue
        try:
            yield _entry(who, of, {name: cells.get(key) for name, key in columns.items()}, now)
        except InvalidInput as error:
            imported.bad(line, error.message)


def _entry(who: Caller, of: ListRow, cells: Mapping[str, Any], now: datetime) -> Entry:
    value, reason, expires_at = (_text(cells.get(name)) for name in COLUMNS)
    if len(reason) > MAX_WHY or not reason.isprintable():
        raise InvalidInput(f"reason: must be up to {MAX_WHY} visible characters", field="reason")
    kept = entries.kept(who, of.kind, value)
    return Entry(kept.key, kept.value, reason, _time(expires_at, now))


def _time(text: str, now: datetime) -> datetime | None:
    if not text:
        return None
    try:
        found = TIME.validate_python(text)
    except ValidationError as error:
        raise InvalidInput(
            "expires_at: must be a time in ISO 8601, such as 2026-11-21T09:30:00Z",
            field="expires_at",
        ) from error
    if found <= now:
        raise InvalidInput("expires_at: has passed", field="expires_at")
    return found


def _text(cell: Any) -> str:
    text = "" if cell is None else str(cell).strip()
    return text[1:] if text.startswith(FORMULA_STARTS) else text

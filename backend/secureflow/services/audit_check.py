"""Is the audit trail whole? Every row of every chain, and what was signed of it before."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hmac import compare_digest
from typing import Any

from secureflow.db import audit, tenancy
from secureflow.db.audit import AuditEventRow, AuditValuesRow
from secureflow.errors import InvalidInput
from secureflow.services import chain
from secureflow.services.chain import SignedHead

Bad = tuple[int | None, str]
"""The position of a row, where it is a row, and what is wrong."""
Heads = Mapping[int, Sequence[SignedHead]]
"""What was signed of one chain, by how many rows it had."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One chain: how many rows are there, and the first that is wrong, None where all is well.

    ``row`` is the position of the first bad row; None where what is wrong is not a row's.
    """

    merchant: int | None
    rows: int
    signed: int
    row: int | None = None
    problem: str | None = None


def verify(merchant: int | None = None, against: Sequence[SignedHead] = ()) -> list[Finding]:
    """Return what is found of each chain, or of one merchant's.

    Besides the rows, every head signed in the database is looked at, and those ``against`` which
    the trail is to be held: of a log or an export that lay elsewhere. Without them, a cut end
    whose signed heads are deleted too cannot be seen.
    """
    with tenancy.across_merchants():
        wanted = audit.chains() if merchant is None else [merchant]
        wanted += [h.merchant for h in against if h.merchant not in wanted and merchant is None]
        return [_chain(one, against) for one in dict.fromkeys(wanted)]


def read_heads(lines: Iterable[str]) -> list[SignedHead]:
    """Return the signed heads in a log, or in an export as JSON lines or CSV.

    Raises InvalidInput where there is none, because a check against nothing would look good.
    """
    heads = [chain.read_head(values) for line in lines for values in _heads_in(line)]
    if not heads:
        raise InvalidInput(
            "against: holds no signed head",
            field="against",
            fix="Give a log with lines of the event audit_head, or an export of the trail.",
        )
    return heads


def _heads_in(line: str) -> Iterator[Mapping[str, Any]]:
    # Logs of a container carry something of its runtime before our object.
    start = line.find("{")
    if start < 0 or ("audit_head" not in line and "signed_head" not in line):
        return
    is_csv = line.startswith("signed_head")
    try:
        found = json.loads(next(csv.reader([line]))[1] if is_csv else line[start:])
    except ValueError:
        return
    if not isinstance(found, dict):
        return
    if is_csv or found.get("event") == "audit_head":
        yield found
    elif isinstance(found.get("signed_head"), dict):
        yield found["signed_head"]


def _chain(merchant: int | None, against: Sequence[SignedHead]) -> Finding:
    stored = [chain.head_of(row) for row in audit.heads(merchant)]
    heads = [*stored, *(head for head in against if head.merchant == merchant)]
    signed = max((head.count for head in heads), default=0)
    forged = next((head for head in heads if not head.is_genuine()), None)
    read = _Read()
    bad: Bad | None = _first_bad(merchant, _by_count(heads), read)
    if bad is None and read.rows < signed:
        bad = read.rows + 1, f"is missing: {signed} rows were signed"
    if bad is None and forged is not None:
        # The head of a log that somebody rewrote must not pass for a trail that is whole.
        bad = None, f"the head of {forged.count} rows is not signed with this server's secret"
    if bad is None and read.without_values > read.erased:
        gone = read.without_values - read.erased
        bad = None, f"{gone} values of customers were deleted, and no erasure is on record"
    return Finding(merchant, read.rows, signed, *(bad or (None, None)))


@dataclass
class _Read:
    """What was counted while a chain was read."""

    rows: int = 0
    without_values: int = 0
    erased: int = 0


def _first_bad(merchant: int | None, heads: Heads, read: _Read) -> Bad | None:
    """Return the position and the problem of the first bad row of a chain, counting on the way."""
    previous = chain.BEGINNING
    for event, values in audit.chain(merchant):
        expected = read.rows + 1
        if event.position > expected:
            return expected, f"is missing: the next one is {event.position}"
        if event.position < expected:
            return event.position, "is there twice"
        problem = _row(event, values, previous)
        if problem is None and any(head.hash != event.hash for head in heads.get(expected, ())):
            problem = "is not the one that was signed"
        if problem is not None:
            return expected, problem
        read.rows, previous = expected, event.hash
        read.without_values += event.values_digest is not None and values is None
        if event.action in (audit.ERASED, audit.EXPIRED):
            read.erased += (event.after or {}).get("audit_events", 0)
    return None


def _row(event: AuditEventRow, values: AuditValuesRow | None, previous: str) -> str | None:
    if not compare_digest(event.previous, previous):
        return "does not follow the row before it"
    if not compare_digest(event.hash, chain.hash_of(event)):
        return "was changed"
    if values is None:
        return None
    digest = chain.digest_of(values.salt, values.values)
    if not compare_digest(event.values_digest or "", digest):
        return "has other values of its customer than it was recorded with"
    return None


def _by_count(heads: Iterable[SignedHead]) -> Heads:
    found: dict[int, list[SignedHead]] = {}
    for head in heads:
        found.setdefault(head.count, []).append(head)
    return found

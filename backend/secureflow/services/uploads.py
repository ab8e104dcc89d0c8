"""Score a whole file: all of its good rows in one transaction, the bad ones listed by line."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from sqlalchemy.orm import Session

from secureflow.db import storing, tenancy, uploads
from secureflow.db.accounts import Caller
from secureflow.db.uploads import UploadRow
from secureflow.errors import InvalidInput, SecureFlowError
from secureflow.extensions import db
from secureflow.infra.tables import Table
from secureflow.intake import payment as payments
from secureflow.intake.columns import Matching
from secureflow.services import audit, events
from secureflow.services.models import Models
from secureflow.services.predict_many import Made, Run
from secureflow.services.repeats import Judgement
from secureflow.services.rows import Order
from secureflow.services.suspicion import Suspicion

ROWS_AT_ONCE = 1_000
Line = tuple[int, Order | InvalidInput]
"""A line of a file, and what it holds: a payment to judge, or why it holds none."""
Result = Judgement | SecureFlowError
LISTED_BAD_ROWS = 1_000
SAID_SECONDS = 1.0
"""How often it is said how far a file is."""


@dataclass
class Totals:
    """The running sums of an upload; money is in the merchant's currency."""

    rows: int = 0
    scored: int = 0
    replayed: int = 0
    bad: int = 0
    approve: int = 0
    review: int = 0
    block: int = 0
    amount: Decimal = Decimal(0)
    flagged_amount: Decimal = Decimal(0)
    bad_rows: list[dict[str, Any]] = field(default_factory=list)

    def add_bad(self, line: int, field_name: str | None, message: str) -> None:
        """Count a row that could not be used; the first thousand are listed."""
        self.bad += 1
        if len(self.bad_rows) < LISTED_BAD_ROWS:
            self.bad_rows.append({"line": line, "field": field_name, "message": message})

    def add(self, judgement: Judgement, currency: str) -> None:
        """Count a judged row."""
        self.scored += 1
        self.replayed += judgement.replayed
        decision = judgement.row["decision"]
        setattr(self, decision, getattr(self, decision) + 1)
        if judgement.row["currency"] == currency:
            amount = Decimal(judgement.row["amount"])
            self.amount += amount
            self.flagged_amount += amount if decision != "approve" else 0

    def stored(self) -> dict[str, Any]:
        """Return the sums as they are stored, money as text."""
        names = ("rows", "scored", "replayed", "bad", "approve", "review", "block")
        counts: dict[str, Any] = {name: getattr(self, name) for name in names}
        money = {"amount": self.amount, "flagged_amount": self.flagged_amount}
        return counts | {name: format(value, "f") for name, value in money.items()}


def score(
    models: Models, caller: Caller, table: Table, matching: Matching, seen: Suspicion
) -> UploadRow:
    """Score and store every good row of a table, and return the upload with its totals.

    All or nothing is stored: an error while reading leaves no row behind.
    """
    started = time.perf_counter()
    run = Run(models, caller)
    totals = Totals()
    upload = uploads.add(
        UploadRow(
            merchant_id=caller.merchant_id,
            is_test=caller.is_test,
            filename=seen.filename,
            totals={},
            columns=dict(matching.columns),
            ignored_columns=list(matching.ignored),
            bad_rows=[],
            seconds=0.0,
            created_by=caller.name,
        )
    )
    said = _Saying(caller, upload.id, table.expected)
    try:
        chunks = _ahead(_lines(table, matching, caller, seen))
        for chunk, results in _judged(run, chunks):
            _count(caller, upload.id, chunk, results, totals)
            said.done(totals.rows)
    except BaseException:
        said.failed()
        raise
    if totals.rows == 0:
        db.session.rollback()
        raise InvalidInput("file: has a header but no rows", field="file")
    run.settle()
    seen.rows, seen.bad = totals.rows, totals.bad
    upload.totals = totals.stored()
    upload.bad_rows = totals.bad_rows
    upload.seconds = round(time.perf_counter() - started, 3)
    counts = {"rows": totals.rows, "scored": totals.scored, "bad": totals.bad}
    audit.record("upload.scored", f"upload:{upload.id}", after=counts)
    said.ended(totals.rows)
    db.session.commit()
    return upload


class _Saying:
    """Says how far a file is to whoever watches, at most once a second.

    Its rows are in sight at the end alone, so what is said before comes in transactions of its own.
    """

    def __init__(self, caller: Caller, upload_id: int, total: int) -> None:
        self._caller, self._job = caller, (caller.merchant_id, upload_id)
        self._total, self._count = total, 0
        self._said_at = time.monotonic()
        self._was_said = False

    def done(self, count: int) -> None:
        """Say that so many rows are judged."""
        self._count, now = count, time.monotonic()
        if now - self._said_at >= SAID_SECONDS:
            self._said_at, self._was_said = now, True
            self._aside("running")

    def failed(self) -> None:
        """Say that nothing of the file is stored, where somebody was told of it."""
        if self._was_said:
            self._aside("failed")

    def ended(self, count: int) -> None:
        """Say in the transaction of the file that all of it is stored."""
        self._say("done", count, count)

    def _aside(self, state: str) -> None:
        with tenancy.aside(self._caller.merchant_id) as session:
            self._say(state, self._count, max(self._total, self._count), session)
            session.commit()

    def _say(self, state: str, count: int, total: int, session: Session | None = None) -> None:
        is_test, far = self._caller.is_test, ("score", count, total)
        events.progress("upload", self._job, state, far, session, is_test)


def _ahead(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """Yield lines by the thousand, the next of them being read while these are stored.

    Storing waits for the database most of the time, and reading computes.
    """
    with ThreadPoolExecutor(1) as reader:

        def read() -> Future[list[Line]]:
            return reader.submit(lambda: list(islice(lines, ROWS_AT_ONCE)))

        coming = read()
        while chunk := coming.result():
            coming = read()
            yield chunk


def _lines(table: Table, matching: Matching, caller: Caller, seen: Suspicion) -> Iterator[Line]:
    """Yield each line with its order, or with what is wrong with it; nothing else is changed."""
    now = datetime.now(UTC)
    for line, row in table.rows:
        if isinstance(row, str):
            yield line, InvalidInput(row)
            continue
        seen.look_at(row)
        try:
            payment = payments.parse(matching.payment(row))
            transaction = payments.to_transaction(payment, currency=caller.currency, now=now)
        except InvalidInput as error:
            yield line, error
            continue
        yield line, Order(transaction, payments.request_hash(payment))


def _judged(run: Run, chunks: Iterator[list[Line]]) -> Iterator[tuple[list[Line], list[Result]]]:
    """Yield chunks with what became of their orders; one is written while the next is decided."""
    connection = storing.connection()
    with ThreadPoolExecutor(1) as writer:
        before: tuple[list[Line], Made] | None = None
        for chunk in chunks:
            looked = run.look([order for _, order in chunk if isinstance(order, Order)])
            if before is None:
                before = chunk, run.decide(looked)
                continue
            writing = writer.submit(storing.written, connection, before[1].copied)
            made = run.decide(looked)
            yield before[0], run.tell(before[1], writing.result())
            before = chunk, made
        if before is not None:
            stored = storing.written(connection, before[1].copied)
            yield before[0], run.tell(before[1], stored)


def _count(
    caller: Caller,
    upload_id: int,
    chunk: Sequence[Line],
    results: Sequence[Result],
    totals: Totals,
) -> None:
    totals.rows += len(chunk)
    judged = iter(results)
    pairs = []
    for line, read in chunk:
        result = read if isinstance(read, InvalidInput) else next(judged)
        if isinstance(result, SecureFlowError):
            totals.add_bad(line, result.field, result.message)
        else:
            totals.add(result, caller.currency)
            pairs.append((line, result.id))
    uploads.add_lines(caller.merchant_id, upload_id, pairs)

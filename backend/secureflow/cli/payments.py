"""Payments in a file of the caller's: which columns they are in, and which rows are none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import click

from secureflow.domain import Transaction
from secureflow.errors import InvalidInput

LISTED_BAD_ROWS = 20


def pairs(text: str) -> dict[str, str]:
    """Return ``ours=theirs,…`` as a mapping; InvalidInput says how it is written."""
    chosen = {}
    for pair in filter(None, (part.strip() for part in text.split(","))):
        ours, equals, theirs = (part.strip() for part in pair.partition("="))
        if not (ours and equals and theirs) or ours in chosen:
            raise InvalidInput(
                f"map: {pair!r} is not ours=theirs, or stands twice",
                field="map",
                fix="Write it like --map occurred_at=date,card=card_number.",
            )
        chosen[ours] = theirs
    return chosen


MAP = click.option(
    "--map",
    "mapping",
    default="",
    metavar="OURS=THEIRS,…",
    callback=lambda _ctx, _param, text: pairs(text),
    help="Which column of the file is which field; others are matched by name.",
)
CURRENCY = click.option(
    "--currency", default="USD", show_default=True, help="Of amounts without a currency column."
)
LIMIT = click.option(
    "--limit", type=click.IntRange(min=1), help="Read only the first rows of the file."
)


@dataclass
class PaymentFile:
    """The payments of a CSV or Parquet file, read in bounded memory while it counts.

    ``rows`` and ``bad`` are known when all have been read; the first bad rows are listed with
    line, field and reason.
    """

    path: Path
    mapping: Mapping[str, str]
    currency: str
    limit: int | None = None
    rows: int = 0
    bad: int = 0
    bad_rows: list[dict[str, int | str | None]] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)

    def payments(self) -> Iterator[tuple[int, Transaction]]:
        """Yield (line, payment) of the good rows; the header is line 1."""
        from secureflow.infra import tables
        from secureflow.intake import columns, payment

        now = datetime.now(UTC)
        with tables.read_path(self.path) as table:
            matching = columns.match(table.header, self.mapping)
            self.columns = dict(matching.columns)
            for line, row in islice(table.rows, self.limit):
                self.rows += 1
                if isinstance(row, str):
                    self._add_bad(line, None, row)
                    continue
                try:
                    parsed = payment.parse(matching.payment(row))
                    found = payment.to_transaction(parsed, currency=self.currency, now=now)
                except InvalidInput as error:
                    self._add_bad(line, error.field, error.message)
                    continue
                yield line, found

    def _add_bad(self, line: int, name: str | None, message: str) -> None:
        self.bad += 1
        if len(self.bad_rows) < LISTED_BAD_ROWS:
            self.bad_rows.append({"line": line, "field": name, "message": message})

    def complaints(self) -> list[str]:
        """Return lines about the bad rows; none when all were good."""
        lines = [f"  line {row['line']}: {row['message']}" for row in self.bad_rows]
        more = self.bad - len(self.bad_rows)
        head = [f"{self.bad:,} of {self.rows:,} rows could not be used:"] if self.bad else []
        return head + lines + ([f"  … and {more:,} more"] if more else [])

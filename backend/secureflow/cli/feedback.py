"""`secureflow feedback`: what became known of payments, from a file of labels."""

from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

import click

from secureflow.cli import payments, place
from secureflow.cli.accounts import MERCHANT
from secureflow.cli.output import Answer, Command, step
from secureflow.domain import Source
from secureflow.errors import InvalidInput

if TYPE_CHECKING:
    from secureflow.db.feedback_files import FeedbackFileRow

SHOWN = 20


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@MERCHANT
@payments.MAP
@click.option(
    "--source",
    type=click.Choice(get_args(Source)),
    default="chargeback",
    show_default=True,
    help="Who says it, of lines that do not name one themselves.",
)
@click.option("--test", is_flag=True, help="The file is about payments of the test mode.")
def feedback(file: Path, merchant: int, mapping: dict[str, str], source: str, test: bool) -> Answer:
    """Store what a CSV or Parquet FILE says of a merchant's payments: chargebacks, or labels.

    A line means the payment of its external_id; without one, the only payment with its card, its
    amount and its day. What several payments fit changes nothing. The same file again is known.
    """
    with place.service():
        from secureflow.infra import tables
        from secureflow.intake import labels
        from secureflow.intake.hostile import START
        from secureflow.services import accounts, feedback_files, suspicion
        from secureflow.services.feedback import Onsite
        from secureflow.services.feedback_files import Content

        accounts.need_merchant(merchant)
        try:
            with file.open("rb") as content:
                digest = file_digest(content, "sha256").hexdigest()
        except OSError as error:
            raise InvalidInput(
                f"file: {file} cannot be read: {error.strerror}", field="file"
            ) from error
        with tables.read_path(file) as table, step(f"Reading {file.name}"):
            found = Content(
                table, labels.match(table.header, mapping), digest, cast(Source, source)
            )
            with file.open("rb") as content:
                start = content.read(START)
            with suspicion.watching(file.name, start) as seen:
                row, was_known = feedback_files.read(Onsite(merchant, test), found, seen)
        return _answer(row, was_known=was_known)


def _answer(row: "FeedbackFileRow", *, was_known: bool) -> Answer:
    counts = row.counts
    known = " This file was read before; nothing was done again." if was_known else ""
    lines = [
        f"{counts['rows']:,} lines in {row.seconds:.1f} s: {counts['labelled']:,} labels are new, "
        f"{counts['unchanged']:,} were known; {counts['unmatched']:,} lines mean no payment, "
        f"{counts['ambiguous']:,} several, {counts['bad']:,} cannot be read.{known}",
        "Columns: " + ", ".join(f"{ours}={theirs}" for ours, theirs in row.columns.items()),
        *(f"  line {one['line']}: {one['message']}" for one in row.lines[:SHOWN]),
    ]
    values = {
        "file": row.id,
        "was_known": was_known,
        **counts,
        "columns": row.columns,
        "ignored_columns": row.ignored_columns,
        "lines": row.lines,
        "seconds": row.seconds,
    }
    return Answer(lines, values)

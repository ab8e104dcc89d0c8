"""`secureflow audit`: is the record of who did what still what was recorded?"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from secureflow.cli import place
from secureflow.cli.output import Answer, Command
from secureflow.errors import InvalidInput

if TYPE_CHECKING:
    from secureflow.services.audit_check import Finding
    from secureflow.services.chain import SignedHead


@click.group()
def audit() -> None:
    """Look after the audit trail."""


@audit.command(cls=Command)
@click.option("--merchant", type=int, help="One merchant's trail; default all, and the platform's.")
@click.option(
    "--against",
    type=click.Path(path_type=Path, allow_dash=True),
    help="A log with signed heads, or an export of the trail; - reads standard input.",
)
def verify(merchant: int | None, against: Path | None) -> Answer:
    """Read every row of the trail, and say which is the first that was tampered with.

    Finds rows that were changed, inserted, reordered or deleted, and an end that was cut off
    since it was last signed. Whoever can change the database can also delete what is signed in
    it; against a log or an export that lay elsewhere, that is found too. Exits with 1 when
    something is wrong.
    """
    with place.service():
        from secureflow.services import audit_check

        heads = _heads(against) if against else []
        findings = audit_check.verify(merchant, heads)
    return Answer(
        [_line(one) for one in findings],
        {
            "ok": all(one.problem is None for one in findings),
            "chains": [
                {
                    "merchant": one.merchant,
                    "rows": one.rows,
                    "signed": one.signed,
                    "row": one.row,
                    "problem": one.problem,
                }
                for one in findings
            ],
        },
        is_ok=all(one.problem is None for one in findings),
    )


def _heads(against: Path) -> "list[SignedHead]":
    from secureflow.services import audit_check

    try:
        with click.open_file(str(against), encoding="utf-8", errors="replace") as file:
            return audit_check.read_heads(file)
    except OSError as error:
        raise InvalidInput(
            f"against: {against} cannot be read: {error.strerror}", field="against"
        ) from error


def _line(found: "Finding") -> str:
    whose = "platform" if found.merchant is None else f"merchant {found.merchant}"
    if found.problem is None:
        return f"ok      {whose}: {found.rows} rows, {found.signed} of them signed"
    where = "" if found.row is None else f"row {found.row} "
    return f"BROKEN  {whose}: {where}{found.problem}"

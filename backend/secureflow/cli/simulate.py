"""`secureflow simulate`: invented payments with the truth about them, as a file."""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from secureflow.cli.output import Answer, Command
from secureflow.errors import InvalidInput

if TYPE_CHECKING:
    from secureflow.simulation import SimulatedPayment

PAYMENT_COLUMNS = (
    "external_id",
    "occurred_at",
    "amount",
    "currency",
    "hour",
    "day_of_week",
    "merchant_category",
    "transaction_type",
    "customer",
    "card",
    "card_bin",
    "device",
    "terminal",
    "ip",
    "email",
    "country",
    "customer_created_at",
    "authorisation_expires_at",
)
LABEL_COLUMNS = ("is_fraud", "kind", "known_at", "source")


@click.command(cls=Command)
@click.option(
    "--payments", type=click.IntRange(1_000, 2_000_000), default=20_000, show_default=True
)
@click.option("--days", type=click.IntRange(7, 180), default=28, show_default=True)
@click.option("--seed", type=click.IntRange(min=0), default=7, show_default=True)
@click.option(
    "--ends-at",
    type=click.DateTime(),
    help="When the last day ends, UTC; default now. The same date and seed make the same file.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="A .csv or .parquet file.",
)
def simulate(payments: int, days: int, seed: int, ends_at: datetime | None, output: Path) -> Answer:
    """Write simulated payments with labels: whether each is fraud, and when that is known."""
    from secureflow import simulation

    end = ends_at.replace(tzinfo=UTC) if ends_at else datetime.now(UTC).replace(microsecond=0)
    if output.suffix not in (".csv", ".parquet"):
        raise InvalidInput("output: must end in .csv or .parquet", field="output")
    made = simulation.simulate(payments=payments, days=days, seed=seed, ends_at=end)
    try:
        (_write_csv if output.suffix == ".csv" else _write_parquet)(output, made)
    except OSError as error:
        raise InvalidInput(
            f"output: {output} cannot be written: {error.strerror}", field="output"
        ) from error
    frauds = sum(payment.is_fraud for payment in made)
    return Answer(
        [f"{len(made):,} payments until {end.isoformat()}, {frauds:,} of them fraud, in {output}."],
        {"payments": len(made), "frauds": frauds, "ends_at": end, "output": str(output)},
    )


def _row(payment: "SimulatedPayment") -> list[Any]:
    transaction = [getattr(payment.transaction, name) for name in PAYMENT_COLUMNS]
    return transaction + [getattr(payment, name) for name in LABEL_COLUMNS]


def _write_csv(path: Path, made: Sequence["SimulatedPayment"]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow((*PAYMENT_COLUMNS, *LABEL_COLUMNS))
        for payment in made:
            cells = _row(payment)
            writer.writerow(c.isoformat() if isinstance(c, datetime) else c for c in cells)


def _write_parquet(path: Path, made: Sequence["SimulatedPayment"]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = zip(*map(_row, made), strict=True)
    names = (*PAYMENT_COLUMNS, *LABEL_COLUMNS)
    pq.write_table(pa.table(dict(zip(names, map(list, columns), strict=True))), path)

"""`secureflow train`: a new model, put in force or written to a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from secureflow.cli import payments, place
from secureflow.cli.output import Answer, Command
from secureflow.cli.payments import PaymentFile
from secureflow.errors import InvalidInput

if TYPE_CHECKING:
    from secureflow.services.training import Recipe, Trained


@click.command(cls=Command)
@click.option(
    "--from",
    "source",
    default="simulator",
    show_default=True,
    metavar="simulator|database|FILE",
    help="What to learn from: simulated payments, a merchant's stored ones, or a CSV or Parquet.",
)
@click.option("--merchant", type=int, help="With --from database: whose payments.")
@click.option(
    "--payments",
    "count",
    type=click.IntRange(1_000, 2_000_000),
    default=20_000,
    show_default=True,
    help="With --from simulator: how many.",
)
@payments.MAP
@payments.CURRENCY
@payments.LIMIT
@click.option("--review-share", type=float, default=0.03, show_default=True)
@click.option("--block-share", type=float, default=0.003, show_default=True)
@click.option("--trees", type=int, default=200, show_default=True)
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=0, show_default=True)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the bundle to this file only; needs no database.",
)
def train(
    source: str,
    merchant: int | None,
    count: int,
    mapping: dict[str, str],
    currency: str,
    limit: int | None,
    review_share: float,
    block_share: float,
    trees: int,
    seed: int,
    output: Path | None,
) -> Answer:
    """Train a model and put it in force, or write it with --output.

    The shares say how many of the payments it learns from would be sent to review and blocked.
    """
    from secureflow.services import registry, training

    recipe = training.Recipe(review_share, block_share, trees, seed)
    if source == "database":
        if merchant is None:
            raise InvalidInput("merchant: say whose payments", field="merchant", fix="--merchant 1")
        with place.service() as app:
            trained = training.from_merchant(recipe, merchant)
            if output is None:
                registry.register(app.extensions["secureflow_models"].files, trained.data)
        return _answer(trained, None, _write(trained, output))
    file = None
    if source == "simulator":
        trained = training.from_simulator(recipe, count)
    else:
        file = PaymentFile(Path(source), mapping, currency, limit)
        trained = _from_file(recipe, file)
    if output is None:
        with place.service() as app:
            registry.register(app.extensions["secureflow_models"].files, trained.data)
    return _answer(trained, file, _write(trained, output))


def _from_file(recipe: "Recipe", file: PaymentFile) -> "Trained":
    from secureflow.services import training

    found = [payment for _, payment in file.payments()]
    return training.from_payments(recipe, found, f"file {file.path.name}")


def _write(trained: "Trained", output: Path | None) -> str | None:
    if output is None:
        return None
    part = output.with_name(output.name + ".part")
    try:
        part.write_bytes(trained.data)
        part.replace(output)
    except OSError as error:
        raise InvalidInput(
            f"output: {output} cannot be written: {error.strerror}", field="output"
        ) from error
    return str(output)


def _answer(trained: "Trained", file: PaymentFile | None, path: str | None) -> Answer:
    metrics = trained.bundle.metrics
    quantiles: dict[str, float] = metrics["score_quantiles"]
    values: dict[str, Any] = {
        "version": trained.version,
        "trained_on": trained.bundle.trained_on,
        "rows": metrics["rows"],
        "score_quantiles": quantiles,
        "share_at_review_line": metrics["share_at_review_line"],
        "share_at_block_line": metrics["share_at_block_line"],
        "bytes": len(trained.data),
        "seconds": round(trained.seconds, 3),
        "is_active": path is None,
        "output": path,
    }
    told = "  ".join(f"{float(rank):.1%} {score:.1f}" for rank, score in quantiles.items())
    lines = [
        f"{trained.version}, trained on {metrics['rows']:,} payments ({trained.bundle.trained_on}) "
        f"in {trained.seconds:.1f} s, {len(trained.data) / 1e6:.1f} MB.",
        f"Scores by share of payments below: {told}",
        f"Sent to review or blocked: {metrics['share_at_review_line']:.2%}, "
        f"blocked: {metrics['share_at_block_line']:.2%}.",
        f"Written to {path}." if path else "It is the active model now.",
    ]
    if file is not None:
        values |= {"file_rows": file.rows, "bad": file.bad, "bad_rows": file.bad_rows}
        lines += file.complaints()
    return Answer(lines, values)

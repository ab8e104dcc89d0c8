"""`secureflow train`: a new model, put in force or written to a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from secureflow.cli import payments, place
from secureflow.cli.output import Answer, Command, Progress
from secureflow.cli.payments import PaymentFile
from secureflow.errors import InvalidInput

if TYPE_CHECKING:
    from secureflow.scoring.model.recipe import Recipe
    from secureflow.services.training import Trained

ROLES = {
    "base": "It is the base model in force now.",
    "challenger": "It is a challenger now: it decides nothing before it is promoted.",
}


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
@click.option("--fraud-value", metavar="TEXT", help="The label's value that means fraud.")
@click.option("--good-value", metavar="TEXT", help="The one that means good; others are unknown.")
@click.option("--review-share", type=float, default=0.03, show_default=True)
@click.option("--block-share", type=float, default=0.003, show_default=True)
@click.option("--trees", type=int, default=200, show_default=True, help="Of the isolation forest.")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=0, show_default=True)
@click.option("--reason", default="secureflow train", help="Why, for the record of a merchant.")
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
    fraud_value: str | None,
    good_value: str | None,
    review_share: float,
    block_share: float,
    trees: int,
    seed: int,
    reason: str,
    output: Path | None,
) -> Answer:
    """Train a model and put it in force, or write it with --output.

    A merchant's own model enters as a challenger beside its champion and decides nothing before it
    is promoted. A file's labels are learned where --map label=COLUMN names them, each as if known
    7 days after its payment. The shares say how many of the latest payments would be sent to
    review and blocked.
    """
    from secureflow.scoring.model.recipe import Recipe
    from secureflow.services import registry, training
    from secureflow.services.labelled_files import Source, load

    recipe = Recipe(review_share, block_share, trees, forests=min(4, trees))
    if source == "database":
        if merchant is None:
            raise InvalidInput("merchant: say whose payments", field="merchant", fix="--merchant 1")
        return _of_merchant(recipe, merchant, seed, reason, output)
    file = None
    if source == "simulator":
        trained = training.from_simulator(recipe, count, seed=seed, progress=Progress())
    elif "label" in mapping:
        read = Source(Path(source), mapping, currency, "time", fraud_value, good_value, limit)
        name = read.path.name
        trained = training.from_labelled(recipe, load(read), name, seed=seed, progress=Progress())
    else:
        file = PaymentFile(Path(source), mapping, currency, limit)
        found = [payment for _, payment in file.payments()]
        name = file.path.name
        trained = training.from_payments(recipe, found, name, seed=seed, progress=Progress())
    if output is None:
        with place.service() as app:
            registry.register(app.extensions["secureflow_models"].files, trained.data)
    return _answer(trained, file, "base", _write(trained, output))


def _of_merchant(
    recipe: "Recipe", merchant: int, seed: int, reason: str, output: Path | None
) -> Answer:
    from secureflow.errors import ModelUnavailable
    from secureflow.services import model_runs, training

    with place.service() as app:
        models = app.extensions["secureflow_models"]
        try:
            base = models.active().bundle
        except ModelUnavailable:
            base = None
        trained = training.from_merchant(
            recipe, merchant, base=base, seed=seed, progress=Progress()
        )
        if output is None:
            model_runs.trained(models, merchant, trained.data, reason)
    return _answer(trained, None, "challenger", _write(trained, output))


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


def _answer(trained: "Trained", file: PaymentFile | None, role: str, path: str | None) -> Answer:
    metrics = trained.bundle.metrics
    quantiles: dict[str, float] = metrics["score_quantiles"]
    values: dict[str, Any] = {
        "version": trained.version,
        "trained_on": trained.bundle.trained_on,
        "rows": metrics["rows"],
        "labels": metrics["labels"],
        "frauds": metrics["frauds"],
        "learned_share": metrics["learned_share"],
        "quality": metrics["quality"],
        "score_quantiles": quantiles,
        "share_at_review_line": metrics["share_at_review_line"],
        "share_at_block_line": metrics["share_at_block_line"],
        "bytes": len(trained.data),
        "seconds": round(trained.seconds, 3),
        "is_active": path is None and role == "base",
        "output": path,
    }
    told = "  ".join(f"{float(rank):.1%} {score:.1f}" for rank, score in quantiles.items())
    lines = [
        f"{trained.version}, trained on {metrics['rows']:,} payments ({trained.bundle.trained_on}) "
        f"in {trained.seconds:.1f} s, {len(trained.data) / 1e6:.1f} MB.",
        f"Labels known: {metrics['labels']:,}, {metrics['frauds']:,} of them fraud; "
        f"{metrics['learned_share']:.0%} of the judgement is learned, the rest is the cold start.",
        *_quality(metrics["quality"]),
        f"Scores by share of payments below: {told}",
        f"Sent to review or blocked: {metrics['share_at_review_line']:.2%}, "
        f"blocked: {metrics['share_at_block_line']:.2%}.",
        f"Written to {path}." if path else ROLES[role],
    ]
    if file is not None:
        values |= {"file_rows": file.rows, "bad": file.bad, "bad_rows": file.bad_rows}
        lines += file.complaints()
    return Answer(lines, values)


def _quality(quality: dict[str, Any] | None) -> list[str]:
    found = None if quality is None else quality["average_precision"]
    if found is None:
        return []
    return [
        f"On later payments: average precision {found['mean']:.3f} "
        f"({found['low']:.3f} to {found['high']:.3f}), {found['labels']:,} labels."
    ]

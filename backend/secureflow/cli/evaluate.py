"""`secureflow evaluate`: what would have been found in a file of payments whose truth is known."""

import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from secureflow.cli import payments
from secureflow.cli.output import Answer, Command, Progress
from secureflow.errors import InvalidInput

if TYPE_CHECKING:
    from secureflow.scoring.evaluation.plan import Policy, Protocol
    from secureflow.services.labelled_files import Order

MOST_SEEDS = 100


def _moment(name: str, text: str | None, *, is_end: bool) -> float | None:
    """Return a day's first second or, as an end, the first one after it; a time as it stands."""
    if text is None:
        return None
    try:
        if len(text) == len("2018-05-01"):
            day = date.fromisoformat(text) + timedelta(days=1 if is_end else 0)
            return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
        found = datetime.fromisoformat(text)
    except (ValueError, OverflowError) as error:
        raise InvalidInput(
            f"--{name}: {text!r} is no date", field=name.replace("-", "_"), fix="2018-05-01"
        ) from error
    aware = found.replace(tzinfo=UTC) if found.tzinfo is None else found
    return aware.timestamp() + (0.001 if is_end else 0.0)


def _seeds(text: str) -> tuple[int, ...]:
    """Return the seeds in "3" (how many, from 0) or in "4,5,6" (which)."""
    try:
        numbers = [int(part) for part in text.split(",")]
    except ValueError as error:
        raise InvalidInput(
            f"--seeds: {text!r} is neither a number nor a list", field="seeds", fix="--seeds 3"
        ) from error
    if len(numbers) > 1:
        found = tuple(dict.fromkeys(numbers))
    else:
        found = tuple(range(min(numbers[0], MOST_SEEDS + 1)))
    if not 1 <= len(found) <= MOST_SEEDS or min(found) < 0 or max(found) >= 2**32:
        raise InvalidInput(f"--seeds: must be 1 to {MOST_SEEDS} numbers", field="seeds")
    return found


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--protocol",
    type=click.Choice(["replay", "holdout"]),
    default="replay",
    show_default=True,
    help="replay: models are trained again as labels come; holdout: once, before the test.",
)
@payments.MAP
@payments.CURRENCY
@payments.LIMIT
@click.option("--train-from", metavar="DATE", help="Default the first day of the file.")
@click.option("--train-until", metavar="DATE", help="Included; default 7 days before the test.")
@click.option("--test-from", metavar="DATE", help="Default such that a third of the days is left.")
@click.option("--test-until", metavar="DATE", help="Included; default the last day of the file.")
@click.option(
    "--labels",
    type=click.Choice(["none", "reviews", "reviews+reports", "all"]),
    default="reviews+reports",
    show_default=True,
    help="What becomes known; all: every label 7 days after its payment.",
)
@click.option("--reviews-per-day", type=int, default=20, show_default=True)
@click.option("--reported-share", type=float, default=0.5, show_default=True, help="Of all frauds.")
@click.option("--report-delay-days", type=float, default=7.0, show_default=True)
@click.option("--retrain-days", type=int, default=7, show_default=True)
@click.option("--most-labels", type=int, help="Train for the last time on so many.")
@click.option("--order", type=click.Choice(["time", "row"]), default="time", show_default=True)
@click.option("--train-share", type=float, help="With --order row: of the labelled rows.")
@click.option("--fraud-value", metavar="TEXT", help="The label's value that means fraud.")
@click.option("--good-value", metavar="TEXT", help="The one that means good; others are unknown.")
@click.option("--seeds", default="3", show_default=True, help="How many, or a list: 4,5,6.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the object as JSON."
)
@click.option(
    "--page", type=click.Path(dir_okay=False, path_type=Path), help="Write a page with curves."
)
def evaluate(
    file: Path,
    protocol: "Protocol",
    mapping: dict[str, str],
    currency: str,
    limit: int | None,
    train_from: str | None,
    train_until: str | None,
    test_from: str | None,
    test_until: str | None,
    labels: "Policy",
    reviews_per_day: int,
    reported_share: float,
    report_delay_days: float,
    retrain_days: int,
    most_labels: int | None,
    order: "Order",
    train_share: float | None,
    fraud_value: str | None,
    good_value: str | None,
    seeds: str,
    output: Path | None,
    page: Path | None,
) -> Answer:
    """Judge the payments of a CSV or Parquet FILE as they came, and compare with the truth.

    History, models and scores are made by the code that serves, each payment by what was known
    before it. Needs no database and no server.
    """
    from secureflow.scoring.evaluation.plan import Wanted
    from secureflow.services import evaluation
    from secureflow.services.labelled_files import Source

    started = time.perf_counter()
    wanted = Wanted(
        protocol=protocol,
        labels=labels,
        train_from=_moment("train-from", train_from, is_end=False),
        train_until=_moment("train-until", train_until, is_end=True),
        test_from=_moment("test-from", test_from, is_end=False),
        test_until=_moment("test-until", test_until, is_end=True),
        train_share=train_share,
        reviews_per_day=reviews_per_day,
        reported_share=reported_share,
        report_delay_days=report_delay_days,
        retrain_days=retrain_days,
        most_labels=most_labels,
        seeds=_seeds(seeds),
    )
    source = Source(file, mapping, currency, order, fraud_value, good_value, limit)
    found = evaluation.evaluate(source, wanted, Progress())
    values = found.values(time.perf_counter() - started)
    evaluation.write(values, file.name, output, page)
    return Answer(_lines(values, output, page), values)


def _lines(values: dict[str, Any], output: Path | None, page: Path | None) -> list[str]:
    from secureflow.scoring.evaluation.page import NAMES

    estimates = {"average_precision": values["average_precision"]} | values["intervals"]
    missing = values["null_because"]
    lines = [
        f"{values['rows']:,} payments in the test, {values['frauds']:,} of them fraud; "
        f"{values['labels_used']:,} labels known; {values['seeds']} seeds; "
        f"{values['seconds']:.1f} s ({values['events_per_second']:,} payments/s).",
    ]
    for name, told in NAMES.items():
        one = estimates[name]
        if one["mean"] is None:
            lines.append(f"  {told}: unknown" + (f", {missing[name]}" if name in missing else ""))
        else:
            between = "" if one["low"] is None else f"  ({one['low']:,.3f} to {one['high']:,.3f})"
            lines.append(f"  {told}: {one['mean']:,.3f}{between}")
    lines.append(f"  Sorting by amount: {values['by_amount']:.3f}" if values["by_amount"] else "")
    if values["bad"]:
        told = ", ".join(f"{name} {count:,}" for name, count in values["unreadable"].items())
        lines.append(f"{values['bad']:,} of {values['file_rows']:,} rows were left out: {told}.")
    return [*filter(None, lines), *(f"Written to {path}." for path in (output, page) if path)]

"""Repeat the tables in docs/detection.md, or only those named as arguments."""

import os
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from secureflow.scoring.evaluation.history import history_of
from secureflow.scoring.evaluation.plan import Wanted, plan_of
from secureflow.scoring.evaluation.run import run
from secureflow.scoring.evaluation.summary import summarise
from secureflow.services.evaluation import Evaluated, trainer
from secureflow.services.labelled_files import Source, load
from tests.bench import handbook

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "detection.md"
SHARED = Path(os.environ.get("SECUREFLOW_SHARED", ROOT.parent / "shared")) / "data"
SEEDS = (0, 1, 2)


def _day(year: int, month: int, day: int) -> float:
    return datetime(year, month, day, tzinfo=UTC).timestamp()


HANDBOOK = Source(
    SHARED / "handbook_dev.parquet",
    {
        "occurred_at": "ts",
        "customer": "customer_id",
        "terminal": "terminal_id",
        "label": "is_fraud",
    },
    "EUR",
)
OF_HANDBOOK = Wanted(
    train_from=_day(2018, 5, 1),
    train_until=_day(2018, 7, 1),
    test_from=_day(2018, 7, 8),
    test_until=_day(2018, 8, 15),
    seeds=SEEDS,
)
SALES = Source(
    SHARED / "sales_inspections.parquet",
    {
        "amount": "value",
        "item": "product",
        "quantity": "quantity",
        "customer": "salesperson",
        "label": "inspection",
    },
    "EUR",
    order="row",
    fraud_value="fraud",
    good_value="ok",
)
OF_SALES = Wanted(protocol="holdout", train_share=0.6, seeds=SEEDS)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: what is known, what is aimed at, and how it is asked for."""

    told: str
    aim: float | None
    wanted: Wanted


ROWS: tuple[tuple[str, Source, Sequence[Row]], ...] = (
    (
        "handbook",
        HANDBOOK,
        (
            Row("no label at all", 0.30, replace(OF_HANDBOOK, labels="none")),
            Row("20 reviews a day, half of the frauds reported", 0.72, OF_HANDBOOK),
            Row(
                "100 reviews a day, half of the frauds reported",
                0.77,
                replace(OF_HANDBOOK, reviews_per_day=100),
            ),
            Row("all labels, 7 days late", 0.79, replace(OF_HANDBOOK, labels="all")),
        ),
    ),
    (
        "calibration",
        HANDBOOK,
        (
            Row(
                "7 reviews a day, a tenth of the frauds reported",
                None,
                replace(OF_HANDBOOK, reviews_per_day=7, reported_share=0.1, most_labels=1_000),
            ),
            Row(
                "20 reviews a day, half of the frauds reported",
                None,
                replace(OF_HANDBOOK, train_from=_day(2018, 6, 10), most_labels=1_000),
            ),
        ),
    ),
    (
        "sales",
        SALES,
        (
            Row("no label at all", 0.62, replace(OF_SALES, labels="none")),
            Row("all labels of the first 60 %", 0.93, replace(OF_SALES, labels="all")),
        ),
    ),
)


def main() -> None:
    """Measure every row and write the tables between their marks in the page."""
    missing = [source.path for _, source, _ in ROWS if not source.path.is_file()]
    if missing:
        sys.exit(f"{missing[0]} is not here; set SECUREFLOW_SHARED to the folder with data/.")
    wanted = sys.argv[1:] or ["published", *(name for name, *_ in ROWS)]
    if "published" in wanted:
        _write("published", _published(handbook.reproduce(HANDBOOK.path)))
    for name, source, rows in ROWS:
        if name in wanted:
            for found in _measured(source, rows):
                _write(name, _table(found))


def _measured(
    source: Source, rows: Sequence[Row]
) -> Iterator[Sequence[tuple[Row, dict[str, Any]]]]:
    """Yield the rows measured so far, one more each time."""
    started = time.perf_counter()
    data = load(source)
    history = history_of(data, plan_of(rows[0].wanted, data), _quiet)
    _say(f"{source.path.name}: history of {len(data):,} payments", started)
    found: list[tuple[Row, dict[str, Any]]] = []
    for row in rows:
        begun = time.perf_counter()
        plan = plan_of(row.wanted, data)
        runs = [run(data, plan, history, trainer(data), seed, _quiet) for seed in plan.seeds]
        made = Evaluated(data, plan, runs, summarise(data, plan, runs))
        values = made.values(time.perf_counter() - begun)
        found.append((row, values))
        _say(f"{row.told}: {values['average_precision']}", begun)
        yield found


def _table(found: Sequence[tuple[Row, dict[str, Any]]]) -> str:
    lines = [
        "| what is known | AP (95 %) | aim | by seed | P at budget | R at 1 % FPR | ECE "
        "| Brier / base | labels |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for row, values in found:
        one = values["average_precision"]
        seeds = ", ".join(f"{value:.3f}" for value in values["by_seed"]["average_precision"])
        brier = values["brier"] / values["brier_base"] if values["brier"] is not None else None
        lines.append(
            f"| {row.told} | **{one['mean']:.3f}** ({one['low']:.3f} to {one['high']:.3f}) "
            f"| {_of(row.aim)} | {seeds} | {_of(values['precision_at_budget'])} "
            f"| {_of(values['recall_at_1pct_fpr'])} | {_of(values['expected_calibration_error'])} "
            f"| {_of(brier)} | {values['labels_used']:,} |"
        )
    first = found[0][1]
    lines.append("")
    lines.append(
        f"{first['rows']:,} payments of the test have a known label, {first['frauds']:,} are fraud "
        f"(base rate {first['frauds'] / first['rows']:.4f}); sorting by amount gives "
        f"{first['by_amount']:.3f}."
    )
    return "\n".join(lines)


def _published(found: handbook.Published) -> str:
    book = handbook.PUBLISHED
    return "\n".join(
        [
            "| | published | here |",
            "|---|---|---|",
            f"| ROC-AUC | {book.roc_auc:.3f} | {found.roc_auc:.3f} |",
            f"| average precision | {book.average_precision:.3f} | {found.average_precision:.3f} |",
            f"| CP@100 | {book.card_precision:.3f} | {found.card_precision:.3f} |",
        ]
    )


def _measured_by() -> str:
    packages = ("numpy", "numba", "scikit-learn")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    today = datetime.now(UTC).date().isoformat()
    return f"Measured {today} with {versions}."


def _write(name: str, table: str) -> None:
    """Put a table between its marks in the page, as soon as it is made."""
    text = PAGE.read_text(encoding="utf-8")
    begin, end = f"<!-- {name} -->", f"<!-- end {name} -->"
    pattern = re.compile(f"{begin}.*?{end}", re.DOTALL)
    if not pattern.search(text):
        raise SystemExit(f"{PAGE} has no place for {name}: {begin} … {end}")
    made = f"{begin}\n{table}\n\n{_measured_by()}\n{end}"
    PAGE.write_text(pattern.sub(lambda _: made, text), encoding="utf-8")


def _of(value: float | None) -> str:
    return "none" if value is None else f"{value:.3f}"


def _say(text: str, since: float) -> None:
    print(f"{time.perf_counter() - since:6.1f} s  {text}", file=sys.stderr, flush=True)  # noqa: T201


def _quiet(step: str, done: int, total: int) -> None:
    """Tell nobody of the progress."""


if __name__ == "__main__":
    main()

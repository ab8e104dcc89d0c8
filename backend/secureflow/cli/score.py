"""`secureflow score`: judge a file of payments without a running server; nothing is stored."""

import csv
import heapq
import os
import time
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from secureflow.cli import payments, place
from secureflow.cli.output import Answer, Command
from secureflow.cli.payments import PaymentFile
from secureflow.domain import LEVELS, Decision, Policy, Score, Transaction, level_of
from secureflow.errors import InvalidInput, ModelUnavailable
from secureflow.infra import local

if TYPE_CHECKING:
    from secureflow.scoring.scorer import Scorer

ROWS_AT_ONCE = 5_000
TOP = 10
NO_REASONS = 101.0
RESULT = (
    "line",
    "external_id",
    "occurred_at",
    "amount",
    "currency",
    "score",
    "level",
    "decision",
    "anomaly_score",
    "probability",
)


@dataclass
class Totals:
    """What a file came to, and its riskiest payments."""

    scored: int = 0
    decisions: Counter[str] = field(default_factory=Counter)
    levels: Counter[str] = field(default_factory=Counter)
    top: list[tuple[float, int, Transaction, Score]] = field(default_factory=list)

    def add(self, line: int, payment: Transaction, score: Score, decision: str) -> None:
        """Count a judged payment; of the riskiest the earlier line comes first."""
        self.scored += 1
        self.decisions[decision] += 1
        self.levels[level_of(score.score)] += 1
        entry = (score.score, -line, payment, score)
        if len(self.top) < TOP:
            heapq.heappush(self.top, entry)
        elif entry[:2] > self.top[0][:2]:
            heapq.heapreplace(self.top, entry)


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@payments.MAP
@payments.CURRENCY
@payments.LIMIT
@click.option(
    "--model",
    type=click.Path(path_type=Path),
    help="A bundle written by `train --output`; default the active model of the database.",
)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write every score as CSV."
)
def score(
    file: Path,
    mapping: dict[str, str],
    currency: str,
    limit: int | None,
    model: Path | None,
    output: Path | None,
) -> Answer:
    """Judge the payments of a CSV or Parquet FILE with the default policy, storing nothing."""
    from secureflow.db.merchants import BLOCK_LINE, REVIEW_LINE

    source = PaymentFile(file, mapping, currency, limit)
    policy = Policy(1, REVIEW_LINE, BLOCK_LINE)
    scorer = _scorer(model)
    totals = Totals()
    started = time.perf_counter()
    judged = _judge(scorer, policy, source, totals)
    if output is None:
        deque(judged, maxlen=0)
    else:
        _write(output, judged)
    seconds = time.perf_counter() - started
    if source.rows == 0:
        raise InvalidInput("file: has a header but no rows", field="file")
    riskiest = [_explained(scorer, policy, entry) for entry in sorted(totals.top, reverse=True)]
    return _answer(source, totals, riskiest, seconds, output)


def _scorer(model: Path | None) -> "Scorer":
    if model is not None:
        from secureflow.scoring.model import packing
        from secureflow.scoring.scorer import Scorer

        try:
            data = model.read_bytes()
        except OSError as error:
            raise InvalidInput(
                f"model: {model} cannot be read: {error.strerror}", field="model"
            ) from error
        bundle = packing.load(data, packing.sha256_of(data))
        return Scorer(bundle, packing.version_name(bundle, data)).for_new_payments()
    if not local.has_database(os.environ):
        raise ModelUnavailable(
            "There is no database yet, so there is no active model.",
            fix="Name a bundle with --model FILE (`secureflow train --output FILE` makes one), "
            "set DATABASE_URL, or run `make run` first.",
        )
    with place.service() as app:
        active: Scorer = app.extensions["secureflow_models"].active()
        return active


def _judge(
    scorer: "Scorer", policy: Policy, source: PaymentFile, totals: Totals
) -> Iterator[Sequence[object]]:
    """Yield the result's rows, in the file's order.

    Each payment is judged by those before it in the file. What is kept in memory grows with the
    customers, cards and the like in it, by about a kilobyte each, not with its rows.
    """
    from secureflow.scoring.history.builder import UsualsBuilder
    from secureflow.scoring.history.columns import columns_of
    from secureflow.scoring.history.ledger import Ledger

    ledger, usual, usuals = Ledger(), UsualsBuilder(), scorer.bundle.usuals
    found = source.payments()
    while chunk := list(islice(found, ROWS_AT_ONCE)):
        given = [payment for _, payment in chunk]
        columns = columns_of(given)
        scores = scorer.judge(given, ledger.inputs(columns, usuals), reasons_from=NO_REASONS)
        usual.add(columns)
        usuals = usual.snapshot(scorer.bundle.usuals)
        for (line, payment), one in zip(chunk, scores, strict=True):
            decision = policy.decide(one.score)
            totals.add(line, payment, one, decision)
            yield (
                line,
                payment.external_id,
                payment.occurred_at.isoformat(),
                format(payment.amount, "f"),
                payment.currency,
                round(one.score, 4),
                level_of(one.score),
                decision,
                one.anomaly_score,
                one.probability,
            )


def _write(output: Path, rows: Iterator[Sequence[object]]) -> None:
    """Write the result under its name only when it is complete."""
    part = output.with_name(output.name + ".part")
    try:
        with part.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(RESULT)
            writer.writerows(rows)
        part.replace(output)
    except OSError as error:
        raise InvalidInput(
            f"output: {output} cannot be written: {error.strerror}", field="output"
        ) from error


def _explained(
    scorer: "Scorer", policy: Policy, entry: tuple[float, int, Transaction, Score]
) -> dict[str, Any]:
    points, line, payment, one = entry
    reasons = scorer.reasons_of(payment, one.inputs)
    return {
        "line": -line,
        "external_id": payment.external_id,
        "amount": payment.amount,
        "currency": payment.currency,
        "score": round(points, 2),
        "decision": policy.decide(points),
        "reason": reasons[0].text if reasons else None,
    }


def _answer(
    source: PaymentFile,
    totals: Totals,
    riskiest: list[dict[str, Any]],
    seconds: float,
    output: Path | None,
) -> Answer:
    version = totals.top[0][3].model_version if totals.top else None
    levels: dict[str, int] = {level: totals.levels[level] for _, level in LEVELS}
    decisions: dict[str, int] = {name: totals.decisions[name] for name in get_args(Decision)}
    values = {
        "model_version": version,
        "rows": source.rows,
        "scored": totals.scored,
        "bad": source.bad,
        "decisions": decisions,
        "levels": levels,
        "seconds": round(seconds, 3),
        "rows_per_second": round(source.rows / seconds),
        "columns": source.columns,
        "bad_rows": source.bad_rows,
        "riskiest": riskiest,
        "output": str(output) if output else None,
    }
    lines = [
        f"{source.rows:,} rows in {seconds:.1f} s ({source.rows / seconds:,.0f} rows/s): "
        f"{totals.scored:,} scored by {version}, {source.bad:,} could not be used.",
        "Columns: " + ", ".join(f"{ours}={theirs}" for ours, theirs in source.columns.items()),
        "Decisions: " + _shares(decisions, totals.scored),
        "Levels: " + _shares(levels, totals.scored),
        "Riskiest:",
        *(
            f"  line {row['line']}: {row['score']:.1f} {row['decision']}, "
            f"{row['amount']:,} {row['currency']}. {row['reason']}"
            for row in riskiest
        ),
        *source.complaints(),
    ]
    return Answer(lines + ([f"Every score is in {output}."] if output else []), values)


def _shares(counts: Mapping[str, int], whole: int) -> str:
    return ", ".join(
        f"{name} {count:,} ({count / max(whole, 1):.2%})" for name, count in counts.items()
    )

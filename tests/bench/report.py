"""docs/benchmarks.md: the machine, the figures, what was aimed at, and what limits them."""

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

from tests.bench import limiting, sections, streams
from tests.bench.bulk import Bulk
from tests.bench.place import Place
from tests.bench.processor import Taken
from tests.bench.queries import Found
from tests.bench.rounds import ROUNDS, Requests
from tests.bench.sections import spread, verdict
from tests.bench.streams import Cost

PACKAGES = (
    "flask",
    "apiflask",
    "gunicorn",
    "sqlalchemy",
    "psycopg2-binary",
    "numpy",
    "scikit-learn",
    "shap",
)
NAMES = {"a": "(a) floor", "b": "(b) `/api/predict`", "c": "(c) scored naively"}
AIMS = {"a": 0.5, "c": 400.0}
BATCH_AIM = 20.0
Start = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Run:
    """All that one run measured: ``scoring`` and ``request`` in µs by part, ``starts`` by way.

    ``taken`` is what (a) and (b) take of the processor for a request.

    ``load`` is the machine's load average before the run, ``seconds`` the length of the run.
    """

    load: float
    seconds: float
    place: Place
    requests: Requests
    bulk: Bulk
    scoring: dict[str, float]
    request: dict[str, float]
    taken: dict[str, Taken]
    starts: dict[str, list[Start]]
    streams: Cost


def page(run: Run, asked: Mapping[int, Sequence[Found]]) -> str:
    """Return the page."""
    parts = (
        _machine(run),
        _requests(run.requests, run.place),
        limiting.limits(run.request, run.taken, run.scoring),
        sections.waits(run.requests.waits),
        _batch(run.requests),
        sections.bulk(run.bulk),
        streams.section(run.streams),
        sections.queries(asked),
        _scoring(run.scoring),
        _starts(run.starts),
    )
    return "\n\n".join(parts) + "\n"


def _machine(run: Run) -> str:
    base = run.place.database
    versions = ",\n  ".join(
        ", ".join(f"{name} {version(name)}" for name in PACKAGES[start : start + 5])
        for start in range(0, len(PACKAGES), 5)
    )
    return f"""# Benchmarks

Written by `make bench` on {datetime.now(UTC):%Y-%m-%d}, all of it in one run of {run.seconds:.0f} s
on one machine whose load average was {run.load:.1f} before it (0 is idle). The same command repeats
it. Absolute figures are this machine's; ratios travel better.

- {os.cpu_count()} cores ({_processor()}), {platform.system()}, Python {platform.python_version()}
- {versions}
- PostgreSQL {base["server_version"]} on the same machine over a Unix socket, shared_buffers
  {base["shared_buffers"]}, fsync {base["fsync"]}, synchronous_commit {base["synchronous_commit"]}
- gunicorn as `backend/gunicorn.conf.py` has it: 2 workers of 16 threads that work,
  preloaded; load generator, services and database share the cores, so each takes from the others
- rate limits counted in the process's memory, as without REDIS_URL, and set above the load"""


def _requests(found: Requests, place: Place) -> str:
    rows = "\n".join(
        f"| {NAMES[row.name]} | {row.connections} | {row.rate:,.1f} | {row.p50:,.1f} | "
        f"{row.p99:,.1f} | {row.answers:,} |"
        for row in sorted(found.rows, key=lambda row: (row.name, row.connections))
    )
    ratios = "\n".join(
        f"| (b) / ({other}) | {connections} | {spread(ratio)} | {AIMS[other]:g} | "
        f"{verdict(ratio, AIMS[other])} |"
        for (other, connections), ratio in sorted(found.ratios.items())
    )
    return f"""## Requests

Keep-alive connections from one process on 127.0.0.1, each sending the next payment as soon as it
has its answer. {ROUNDS} rounds by turns (a, b, c, a, b, c, …); figures are medians over the rounds,
ratios the median of each round's ratio with its range. Every payment is new: full shape, own
external id.

- **(a)** a bare Flask route: parses the body, inserts one row through SQLAlchemy Core, commits; a
  table with nothing but its primary key
- **(b)** the product: API key, rate limit, checks, score, reasons, one row with everything; its
  table held {place.stored:,} payments before
- **(c)** the product with scikit-learn's single-row `decision_function` and a SHAP explainer built
  in every request

| | connections | requests/s | p50 ms | p99 ms | answers |
|---|--:|--:|--:|--:|--:|
{rows}

A p99 of (c) is the slowest of a round's few answers.

| ratio | connections | measured (range) | aim | |
|---|--:|--:|--:|---|
{ratios}"""


def _batch(found: Requests) -> str:
    gain = found.batch_gain
    return f"""## A batch of 1,000

| | payments/s |
|---|--:|
| 1,000 single calls on one connection | {found.singles:,.0f} |
| one call with 1,000 | {found.batched:,.0f} |

{spread(gain)} times as many; the aim is {BATCH_AIM:g}: {verdict(gain, BATCH_AIM)}.
In a batch only rows at or above the review line get their reasons; in single calls every one."""


def _scoring(found: dict[str, float]) -> str:
    ours = {
        "inputs": "inputs from the states of its entities",
        "score": "score, by all layers",
        "shares": "exact TreeSHAP of all trees",
        "points": "points, from those shares",
        "sentences": "reasons in words",
        "whole": "**whole score with reasons**, inputs given",
    }
    naive = {
        "sklearn": "scikit-learn's scaler and `decision_function`",
        "shap": "shap's TreeExplainer on the same trees, built before",
        "explainer": "building an explainer of the forest",
    }
    rows = "\n".join(f"| {name} | {found[part]:,.0f} |" for part, name in (ours | naive).items())
    faster = found["shap"] / found["shares"]
    rate = found["rows_per_second"]
    aims = [
        ("score and reasons, ms", found["whole"] / 1e3, 0.5, found["whole"] <= 500),
        ("shap over our exact reasons", faster, 4, faster >= 4),
        ("difference from shap", found["difference"], 1e-6, found["difference"] <= 1e-6),
        ("rows/s of scores alone", rate, 100_000, rate >= 100_000),
    ]
    judged = "\n".join(
        f"| {name} | {value:,.3g} | {aim:g} | {'met' if is_met else 'missed'} |"
        for name, value, aim, is_met in aims
    )
    return f"""## One payment, scored

In one process, without HTTP or database; medians over 300 payments: ours part by part and whole,
then the long way, so that neither empties the processor's caches for the other. The model has
{found["trees"]:.0f} trees and {found["megabytes"]:.0f} MB of tables.

| part | µs |
|---|--:|
{rows}

| | measured | aim | |
|---|--:|--:|---|
{judged}"""


def _starts(found: dict[str, list[Start]]) -> str:
    rows = "\n".join(
        f"| {name} | "
        + " | ".join(f"{median(column):,.{digits}f}" for column, digits in columns)
        + " |"
        for name, starts in found.items()
        for columns in [list(zip(zip(*starts, strict=True), (1, 0, 0), strict=True))]
    )
    return f"""## Starting, and memory

From starting gunicorn to the first 200 of `/api/predict`, files in the page cache; then the
proportional set size (shared pages divided among their users) once both workers have scored.
Medians of {len(next(iter(found.values())))} starts.

| | first score after s | a worker, MB | both and the master, MB |
|---|--:|--:|--:|
{rows}"""


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    named = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())

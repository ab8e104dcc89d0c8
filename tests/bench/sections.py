"""Sections of docs/benchmarks.md: how long callers wait, how quick a file and a list are."""

from collections.abc import Mapping, Sequence

from tests.bench.bulk import FEW_ROWS, ROWS, Bulk
from tests.bench.queries import LIST_AIM, SIMILAR_AIM, Found
from tests.bench.rounds import Ratio, Waits

WAIT_AIM, COPY_AIM = 3.0, 0.4


def waits(found: Waits) -> str:
    is_reached = found.ratio.middle <= WAIT_AIM
    said = "reached" if is_reached else f"missed, {found.ratio.middle / WAIT_AIM:.1f} times it"
    return f"""## Waits at half of saturation

Requests due by the clock at half of what each service can do with 8 connections, timed from when
they were due: p99 of (a) {found.p99["a"]:.1f} ms at {found.rates["a"]:.0f}/s, of (b)
{found.p99["b"]:.1f} ms at {found.rates["b"]:.0f}/s. {spread(found.ratio)} times as long;
the aim is {WAIT_AIM:g} at most: {said}."""


def bulk(found: Bulk) -> str:
    return f"""## A file of {ROWS:,} payments

Uploaded, with history, storage and reasons for flagged rows, and a bare COPY of the rows that it
stored, in text, into a table with nothing but its primary key, by turns.

| | rows/s |
|---|--:|
| `POST /api/uploads/score` | {found.file:,.0f} |
| bare COPY | {found.copied:,.0f} |

{spread(found.share)} of it; the aim is {COPY_AIM:g}: {verdict(found.share, COPY_AIM)}.
From a file of {FEW_ROWS:,} rows to three of {found.file_megabytes:.0f} MB each, the most that a
worker held rose by {found.grown:.0f} MB."""


def queries(found: Mapping[int, Sequence[Found]]) -> str:
    sizes = list(found)
    heads = " | ".join(f"{rows:,}" for rows in sizes)
    lines = []
    for together in zip(*found.values(), strict=True):
        figures = " | ".join(f"{one.middle:.0f} ({one.p95:.0f})" for one in together)
        said = "reached" if all(one.p95 <= one.aim for one in together) else "missed"
        lines.append(f"| {together[0].name} | {figures} | {said} |")
    return f"""## Lists and facts

Milliseconds of an answer through everything but the socket, the middle one and in brackets what 95
of 100 stay within, with as many payments of one merchant stored over a year. The aims are for the
95: {LIST_AIM:.0f} ms, and {SIMILAR_AIM:.0f} ms for orders like one.

| | {heads} | |
|---|{"--:|" * len(sizes)}---|
{chr(10).join(lines)}"""


def spread(ratio: Ratio) -> str:
    """Return a ratio with its range."""
    digits = 2 if ratio.middle < 10 else 0
    return f"{ratio.middle:.{digits}f} ({ratio.lowest:.{digits}f} to {ratio.highest:.{digits}f})"


def verdict(ratio: Ratio, aim: float) -> str:
    """Return whether a ratio is at least what was aimed at."""
    return "reached" if ratio.middle >= aim else f"missed, {ratio.middle / aim:.0%} of it"

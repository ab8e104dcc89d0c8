"""Measure everything in one run and write the page."""

import os
import signal
import sys
import time

from tests.bench import (
    bulk,
    page,
    place,
    processor,
    queries,
    report,
    rounds,
    scoring,
    steps,
    streams,
)
from tests.bench.report import Run
from tests.bench.serving import first_score

STARTS = 3


def main() -> None:
    """Run the bench: a quarter of an hour."""
    # A plain end of the process would leave the services and the database running.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    started, load = time.monotonic(), os.getloadavg()[0]

    def say(text: str) -> None:
        print(f"{time.monotonic() - started:5.0f} s  {text}", file=sys.stderr, flush=True)  # noqa: T201

    say(f"Making a database with {place.STORED:,} payments")
    with place.made() as here:
        say("Scoring in this process")
        parts = scoring.measure(here)
        request = steps.measure(here)
        say("Starting and measuring memory")
        starts = {
            name: [first_score(here, preload=preload) for _ in range(STARTS)]
            for name, preload in (("preloaded", True), ("not preloaded", False))
        }
        say("Requests by turns")
        requests = rounds.measure(here)
        say("The processor's time for a request")
        taken = processor.measure(here)
        say("A file against a bare COPY")
        filed = bulk.measure(here)
        say("Streams of events, open and closed by turns")
        watched = streams.measure(here)
        seconds = time.monotonic() - started
        run = Run(load, seconds, here, requests, filed, parts, request, taken, starts, watched)
    say("Lists and facts, up to a million payments")
    asked = queries.measure()
    page.whole(report.page(run, asked))
    say(f"Written to {page.PAGE.relative_to(page.PAGE.parents[1])}")


main()

"""What 200 open streams of events cost those who score: throughput and p99, beside none."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from statistics import median
from typing import Literal

from secureflow.api import tokens
from secureflow.db import tenancy
from secureflow.db.accounts import UserRow
from secureflow.extensions import db
from secureflow.services import accounts, sessions
from tests.bench import rounds
from tests.bench.load import Tally
from tests.bench.place import Place
from tests.bench.rounds import Ratio
from tests.bench.sections import spread
from tests.bench.serving import ROOT, TREE, Service, running, wait
from tests.bench.watchers import Streams

OPEN = 200
EACH = 5
"""Streams with one token: what a person may have in a process."""
ROUNDS = 5
CONNECTIONS = 8
SECONDS = 4.0
WARM_SECONDS = 3.0
AIM = 0.05
Watched = Literal["none", "others", "one"]


@dataclass(frozen=True, slots=True)
class Cost:
    """Rates and p99 with streams over those without, of streams by whom they watch.

    ``rate`` and ``p99`` (ms) are medians without any; ``events`` how many a second came to all.
    """

    rate: float
    p99: float
    rates: dict[Watched, Ratio]
    waits: dict[Watched, Ratio]
    events: dict[Watched, float]


def measure(place: Place) -> Cost:
    """Return what streams cost, open and closed by turns."""
    merchant = accounts.by_key(place.key).merchant_id
    others = [accounts.create_merchant(f"Shop {n}", "USD", "UTC").id for n in range(OPEN // EACH)]
    people: dict[Watched, list[str]] = {
        "none": [],
        "others": [_token(one, n) for n, one in enumerate([merchant, *others[1:]])],
        "one": [_token(merchant, 1_000 + n) for n in range(OPEN // EACH)],
    }
    tallies: dict[Watched, list[Tally]] = {name: [] for name in people}
    events: dict[Watched, list[float]] = {name: [] for name in people}
    with running(place, "b") as service:
        wait(service)
        for _ in range(2):
            service.load(connections=CONNECTIONS, seconds=WARM_SECONDS)
        for _ in range(ROUNDS):
            for name, found in people.items():
                with _watching(service, found * EACH) as came:
                    tallies[name].append(service.load(connections=CONNECTIONS, seconds=SECONDS))
                events[name].append(came[0] / SECONDS)
    rates = {name: [tally.rate for tally in found] for name, found in tallies.items()}
    waits = {name: [1e3 * rounds.rank(one, 0.99) for one in tallies[name]] for name in tallies}
    return Cost(
        median(rates["none"]),
        median(waits["none"]),
        {name: rounds.ratio(rates[name], rates["none"]) for name in people if name != "none"},
        {name: rounds.ratio(waits[name], waits["none"]) for name in people if name != "none"},
        {name: median(found) for name, found in events.items()},
    )


def section(found: Cost) -> str:
    """Return the section of the page."""
    who = {"others": f"{EACH} the merchant who scores, the others {OPEN // EACH - 1} more"}
    who["one"] = "all the merchant who scores"
    rows = "\n".join(
        f"| {who[name]} | {found.events[name]:,.0f} | {spread(found.rates[name])} | "
        f"{spread(found.waits[name])} | {_verdict(found, name)} |"
        for name in ("others", "one")
    )
    return f"""## {OPEN} open streams of events

`POST /api/predict` on {CONNECTIONS} connections with {OPEN} streams of `/api/events` open, over the
same with none, by turns: without, {found.rate:,.0f} requests/s at a p99 of {found.p99:.1f} ms.
Whoever watches reads on the same cores. A payment that opens a review is told to all who watch its
merchant. The aim is {AIM:.0%} at most, in both.

| they watch | events/s to all | requests/s (range) | p99 (range) | |
|---|--:|--:|--:|---|
{rows}"""


def _verdict(found: Cost, name: Watched) -> str:
    is_met = found.rates[name].middle >= 1 - AIM and found.waits[name].middle <= 1 + AIM
    return "reached" if is_met else "missed"


def _token(merchant_id: int, number: int) -> str:
    tenancy.bind(merchant_id)
    user = UserRow(
        merchant_id=merchant_id,
        email=f"watcher-{number}@bench.example",
        name=f"Watcher {number}",
        role="reviewer",
        password_hash="none",
    )
    db.session.add(user)
    db.session.flush()
    started = sessions.start(user, "127.0.0.1", "Bench")
    db.session.commit()
    return tokens.issue(user.id, started.sid)


@contextmanager
def _watching(service: Service, watching: list[str]) -> Iterator[list[int]]:
    """Keep streams open inside; afterwards the list says how many events came."""
    came: list[int] = []
    if not watching:
        yield came
        came.append(0)
        return
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.watchers"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | TREE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(asdict(Streams(service.port, watching))) + "\n")
    process.stdin.flush()
    if process.stdout.readline().strip() != "open":
        raise RuntimeError("the streams could not be opened")
    try:
        yield came
    finally:
        out, _ = process.communicate(timeout=60)
    came.append(int(out))

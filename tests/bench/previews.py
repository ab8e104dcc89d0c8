"""How long a preview takes over ten thousand payments, a hundred thousand, and a million.

Part of `make bench-policies`; alone `python -m tests.bench.previews --rows 10000 100000`. Payments
are as tests.bench.queries stores them, and four changes go through everything but the socket: two
lines, one rule, a rule that reads text, and a policy of twenty ready rules. Beside the clock stands
the processor's time of this process and of PostgreSQL together, which a busy machine lengthens
less.
"""

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import text

from secureflow.db import rules, tenancy
from secureflow.extensions import db
from secureflow.rules.catalogue import READY, made
from tests.bench.queries import JUDGED, grow, place, say
from tests.services import ruled

ASKED, RULES, POLICY = 5, 20, 2
AIMED_AT = 100_000
SIZES = (JUDGED, AIMED_AT, 1_000_000)
AIMS = {"two lines": 300.0}
AIM = 3_000.0
"""Milliseconds at a hundred thousand payments."""
CHANGES: dict[str, dict[str, Any]] = {
    "two lines": {"lines": {"review": 57, "block": 94}},
    "one rule": {
        "rule": {"sentence": "Review if amount is over 500 and customer age is under 7 days"}
    },
    "one rule on text": {
        "rule": {
            "sentence": 'Block if country is one of "NG", "RU" or e-mail contains "test" '
            'or e-mail domain ends with ".ru"'
        }
    },
    f"a policy of {RULES} rules": {"policy": POLICY},
}


def in_order_of_time() -> None:
    """Store the payments as they would have come; copies of a year lie in no order."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CLUSTER transactions USING ix_transactions_time"))
        connection.execute(text("VACUUM ANALYZE transactions"))


def policy_of_ready_rules(merchant_id: int) -> None:
    """Draft a policy of ready rules as they come."""
    tenancy.bind(merchant_id)
    chosen = READY[:RULES]
    ids = rules.of_ready(merchant_id, {one.key: one.name for one in chosen}, "bench")
    db.session.commit()
    ruled.another(
        merchant_id,
        POLICY,
        "draft",
        *(ruled.with_id(made(one, {}), ids[one.key]) for one in chosen),
    )


def processor(server: int) -> float:
    """Return the processor's seconds of this process and of the server's, ended ones excepted."""
    own = time.process_time()
    return own + sum(_ticks(stat) for stat in _stats(server)) / os.sysconf("SC_CLK_TCK")


def _stats(server: int) -> Iterator[list[str]]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            stat = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # It ended while we looked.
        if int(stat[1]) == server:
            yield stat


def _ticks(stat: list[str]) -> int:
    return int(stat[11]) + int(stat[12])


def measure(client: FlaskClient, server: int, change: dict[str, Any]) -> tuple[float, float]:
    """Return the milliseconds of the clock and of the processor: the middle of some tries."""
    clock, work = [], []
    for turn in range(ASKED + 1):
        started, before = time.perf_counter(), processor(server)
        answer = client.post("/api/policies/preview", json=change | {"limit": 1_000_000})
        if answer.status_code != 200:
            raise RuntimeError(answer.get_data(as_text=True))
        if turn:
            clock.append(1e3 * (time.perf_counter() - started))
            work.append(1e3 * (processor(server) - before))
    return median(clock), median(work)


@dataclass(frozen=True, slots=True)
class Figure:
    """What a preview of a change takes over so many payments, in milliseconds.

    ``clock`` is what somebody waits, ``work`` the processor's of this process and of PostgreSQL.
    """

    rows: int
    name: str
    clock: float
    work: float

    @property
    def is_late(self) -> bool:
        """Whether it takes longer than was aimed at, which is said of a hundred thousand alone."""
        return self.rows == AIMED_AT and self.clock > AIMS.get(self.name, AIM)


def figures(sizes: Sequence[int] = SIZES) -> Iterator[Figure]:
    """Yield what each change takes, with ever more payments stored."""
    folder = Path(tempfile.mkdtemp(prefix="secureflow-previews-"))
    try:
        with place(folder) as (_, client):
            server = int((folder / "postgres" / "postmaster.pid").read_text().split()[0])
            policy_of_ready_rules(1)
            stored = JUDGED
            for rows in sizes:
                if rows > stored:
                    say(f"Storing {rows:,} payments")
                    grow(stored, rows)
                    in_order_of_time()
                    stored = rows
                for name, change in CHANGES.items():
                    yield Figure(rows, name, *measure(client, server, change))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """Print a line for each number of payments and each change."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, nargs="+", default=list(SIZES))
    for one in figures(options.parse_args().rows):
        said = f"  (aim {AIMS.get(one.name, AIM):g})" if one.is_late else ""
        line = f"{one.rows:>9,}  {one.clock:8.0f} ms  {one.work:8.0f} ms of work  {one.name}{said}"
        print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()

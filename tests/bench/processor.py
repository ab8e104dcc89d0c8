"""What a request takes of the processor: in the workers, and in the database."""

import os
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sqlalchemy import text

from secureflow.extensions import db
from tests.bench.place import Place
from tests.bench.serving import Service, running, wait

ROUNDS = 3
CONNECTIONS = 8
REQUESTS = {"a": 4_000, "b": 1_500}
WARM = 500
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Taken:
    """Microseconds of the processor for a request, and payments in one commit."""

    worker: float
    database: float
    together: float


def measure(place: Place) -> dict[str, Taken]:
    """Return what (a) and (b) take for a request with 8 connections: medians of rounds by turns."""
    found: dict[str, list[Taken]] = {name: [] for name in REQUESTS}
    with ExitStack() as stack:
        services = {name: stack.enter_context(running(place, name)) for name in REQUESTS}
        for service in services.values():
            wait(service)
            for _ in range(2):
                service.load(connections=CONNECTIONS, most=WARM)
        for _ in range(ROUNDS):
            for name, service in services.items():
                found[name].append(_taken(service, REQUESTS[name]))
    return {
        name: Taken(*(median(getattr(one, part) for one in each) for part in Taken.__slots__))
        for name, each in found.items()
    }


def _taken(service: Service, requests: int) -> Taken:
    workers, database, stored = _workers(service), _database(service.place), _commits()
    service.load(connections=CONNECTIONS, most=requests)
    workers, database = _workers(service) - workers, _database(service.place) - database
    return Taken(
        1e6 * workers / requests, 1e6 * database / requests, requests / (_commits() - stored)
    )


def _workers(service: Service) -> float:
    return sum(_seconds(pid) for pid in service.workers())


def _database(place: Place) -> float:
    """Return the seconds of all processes of the server, those that have ended as well."""
    postmaster = int((place.folder / "postgres" / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    return _seconds(postmaster, ended=True) + sum(_seconds(int(pid)) for pid in children)


def _seconds(pid: int, *, ended: bool = False) -> float:
    """Return what a process has taken, with its ended children where asked for."""
    # The name stands in brackets and may hold blanks; what follows it is numbers.
    numbers = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    first, after = (11, 15) if ended else (11, 13)
    return sum(map(int, numbers[first:after])) / TICK


def _commits() -> int:
    """Return how many transactions were given a number so far: those that wrote something."""
    with db.engine.connect() as connection:
        query = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
        return int(connection.execute(text(query)).scalar_one())

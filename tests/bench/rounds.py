"""The three services under the same load by turns, so that a drift of the machine meets all."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median

from tests.bench.load import Tally
from tests.bench.place import BATCH, Place
from tests.bench.serving import Service, running, wait

ROUNDS = 5
CONNECTIONS = (1, 8)
SECONDS = {"a": 2.5, "b": 2.5, "c": 4.0}
HALF_LOAD_SECONDS = 4.0
HALF_LOAD_CONNECTIONS = 32
"""Enough that a request that is due finds one free."""
WARM_SECONDS = {"a": 1.0, "b": 3.0, "c": 3.0}
"""Of two warm-ups each, because a worker loads the model with its first payment."""


@dataclass(frozen=True, slots=True)
class Row:
    """One service at one number of connections: medians over the rounds, times in ms."""

    name: str
    connections: int
    rate: float
    p50: float
    p99: float
    answers: int


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of rates: the median of the ratios within each round, with the lowest and highest."""

    middle: float
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Waits:
    """How long callers of (a) and (b) wait at half of what each can do: p99 in ms, and the ratio.

    ``rates`` are requests a second.
    """

    rates: dict[str, float]
    p99: dict[str, float]
    ratio: Ratio


@dataclass(frozen=True, slots=True)
class Requests:
    """The rows, the ratios of (b) by other service and connections, waits, and the batch.

    ``singles`` and ``batched`` are payments a second.
    """

    rows: list[Row]
    waits: Waits
    ratios: dict[tuple[str, int], Ratio]
    singles: float
    batched: float
    batch_gain: Ratio


def measure(place: Place) -> Requests:
    """Return what each service does a second, and how long its callers wait."""
    with ExitStack() as stack:
        services = {name: stack.enter_context(running(place, name)) for name in SECONDS}
        for name, service in services.items():
            wait(service)
            for _ in range(2):
                service.load(connections=max(CONNECTIONS), seconds=WARM_SECONDS[name])
        rows: list[Row] = []
        ratios: dict[tuple[str, int], Ratio] = {}
        for connections in CONNECTIONS:
            tallies = _by_turns(services, connections)
            rows += [_row(name, connections, found) for name, found in tallies.items()]
            for other in ("a", "c"):
                ratios[other, connections] = ratio(
                    [tally.rate for tally in tallies["b"]],
                    [tally.rate for tally in tallies[other]],
                )
        most = {row.name: row.rate for row in rows if row.connections == max(CONNECTIONS)}
        waits = _waits(services, {name: most[name] / 2 for name in ("a", "b")})
        singles, batched = _batches(services["b"])
        gain = ratio(batched, singles)
        return Requests(rows, waits, ratios, median(singles), median(batched), gain)


def _waits(services: dict[str, Service], rates: dict[str, float]) -> Waits:
    p99: dict[str, list[float]] = {name: [] for name in rates}
    for _ in range(ROUNDS):
        for name, rate in rates.items():
            tally = services[name].load(
                connections=HALF_LOAD_CONNECTIONS, seconds=HALF_LOAD_SECONDS, rate=rate
            )
            p99[name].append(1e3 * rank(tally, 0.99))
    middle = {name: median(found) for name, found in p99.items()}
    return Waits(rates, middle, ratio(p99["b"], p99["a"]))


def _by_turns(services: dict[str, Service], connections: int) -> dict[str, list[Tally]]:
    tallies: dict[str, list[Tally]] = {name: [] for name in services}
    for _ in range(ROUNDS):
        for name, service in services.items():
            tallies[name].append(service.load(connections=connections, seconds=SECONDS[name]))
    return tallies


def _batches(service: Service) -> tuple[list[float], list[float]]:
    """Return the payments a second of 1,000 single calls, and of one batch, of each round."""
    singles, batched = [], []
    service.load("/api/predict-batch", most=1)
    for _ in range(ROUNDS):
        singles.append(service.load(most=BATCH).rate)
        batched.append(service.load("/api/predict-batch", most=1).rate * BATCH)
    return singles, batched


def _row(name: str, connections: int, found: Sequence[Tally]) -> Row:
    return Row(
        name,
        connections,
        rate=median(tally.rate for tally in found),
        p50=1e3 * median(rank(tally, 0.50) for tally in found),
        p99=1e3 * median(rank(tally, 0.99) for tally in found),
        answers=sum(len(tally.latencies) for tally in found),
    )


def rank(tally: Tally, share: float) -> float:
    """Return the smallest latency that at least this share of the answers kept to."""
    ordered = sorted(tally.latencies)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Ratio:
    """Return the ratio of figures that were measured by turns."""
    each = [our / their for our, their in zip(ours, theirs, strict=True)]
    return Ratio(median(each), min(each), max(each))

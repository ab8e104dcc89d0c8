"""How quick the history is: `python -m tests.bench.history`, half a minute once compiled.

Times are those of the processor, so that neighbours on the machine do not count.
"""

import time

import numpy as np

from secureflow.scoring.history.columns import Columns, columns_from
from secureflow.scoring.history.entities import KINDS
from secureflow.scoring.history.ledger import Ledger
from secureflow.scoring.history.usuals import NOTHING

PAYMENTS = 200_000
SINGLE = 2_000
DAYS = 60
OF_ONE = {"customer": 40, "card": 40, "device": 40, "ip": 40, "terminal": 200}
"""Payments of one entity of each kind."""


def payments(kinds: tuple[str, ...]) -> Columns:
    """Return seeded payments of entities of these kinds, spread over the days."""
    rng = np.random.default_rng(0)
    times = np.sort(1.7e9 + rng.uniform(0.0, DAYS * 86_400.0, PAYMENTS))
    entities = {
        kind: [f"{kind}{i}" for i in rng.integers(0, PAYMENTS // OF_ONE[kind], PAYMENTS).tolist()]
        for kind in kinds
    }
    return columns_from(np.exp(rng.normal(3.0, 1.0, PAYMENTS)), times, "EUR", **entities)


def main() -> None:
    """Print payments a second in bulk, and microseconds of one as it is served."""
    for kinds in (("customer", "terminal"), KINDS):
        found = payments(kinds)
        ledger = Ledger()
        ledger.inputs(found.rows(0, 100), NOTHING)
        started = time.process_time()
        ledger.inputs(found, NOTHING)
        seconds = time.process_time() - started
        print(f"{len(kinds)} entities in bulk: {PAYMENTS / seconds:,.0f} payments/s")  # noqa: T201
    singles = [found.rows(i, i + 1) for i in range(SINGLE)]
    for name, stored in (("decoded", False), ("from bytes and back", True)):
        print(f"one payment, {name}: {_single(ledger, singles, stored):.0f} us")  # noqa: T201


def _single(ledger: Ledger, singles: list[Columns], stored: bool) -> float:
    requests = []
    for one in singles:
        keys = [key for key in Ledger().history(one, NOTHING, counted=False).keys[0] if key]
        request, held = Ledger(), {key: ledger.dump(key) for key in keys}
        if not stored:
            _load(request, held)
        requests.append((one, request, held))
    started = time.process_time()
    for one, request, held in requests:
        if stored:
            _load(request, held)
        request.inputs(one, NOTHING)
        if stored:
            for key in request.changed:
                request.dump(key)
    return (time.process_time() - started) / len(singles) * 1e6


def _load(request: Ledger, held: dict[bytes, bytes]) -> None:
    for key, state in held.items():
        request.load(key, state, None)


if __name__ == "__main__":
    main()

"""Card testing against the shield: how many get through, and how many good orders it touches.

`python -m tests.bench.attack` prints a table of ten seeds, of both kinds of attack, by the code
that serves; what the model says is left out, because the shield does not ask it.
"""

import sys
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from decimal import Decimal

from secureflow.db.accounts import Caller
from secureflow.domain import Policy, Transaction
from secureflow.rules.shield.shield import Shield
from secureflow.scoring.history.columns import columns_of
from secureflow.scoring.history.ledger import Ledger
from secureflow.scoring.history.usuals import NOTHING
from secureflow.services.circumstances import Surroundings
from secureflow.services.seen import seen_of
from tests.bench.attacks import Kind, Size, history, hour

ENDS_AT = datetime(2026, 11, 1, 12, tzinfo=UTC)
SEEDS = range(10)
KINDS: tuple[Kind, ...] = ("one address", "one BIN")
CALLER = Caller(
    "key", 1, "bench", None, None, frozenset(), False, 1, "Bench", "USD", "UTC",
    Decimal(20), Decimal("0.25"), Decimal(2), Policy(1, 45.0, 92.0),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of an attack: orders let through before the shield acted and in all, and good ones touched.

    ``earlier_fraud`` and ``earlier_good`` are payments of the weeks before that it would have
    touched.
    """

    before: int
    through: int
    touched: int
    earlier_fraud: int
    earlier_good: int


def run(kind: Kind, seed: int, size: Size) -> Outcome:
    """Return what becomes of an attack and the good orders around it."""
    past = history(size, ENDS_AT, seed)
    payments = [order.payment for order in past]
    orders = hour(kind, payments, size, ENDS_AT, seed)
    shield = Shield({}, payments[0].occurred_at.timestamp())
    stopped = _stopped(payments + [order.payment for order in orders], shield)
    weeks = list(zip(stopped[: len(past)], past, strict=True))
    of_hour = list(zip(stopped[len(past) :], orders, strict=True))
    of_attack = [is_stopped for is_stopped, order in of_hour if order.is_fraud]
    before = of_attack.index(True) if True in of_attack else len(of_attack)
    return Outcome(
        before,
        of_attack.count(False),
        sum(is_stopped and not order.is_fraud for is_stopped, order in of_hour),
        sum(is_stopped and order.is_fraud for is_stopped, order in weeks),
        sum(is_stopped and not order.is_fraud for is_stopped, order in weeks),
    )


def _stopped(payments: list[Transaction], shield: Shield) -> list[bool]:
    """Return which payments are of a burst, each judged after those before it."""
    ledger, found = Ledger(), []
    columns = columns_of(payments)
    inputs = ledger.inputs(columns, NOTHING, label_inputs=False)
    seen = seen_of(ledger, columns, inputs)
    around = Surroundings(CALLER, payments, shield)
    for place in range(len(payments)):
        found.append(bool(around.of(place, seen[place]).bursts))
    return found


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> None:
    """Print what became of every attack, and the worst of them."""
    names = [field.name for field in fields(Outcome)]
    _say(f"{'attack':<12} {'seed':>5} " + " ".join(f"{name:>13}" for name in names))
    for kind in KINDS:
        outcomes = [run(kind, seed, Size()) for seed in SEEDS]
        for seed, one in zip(SEEDS, outcomes, strict=True):
            figures = " ".join(f"{getattr(one, name):>13}" for name in names)
            _say(f"{kind:<12} {seed:>5} {figures}")
        worst = " ".join(f"{max(getattr(one, name) for one in outcomes):>13}" for name in names)
        _say(f"{kind:<12} worst {worst}")


if __name__ == "__main__":
    main()

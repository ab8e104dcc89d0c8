"""Card testing against the shield: how many get through, and how many good orders it touches.

`make bench-attack` writes a table of ten seeds, of both kinds of attack, by the code that serves;
what the model says is left out, because the shield does not ask it.
"""

from dataclasses import astuple, dataclass
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
from tests.bench import page
from tests.bench.attacks import Kind, Size, history, hour

ENDS_AT = datetime(2026, 11, 1, 12, tzinfo=UTC)
SEEDS = range(10)
KINDS: tuple[Kind, ...] = ("one address", "one BIN")
AIMS: dict[Kind, int] = {"one address": 10, "one BIN": 60}
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


def lines(kind: Kind) -> list[str]:
    """Return the rows of the table about one kind of attack, the worst of all seeds last."""
    outcomes = {str(seed): astuple(run(kind, seed, Size())) for seed in SEEDS}
    outcomes["**worst**"] = tuple(map(max, zip(*outcomes.values(), strict=True)))
    return [
        f"| {kind} | {seed} | {' | '.join(map(str, outcome))} |"
        for seed, outcome in outcomes.items()
    ]


def main() -> None:
    """Write what became of every attack, and the worst of them."""
    size = Size()
    rows = "\n".join(line for kind in KINDS for line in lines(kind))
    page.section(f"""## Card testing

Written by `make bench-attack` on {datetime.now(UTC):%Y-%m-%d}. {size.attack:,} orders of stolen
cards within an hour, from one address or spread over many with cards of one BIN, among
{size.good:,} good orders of customers seen before, of which {size.share_bin} share the BIN and
{size.share_address} the attacker's address. Through until the shield acted: at most
{AIMS["one address"]} and {AIMS["one BIN"]} are aimed at; good orders touched: none. The last two
columns are of {size.history:,} payments in the weeks before.

| attack | seed | through before | through in all | good touched | earlier fraud | earlier good |
|---|---|--:|--:|--:|--:|--:|
{rows}""")


if __name__ == "__main__":
    main()

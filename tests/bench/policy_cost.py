"""What rules and lists cost: two merchants of one service by turns, one of them with many of both.

`python -m tests.bench.policy_cost` prints requests a second and seconds of processor a request of
both, and the ratios: 200 live rules and 10 lists of 100,000 entries against none.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median

import psutil
from sqlalchemy import text

from secureflow.extensions import db
from secureflow.rules.catalogue import READY, made
from secureflow.rules.condition import AllOf, AnyOf, Comparison, Condition, InList
from secureflow.rules.fields import BY_LIST_KIND
from secureflow.rules.listed import ListedKind
from secureflow.rules.meaning import ListName
from secureflow.rules.rule import Rule, to_json
from secureflow.services import accounts, keys
from secureflow.services.keys import Wanted
from tests.bench import place
from tests.bench.place import Place
from tests.bench.serving import Service, running, wait

RULES, LISTS, ENTRIES = 200, 10, 100_000
STORED = 20_000
ROUNDS, SECONDS, WARM_SECONDS = 9, 2.5, 5.0
CONNECTIONS = (1, 8)
KINDS: tuple[ListedKind, ...] = (
    "customer", "card", "device", "ip", "email", "domain", "terminal", "card_bin", "card", "ip",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Turn:
    """One merchant for a few seconds: requests a second, and milliseconds of processor each."""

    rate: float
    cpu: float


def main() -> None:
    """Print the rows of both merchants and the ratios."""
    with place.made(STORED) as plain:
        ruled = _with_policy(plain)
        with running(plain, "b") as service:
            wait(service)
            other = replace(service, place=ruled, numbers=service.numbers + 1_000_000_000)
            for one in (service, other):
                one.load(connections=8, seconds=WARM_SECONDS)
            for connections in CONNECTIONS:
                rounds = list(_rounds(service, other, connections))
                _say(connections, rounds)


def _rounds(plain: Service, ruled: Service, connections: int) -> Iterator[tuple[Turn, Turn]]:
    for number in range(ROUNDS):
        order = (plain, ruled) if number % 2 else (ruled, plain)
        turns = {id(one): _turn(one, connections) for one in order}
        yield turns[id(plain)], turns[id(ruled)]


def _turn(service: Service, connections: int) -> Turn:
    before = _cpu(service)
    tally = service.load(connections=connections, seconds=SECONDS)
    spent = _cpu(service) - before
    return Turn(tally.rate, 1_000 * spent / len(tally.latencies))


def _cpu(service: Service) -> float:
    """Return the seconds of processor that the service and its database have had."""
    backend = db.session.scalar(text("SELECT pg_backend_pid()"))
    server = psutil.Process(backend).parent()
    if server is None:
        raise RuntimeError("the database has no server")
    ours = [psutil.Process(service.process.pid), server]
    total = 0.0
    for process in (one for our in ours for one in (our, *our.children(recursive=True))):
        # Those who ended are counted with whoever started them.
        total += sum(process.cpu_times()[:4])
    return total


def _with_policy(plain: Place) -> Place:
    """Return the place as a merchant like its own sees it, with many rules and lists."""
    merchant = accounts.create_merchant("Ruled", "USD", "Europe/London")
    key = keys.create(merchant.id, Wanted("bench", ["score"])).secret
    lists = [ListName(_list(merchant.id, n), f"list {n}", KINDS[n]) for n in range(LISTS)]
    document = {"rules": [to_json(rule) for rule in _rules(lists)], "shield": SHIELD}
    _do(
        "UPDATE policies SET version = 2, document = CAST(:document AS jsonb) "
        "WHERE merchant_id = :merchant",
        merchant=merchant.id,
        document=json.dumps(document),
    )
    place.store(plain.app.extensions["secureflow_models"], key, plain.history)
    _do("ANALYZE")
    return replace(plain, key=key)


SHIELD = {"mode": "live", "effect": "block"}


def _rules(lists: list[ListName]) -> Iterator[Rule]:
    ready = [made(one, {}) for one in READY]
    for number in range(RULES - len(ready)):
        one = lists[number % LISTS]
        n = Decimal(20 + number % 60)
        ready.append(
            (
                Rule(0, f"rule {number}", _many(n), "review"),
                Rule(0, f"rule {number}", _spread(n), "points", 5.0),
                Rule(0, f"rule {number}", _mail(n), "block"),
                Rule(0, f"rule {number}", _on(n, one), "review"),
            )[number % 4]
        )
    yield from (replace(rule, id=number) for number, rule in enumerate(ready, start=1))


def _many(n: Decimal) -> Condition:
    amount = Comparison("amount", "over", n * 1_000)
    return AllOf((amount, Comparison("customer_count_24h", "over", n)))


def _spread(n: Decimal) -> Condition:
    of_card = Comparison("card_count_1h", "at_least", n)
    return AllOf((of_card, Comparison("country", "one_of", ("GB", "IE"))))


def _mail(n: Decimal) -> Condition:
    domain = Comparison("email_domain", "ends_with", f"spam-{n}.example")
    return AnyOf((domain, Comparison("ip_cards_24h", "over", n * 10)))


def _on(n: Decimal, one: ListName) -> Condition:
    amount = Comparison("amount", "between", (n * 1_000, n * 2_000))
    return AllOf((amount, InList(BY_LIST_KIND[one.kind].name, one.id, one.name)))


def _list(merchant: int, number: int) -> int:
    values = {"merchant": merchant, "number": number, "kind": KINDS[number]}
    _do(
        "INSERT INTO lists (merchant_id, name, kind, effect, created_by) "
        "VALUES (:merchant, 'list ' || :number, :kind, 'none', 'bench')",
        **values,
    )
    _do(
        "INSERT INTO list_entries (merchant_id, list_id, key, value, reason, created_by) "
        "SELECT :merchant, (SELECT max(id) FROM lists), decode(md5(:number || ' ' || n), 'hex'), "
        "'v-' || n, '', 'bench' FROM generate_series(1, :entries) AS n",
        entries=ENTRIES,
        **values,
    )
    with db.engine.connect() as connection:
        return int(connection.execute(text("SELECT max(id) FROM lists")).scalar_one())


def _do(statement: str, **values: object) -> None:
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SELECT set_config('secureflow.door', 'open', false)"))
        connection.execute(text(statement), values)


def _say(connections: int, rounds: list[tuple[Turn, Turn]]) -> None:
    ratios = [ruled.rate / plain.rate for plain, ruled in rounds]
    costs = [plain.cpu / ruled.cpu for plain, ruled in rounds]
    plain, ruled = zip(*rounds, strict=True)
    none, many = (
        f"{median(one.rate for one in turns):.0f}/s {median(one.cpu for one in turns):.2f} ms"
        for turns in (plain, ruled)
    )
    sys.stdout.write(
        f"{connections} connections: none {none}, many {many}; ratio of rates {median(ratios):.3f} "
        f"({min(ratios):.3f}..{max(ratios):.3f}), of processor {median(costs):.3f} "
        f"({min(costs):.3f}..{max(costs):.3f})\n"
    )


if __name__ == "__main__":
    main()

"""What rules and lists cost: two merchants of one service by turns, one of them with many of both.

Part of `make bench-policies`; alone `python -m tests.bench.policy_cost` prints what a request takes
of each, of the processor and of the clock, and the ratios: none against 200 live rules and 10 lists
of 100,000 entries.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextvars import Context
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median

import psutil
from flask.testing import FlaskClient
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
from tests.bench.load import HOLE
from tests.bench.place import Place
from tests.bench.rounds import Ratio, ratio
from tests.bench.sections import spread
from tests.bench.serving import Service, running, wait

RULES, LISTS, ENTRIES = 200, 10, 100_000
STORED = 20_000
ROUNDS, SECONDS, WARM_SECONDS = 9, 2.5, 5.0
CONNECTIONS = (1, 8)
BLOCKS, IN_BLOCK = 20, 60
KINDS: tuple[ListedKind, ...] = (
    "customer", "card", "device", "ip", "email", "domain", "terminal", "card_bin", "card", "ip",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds that a request takes without rules and with many, and the first over the second.

    The ratio is of the rates: 1 is no cost, 0.9 a tenth of the throughput.
    """

    what: str
    without: float
    many: float
    ratio: Ratio


def measure() -> Iterator[Cost]:
    """Yield what rules and lists cost, of the processor and of the clock."""
    with place.made(STORED) as plain:
        ruled = _with_policy(plain)
        yield _cost("of the processor", _spent(plain, ruled))
        with running(plain, "b") as service:
            wait(service)
            other = replace(service, place=ruled, numbers=service.numbers + 1_000_000_000)
            for one in (service, other):
                one.load(connections=8, seconds=WARM_SECONDS)
            for connections in CONNECTIONS:
                rates = [_rates(service, other, connections, turn) for turn in range(ROUNDS)]
                milliseconds = [(1_000 / one, 1_000 / another) for one, another in rates]
                yield _cost(f"of the clock, {connections} connections", milliseconds)


def main() -> None:
    """Print what both merchants take, and the ratios."""
    for one in measure():
        sys.stdout.write(
            f"milliseconds {one.what}: {one.without:.2f} without, {one.many:.2f} with; "
            f"ratio {spread(one.ratio)}\n"
        )
        sys.stdout.flush()


def _rates(plain: Service, ruled: Service, connections: int, turn: int) -> tuple[float, float]:
    order = (plain, ruled) if turn % 2 else (ruled, plain)
    rates = {id(one): one.load(connections=connections, seconds=SECONDS).rate for one in order}
    return rates[id(plain)], rates[id(ruled)]


def _spent(plain: Place, ruled: Place) -> list[tuple[float, float]]:
    """Return what a request takes of the processor, here and in the database, block by block.

    On a machine that has other things to do it tells more than the time that passes.
    """
    client = plain.app.test_client()
    lines = plain.singles.read_bytes().splitlines()
    server = psutil.Process(db.session.scalar(text("SELECT pg_backend_pid()"))).parent()
    db.session.remove()
    if server is None:
        raise RuntimeError("the database has no server")
    numbers, found = iter(range(10**11, 10**12)), []
    for block in range(BLOCKS + 1):
        some = [lines[(block * IN_BLOCK + n) % len(lines)] for n in range(IN_BLOCK)]
        spent = {}
        for one in (plain, ruled) if block % 2 else (ruled, plain):
            before = time.process_time() + _cpu(server)
            for line in some:
                body = line.replace(HOLE, b"%012d" % next(numbers))
                Context().run(_post, client, body, one.key)
            spent[one.key] = 1_000 * (time.process_time() + _cpu(server) - before) / IN_BLOCK
        found.append((spent[plain.key], spent[ruled.key]))
    return found[1:]


def _cpu(server: psutil.Process) -> float:
    """Return the seconds of processor that a database has had, in processes past and present."""
    processes = (server, *server.children())
    return sum(sum(process.cpu_times()[:4]) for process in processes)


def _post(client: FlaskClient, body: bytes, key: str) -> None:
    sent = {"X-API-Key": key, "Content-Type": "application/json"}
    answer = client.post("/api/predict", data=body, headers=sent)
    if answer.status_code != 200:
        raise RuntimeError(f"the answer was {answer.status_code}")


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


def _cost(what: str, pairs: list[tuple[float, float]]) -> Cost:
    without, many = (list(values) for values in zip(*pairs, strict=True))
    return Cost(what, median(without), median(many), ratio(without, many))


if __name__ == "__main__":
    main()

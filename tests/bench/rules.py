"""What rules cost: 200 of them on one payment, over 100,000 payments, and reading their sentences.

Part of `make bench-policies`; alone `python -m tests.bench.rules` prints microseconds. Each figure
is the best of some rounds, because what disturbs a measurement only ever makes it longer.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

import numpy as np

from secureflow.domain import Transaction
from secureflow.rules.book import RuleBook, decide
from secureflow.rules.catalogue import READY, made
from secureflow.rules.circumstances import PLAIN
from secureflow.rules.columns import FactTable, matches
from secureflow.rules.facts import Facts
from secureflow.rules.rule import Rule
from secureflow.rules.saying import sentence
from secureflow.rules.sentence import parse
from tests.rules import made as random

RULES, PAYMENTS, ROUNDS = 200, 100_000, 7


def ready_rules(count: int) -> list[Rule]:
    """Ready rules with other values each, as a merchant of many rules has them."""
    rng = Random(1)
    found = []
    for number in range(count):
        ready = READY[number % len(READY)]
        values = {
            one.name: round(min(one.high, one.default * rng.choice((0.5, 1.0, 2.0))), 2)
            for one in ready.parameters
            if one.default * 0.5 >= one.low
        }
        rule = made(ready, values)
        found.append(Rule(number + 1, rule.name, rule.condition, rule.effect, rule.points))
    return found


def random_rules(count: int) -> list[Rule]:
    """Rules of every shape and field, up to the limits."""
    rng = Random(2)
    return [random.rule(rng, number + 1) for number in range(count)]


def best(work: Callable[[], object]) -> float:
    """Return the microseconds of the processor that a piece of work takes."""
    rounds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        rounds.append((time.process_time() - started) * 1e6)
    return min(rounds)


def table(facts: Sequence[Facts], size: int) -> FactTable:
    """The payments again and again, as columns of so many rows."""
    places = np.resize(np.arange(len(facts)), size)

    def column(values: Sequence[float | None]) -> np.ndarray:
        return np.array([np.nan if one is None else float(one) for one in values])[places]

    payments = [one.payment for one in facts]
    plain = ("amount", "quantity", "hour", "day_of_week")
    numbers = {name: column([getattr(one, name) for one in payments]) for name in plain}
    ages = [
        None
        if one.customer_created_at is None
        else (one.occurred_at - one.customer_created_at).total_seconds()
        for one in payments
    ]
    texts = {
        name: [getattr(payments[place], name) for place in places]
        for name in Transaction.__dataclass_fields__
        if name not in plain and name != "extra"
    }
    return FactTable(
        size=size,
        numbers=numbers | {"account_seconds": column(ages)},
        texts=texts,
        inputs={name: column([one.inputs[at] for one in facts]) for name, at in random.AT.items()},
        score=column([one.score for one in facts]),
        probability=column([one.probability for one in facts]),
        lists={
            one.id: np.array([one.id in fact.lists for fact in facts])[places]
            for one in random.LISTS
        },
        extra=[payments[place].extra for place in places],
    )


@dataclass(frozen=True, slots=True)
class Figures:
    """What so many rules take: in microseconds on one payment, none of them, and a sentence.

    ``wide`` is in milliseconds a rule, over ``PAYMENTS`` payments at once.
    """

    kind: str
    alone: float
    empty: float
    hits: float
    wide: float
    read: float


def figures() -> Iterator[Figures]:
    """Yield what ready rules take, and rules of every shape."""
    rng = Random(3)
    facts = [random.facts(rng) for _ in range(500)]
    rows = table(facts, PAYMENTS)
    for kind, rules in (("ready", ready_rules(RULES)), ("random", random_rules(RULES))):
        yield measured(kind, rules, facts, rows)


def measured(kind: str, rules: Sequence[Rule], facts: Sequence[Facts], rows: FactTable) -> Figures:
    """Return what these rules take."""
    book, none = RuleBook(1, 45.0, 92.0, tuple(rules)), RuleBook(1, 45.0, 92.0)
    texts = [sentence(rule.effect, rule.points, rule.condition) for rule in rules]

    def each(one: RuleBook) -> None:
        for known in facts:
            decide(one, known, PLAIN, random.START)

    alone, empty = (best(partial(each, one)) / len(facts) for one in (book, none))
    hits = sum(len(book.conditions.holding(known)) for known in facts) / len(facts)
    wide = best(lambda: [matches(rule.condition, rows) for rule in rules])
    read = best(lambda: [parse(text, random.LISTS) for text in texts])
    return Figures(kind, alone, empty, hits, wide / len(rules) / 1e3, read / len(rules))


def main() -> None:
    """Measure and print."""
    for one in figures():
        sys.stdout.write(
            f"{one.kind}: {RULES} rules on one payment {one.alone:.0f} µs, "
            f"{one.alone / RULES:.2f} µs a rule, {one.hits:.0f} hits (none: {one.empty:.1f} µs); "
            f"over {PAYMENTS:,} payments {one.wide:.1f} ms a rule; a sentence read in "
            f"{one.read:.0f} µs\n"
        )


if __name__ == "__main__":
    main()

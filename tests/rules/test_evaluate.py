"""One payment and a column of payments are judged alike; unknown is never true by chance."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from math import log1p, nan
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secureflow.domain import Transaction
from secureflow.rules.columns import FactTable, matches, needs
from secureflow.rules.condition import AllOf, Comparison, Condition, Not
from secureflow.rules.evaluate import Conditions, compiled
from secureflow.rules.facts import Facts
from secureflow.rules.sentence import parse
from secureflow.scoring.history.features import NAMES
from tests.rules import made
from tests.rules.calls import calls_of


def table_of(facts: list[Facts]) -> FactTable:
    """The columns of the same payments, each with what is unknown as its sort says it."""

    def numbers(value: Any) -> Any:
        return np.array([nan if (v := value(one)) is None else float(v) for one in facts])

    def account(one: Facts) -> float | None:
        made_at = one.payment.customer_created_at
        return None if made_at is None else (one.payment.occurred_at - made_at).total_seconds()

    def input_of(place: int) -> Any:
        return lambda one: one.inputs[place]

    plain = ("amount", "quantity", "hour", "day_of_week")
    columns: dict[str, Any] = {
        name: numbers(lambda one, name=name: getattr(one.payment, name)) for name in plain
    }
    texts = {
        name: [getattr(one.payment, name) for one in facts]
        for name in Transaction.__dataclass_fields__
        if name not in plain and name != "extra"
    }
    for name in ("merchant_category", "transaction_type"):
        texts[name] = [None if value is None else str(value) for value in texts[name]]
    return FactTable(
        size=len(facts),
        numbers=columns | {"account_seconds": numbers(account)},
        texts=texts,
        inputs={name: numbers(input_of(place)) for name, place in made.AT.items()},
        score=numbers(lambda one: one.score),
        probability=numbers(lambda one: one.probability),
        lists={one.id: np.array([one.id in fact.lists for fact in facts]) for one in made.LISTS},
        extra=[one.payment.extra for one in facts],
    )


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_columns_say_what_each_payment_says_alone(seed: int) -> None:
    rng = Random(seed)  # drawing each choice by hypothesis would take most of the time
    facts = [made.facts(rng) for _ in range(20)]
    table = table_of(facts)
    for _ in range(20):
        condition = made.condition(rng)
        alone = compiled(condition)
        assert matches(condition, table).tolist() == [alone(one) for one in facts], condition


def test_all_rules_at_once_say_what_each_says_alone() -> None:
    rng = Random(4)
    conditions = [made.condition(rng) for _ in range(300)]
    together = Conditions(conditions)
    for _ in range(30):
        facts = made.facts(rng)
        alone = [place for place, one in enumerate(conditions) if compiled(one)(facts)]
        assert together.holding(facts) == alone


def test_more_rules_over_the_same_fields_call_no_more_functions() -> None:
    rng, facts = Random(5), made.facts(Random(6))
    fields = ("amount", "customer_count_24h", "email_domain", "customer_new_device")
    some = [made.condition(rng, names=fields) for _ in range(200)]
    few, many = Conditions(some[:20]), Conditions(some)
    assert few.holding(facts) == [place for place in many.holding(facts) if place < 20]
    assert calls_of(lambda: few.holding(facts)) == calls_of(lambda: many.holding(facts))


@pytest.mark.parametrize("text", ["' or True or '", "__import__('os')", "lists", "v0", "\\\n\0"])
def test_no_text_of_a_rule_is_ever_read_as_source(text: str) -> None:
    facts = facts_of(email=text, extra={text: text})
    asked = [Comparison("email", op, text) for op in ("is", "contains", "starts_with", "ends_with")]
    of_extra = Comparison(f"extra.{text}", "one_of", (text, "else"))
    assert Conditions([*asked, of_extra]).holding(facts) == [0, 1, 2, 3, 4]
    assert not Conditions([*asked, of_extra]).holding(facts_of(email="another"))


def test_a_number_that_equals_a_flag_is_none() -> None:
    facts = facts_of(extra={"a": True, "b": 1})
    flags = [Comparison(name, "is", True) for name in ("extra.a", "extra.b")]
    numbers = [Comparison(name, "is", Decimal(1)) for name in ("extra.a", "extra.b")]
    assert Conditions([*flags, *numbers]).holding(facts) == [0, 3]


def test_a_table_needs_only_what_is_compared() -> None:
    asked = needs(
        [
            parse("Block if amount is over 5 and account age is under 1 day").condition,
            parse('Block if e-mail domain is "x" and customer age is over 5 days').condition,
            parse("Block if chance of fraud is over 5 percent and extra.a is 1").condition,
        ]
    )
    assert asked.numbers == {"amount", "account_seconds"}
    assert asked.texts == {"email"}
    assert asked.inputs == {"customer_age"}
    assert (asked.score, asked.probability, asked.extra) == (False, True, True)


def holds(text: str, facts: Facts) -> bool:
    return compiled(parse(f"Block if {text}", made.LISTS).condition)(facts)


def facts_of(inputs: dict[str, float] | None = None, **payment: Any) -> Facts:
    at = made.START
    known = Transaction(Decimal("50.00"), "USD", at, at.hour, at.weekday(), **payment)
    row = [nan] * len(NAMES)
    for name, value in (inputs or {}).items():
        row[NAMES.index(name)] = value
    return Facts(known, row, {name: place for place, name in enumerate(NAMES)}, score=50.0)


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("amount is over 50", False),
        ("amount is at least 50", True),
        ("amount is between 50 and 50", True),
        ("amount is not 50", False),
        ('e-mail domain is "mail.ru"', True),
        ('e-mail contains "@MAIL"', True),
        ('e-mail starts with "dana" and e-mail ends with ".ru"', True),
        ('category is "7"', True),
        ('weekday is "Thursday" and hour is 0', True),
        ("account age is at least 7 days", True),
        ("account age is over 7 days", False),
        ("earlier payments of the customer in 24 hours are 3", True),
        ("customer age is at least 7 days and customer age is at most 7 days", True),
        ("score is at least 50", True),
    ],
)
def test_the_boundary_belongs_where_the_words_put_it(text: str, is_so: bool) -> None:
    facts = facts_of(
        {"customer_count_24h": log1p(3.0), "customer_age": log1p(7.0)},
        email="Dana@mail.RU",
        merchant_category=7,
        customer_created_at=made.START - timedelta(days=7),
    )
    assert holds(text, facts) is is_so


UNKNOWN: list[Condition] = [
    Comparison("country", "is_not", "US"),
    Comparison("customer_age", "is_not", Decimal(3)),
    Comparison("customer_age", "under", Decimal(10**9)),
    Comparison("customer_new_device", "is", False),
    Comparison("probability", "at_least", Decimal(0)),
    Comparison("extra.a.b", "is_not", "x"),
]


@pytest.mark.parametrize("condition", UNKNOWN, ids=str)
def test_a_comparison_with_what_is_unknown_is_false(condition: Comparison) -> None:
    facts = facts_of()
    assert not compiled(condition)(facts)
    assert compiled(Not(condition))(facts), "not is plain: the comparison is false"
    assert compiled(AllOf((Not(condition), Comparison(condition.field, "unknown"))))(facts)


def test_without_history_rules_of_the_payment_still_speak() -> None:
    degraded = replace(facts_of(), inputs=(), at={})
    assert holds("amount is over 5 and customer age is unknown", degraded)
    assert not holds("customer age is under 5 days", degraded)

"""A condition that never holds, or always, or lacks its data says so; never wrongly."""

from random import Random

import pytest

from secureflow.domain import Transaction
from secureflow.rules.checks import needed, problems
from secureflow.rules.condition import Condition
from secureflow.rules.evaluate import compiled
from secureflow.rules.fields import FIELDS
from secureflow.rules.meaning import ListName
from secureflow.rules.sentence import parse
from tests.rules import made

LISTS = (ListName(1, "Stolen", "card"),)


def condition(text: str) -> Condition:
    return parse(f"Block if {text}", LISTS).condition


def kinds(text: str) -> list[str]:
    return [problem.kind for problem in problems(condition(text))]


@pytest.mark.parametrize(
    "text",
    [
        "amount is over 500 and amount is under 100",
        "amount is under 0",
        "hour is over 23",
        "hour is over 3 and hour is under 4",
        "hour is 2.5",
        "earlier payments of the customer in 1 hour are between 1.2 and 1.8",
        "chance of fraud is over 100 percent",
        "amount is unknown",
        'country is "US" and country is "CA"',
        'country is "US" and country is not "US"',
        'e-mail ends with ".ru" and e-mail is "a@b.com"',
        'e-mail starts with "ab" and e-mail starts with "b"',
        'e-mail contains "abc" and not (e-mail contains "b")',
        'weekday is "Monday" and (weekday is "Sunday" or weekday is "Friday")',
        "the device is new for the customer and the device is not new for the customer",
        'card is in list "Stolen" and card is not in list "Stolen"',
        'card is in list "Stolen" and card is unknown',
        'extra.a is 5 and extra.a is "5"',
        "customer age is known and not (customer age is over 3 or customer age is at most 3 days)",
        "(amount is over 5 and amount is under 3) or (hour is 1 and hour is 2)",
    ],
)
def test_what_can_never_hold_is_said(text: str) -> None:
    assert kinds(text) == ["never"]


@pytest.mark.parametrize(
    "text",
    [
        "amount is at least 0",
        "amount is over 5 or amount is at most 5",
        "customer age is known or customer age is unknown",
        "not (amount is over 5 and amount is under 3)",
    ],
)
def test_what_always_holds_is_said(text: str) -> None:
    assert kinds(text) == ["always"]


@pytest.mark.parametrize(
    "text",
    [
        "amount is over 500 and amount is under 501",
        "customer age is over 3 days or customer age is at most 3 days",  # unknown meets neither
        "not (customer age is over 3 days) and not (customer age is at most 3 days)",
        'e-mail starts with "ab" and e-mail ends with "bc" and e-mail contains "x"',
        'e-mail contains "x" and e-mail contains "z" and not (e-mail contains "y")',
        "hour is over 3 and hour is under 5",
        'extra.a is 5 or extra.a is "5"',
        "not (extra.a is true) and not (extra.a is false) and extra.a is known",
        'card is not in list "Stolen" and card is unknown',
    ],
)
def test_what_may_hold_is_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_the_two_that_exclude_each_other_are_named() -> None:
    found = problems(condition("hour is 3 and amount is over 500 and amount is under 100"))
    assert found[0].text == "No payment can meet both: amount is over 500; amount is under 100."


def test_never_and_always_are_never_said_wrongly() -> None:
    rng = Random(3)
    facts = [made.facts(rng) for _ in range(60)]
    said = dict.fromkeys(("never", "always"), 0)
    for number in range(600):
        # Few fields, so that comparisons get in each other's way.
        few = rng.sample(made.ANY, 2) if number % 3 else ("amount", "extra.vip")
        asked = made.condition(rng, 4, few)
        found = {problem.kind for problem in problems(asked)}
        holds = compiled(asked)
        for one in facts:
            assert ("never" if holds(one) else "always") not in found, asked
        for kind in found:
            said[kind] += 1
    assert min(said.values()) > 10


def test_a_condition_of_too_many_ways_is_given_the_benefit_of_the_doubt() -> None:
    ways = " and ".join(f"(extra.a{number} is 1 or extra.b{number} is 1)" for number in range(20))
    assert kinds(f"{ways} and (amount is 1 or amount is 2) and (amount is 3 or amount is 4)") == []


def test_what_the_merchant_never_sent_is_said() -> None:
    asked = condition(
        "amount is over 5 and other cards on the device in 24 hours are over 3 "
        "and customer age is under 7 days and item is unknown and extra.vip is true"
    )
    found = problems(asked, frozenset(("amount", "customer", "card")))
    assert [problem.kind for problem in found] == ["not_sent"]
    assert "`device`" in found[0].text
    told = problems(asked, frozenset(("amount", "customer", "card", "device", "extra.gift")))
    assert ["`extra.vip`" in problem.text for problem in told] == [True]


def test_every_field_needs_fields_of_a_payment() -> None:
    names = Transaction.__dataclass_fields__.keys()
    for field in FIELDS:
        assert needed(field) <= names
        assert needed(field) or field.name in ("score", "probability", "amount_vs_usual")

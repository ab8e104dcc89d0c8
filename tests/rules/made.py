"""Random conditions, rules and payments: every field and op, with values that often meet."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from math import expm1, log, log1p, nan
from random import Random
from typing import Any

from secureflow.domain import Effect, Transaction
from secureflow.rules.canonical import canonical
from secureflow.rules.condition import (
    MAX_DEPTH,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    InList,
    Not,
    Op,
    Value,
)
from secureflow.rules.facts import Facts
from secureflow.rules.fields import BY_LIST_KIND, FIELDS, Field, field_of
from secureflow.rules.meaning import ListName
from secureflow.rules.rule import Rule

START = datetime(2026, 10, 1, tzinfo=UTC)
LISTS = tuple(
    ListName(number, f'List "{number}" \\ of {kind}', kind)
    for number, kind in enumerate(sorted(BY_LIST_KIND), start=1)
)
SOURCES = tuple(
    sorted({f.source for f in FIELDS if f.source not in (None, "score", "probability")})
)
AT = {str(name): place for place, name in enumerate(SOURCES)}
EXTRAS = ("extra.vip", "extra.shipping.country", "extra.shipping.cost", "extra.a.b.c", "extra.0")
ANY = (*(one.name for one in FIELDS), *EXTRAS)
TEXTS = ("us", "US", "ca", "İstanbul", "ß", 'a"b', "back\\slash", "mail.ru", "x@mail.RU", "A", "7")
NUMBER_OPS: tuple[Op, ...] = ("over", "at_least", "under", "at_most", "is", "is_not", "between")
TEXT_OPS: tuple[Op, ...] = ("is", "is_not", "one_of", "contains", "starts_with", "ends_with")


def number(rng: Random) -> Decimal:
    """Return a number that payments often have, or any that a rule may have."""
    if rng.random() < 0.8:
        return Decimal(rng.choice((0, 1, 2, 3, 5, 7, 23, 50, 100))) / rng.choice((1, 1, 1, 2))
    return Decimal(rng.randint(-(10**9), 10**9)).scaleb(-rng.randint(0, 6))


def some_text(rng: Random, field: Field) -> str:
    if field.values:
        return rng.choice(field.values)
    if field.kind in ("country", "currency"):
        return rng.choice(("US", "CA", "DE")) + ("D" if field.kind == "currency" else "")
    return rng.choice(TEXTS)


def comparison(rng: Random, names: Sequence[str] = ANY) -> Comparison:
    name = rng.choice(names)
    field = field_of(name)
    assert field is not None
    if rng.random() < 0.1:
        return Comparison(name, rng.choice(("known", "unknown")))
    kind = rng.choice(("number", "text", "flag")) if field.kind == "any" else field.kind
    if kind == "flag":
        return Comparison(name, "is", rng.random() < 0.5)
    value: Value
    if field.is_number or kind == "number":
        op = rng.choice(NUMBER_OPS)
        low, high = sorted((number(rng), number(rng)))
        value = (low, high) if op == "between" else low
    else:
        op = rng.choice(TEXT_OPS)
        texts = tuple(some_text(rng, field) for _ in range(rng.randint(1, 4)))
        value = texts if op == "one_of" else texts[0]
    return canonical(Comparison(name, op, value))


def leaf(rng: Random, names: Sequence[str] = ANY) -> Comparison | InList:
    if rng.random() < 0.1:
        one = rng.choice(LISTS)
        return InList(BY_LIST_KIND[one.kind].name, one.id, one.name)
    return comparison(rng, names)


def condition(rng: Random, depth: int = MAX_DEPTH, names: Sequence[str] = ANY) -> Condition:
    """Return a condition of any shape, within the limits, that compares these fields."""
    way = rng.random()
    if depth == 1 or way < 0.4:
        return leaf(rng, names)
    if way < 0.55:
        return Not(condition(rng, depth - 1, names))
    terms = tuple(condition(rng, depth - 1, names) for _ in range(rng.choice((2, 2, 3))))
    return AllOf(terms) if way < 0.8 else AnyOf(terms)


def rule(rng: Random, number: int = 1) -> Rule:
    effects: tuple[Effect, ...] = ("points", "points", "review", "block", "approve")
    effect = rng.choice(effects)
    points = 0.0
    if effect == "points":
        points = rng.choice((0.5, 1.0, 15.0, 99.99, 100.0)) * rng.choice((1, -1))
    return Rule(
        id=number,
        name=f"Rule {number}",
        condition=condition(rng),
        effect=effect,
        points=points,
        priority=rng.choice((1, 500, 500, 1_000)),
        expires_at=rng.choice((None, None, START, START + timedelta(days=90))),
        ready=rng.choice((None, "card_testing")),
    )


def _input(rng: Random, name: str) -> float:
    """Return an input as the history makes it of small whole counts, days and shares."""
    if rng.random() < 0.2:
        return nan
    whole = rng.choice((0, 1, 2, 3, 5, 7, 23, 50))
    turns = {field.turn for field in FIELDS if field.source == name}
    if "times" in turns:
        return log(max(whole, 0.5))
    if "share" in turns:
        return -log(rng.choice((0.5, 0.01, 0.05, 1.0)))
    if "percent" in turns:
        return rng.choice((0.0, 0.01, 0.05, 0.5, 1.0))
    if "new" in turns:
        return rng.choice((0.0, 1.0, 1.7))
    return log1p(whole) if rng.random() < 0.9 else log1p(expm1(rng.random() * 5))


def _maybe(rng: Random, values: Sequence[Any]) -> Any:
    return rng.choice((None, *values))


def payment(rng: Random) -> Transaction:
    at = START + timedelta(seconds=rng.randint(0, 40 * 86_400))
    names = ("item", "customer", "card", "device", "terminal")
    return Transaction(
        amount=Decimal(rng.choice((0, 1, 5, 7, 50, 100, 1_234))) + rng.choice((0, Decimal("0.5"))),
        currency=rng.choice(("USD", "CAD", "DED")),
        occurred_at=at,
        hour=at.hour,
        day_of_week=at.weekday(),
        merchant_category=_maybe(rng, (7, "7", "A", "ß")),
        transaction_type=_maybe(rng, (0, "us")),
        card_bin=_maybe(rng, ("400000", "7")),
        ip=_maybe(rng, ("203.0.113.7",)),
        email=_maybe(rng, ("x@mail.RU", "A@us", "hidden:7")),
        country=_maybe(rng, ("US", "CA", "DE")),
        customer_created_at=_maybe(rng, (at - timedelta(days=7), at, at + timedelta(days=1))),
        quantity=_maybe(rng, (Decimal(1), Decimal("2.5"))),
        extra=rng.choice(
            (
                {},
                {"vip": True, "shipping": {"country": "US", "cost": 5}, "0": "7"},
                {"vip": False, "shipping": {"country": None, "cost": 2.5}, "a": {"b": {"c": "ß"}}},
                {"vip": "US", "shipping": "US", "a": {"b": {"c": [1]}}, "0": 7},
            )
        ),
        **{name: _maybe(rng, TEXTS) for name in names},
    )


def facts(rng: Random) -> Facts:
    return Facts(
        payment=payment(rng),
        inputs=[_input(rng, str(name)) for name in SOURCES],
        at=AT,
        score=rng.choice((0.0, 7.0, 44.9, 45.0, 50.0, 92.0, 100.0, rng.random() * 100.0)),
        probability=rng.choice((None, 0.0, 0.01, 0.07, 0.5, 1.0)),
        lists=frozenset(one.id for one in LISTS if rng.random() < 0.3),
    )

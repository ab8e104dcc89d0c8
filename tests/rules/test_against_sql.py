"""Ten thousand random rules over stored payments: the evaluator and PostgreSQL decide alike."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import nan
from random import Random
from typing import Any

import pytest
from apiflask import APIFlask

from secureflow.db import tenancy
from secureflow.domain import Transaction
from secureflow.extensions import db
from secureflow.rules.book import RuleBook, decide
from secureflow.rules.circumstances import PLAIN
from secureflow.rules.evaluate import Conditions
from secureflow.rules.facts import Facts
from secureflow.scoring.history.features import NAMES
from tests.conftest import Tenant
from tests.rules import made, sql
from tests.services.stored import payment as stored

RULES, PAYMENTS, BATCH = 10_000, 12, 500
POLICIES, SIZE = 300, 8
AT = {name: place for place, name in enumerate(NAMES)}


@pytest.fixture
def payments(app: APIFlask, tenant: Tenant) -> Iterator[dict[int, Facts]]:
    """Stored payments by their id, with what a rule reads of each."""
    rng = Random(20261122)
    tenancy.bind(tenant.merchant_id)
    db.session.connection().exec_driver_sql(
        "SET LOCAL jit = off; CREATE TEMP TABLE met (payment bigint, lists int[]) ON COMMIT DROP"
    )
    found: dict[int, Facts] = {}
    for number in range(PAYMENTS):
        facts = made.facts(rng)
        row = [nan] * len(NAMES)
        for name, place in made.AT.items():
            row[AT[name]] = facts.inputs[place]
        values = {name: getattr(facts.payment, name) for name in Transaction.__dataclass_fields__}
        kept = stored(
            tenant.merchant_id,
            number,
            score=facts.score,
            at=facts.payment.occurred_at,
            inputs=row,
            probability=facts.probability,
            **values,
        )
        db.session.connection().exec_driver_sql(
            "INSERT INTO met VALUES (%s, %s)", (kept.id, sorted(facts.lists))
        )
        found[kept.id] = replace(facts, inputs=row, at=AT)
    yield found
    db.session.rollback()


def answers(merchant_id: int, expressions: Sequence[str], source: str = "") -> dict[int, list[Any]]:
    """Return what PostgreSQL says of each payment, by its id."""
    rows = db.session.connection().exec_driver_sql(
        f"SELECT id, ARRAY[{', '.join(expressions)}] FROM transactions JOIN met ON payment = id "
        f"{source} WHERE merchant_id = {merchant_id}"
    )
    return {row[0]: row[1] for row in rows}


def test_ten_thousand_rules_hold_where_postgresql_says_so(
    payments: dict[int, Facts], tenant: Tenant
) -> None:
    rng = Random(7)
    held = 0
    for _ in range(RULES // BATCH):
        conditions = [made.condition(rng) for _ in range(BATCH)]
        together = Conditions(conditions)
        said = answers(tenant.merchant_id, [sql.condition(one) for one in conditions])
        assert said.keys() == payments.keys()
        for id_, facts in payments.items():
            holding = set(together.holding(facts))
            held += len(holding)
            for place, is_so in enumerate(said[id_]):
                assert is_so == (place in holding), (conditions[place], facts)
    assert 0.2 < held / (RULES * PAYMENTS) < 0.8, "the rules tell payments apart"


def test_policies_decide_as_postgresql_does(payments: dict[int, Facts], tenant: Tenant) -> None:
    rng = Random(8)
    ways: set[str] = set()
    for _ in range(POLICIES // 60):
        books = [book(rng, version) for version in range(60)]
        conditions = [sql.condition(rule.condition) for one in books for rule in one.rules]
        holding = f"CROSS JOIN LATERAL (SELECT ARRAY[{', '.join(conditions)}] AS h OFFSET 0) held"
        expressions = []
        for number, one in enumerate(books):
            at = [f"h[{number * SIZE + place + 1}]" for place in range(SIZE)]
            expressions.append(sql.decision(one.rules, at, one.review_line, one.block_line))
            expressions.append(f"({sql.final_score(one.rules, at)})::text")
        said = answers(tenant.merchant_id, expressions, holding)
        for id_, facts in payments.items():
            for number, one in enumerate(books):
                verdict = decide(one, facts, PLAIN, made.START)
                decision, score = said[id_][2 * number : 2 * number + 2]
                assert (verdict.decision, verdict.score) == (decision, float(score)), one
                ways.add(decision)
    assert ways == {"approve", "review", "block"}


def book(rng: Random, version: int) -> RuleBook:
    rules = [replace(made.rule(rng, number), expires_at=None) for number in range(1, SIZE + 1)]
    review = rng.choice((20.0, 45.0))
    return RuleBook(version, review, rng.choice((50.0, 92.0)), tuple(rules))

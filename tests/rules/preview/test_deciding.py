"""Decided as columns and one by one, payments come to the same, to the last digit."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from secureflow.rules.book import RuleBook, ShieldSettings, decide
from secureflow.rules.circumstances import Burst, Circumstances, ListEffect, ListMatch
from secureflow.rules.columns import matches
from secureflow.rules.facts import Facts
from secureflow.rules.preview.deciding import Around, by_lines, settle
from tests.rules import made
from tests.rules.test_evaluate import table_of

NOW = made.START + timedelta(days=20)
ORDER = {"approve": 0, "review": 1, "block": 2}
BURST = Burst("ip", "Card testing", NOW + timedelta(hours=1))


def a_book(rng: Random) -> RuleBook:
    rules = []
    for number in range(1, rng.randint(1, 9)):
        rule = made.rule(rng, number)
        ends = rng.choice((None, None, NOW, NOW + timedelta(days=1)))
        rules.append(replace(rule, expires_at=ends))
    review, block = sorted((rng.choice((0.0, 45.0, 50.0)), rng.choice((50.0, 92.0, 100.0))))
    shield = ShieldSettings(rng.choice(("live", "shadow", "off")), rng.choice(("block", "review")))
    return RuleBook(1, review, block, tuple(rules), shield)


def some_circumstances(rng: Random) -> Circumstances:
    effects: tuple[ListEffect, ...] = ("block", "allow", "none", "none")
    lists = tuple(
        ListMatch(one.id, one.name, effects[one.id % 4]) for one in made.LISTS if rng.random() < 0.1
    )
    snoozed = frozenset(n for n in range(1, 9) if rng.random() < 0.1)
    return Circumstances(lists, snoozed, (BURST,) if rng.random() < 0.2 else ())


def with_effect(around: list[Circumstances], effect: str) -> Any:
    return np.array([any(one.effect == effect for one in each.lists) for each in around])


@given(st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_columns_decide_as_one_by_one(seed: int) -> None:
    rng = Random(seed)
    book = a_book(rng)
    around = [some_circumstances(rng) for _ in range(25)]
    facts: list[Facts] = [replace(made.facts(rng), lists=each.list_ids) for each in around]
    table = table_of(facts)
    settled = settle(
        book,
        {rule.id: matches(rule.condition, table) for rule in book.rules},
        np.array([one.score for one in facts]),
        Around(
            with_effect(around, "block"),
            with_effect(around, "allow"),
            np.array([bool(each.bursts) for each in around]),
            {
                rule.id: np.array([rule.id in each.snoozed for each in around])
                for rule in book.rules
            },
        ),
        NOW,
    )
    verdicts = [decide(book, *each, NOW) for each in zip(facts, around, strict=True)]
    decided = by_lines(settled, book.review_line, book.block_line)
    assert settled.score.tolist() == [one.score for one in verdicts]
    assert decided.tolist() == [ORDER[one.decision] for one in verdicts]

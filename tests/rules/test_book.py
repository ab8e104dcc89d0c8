"""In which order lists, rules, the shield and the lines speak, and what becomes of the points."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secureflow.domain import Decision, Effect, Transaction
from secureflow.rules.book import RuleBook, ShieldMode, ShieldSettings, decide
from secureflow.rules.circumstances import PLAIN, Burst, Circumstances, ListMatch
from secureflow.rules.condition import Comparison
from secureflow.rules.facts import Facts
from secureflow.rules.rule import Rule
from tests.rules import made

NOW = made.START
ALWAYS = Comparison("amount", "over", Decimal(1))
NEVER = Comparison("amount", "over", Decimal(1_000))
BLOCKED = ListMatch(1, "Stolen", "block")
ALLOWED = ListMatch(2, "Staff", "allow")
WATCHED = ListMatch(3, "Watched", "none")
BURST = Burst("ip", "Card testing from 203.0.113.7.", NOW + timedelta(hours=1))


def rule(number: int, effect: Effect, **values: Any) -> Rule:
    made_of: dict[str, Any] = {"condition": ALWAYS} | values
    return Rule(number, f"Rule {number}", effect=effect, **made_of)


def facts(score: float = 50.0) -> Facts:
    payment = Transaction(Decimal(5), "USD", NOW, NOW.hour, NOW.weekday())
    return Facts(payment, (), {}, score)


def book(*rules: Rule, mode: ShieldMode = "live") -> RuleBook:
    return RuleBook(3, 45.0, 92.0, rules, ShieldSettings(mode, "block"))


REVIEW, BLOCK, APPROVE = rule(1, "review"), rule(2, "block"), rule(3, "approve")


@pytest.mark.parametrize(
    ("rules", "circumstances", "score", "decision", "decider"),
    [
        ([], PLAIN, 10.0, "approve", None),
        ([], PLAIN, 45.0, "review", None),
        ([], PLAIN, 92.0, "block", None),
        ([REVIEW], PLAIN, 10.0, "review", "Rule 1"),
        ([REVIEW], PLAIN, 50.0, "review", "Rule 1"),
        ([REVIEW], PLAIN, 95.0, "block", None),
        ([BLOCK], PLAIN, 10.0, "block", "Rule 2"),
        ([APPROVE], PLAIN, 95.0, "approve", "Rule 3"),
        ([replace(APPROVE, priority=900), BLOCK], PLAIN, 10.0, "block", "Rule 2"),
        ([APPROVE, replace(BLOCK, priority=900)], PLAIN, 10.0, "approve", "Rule 3"),
        ([REVIEW, replace(BLOCK, priority=900)], PLAIN, 10.0, "review", "Rule 1"),
        ([BLOCK, APPROVE], PLAIN, 10.0, "block", "Rule 2"),  # of one priority, the older rule
        ([APPROVE], Circumstances((BLOCKED,)), 10.0, "block", "Stolen"),
        ([BLOCK], Circumstances((ALLOWED,)), 95.0, "approve", "Staff"),
        ([], Circumstances((ALLOWED, BLOCKED)), 10.0, "block", "Stolen"),
        ([], Circumstances((WATCHED,)), 10.0, "approve", None),
        ([], Circumstances(bursts=(BURST,)), 10.0, "block", "ip"),
        ([], Circumstances((ALLOWED,), bursts=(BURST,)), 10.0, "approve", "Staff"),
        ([APPROVE], Circumstances(bursts=(BURST,)), 10.0, "approve", "Rule 3"),
        ([REVIEW], Circumstances(bursts=(BURST,)), 10.0, "block", "ip"),
        ([BLOCK], Circumstances(snoozed=frozenset((2,))), 10.0, "approve", None),
    ],
)
def test_the_first_that_speaks_decides(
    rules: Sequence[Rule],
    circumstances: Circumstances,
    score: float,
    decision: Decision,
    decider: str | None,
) -> None:
    verdict = decide(book(*rules), facts(score), circumstances, NOW)
    assert verdict.decision == decision
    assert [hit.name for hit in verdict.hits if hit.decides] == ([decider] if decider else [])
    assert all(hit.version == 3 for hit in verdict.hits)


@pytest.mark.parametrize(("mode", "hits"), [("shadow", 1), ("off", 0)])
def test_a_shield_that_is_not_live_only_says_what_it_would(mode: ShieldMode, hits: int) -> None:
    verdict = decide(book(mode=mode), facts(10.0), Circumstances(bursts=(BURST,)), NOW)
    assert verdict.decision == "approve"
    assert [(hit.source, hit.decides) for hit in verdict.hits] == [("shield", False)] * hits


def test_a_hit_that_does_not_decide_is_told_all_the_same() -> None:
    verdict = decide(book(APPROVE, replace(BLOCK, priority=900)), facts(), PLAIN, NOW)
    assert [(hit.name, hit.effect, hit.decides) for hit in verdict.hits] == [
        ("Rule 3", "approve", True),
        ("Rule 2", "block", False),
    ]
    assert verdict.hits[0].text == "Rule 3: amount is over 1"


def test_an_expired_rule_and_one_that_does_not_hold_are_no_hits() -> None:
    rules = (
        rule(1, "block", expires_at=NOW),
        rule(2, "block", condition=NEVER),
        rule(3, "review", expires_at=NOW + timedelta(seconds=1)),
    )
    assert [hit.rule_id for hit in decide(book(*rules), facts(), PLAIN, NOW).hits] == [3]


def test_points_are_added_by_priority_and_cut_at_the_ends_of_the_scale() -> None:
    rules = (
        rule(1, "points", points=30.0, priority=2),
        rule(2, "points", points=-100.0, priority=3),
        rule(3, "points", points=25.0, priority=1),
        rule(4, "points", points=46.0, priority=4),
    )
    verdict = decide(book(*rules), facts(60.0), PLAIN, NOW)
    assert [(hit.rule_id, hit.points) for hit in verdict.hits] == [
        (3, 25.0),
        (1, 15.0),
        (2, -100.0),
        (4, 46.0),
    ]
    assert (verdict.score, verdict.decision) == (46.0, "review")


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_models_score_and_the_points_are_the_score(rng: Random) -> None:
    rules = [replace(made.rule(rng, n), condition=ALWAYS) for n in range(1, rng.randint(2, 9))]
    score = rng.random() * 100.0
    verdict = decide(book(*rules), facts(score), PLAIN, NOW)
    assert 0.0 <= verdict.score <= 100.0
    assert score + sum(hit.points for hit in verdict.hits) == pytest.approx(verdict.score)
    assert sum(hit.decides for hit in verdict.hits) <= 1

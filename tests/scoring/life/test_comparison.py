"""Two models on the same payments: costs by hand, intervals that hold, and the gate."""

from dataclasses import replace

import numpy as np
import pytest

from secureflow.domain import Policy
from secureflow.losses import Costs, loss
from secureflow.scoring.life import gate
from secureflow.scoring.life.comparison import Compared, Pairs, Side, compare
from secureflow.scoring.life.gate import Check, Pace

POLICY = Policy(1, 45.0, 92.0)
COSTS = Costs(chargeback_fee=20.0, margin=0.25, review_cost=2.0)
FAST = Pace(1.0, 1.0)


def side(*scores: float) -> Side:
    found = np.array(scores, dtype=np.float64)
    return Side(found, np.full(len(found), np.nan))


def pairs(champion: Side, challenger: Side, label: list[int], amount: list[float]) -> Pairs:
    n = len(label)
    return Pairs(
        champion,
        challenger,
        np.array(label, dtype=np.int8),
        np.array(amount, dtype=np.float64),
        np.ones(n, dtype=np.bool_),
        np.ones(n),
        np.zeros(n, dtype=np.int64),
    )


def test_what_decisions_cost() -> None:
    one = side(10, 10, 50, 50, 95, 95, 95)
    found = pairs(one, one, [1, 0, 1, 0, 1, 0, -1], [100.0] * 7)
    cost = loss(np.array([0, 0, 1, 1, 2, 2, 2], dtype=np.int8), found.truths, COSTS)
    assert cost.tolist() == [120.0, 0.0, 2.0, 2.0, 0.0, 25.0, 0.0]


def test_money_in_another_currency_is_not_counted() -> None:
    one = side(10)
    found = replace(pairs(one, one, [1], [100.0]), is_counted=np.array([False]))
    assert loss(np.array([0], dtype=np.int8), found.truths, COSTS).tolist() == [0.0]


def many(better: float, seed: int = 1, n: int = 4_000) -> Pairs:
    """Return payments whose frauds the challenger scores higher by ``better`` than the champion."""
    rng = np.random.default_rng(seed)
    label = (rng.random(n) < 0.02).astype(np.int8)
    base = rng.normal(20.0, 16.0, n) + 15.0 * label
    champion = np.clip(base, 0.0, 100.0)
    challenger = np.clip(base + better * label + rng.normal(0.0, 1.0, n), 0.0, 100.0)
    day = np.sort(rng.integers(0, 28, n))
    amount = rng.uniform(10.0, 200.0, n)
    nothing = np.full(n, np.nan)
    return Pairs(
        Side(champion, nothing),
        Side(challenger, nothing),
        label,
        amount,
        np.ones(n, dtype=np.bool_),
        np.ones(n),
        day,
    )


def test_a_better_challenger_saves_money_for_certain() -> None:
    found = compare(many(40.0), POLICY, COSTS)
    assert found.challenger.caught > found.champion.caught
    assert found.saved.mean == pytest.approx(found.champion.cost - found.challenger.cost)
    assert 0.0 < found.saved.low < found.saved.mean < found.saved.high
    assert found.gained_precision.low > 0.0
    assert verdicts(found) == dict.fromkeys(verdicts(found), True)


def verdicts(found: Compared, waiting: int = 0, pace: Pace = FAST) -> dict[str, bool]:
    return {check.name: check.passed for check in gate.checks(found, waiting, pace)}


def test_a_worse_challenger_is_held_back() -> None:
    found = compare(many(-14.0), POLICY, COSTS)
    assert not verdicts(found)["quality"]
    assert found.gained_precision.high < 0.0


def test_an_equal_challenger_passes_within_its_interval() -> None:
    found = many(0.0)
    noise = np.random.default_rng(3).normal(0.0, 5.0, len(found.label))
    equal = replace(found.champion, score=np.clip(found.champion.score + noise, 0.0, 100.0))
    assert verdicts(compare(replace(found, challenger=found.champion), POLICY, COSTS))["quality"]
    other_way = compare(replace(found, champion=equal, challenger=found.champion), POLICY, COSTS)
    assert verdicts(other_way)["quality"]


def test_one_that_flags_twice_as_many_is_held_back() -> None:
    found = many(40.0)
    louder = replace(found.challenger, score=found.challenger.score + 20.0)
    held = compare(replace(found, challenger=louder), POLICY, COSTS)
    assert not verdicts(held)["stability"]


@pytest.mark.parametrize(
    ("waiting", "pace", "name"),
    [(500, FAST, "caught_up"), (0, Pace(1.0, 9.0), "latency")],
)
def test_the_other_conditions(waiting: int, pace: Pace, name: str) -> None:
    found = compare(many(40.0), POLICY, COSTS)
    assert [n for n, ok in verdicts(found, waiting, pace).items() if not ok] == [name]


def text_of(found: Compared, name: str) -> Check:
    return next(check for check in gate.checks(found, 0, FAST) if check.name == name)


def test_probabilities_that_mislead_are_held_back() -> None:
    found = many(40.0)
    wild = replace(found.challenger, probability=np.full(len(found.label), 0.9))
    check = text_of(compare(replace(found, challenger=wild), POLICY, COSTS), "calibration")
    assert not check.passed
    assert "off; at most 0.100 is allowed." in check.text
    tame = replace(found.champion, probability=np.full(len(found.label), 0.05))
    check = text_of(compare(replace(found, champion=tame), POLICY, COSTS), "calibration")
    assert check.text == "The champion gives probabilities, and it gives none."
    assert not check.passed


def test_without_payments_nothing_passes_and_nothing_breaks() -> None:
    found = compare(pairs(side(), side(), [], []), POLICY, COSTS)
    held = {name for name, ok in verdicts(found).items() if not ok}
    assert held == {"caught_up", "labels", "quality", "stability"}


def test_the_same_payments_give_the_same_answer() -> None:
    one, two = (compare(many(5.0), POLICY, COSTS) for _ in range(2))
    assert (one.saved, one.gained_precision) == (two.saved, two.gained_precision)

"""Figures of a preview by hand: rates, money, ranges, buckets, and what nobody can know."""

from typing import Any

import numpy as np
import pytest

from secureflow.losses import BLOCK, FRAUD, GOOD, UNKNOWN, Costs
from secureflow.rules.preview import notes
from secureflow.rules.preview.buckets import Bucket, buckets
from secureflow.rules.preview.deciding import OPEN, Settled, by_lines
from secureflow.rules.preview.figures import compare
from secureflow.rules.preview.intervals import Rate, groups, wilson
from secureflow.rules.preview.listing import on_list
from secureflow.rules.preview.past import DAY, Past
from secureflow.rules.preview.rows import changed
from secureflow.rules.preview.unknown import unknown

COSTS = Costs(chargeback_fee=20.0, margin=0.25, review_cost=2.0)
START = 1_760_000_000 // DAY * DAY


def past(score: Any, label: Any, **columns: Any) -> Past:
    n = len(score)
    values: dict[str, Any] = {
        "ids": np.arange(1, n + 1),
        "at": START + np.arange(n)[::-1] * 3_600,
        "amount": np.full(n, 100.0),
        "is_counted": np.ones(n, np.bool_),
        "is_spot_check": np.zeros(n, np.bool_),
        "weight": np.ones(n),
        "stored": np.zeros(n, np.int8),
    }
    values |= {name: np.array(column) for name, column in columns.items()}
    return Past(score=np.array(score, float), label=np.array(label, np.int8), **values)


def lines(history: Past, review: float, block: float) -> Any:
    said = np.full(len(history), OPEN, np.int8)
    return by_lines(Settled(history.score, said), review, block)


def test_figures_by_hand() -> None:
    history = past([10, 10, 50, 50, 95, 95, 95], [FRAUD, GOOD, FRAUD, GOOD, FRAUD, GOOD, UNKNOWN])
    found = compare(history, lines(history, 45, 92), lines(history, 45, 99), COSTS)
    now, new = found.now, found.new
    assert (now.approved, now.reviewed, now.blocked) == (2, 2, 3)
    assert (now.fraud_caught, now.blocks_right) == (Rate(2, 3), Rate(1, 2))
    assert now.good_declined == Rate(1, 3)
    assert now.cost == 120 + 4 + 25
    # Had everything been approved, three frauds of 100 with a fee of 20 would have been lost.
    assert now.net_saving == 360 - now.cost
    assert (new.blocked, new.cost) == (0, 120 + 10)
    assert found.change.saving.value == 19
    assert found.change.good_declined.value == -1
    assert found.change.blocks_right is None, "nothing is blocked, so no share can be said"


def test_money_in_other_currencies_is_not_summed() -> None:
    history = past([10], [FRAUD], is_counted=[False], amount=[0.0])
    found = compare(history, lines(history, 45, 92), lines(history, 5, 92), COSTS)
    assert (found.now.cost, found.new.cost) == (0.0, 0.0)
    assert found.new.fraud_caught == Rate(1, 1)


def test_an_interval_is_wilsons() -> None:
    # Wilson's interval of 8 of 10 as tables give it.
    assert wilson(0.8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(0.0, 5)[0] == 0.0
    none = Rate(0, 0)
    assert (none.value, none.low, none.high) == (None, None, None)


def test_whole_days_are_drawn_where_there_are_enough() -> None:
    at = START + np.arange(20) * DAY // 2
    assert groups(at).max() == 19, "ten days: as many runs as payments"
    many = START + np.arange(60) * DAY // 2
    assert groups(many).tolist() == [n // 2 for n in range(60)]


def test_a_range_covers_what_days_differ_by_and_the_same_again() -> None:
    rng = np.random.default_rng(3)
    n = 4_000
    score = rng.uniform(0, 100, n)
    label = np.where(rng.random(n) < 0.05, FRAUD, GOOD)
    history = past(score, label, at=START + np.sort(rng.integers(0, 28 * DAY, n))[::-1])
    both = [
        compare(history, lines(history, 45, 92), lines(history, 60, 92), COSTS) for _ in range(2)
    ]
    assert both[0] == both[1]
    saving = both[0].change.saving
    assert saving.low is not None
    assert saving.high is not None
    assert saving.low < saving.value < saving.high


def test_without_payments_nothing_is_said() -> None:
    history = past([], [], at=np.zeros(0, np.int64))
    found = compare(history, lines(history, 45, 92), lines(history, 50, 92), COSTS)
    assert found.change.saving.low is None
    assert found.now.fraud_caught.value is None
    told = list(notes.of_history(history, found.new, unknown(history, lines(history, 1, 2)), 0.0))
    assert [note.code for note in told] == ["no_payments"]


def test_buckets_add_up_to_any_two_lines() -> None:
    rng = np.random.default_rng(4)
    n = 3_000
    score = np.round(rng.uniform(0, 100, n), 3)
    score[:5] = [0.0, 100.0, 45.0, 44.999, 92.0]
    history = past(score, rng.choice([FRAUD, GOOD, UNKNOWN], n), amount=rng.uniform(1, 500, n))
    said = rng.choice([OPEN, OPEN, OPEN, 0, 1, 2], n).astype(np.int8)
    settled = Settled(score, said)
    found = buckets(history, settled, COSTS)
    for review, block in ((45.0, 92.0), (0.0, 100.0), (57.5, 57.5)):
        decided = by_lines(settled, review, block)
        whole = compare(history, decided, decided, COSTS).now

        def open_cost(one: Bucket, review: float = review, block: float = block) -> float:
            if one.score >= block:
                return one.if_blocked
            return one.if_reviewed if one.score >= review else one.if_approved

        cost = sum(map(open_cost, found.by_lines))
        cost += sum(b.if_blocked if b.score >= block else b.if_reviewed for b in found.held)
        cost += found.approved.if_approved + found.blocked.if_blocked
        assert cost == pytest.approx(whole.cost)
        blocked = [b.payments for b in (*found.by_lines, *found.held) if b.score >= block]
        assert sum(blocked) + found.blocked.payments == whole.blocked


def test_blocked_payments_of_unknown_outcome_are_said() -> None:
    history = past(
        [95, 95, 95, 95, 10],
        [UNKNOWN, UNKNOWN, FRAUD, GOOD, GOOD],
        stored=np.array([BLOCK, BLOCK, BLOCK, BLOCK, 0], np.int8),
        is_spot_check=[False, False, True, True, False],
        weight=[1, 1, 300.0, 100.0, 1],
    )
    new = lines(history, 45, 99)
    found = unknown(history, new)
    assert (found.payments, found.amount, found.spot_checked) == (2, 200.0, 2)
    assert found.fraud is not None
    assert found.fraud.value == 0.75
    told = {
        note.code: note.text
        for note in notes.of_history(
            history, compare(history, new, new, COSTS).new, found, START + DAY
        )
    }
    assert told["blocked_unknown"].startswith("2 payments that were blocked would not be")
    assert "Of 2 like them" in told["blocked_unknown"]
    assert {"few_labels", "few_days", "young", "reviews_are_right"} < told.keys()


def test_rows_whose_truth_is_known_come_first() -> None:
    history = past([50, 50, 50, 10], [UNKNOWN, FRAUD, GOOD, GOOD])
    found = changed(history, lines(history, 45, 92), lines(history, 60, 92))
    assert (found.approved, found.reviewed, found.blocked) == (3, 0, 0)
    assert found.split.sample.tolist() == [1, 2, 0]
    assert (found.split.fraud, found.split.good, found.split.unknown) == (1, 1, 1)


def test_values_are_found_on_a_list_as_when_judging() -> None:
    bins = ["411111", "41111122", "511111", None]
    assert on_list("card_bin", bins, {"411111"}).tolist() == [True, True, False, False]
    mails = ["A@Mail.ru", "b@mail.ru.example", None]
    assert on_list("domain", mails, {"mail.ru"}).tolist() == [True, False, False]
    assert on_list("country", ["us", "US", "ca"], {"US"}).tolist() == [True, True, False]

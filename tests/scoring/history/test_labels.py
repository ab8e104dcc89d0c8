import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secureflow.domain import Label
from secureflow.scoring.history.facts import log_amounts
from secureflow.scoring.history.features import LABEL_START, NAMES
from secureflow.scoring.history.labels import apply, entities_index, label_rows, no_labels
from secureflow.scoring.history.ledger import Ledger
from secureflow.scoring.history.risk import (
    AT_AMOUNTS,
    AT_LATEST,
    AT_TIMES,
    MOST_LATEST,
    MOST_TIMES,
    SIZE,
)
from secureflow.scoring.history.usuals import NOTHING
from tests.scoring.history.payments import DAY, START, columns, many

Given = list[tuple[int, bool]]


def amount_on(day: int) -> float:
    """Return the logarithm of an amount that tells the payments of days apart."""
    return math.nan if day % 7 == 0 else day % 5 - 2.0


def counted(labels: Given) -> np.ndarray:
    book = no_labels()
    for day, is_fraud in labels:
        label: Label = "fraud" if is_fraud else "legitimate"
        book = apply(book, START + day * DAY, amount_on(day), label, 1)
    return book


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 300), st.booleans()), max_size=30),
    st.randoms(use_true_random=False),
)
def test_any_order_of_labels_gives_the_same(labels: Given, random: object) -> None:
    shuffled = list(labels)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    np.testing.assert_allclose(counted(labels), counted(shuffled), rtol=1e-9, atol=1e-12)


@given(
    st.lists(st.tuples(st.integers(0, 300), st.booleans()), max_size=MOST_TIMES),
    st.integers(0, 300),
    st.booleans(),
)
@settings(max_examples=50, deadline=None)
def test_a_label_taken_back_leaves_nothing(labels: Given, day: int, is_fraud: bool) -> None:
    # The latest payment stays what decay refers to, so this one is not later than the others.
    labels = [*labels, (300, False)]
    before = counted(labels)
    label: Label = "fraud" if is_fraud else "legitimate"
    given_book = before.copy()
    told = START + day * DAY, amount_on(day), label
    after = apply(apply(before, *told, 1), *told, -1)
    np.testing.assert_array_equal(before, given_book)
    places = SIZE
    if len(labels) >= MOST_LATEST:
        places = AT_LATEST if sum(fraud for _, fraud in labels) < MOST_TIMES else AT_TIMES
    np.testing.assert_allclose(after[:places], before[:places], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(after[AT_AMOUNTS:], before[AT_AMOUNTS:], rtol=1e-9, atol=1e-9)


def test_a_label_shows_in_the_next_payment_of_each_entity() -> None:
    ledger = Ledger()
    first = ledger.history(
        columns([START + i * DAY for i in range(10)], customer="c", card="k"), NOTHING
    )
    keys = [key for key in first.keys[4] if key is not None]
    ledger.label(keys, START + 4 * DAY, math.log(30.0), "fraud", 1)
    ledger.label(keys, START + 5 * DAY, math.log(20.0), "legitimate", 1)
    assert ledger.labels_changed == set(keys)
    now = columns([START + 11 * DAY], customer="c", card="k", terminal="t")
    row = dict(zip(NAMES, ledger.inputs(now, NOTHING)[0].tolist(), strict=True))
    fraud, good = 0.5, 0.5 ** (6 / 7)
    a_day = sum(0.5 ** ((11 - i) / 30) for i in range(10)) * math.log(2) / 30
    for kind in ("customer", "card"):
        assert row[f"{kind}_fraud_rate_7d"] == pytest.approx((fraud + 0.02) / (fraud + good + 2))
        assert row[f"{kind}_fraud_latest"] == pytest.approx((0.7 + 0.005) / (1.7 + 0.5))
        assert row[f"{kind}_fraud_burst"] == pytest.approx(1 / (2 + a_day))
        assert math.expm1(row[f"{kind}_since_fraud"]) == pytest.approx(7)
        assert math.expm1(row[f"{kind}_first_fraud"]) == pytest.approx(7)
        assert math.exp(row[f"{kind}_fraud_amount"]) == pytest.approx(30)
        assert math.exp(row[f"{kind}_amount_vs_fraud"]) == pytest.approx(20 / 30)
    assert row["terminal_fraud_rate_7d"] == row["terminal_fraud_latest"] == 0.01
    assert row["terminal_fraud_burst"] == 0
    assert math.expm1(row["terminal_since_fraud"]) == pytest.approx(3_650)
    assert math.isnan(row["device_fraud_rate_7d"])
    assert math.isnan(row["terminal_fraud_amount"])
    ledger.label(keys, START + 4 * DAY, math.log(30.0), "fraud", -1)
    again = ledger.history(now, NOTHING, counted=False)
    ledger.fill_labels(again)
    assert again.inputs[0, NAMES.index("card_fraud_burst")] == 0
    assert again.inputs[0, NAMES.index("card_fraud_rate_7d")] < 0.01


def test_a_stream_of_labels_gives_what_one_by_one_gives() -> None:
    found = many(400)
    rng = np.random.default_rng(3)
    chosen = np.sort(rng.choice(400, 150, replace=False))
    known_at = found.occurred_at[chosen] + rng.integers(0, 9, 150) * DAY
    order = np.argsort(known_at, kind="stable")
    chosen, known_at = chosen[order], known_at[order]
    is_fraud = rng.random(150) < 0.4

    amounts = log_amounts(found)
    ledger, slow, event = Ledger(), [], 0
    keys = Ledger().history(found, NOTHING).keys
    for i in range(400):
        while event < 150 and known_at[event] <= found.occurred_at[i]:
            own = [key for key in keys[chosen[event]] if key is not None]
            label: Label = "fraud" if is_fraud[event] else "legitimate"
            paid = amounts[chosen[event]]
            ledger.label(own, found.occurred_at[chosen[event]], paid, label, 1)
            event += 1
        slow.append(ledger.inputs(found.rows(i, i + 1), NOTHING)[0, LABEL_START:])

    entity, count = entities_index(found)
    exposure = Ledger().history(found, NOTHING).exposure
    rows, counted_events = label_rows(
        entity,
        found.occurred_at,
        exposure,
        known_at,
        entity[chosen],
        found.occurred_at[chosen],
        amounts[chosen],
        is_fraud,
        np.zeros((count, SIZE)),
    )
    assert counted_events == event > 100
    np.testing.assert_allclose(rows, np.array(slow), rtol=1e-9)


def test_a_burst_is_as_old_as_its_first_fraud_and_a_fraud_long_ago_is_none_of_it() -> None:
    ledger = Ledger()
    keys = [key for key in ledger.history(columns([START], terminal="t"), NOTHING).keys[0] if key]
    for day in (60, 70, 75):
        ledger.label(keys, START + day * DAY, math.nan, "fraud", 1)
    for now, first in ((80, 20), (110, 40), (117, 42), (200, 3_650)):
        row = ledger.history(columns([START + now * DAY], terminal="t"), NOTHING, counted=False)
        ledger.fill_labels(row)
        found = row.inputs[0, NAMES.index("terminal_first_fraud")]
        assert math.expm1(found) == pytest.approx(first)


def test_labels_as_another_release_laid_them_out_are_not_read() -> None:
    ledger = Ledger()
    ledger.load(b"key", b"", np.zeros(SIZE - 1).tobytes())
    assert ledger.dump_labels(b"key") is None

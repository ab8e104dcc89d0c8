"""Each input, against what a person would say of a short history."""

import math

import numpy as np
import pytest

from secureflow.scoring.history.columns import Columns
from secureflow.scoring.history.features import LABEL_START, NAMES
from secureflow.scoring.history.ledger import Ledger
from secureflow.scoring.history.places import country_numbers, distances
from secureflow.scoring.history.usuals import NOTHING, ItemUsual, Rarities, Usuals
from tests.scoring.history.payments import DAY, START, columns, many

MONDAY = 1_700_438_400.0
"""Midnight in UTC."""


def last_row(found: Columns, usuals: Usuals = NOTHING) -> dict[str, float]:
    """The inputs of the last of these payments."""
    return dict(zip(NAMES, Ledger().inputs(found, usuals)[-1].tolist(), strict=True))


def test_counts_are_exact_to_the_second_within_a_day() -> None:
    now = START + 20 * DAY
    before = [now - 600, now - 599, now - 3_600, now - 3_599, now - DAY, now - DAY + 1, now]
    row = last_row(columns([*sorted(before), now], customer="c", card="k", device="d", ip="i"))
    # The payments of the very second before this one in line are counted, those at the start not.
    for name, count in {"10m": 2, "1h": 4, "24h": 6}.items():
        assert math.expm1(row[f"customer_count_{name}"]) == pytest.approx(count)
        assert math.expm1(row[f"card_count_{name}"]) == pytest.approx(count)
    assert math.expm1(row["device_count_24h"]) == pytest.approx(6)
    assert math.expm1(row["ip_count_1h"]) == pytest.approx(4)


def test_weeks_and_months_are_exact_to_the_hour() -> None:
    hour = MONDAY + 40 * DAY
    before = [hour - 30 * DAY - 1, hour - 30 * DAY + 3_600, hour - 7 * DAY, hour - 7 * DAY + 3_600]
    row = last_row(columns([*before, hour + 10], customer="c", terminal="t"))
    for kind in ("customer", "terminal"):
        assert math.expm1(row[f"{kind}_count_7d"]) == pytest.approx(1)
        assert math.expm1(row[f"{kind}_count_30d"]) == pytest.approx(3)


def test_sums_are_against_the_usual_amount() -> None:
    days = [START + i * DAY for i in range(60)]
    row = last_row(columns(days, [50.0] * 58 + [200.0, 50.0], customer="c", terminal="t"))
    assert math.exp(-row["amount_vs_customer"]) * 50 == pytest.approx(50, rel=0.1)
    assert math.exp(row["customer_highest_7d"]) == pytest.approx(4, rel=0.1)
    assert math.exp(row["customer_recent"]) == pytest.approx((5 * 50 + 200) / 6 / 50, rel=0.1)
    assert math.expm1(row["customer_spent_7d"]) == pytest.approx(9, rel=0.1)
    assert row["amount_odd_customer"] == pytest.approx(row["amount_vs_customer"] / 0.3, abs=0.5)
    assert row["amount_vs_terminal"] == row["amount_vs_customer"]


def test_a_new_entity_is_compared_with_all_payments() -> None:
    usuals = Usuals(100.0, (math.log(40), 1.0, 100.0), categories={"food": (math.log(10), 1, 9)})
    row = last_row(
        columns([START], [80.0], customer="c", terminal="t", merchant_category="food"), usuals
    )
    assert math.exp(row["amount"]) == pytest.approx(2)
    assert math.exp(row["amount_vs_customer"]) == pytest.approx(2)
    assert math.exp(row["amount_vs_category"]) == pytest.approx(8)
    assert math.isnan(row["customer_since_last"])
    assert row["customer_age"] == row["customer_count_30d"] == row["customer_pace"] == 0


def test_a_currency_changes_nothing_that_is_compared_within_it() -> None:
    usuals = Usuals(100.0, (3.0, 1.0, 100.0), currencies={"JPY": (3.0, 1.0, 50.0)})
    euros = last_row(columns([START, START + 60], [20.0, 40.0], customer="c"), usuals)
    yen = columns([START, START + 60], [2_000.0, 4_000.0], customer="c", of_currency="JPY")
    assert last_row(yen, usuals) == pytest.approx(euros, nan_ok=True)


def test_new_partners_are_odder_the_more_there_was_before() -> None:
    known = [f"d{i % 2}" for i in range(9)]
    times = [START + i * 3_600 for i in range(10)]
    assert last_row(columns(times, customer="c", device=[*known, "d1"]))["customer_new_device"] == 0
    new = last_row(columns(times, customer="c", device=[*known, "new"]))["customer_new_device"]
    assert new == pytest.approx(1 + math.log(10 / 3))
    none = last_row(columns(times, customer="c", device=[None] * 9 + ["d1"]))
    assert math.isnan(none["customer_new_device"])


def test_sharing_counts_the_others() -> None:
    times = [START + i * DAY / 4 for i in range(9)]
    cards = [f"k{i % 6}" for i in range(9)]
    row = last_row(columns(times, device="d", ip="i", card=cards, customer=cards))
    # A day ago is outside, so three of the eight before are left.
    assert math.expm1(row["device_cards_24h"]) == pytest.approx(3)
    assert math.expm1(row["ip_customers_24h"]) == pytest.approx(3)
    assert math.expm1(row["device_cards_30d"]) == pytest.approx(5)
    devices = last_row(columns(times, card="k", device=cards))
    assert math.expm1(devices["card_devices_30d"]) == pytest.approx(5)


def test_an_hour_or_a_day_out_of_habit_is_odd() -> None:
    noons = [MONDAY + week * 7 * DAY + day * DAY + 43_200 for week in range(4) for day in range(5)]
    night = last_row(columns([*noons, MONDAY + 26 * DAY + 3 * 3_600], customer="c"))
    noon = last_row(columns([*noons, MONDAY + 28 * DAY + 43_200], customer="c"))
    assert night["customer_hour_rarity"] > 1.2
    assert noon["customer_hour_rarity"] < -1.2
    assert night["customer_day_rarity"] > 1.2
    assert noon["customer_day_rarity"] < 0


def test_nobody_is_in_two_countries_within_the_hour() -> None:
    found = columns([START, START + 3_600], customer="c", country=["DE", "AU"])
    number = country_numbers()
    km = distances()[number["DE"], number["AU"]]
    assert math.expm1(last_row(found)["travel_speed"]) == pytest.approx(km)
    slow = columns([START, START + 10 * DAY], card="k", country=["DE", "AU"])
    assert math.expm1(last_row(slow)["travel_speed"]) == pytest.approx(km / 240)
    assert last_row(columns([START, START + 1], customer="c", country="DE"))["travel_speed"] == 0


def test_the_price_of_an_item_is_the_amount_by_quantity() -> None:
    pen = ItemUsual(math.log(2.0), 0.5, math.log(16.0), math.log(5.0), 0.4, 9.0)
    usuals = Usuals(9.0, (3.0, 1.0, 9.0), price=(math.log(4.0), 1.0, 20.0), items={"pen": pen})
    row = last_row(columns([START], [80.0], item="pen", quantity=np.array([10.0])), usuals)
    assert math.exp(row["amount_vs_item"]) == pytest.approx(4)
    assert row["amount_odd_item"] == row["amount_off_item"] == pytest.approx(math.log(4) / 0.5)
    assert math.exp(row["total_vs_item"]) == pytest.approx(5)
    assert math.exp(row["price"]) == pytest.approx(2)
    assert math.exp(row["quantity"]) == pytest.approx(10)
    assert math.exp(row["quantity_vs_item"]) == pytest.approx(2)
    assert (row["item_quantity_spread"], row["item_count"]) == (0.4, math.log(10))
    cheap = last_row(columns([START], [5.0], item="pen", quantity=np.array([10.0])), usuals)
    assert cheap["amount_off_item"] == -cheap["amount_odd_item"] > 0
    unknown = last_row(columns([START], [80.0], item="ink", quantity=np.array([10.0])), usuals)
    assert math.isnan(unknown["amount_vs_item"])
    assert unknown["item_count"] == 0
    alone = last_row(columns([START], [80.0], item="pen"), usuals)
    assert math.isnan(alone["price"])
    assert alone["total_vs_item"] == row["total_vs_item"]


def test_what_was_not_sent_is_nan_and_nothing_else_is() -> None:
    bare = last_row(columns([START, START + 60]))
    assert {name for name, value in bare.items() if not math.isnan(value)} == {
        "amount",
        "hour",
        "day_of_week",
        "time_rarity",
    }
    rarities = Rarities({}, 3.0)
    usuals = Usuals(
        9.0,
        (3.0, 1.0, 9.0),
        category_rarity=rarities,
        type_rarity=rarities,
        country_rarity=rarities,
    )
    full = Ledger().inputs(many(600), usuals)
    # No item was sent, and no fraud is known whose amount could be compared.
    unknown = ("item", "price", "fraud_amount", "vs_fraud")
    sent = [i for i, name in enumerate(NAMES) if not any(word in name for word in unknown)]
    assert np.isfinite(full[:, sent]).any(axis=0).all()
    assert not np.isinf(full).any()


def test_a_late_payment_is_judged_by_what_came_before_it() -> None:
    times = [START, START + 5_000, START + 6_000, START + 5_500]
    row = last_row(columns(times, customer="c"))
    assert math.expm1(row["customer_count_10m"]) == pytest.approx(1)
    assert math.expm1(row["customer_count_24h"]) == pytest.approx(2)
    assert row["customer_since_last"] == 0


def test_label_columns_can_wait() -> None:
    found = many(50)
    some, ledger = Ledger().inputs(found, NOTHING, label_inputs=False), Ledger()
    assert np.isnan(some[:, LABEL_START:]).all()
    history = ledger.history(found, NOTHING)
    ledger.fill_labels(history)
    np.testing.assert_array_equal(history.inputs, Ledger().inputs(found, NOTHING))

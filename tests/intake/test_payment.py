"""A payment as sent: both shapes, every limit, and codes that never change."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secureflow.errors import InvalidInput
from secureflow.intake.payment import parse, request_hash, stable_code, to_transaction

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def transaction(body: dict[str, Any]) -> Any:
    return to_transaction(parse(body), currency="USD", now=NOW)


def test_amount_alone_is_enough_and_time_defaults_to_now() -> None:
    payment = transaction({"amount": 12})
    assert (payment.amount, payment.currency) == (Decimal(12), "USD")
    assert (payment.occurred_at, payment.hour, payment.day_of_week) == (NOW, 9, 5)
    assert payment.merchant_category is None
    assert payment.transaction_type is None


def test_sent_hour_and_weekday_win_over_the_time() -> None:
    body = {"amount": 1, "occurred_at": "2026-11-16T23:59:00Z", "hour": 3, "day_of_week": 6}
    payment = transaction(body)
    assert (payment.hour, payment.day_of_week) == (3, 6)
    assert transaction({"amount": 1, "occurred_at": "2026-11-16T23:59:00Z"}).day_of_week == 0


@pytest.mark.parametrize(
    ("field", "sent"),
    [("occurred_at", "2026-11-22T09:30:01Z"), ("timestamp", "2099-12-31T00:00:00Z")],
)
def test_a_payment_of_the_future_would_outdate_all_others(field: str, sent: str) -> None:
    with pytest.raises(InvalidInput, match="more than a day in the future") as refused:
        transaction({"amount": 1, field: sent})
    assert refused.value.field == field
    assert transaction({"amount": 1, field: "2026-11-22T09:30:00Z"}).hour == 9


@pytest.mark.parametrize("code", [0, 7, "groceries", "007", "7", "Ünï"])
def test_codes_are_kept_as_sent(code: int | str) -> None:
    payment = transaction({"amount": 1, "merchant_category": code, "transaction_type": code})
    assert payment.merchant_category == code
    assert type(payment.transaction_type) is type(code)


@pytest.mark.parametrize(
    ("sent", "hour", "day"),
    [
        ("2024-01-15T14:30:00", 14, 0),
        ("2024-01-15T14:30:00Z", 14, 0),
        ("2024-01-15T01:30:00+02:00", 23, 6),
    ],
)
def test_legacy_takes_hour_and_weekday_in_utc(sent: str, hour: int, day: int) -> None:
    payment = transaction({"amount": "9.90", "timestamp": sent})
    assert (payment.hour, payment.day_of_week) == (hour, day)


def test_legacy_codes_come_from_category_then_merchant() -> None:
    assert transaction({"amount": 1, "category": "groceries"}).merchant_category == 0
    assert transaction({"amount": 1, "merchant": "groceries"}).merchant_category == 0
    both = transaction({"amount": 1, "category": "groceries", "merchant": "Grocery"})
    assert both.merchant_category == 0
    assert both.extra == {"category": "groceries", "merchant": "Grocery"}
    nothing = transaction({"amount": 1, "type": "online"})
    assert (nothing.merchant_category, nothing.transaction_type) == (None, 0)
    assert transaction({"amount": 1, "category": "x"}).transaction_type == 0


def test_codes_are_the_same_in_every_process_and_release() -> None:
    texts = ["groceries", "Grocery", "electronics", "gift cards", "travel", "Müsli"]
    assert [stable_code(text, 10) for text in texts] == [0, 5, 9, 3, 0, 4]
    assert [stable_code(text, 3) for text in ("online", "purchase", "refund")] == [0, 2, 1]
    assert stable_code("  GROCERIES ", 10) == stable_code("groceries", 10)


BAD: list[tuple[dict[str, Any], str]] = [
    ({}, "amount"),
    ({"amount": -0.01}, "amount"),
    ({"amount": Decimal("1E+30")}, "amount"),
    ({"amount": Decimal("1E-999999")}, "amount"),
    ({"amount": "NaN"}, "amount"),
    ({"amount": "Infinity"}, "amount"),
    ({"amount": "1.23456"}, "amount"),
    ({"amount": True}, "amount"),
    ({"amount": None}, "amount"),
    ({"amount": "ten"}, "amount"),
    ({"amount": {}}, "amount"),
    ({"amount": 1, "hour": 24}, "hour"),
    ({"amount": 1, "hour": "3"}, "hour"),
    ({"amount": 1, "hour": Decimal("3.5")}, "hour"),
    ({"amount": 1, "hour": True}, "hour"),
    ({"amount": 1, "day_of_week": 7}, "day_of_week"),
    ({"amount": 1, "currency": "XXQ"}, "currency"),
    ({"amount": 1, "currency": "dollars"}, "currency"),
    ({"amount": 1, "merchant_category": "x" * 65}, "merchant_category"),
    ({"amount": 1, "merchant_category": ""}, "merchant_category"),
    ({"amount": 1, "merchant_category": Decimal("1.5")}, "merchant_category"),
    ({"amount": 1, "transaction_type": ["a"]}, "transaction_type"),
    ({"amount": 1, "transaction_type": 10**400}, "transaction_type"),
    ({"amount": 1, "occurred_at": "yesterday"}, "occurred_at"),
    ({"amount": 1, "occurred_at": 1_700_000_000}, "occurred_at"),
    ({"amount": 1, "occurred_at": "1066-10-14T09:00:00Z"}, "occurred_at"),
    ({"amount": 1, "external_id": ""}, "external_id"),
    ({"amount": 1, "external_id": "x" * 129}, "external_id"),
    ({"amount": 1, "customer": 12}, "customer"),
    ({"amount": 1, "customer": "a\x00b"}, "customer"),
    ({"amount": 1, "customer": "\ud800"}, "customer"),
    ({"amount": 1, "card_bin": "12"}, "card_bin"),
    ({"amount": 1, "ip": "300.1.1.1"}, "ip"),
    ({"amount": 1, "ip": False}, "ip"),
    ({"amount": 1, "ip": 16_909_060}, "ip"),
    ({"amount": 1, "email": "nobody"}, "email"),
    ({"amount": 1, "country": "USA"}, "country"),
    ({"amount": 1, "extra": {"a": "\x00"}}, "extra"),
    ({"amount": 1, "extra": {"a": Decimal("1E+999")}}, "extra"),
    ({"amount": 1, "extra": {"a": "x" * 20_000}}, "extra"),
    ({"amount": 1, "extra": [1]}, "extra"),
    ({"amount": 1, "colour": "red"}, "colour"),
    ({"amount": 1, "type": "online", "hour": 3}, "hour"),
    ({"amount": 1, "merchant": "m", "external_id": "1"}, "external_id"),
    ({"amount": 1, "timestamp": "soon"}, "timestamp"),
    ({"amount": 1, "category": 4}, "category"),
]


@pytest.mark.parametrize(("body", "field"), BAD)
def test_a_bad_value_is_refused_naming_its_field(body: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        transaction(body)
    assert caught.value.field == field
    assert caught.value.message.startswith(f"{field}: ")


@pytest.mark.parametrize("body", [None, [], "text", 7])
def test_what_is_no_object_is_refused(body: object) -> None:
    with pytest.raises(InvalidInput, match="must be a JSON object"):
        parse(body)


def test_deep_extra_is_refused() -> None:
    deep: Any = {}
    for _ in range(20):
        deep = {"a": deep}
    with pytest.raises(InvalidInput, match="nested"):
        parse({"amount": 1, "extra": deep})


@given(st.decimals(min_value=0, max_value=999_999_999_999, places=2))
def test_amounts_are_exact(amount: Decimal) -> None:
    assert transaction({"amount": str(amount)}).amount == amount
    assert str(transaction({"amount": amount}).amount) == str(amount)


def test_the_hash_tells_equal_requests_from_others() -> None:
    one = {"amount": "10.00", "customer": "c1"}
    assert request_hash(parse(one)) == request_hash(parse(dict(reversed(one.items()))))
    assert request_hash(parse(one)) != request_hash(parse(one | {"customer": "c2"}))


def test_times_are_kept_in_utc() -> None:
    zone = timezone(timedelta(hours=-5))
    sent = datetime(2026, 1, 1, 22, 0, tzinfo=zone).isoformat()
    payment = transaction({"amount": 1, "customer_created_at": sent})
    assert payment.customer_created_at == datetime(2026, 1, 2, 3, 0, tzinfo=UTC)


def test_an_item_comes_with_its_quantity() -> None:
    payment = transaction({"amount": 30, "item": "sku-9", "quantity": "2.5"})
    assert (payment.item, payment.quantity) == ("sku-9", Decimal("2.5"))
    assert transaction({"amount": 30, "quantity": 3}).quantity == Decimal(3)


@pytest.mark.parametrize("quantity", [0, -1, True, "a", "1.00001", 10**9, "NaN"])
def test_a_quantity_is_a_number_above_zero(quantity: object) -> None:
    with pytest.raises(InvalidInput, match="quantity"):
        transaction({"amount": 30, "quantity": quantity})

"""Sentences: plain, with their evidence, and no more certain than they may be."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product

import numpy as np
import pytest

from secureflow.domain import Transaction
from secureflow.scoring import sentences
from secureflow.scoring.features import NAMES
from secureflow.scoring.sentences import say
from secureflow.scoring.usuals import Shares, Usuals
from tests.scoring.conftest import NOW

Make = Callable[..., Transaction]


@pytest.fixture(scope="module")
def usuals() -> Usuals:
    hours = np.full(24, 0.05)
    hours[3] = 0.004
    return Usuals(
        currency="USD",
        amount=50.0,
        amount_quantiles=np.linspace(0.0, 10.0, 1_001),
        currency_amount={"USD": 50.0, "JPY": 7_500.0},
        category_amount={"electronics": 4.14, "books": 0.62},
        type_amount={2: 1.0},
        hour_rarity=-np.log(hours),
        day_rarity=-np.log([0.15, 0.15, 0.15, 0.15, 0.15, 0.22, 0.03]),
        categories=Shares({None: 1.0, "electronics": -np.log(0.123)}, -np.log(0.002)),
        types=Shares({None: 1.0, 2: -np.log(0.61), 1: -np.log(0.0123)}, -np.log(0.0005)),
        countries=Shares({None: 1.0, "US": -np.log(0.75)}, -np.log(0.01)),
        account_days=240.0,
    )


@pytest.mark.parametrize(
    ("name", "amount", "fields", "value", "text"),
    [
        ("amount", "0", {}, 0.0, "Amount is 0, as in a card check"),
        ("amount", "480", {}, 480.0, "Amount is higher than 96 % of payments: 480"),
        ("amount", "7", {}, 7.0, "Amount is lower than 98.5 % of payments: 7"),
        (
            "amount",
            "900",
            {},
            900.0,
            "Amount is higher than any payment the model has learned from: 900",
        ),
        (
            "amount",
            "60.5",
            {},
            60.5,
            "Amount is in the ordinary range: 60.50, half of payments are below 50",
        ),
        (
            "amount_vs_category",
            "1284",
            {"merchant_category": "electronics"},
            6.203,
            "Amount is 6.2 times what this category usually sees: 1,284 against 207",
        ),
        (
            "amount_vs_category",
            "34",
            {"merchant_category": "books"},
            1.097,
            "Amount is close to what this category usually sees: 34 against 31",
        ),
        (
            "amount_vs_category",
            "1.5",
            {"merchant_category": "books"},
            0.04839,
            "Amount is far below what this category usually sees: 1.50 against 31",
        ),
        (
            "amount_vs_category",
            "1000",
            {},
            20.0,
            "No category was sent; amount is 20 times what payments usually are: 1,000 against 50",
        ),
        (
            "amount_vs_type",
            "3000",
            {"transaction_type": 9, "currency": "JPY"},
            0.4,
            "Type 9 is new; amount is below what payments usually are: 3,000 against 7,500",
        ),
        ("time", "9", {"hour": 3}, "Saturday 03:00", "Few payments come at 03:00: 0.4 % of them"),
        (
            "time",
            "9",
            {"day_of_week": 6},
            "Sunday 12:00",
            "Few payments come on Sundays: 3 % of them",
        ),
        (
            "time",
            "9",
            {},
            "Saturday 12:00",
            "The time is ordinary: 5 % of payments come at 12:00, 22 % on Saturdays",
        ),
        ("transaction_type", "9", {"transaction_type": 2}, 2, "Type 2 is common: 61 % of payments"),
        (
            "transaction_type",
            "9",
            {"transaction_type": 1},
            1,
            "Few payments have type 1: 1.2 % of them",
        ),
        (
            "merchant_category",
            "9",
            {"merchant_category": "electronics"},
            "electronics",
            "Category electronics is ordinary: 12 % of payments",
        ),
        (
            "merchant_category",
            "9",
            {"merchant_category": "art"},
            "art",
            "Category art is rare or new: rare and new categories make up 0.2 % of payments",
        ),
        ("country", "9", {}, None, "No country was sent; it counts as an ordinary one"),
        (
            "account_youth",
            "9",
            {"customer_created_at": NOW - timedelta(hours=5)},
            0.2,
            "The account is 5 hours old; half of payments come from accounts older than 240 days",
        ),
        (
            "account_youth",
            "9",
            {"customer_created_at": NOW + timedelta(hours=5)},
            0.0,
            "The account is less than an hour old; "
            "half of payments come from accounts older than 240 days",
        ),
        (
            "account_youth",
            "9",
            {},
            None,
            "No opening date of the account was sent; it counts as an ordinary one",
        ),
    ],
)
def test_the_sentence_gives_its_evidence(
    usuals: Usuals,
    plain: Make,
    name: str,
    amount: str,
    fields: dict[str, object],
    value: object,
    text: str,
) -> None:
    assert say(name, plain(amount, **fields), usuals) == (value, text)


def test_every_input_has_a_sentence_that_claims_no_proof(usuals: Usuals, plain: Make) -> None:
    payments = [plain(), plain("999999999999", merchant_category="art", country="ZZ")]
    for name, tx in product(NAMES, payments):
        text = say(name, tx, usuals)[1]
        assert text[0].isupper()
        assert not text.endswith(".")
        for word in (" he ", " she ", " his ", " her ", "fraud", "prove", "certain"):
            assert word not in f" {text.lower()} "


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0002, "under 0.1 %"), (0.004, "0.4 %"), (0.06, "6 %"), (0.61, "61 %"), (0.992, "99.2 %")],
)
def test_shares_have_the_digits_they_deserve(share: float, text: str) -> None:
    assert sentences.percent(share) == text


def test_sums_and_ratios_are_short() -> None:
    assert sentences.money(1284.4) == "1,284"
    assert sentences.money(0.99) == "0.99"
    assert sentences.money(0.004) == "under 0.01"
    assert sentences.times(9.97) == "10"
    assert sentences.times(1.5) == "1.5"


def test_others_are_counted() -> None:
    assert sentences.others(3) == "3 other signals together"
    assert sentences.others(1) == "1 other signal"

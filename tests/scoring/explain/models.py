"""Models of every kind, and payments with inputs that make sense together."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from secureflow.domain import Code, Transaction
from secureflow.scoring.history.features import NAMES
from secureflow.scoring.history.usuals import NOTHING
from secureflow.scoring.model.bundle import Bundle, Learned
from secureflow.scoring.model.curve import Curve
from secureflow.scoring.model.examples import examples_of
from secureflow.scoring.model.recipe import Recipe
from secureflow.scoring.model.training import train
from secureflow.scoring.model.verdicts import judge
from secureflow.scoring.trees.kinds import from_hist_gradient_boosting

Floats = NDArray[np.float64]
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ROWS = 3_000
LEARNED_SHARES = {"few": 0.3, "learned": 0.95}
CATEGORIES: tuple[Code, ...] = ("groceries", "travel", 4)
AT = {name: place for place, name in enumerate(NAMES)}


def inputs(count: int, seed: int, *, unknown: float = 0.1) -> Floats:
    """Return seeded inputs (count, K); entities are unknown as a whole, a share of them."""
    rng = np.random.default_rng(seed)
    made: Floats = np.abs(rng.normal(size=(count, len(NAMES))))
    made[:, AT["hour"]], made[:, AT["day_of_week"]] = rng.integers(24, size=count), 2
    for name, place in AT.items():
        if name == "amount" or name.startswith("amount_vs"):
            made[:, place] = rng.normal(size=count)
        if name.startswith("amount_odd"):
            made[:, place] = made[:, AT[name.replace("odd", "vs")]] / 0.7
        if name.endswith("_rate_7d") or "_rate_" in name:
            made[:, place] = np.where(rng.random(count) < 0.9, 0.0, 0.3)
        if "_new_" in name:
            made[:, place] = np.where(rng.random(count) < 0.7, 0.0, 1.5)
    made[:, AT["amount_off_item"]] = np.abs(made[:, AT["amount_odd_item"]])
    for who in ("customer", "card", "device", "ip", "terminal", "item"):
        rows = rng.random(count) < unknown
        for name, place in AT.items():
            if who in name:
                made[rows, place] = np.nan
    return made


def payment(category: Code | None = None, amount: str = "249.00") -> Transaction:
    """Return a payment that names everything."""
    return Transaction(
        amount=Decimal(amount),
        currency="EUR",
        occurred_at=NOW,
        hour=12,
        day_of_week=5,
        merchant_category=category,
        transaction_type="online",
        customer="customer-1",
        card="card-1",
        device="device-1",
        terminal="terminal-1",
        ip="192.0.2.7",
        email="dana@example.com",
        country="FR",
        customer_created_at=NOW - timedelta(days=2),
        item="item-1",
        quantity=Decimal(2),
    )


@cache
def bundle(kind: str) -> Bundle:
    """Return a model: "cold", "categories", and with a learned layer "few" or "learned"."""
    if kind in LEARNED_SHARES:
        return _with_labels(bundle("categories"), LEARNED_SHARES[kind])
    rng = np.random.default_rng(2)
    given = inputs(ROWS, seed=1)
    examples = examples_of(
        given,
        NOW.timestamp() - np.linspace(100, 0, ROWS) * 86_400.0,
        category=rng.integers(-1, 3, ROWS).astype(np.int32) if kind == "categories" else None,
        categories=CATEGORIES if kind == "categories" else (),
    )
    return train(
        examples,
        recipe=replace(Recipe(), trees=24, forests=2, rounds=20),
        seed=3,
        trained_on="tests",
        usuals=NOTHING,
        created_at=NOW,
    )


def _with_labels(cold: Bundle, share: float) -> Bundle:
    """Return the model with a layer that learned, as one that needs no weights is soon made."""
    given = inputs(ROWS, seed=1)
    filled = np.nan_to_num(given)
    odds = 2.0 * filled[:, AT["amount"]] + filled[:, AT["amount_vs_customer"]] - 5.0
    label = np.random.default_rng(2).random(ROWS) < 1.0 / (1.0 + np.exp(-odds))
    surprise = judge(cold, given, None).surprise
    model = HistGradientBoostingClassifier(max_iter=20, max_depth=6, random_state=1)
    model.fit(np.column_stack((given, surprise)), label)
    learned = Learned(
        trees=from_hist_gradient_boosting(model),
        log_odds=Curve(np.array([0.0, 2.0, 8.0]), np.array([-6.0, -4.0, 1.0])),
        share=share,
    )
    plain = replace(cold, learned=learned, scale=Curve(np.zeros(1), np.zeros(1)))
    margin = np.quantile(judge(plain, given, None).margin, [0.0, 0.5, 0.97, 0.997, 1.0])
    return replace(plain, scale=Curve(margin, np.array([0.0, 10.0, 45.0, 92.0, 100.0])))

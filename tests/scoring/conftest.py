"""A model trained once on seeded payments of no special kind, and payments to judge with it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest

from secureflow.domain import Code, Transaction
from secureflow.scoring.bundle import Bundle
from secureflow.scoring.scorer import Scorer
from secureflow.scoring.training import train

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
USUAL: dict[Code | None, float] = {"groceries": 30.0, "travel": 400.0, "fuel": 55.0, 4: 12.0}


def payments(count: int, seed: int, *, odd: float = 0.05) -> list[Transaction]:
    """Return seeded payments; a share ``odd`` of them strays in amount, hour, place and age."""
    rng = np.random.default_rng(seed)
    return [_payment(rng, bool(rng.random() < odd)) for _ in range(count)]


def _payment(rng: np.random.Generator, strays: bool) -> Transaction:
    category: Code | None = [*USUAL, None][rng.choice(5, p=[0.5, 0.1, 0.2, 0.15, 0.05])]
    amount = USUAL.get(category, 30.0) * float(rng.lognormal(0.0, 2.0 if strays else 0.5))
    hour = int(rng.integers(24)) if strays else int(rng.normal(14, 3)) % 24
    at = NOW - timedelta(days=int(rng.integers(28)), hours=12 - hour)
    days = float(rng.exponential(3.0 if strays else 400.0))
    return Transaction(
        amount=Decimal(f"{amount:.2f}"),
        currency="USD" if rng.random() < 0.9 else "JPY",
        occurred_at=at,
        hour=at.hour,
        day_of_week=at.weekday(),
        merchant_category=category,
        transaction_type=int(rng.choice(3, p=[0.7, 0.25, 0.05])),
        country=[None, "US", "CA", "FR", "BR"][rng.choice(5, p=[0.1, 0.6, 0.2, 0.08, 0.02])],
        customer_created_at=at - timedelta(days=days) if rng.random() < 0.8 else None,
    )


@pytest.fixture(scope="session")
def learned_from() -> list[Transaction]:
    return payments(4_000, seed=1)


@pytest.fixture(scope="session")
def bundle(learned_from: list[Transaction]) -> Bundle:
    return train(learned_from, seed=3, trained_on="tests", created_at=NOW)


@pytest.fixture(scope="session")
def scorer(bundle: Bundle) -> Scorer:
    return Scorer(bundle, "forest-test")


@pytest.fixture
def plain() -> Callable[..., Transaction]:
    """Make a payment that says nothing but its amount and time, and what is given."""

    def make(amount: str = "34.00", **fields: object) -> Transaction:
        known: dict[str, object] = {
            "currency": "USD",
            "occurred_at": NOW,
            "hour": 12,
            "day_of_week": 5,
        }
        return Transaction(amount=Decimal(amount), **(known | fields))  # type: ignore[arg-type]

    return make

"""Payments with labels that follow from their inputs, and small models of them."""

from datetime import UTC, datetime
from functools import cache

import numpy as np
from numpy.typing import NDArray

from secureflow.domain import Code
from secureflow.scoring.history.usuals import NOTHING
from secureflow.scoring.model.bundle import Bundle
from secureflow.scoring.model.examples import DAY_SECONDS, Examples, examples_of
from secureflow.scoring.model.recipe import Recipe
from secureflow.scoring.model.training import train
from tests.scoring.explain.models import AT, inputs

ROWS = 6_000
DAYS = 60.0
SMALL = Recipe(trees=20, forests=2, rounds=30)
BEGAN = 1_780_000_000.0
CATEGORIES: tuple[Code, ...] = ("5411", 7)
CREATED = datetime(2026, 11, 21, tzinfo=UTC)


def truth(given: NDArray[np.float64], seed: int) -> NDArray[np.bool_]:
    """Return which payments are fraud: by the amount, the pace, and chance."""
    risk = np.nan_to_num(given[:, AT["amount_vs_customer"]])
    risk += np.nan_to_num(given[:, AT["customer_count_1h"]])
    chance = 1.0 / (1.0 + np.exp(6.5 - 2.0 * risk))
    fraud: NDArray[np.bool_] = np.random.default_rng(seed).random(len(given)) < chance
    return fraud


def examples(*, known: float = 1.0, rows: int = ROWS, seed: int = 5) -> Examples:
    """Return payments of sixty days; a share of them has a known label."""
    given = inputs(rows, seed)
    rng = np.random.default_rng(seed)
    label = truth(given, seed).astype(np.int8)
    label[rng.random(rows) >= known] = -1
    at = BEGAN + np.sort(rng.random(rows)) * DAYS * DAY_SECONDS
    return examples_of(
        given,
        at,
        label=label,
        known_at=np.where(label >= 0, at + 7 * DAY_SECONDS, np.nan),
        category=rng.integers(-1, len(CATEGORIES), rows).astype(np.int32),
        categories=CATEGORIES,
    )


def model(found: Examples, *, recipe: Recipe = SMALL, seed: int = 1) -> Bundle:
    """Return a model of the payments."""
    return train(
        found, recipe=recipe, seed=seed, trained_on="test", usuals=NOTHING, created_at=CREATED
    )


@cache
def learned() -> Bundle:
    """Return a model that knows every label."""
    return model(examples())


@cache
def cold() -> Bundle:
    """Return a model that knows no label."""
    return model(examples(known=0.0))


def codes(found: Examples) -> list[Code | None]:
    """Return the payments' categories."""
    return [None if number < 0 else CATEGORIES[number] for number in found.category.tolist()]

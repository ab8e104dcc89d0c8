"""What models learn from: simulated payments, a file's, or those a merchant has stored."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row

from secureflow.db import examples as stored
from secureflow.db import merchants
from secureflow.domain import Label, Transaction
from secureflow.scoring.evaluation.dataset import Dataset, numbered
from secureflow.scoring.evaluation.plan import LABEL_DELAY_DAYS
from secureflow.scoring.history.builder import UsualsBuilder
from secureflow.scoring.history.columns import Columns, columns_of
from secureflow.scoring.history.entities import entities_of
from secureflow.scoring.history.facts import log_amounts
from secureflow.scoring.history.features import NAMES, SCHEMA_HASH
from secureflow.scoring.history.ledger import Ledger
from secureflow.scoring.history.usuals import Usuals
from secureflow.scoring.model.examples import (
    DAY_SECONDS,
    FRAUD,
    GOOD,
    UNKNOWN,
    Examples,
    examples_of,
)
from secureflow.scoring.model.recipe import LATEST_DAYS, Recipe
from secureflow.simulation import simulate

MOST_STORED = 500_000
"""Of a merchant's stored payments the latest are used: a third of a gigabyte of inputs."""
AT_ONCE = 1_000
"""Payments between two snapshots of what is usual, where the history is made anew."""
LEAST_INCLUSION = 0.005
"""A smaller chance of having been chosen is no chance that anybody can count on."""
LEAST_FOR_SHARES = 1_000
_LABELS = {"fraud": FRAUD, "legitimate": GOOD, None: UNKNOWN}


def simulated(payments: int, ends_at: datetime, seed: int) -> tuple[Examples, Usuals]:
    """Return simulated payments of four weeks, their history included, without a label."""
    found = simulate(payments=payments, ends_at=ends_at, seed=seed)
    return of_payments([one.transaction for one in found])


def of_payments(payments: Sequence[Transaction]) -> tuple[Examples, Usuals]:
    """Return payments in any order with the history they have among each other, unlabelled."""
    columns = columns_of(sorted(payments, key=lambda one: one.occurred_at))
    return _with_history(columns, np.full(len(columns), UNKNOWN, dtype=np.int8))


def of_dataset(data: Dataset) -> tuple[Examples, Usuals]:
    """Return a file's payments, their history included; each label was known after 7 days."""
    return _with_history(data.columns, data.truth)


def of_merchant(merchant_id: int) -> tuple[Examples, NDArray[np.bool_]]:
    """Return a merchant's latest stored payments with what is known of them, oldest first.

    The second are those that were let through, of which a bank can still report fraud.
    """
    numbers = {name: np.empty(MOST_STORED) for name in ("occurred_at", "known_at", "weight")}
    numbers |= {name: np.empty(MOST_STORED) for name in ("amount", "score_then")}
    flags = {name: np.zeros(MOST_STORED, dtype=np.bool_) for name in ("reviewed", "reported")}
    passed = np.zeros(MOST_STORED, dtype=np.bool_)
    label = np.full(MOST_STORED, UNKNOWN, dtype=np.int8)
    inputs = np.empty((MOST_STORED, len(NAMES)))
    codes: list[Any] = []
    # The newest come first and go last; what is left empty before them takes no memory.
    at = MOST_STORED
    for row in stored.of_merchant(merchant_id, SCHEMA_HASH, MOST_STORED):
        at -= 1
        inputs[at] = stored.inputs_of(row.inputs)
        label[at] = _LABELS[row.label]
        passed[at] = row.decision == "approve"
        codes.append(row.category)
        _put(numbers, flags, at, row)
    category, categories = numbered(codes[::-1])
    examples = examples_of(
        inputs[at:],
        numbers["occurred_at"][at:],
        label=label[at:],
        category=category,
        categories=tuple(categories),
        known_at=numbers["known_at"][at:],
        weight=numbers["weight"][at:],
        amount=numbers["amount"][at:],
        score_then=numbers["score_then"][at:],
        reviewed=flags["reviewed"][at:],
        reported=flags["reported"][at:],
    )
    return examples, passed[at:]


def recipe_of_merchant(merchant_id: int, recipe: Recipe) -> Recipe:
    """Return the recipe with the merchant's lines and its last 28 days' shares at or above them.

    The recipe itself below 1,000 payments, which say too little of what is sent to review.
    """
    policy = merchants.latest_policy(merchant_id)
    lines = (policy.review_line, policy.block_line)
    payments, review, block = stored.latest_shares(merchant_id, LATEST_DAYS, lines)
    if payments < LEAST_FOR_SHARES:
        return recipe
    return replace(
        recipe,
        review_share=review,
        block_share=block,
        review_line=lines[0],
        block_line=lines[1],
    )


def _put(numbers: dict[str, Any], flags: dict[str, Any], at: int, row: Row[Any]) -> None:
    numbers["occurred_at"][at] = row.occurred_at
    numbers["known_at"][at] = np.nan if row.known_at is None else row.known_at
    numbers["amount"][at] = row.amount
    numbers["score_then"][at] = row.score
    flags["reviewed"][at] = bool(row.reviewed)
    flags["reported"][at] = bool(row.reported)
    # A reviewer's answer on a payment that was drawn stands for those that were not. One that
    # somebody looked up by themselves stands for itself.
    is_drawn = row.reviewed and row.selected is not None
    numbers["weight"][at] = 1.0 / max(row.inclusion, LEAST_INCLUSION) if is_drawn else 1.0


def _with_history(columns: Columns, label: NDArray[np.int8]) -> tuple[Examples, Usuals]:
    """Return payments in order of time with the inputs they would have been judged by."""
    ledger, usual, rows, told = Ledger(), UsualsBuilder(), [], 0
    times, amounts = columns.occurred_at, log_amounts(columns).tolist()
    for start in range(0, len(columns), AT_ONCE):
        known = int(np.searchsorted(times, times[start] - LABEL_DELAY_DAYS * DAY_SECONDS))
        for row in range(told, known):
            if label[row] != UNKNOWN:
                said: Label = "fraud" if label[row] == FRAUD else "legitimate"
                ledger.label(entities_of(columns, row), float(times[row]), amounts[row], said, 1)
        told = max(told, known)
        some = columns.rows(start, min(start + AT_ONCE, len(columns)))
        rows.append(ledger.inputs(some, usual.snapshot()))
        usual.add(some)
    category, categories = numbered(columns.merchant_category)
    examples = examples_of(
        np.concatenate(rows) if rows else np.empty((0, len(NAMES))),
        times,
        label=label,
        known_at=np.where(label == UNKNOWN, np.nan, times + LABEL_DELAY_DAYS * DAY_SECONDS),
        category=category,
        categories=tuple(categories),
        amount=columns.amount,
    )
    return examples, usual.snapshot()

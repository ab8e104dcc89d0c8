"""Compiles what the first payment of a process would have to wait for."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import numpy as np

from secureflow.domain import Transaction
from secureflow.scoring.compiled import is_kept
from secureflow.scoring.explain.secants import secants
from secureflow.scoring.history.columns import columns_of
from secureflow.scoring.history.entities import entities_of
from secureflow.scoring.history.ledger import Ledger
from secureflow.scoring.history.usuals import NOTHING
from secureflow.scoring.model.curve import Curve
from secureflow.scoring.model.tails import tails_of
from secureflow.scoring.trees import agreement, walk
from secureflow.scoring.trees.shapley import MOST_BYTES, Shapley
from secureflow.scoring.trees.trees import Grown, joined

_AT = datetime(2026, 1, 1, tzinfo=UTC)


def compile_code() -> None:
    """Compile the code of history, trees and reasons, or load it where it was kept.

    Half a minute on a new machine, a second where numba may keep it.
    """
    _compile_history()
    _compile_trees()


def code_is_kept() -> bool:
    """Return whether compiled code outlives the process; else each compiles for itself."""
    return is_kept(walk.figures)


def _compile_history() -> None:
    ledger = Ledger()
    columns = columns_of(list(_payments()))
    ledger.inputs(columns, NOTHING)
    keys = entities_of(columns, 0)
    ledger.label(keys, _AT.timestamp(), 0.0, "fraud", 1)
    for key in keys:
        ledger.load(key, ledger.dump(key), ledger.dump_labels(key))
    ledger.history(columns, NOTHING, counted=False)
    ledger.inputs(columns, NOTHING)


def _compile_trees() -> None:
    nodes = np.array([1, -1, -1])
    stump = Grown(
        feature=np.zeros(3, dtype=np.int64),
        threshold=np.zeros(3),
        left=nodes,
        right=nodes * 2,
        missing_left=np.ones(3, dtype=np.bool_),
        value=np.arange(3.0),
        cover=np.array([2.0, 1.0, 1.0]),
    )
    trees = joined([stump], offset=0.0, width=1)
    row = np.zeros((1, 1))
    trees.figures(row)
    agreement.shares(trees, row[0], row)
    for most_bytes in (MOST_BYTES, 0):
        Shapley(trees, most_bytes).shares(row)
    curve = Curve(np.arange(2.0), np.arange(2.0))
    tails_of([(0, curve, 0.0)]).added(row)
    secants(curve, row[0], row[0])


def _payments() -> Iterator[Transaction]:
    for country in ("FR", "DE"):
        yield Transaction(
            amount=Decimal(10),
            currency="EUR",
            occurred_at=_AT,
            hour=0,
            day_of_week=3,
            merchant_category="category",
            transaction_type="type",
            customer="customer",
            card="card",
            device="device",
            terminal="terminal",
            ip="192.0.2.1",
            country=country,
            customer_created_at=_AT,
            item="item",
            quantity=Decimal(1),
        )

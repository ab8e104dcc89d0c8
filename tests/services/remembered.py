"""Payments that go through the memory of a merchant's entities without a model's judgement."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import numpy as np

from secureflow.db import entities, storing, tenancy
from secureflow.db.storing import Learned
from secureflow.db.transactions import TABLE
from secureflow.domain import Transaction
from secureflow.extensions import db
from secureflow.scoring.history.columns import Floats, columns_of
from secureflow.scoring.history.ledger import Ledger
from secureflow.scoring.history.usuals import NOTHING
from secureflow.services.history import Memory

BEGAN = datetime(2026, 11, 1, tzinfo=UTC)
JUDGED: dict[str, Any] = {
    "is_fraudulent": False,
    "confidence": 0.5,
    "anomaly_score": 0.1,
    "score": 10.0,
    "base_points": 10.0,
    "level": "low",
    "decision": "approve",
    "model_version": "none",
    "policy_version": 1,
    "inclusion": 1.0,
    "counted": True,
    "data_source": "model",
    "degraded": False,
    "created_at": BEGAN,
}


def payments(count: int, seed: int = 0) -> list[Transaction]:
    """Return payments of a few people over two days, in order of time."""
    rng = Random(seed)
    seconds = sorted(rng.uniform(0, 2 * 86_400) for _ in range(count))
    return [_payment(rng, BEGAN + timedelta(seconds=second)) for second in seconds]


def _payment(rng: Random, moment: datetime) -> Transaction:
    person = rng.randrange(8)
    return Transaction(
        amount=Decimal(rng.randrange(100, 50_000)) / 100,
        currency="USD",
        occurred_at=moment,
        hour=moment.hour,
        day_of_week=moment.weekday(),
        customer=f"c-{person}",
        card=f"card-{person % 3}",
        device=rng.choice([None, f"d-{person}"]),
        terminal=f"t-{rng.randrange(3)}",
        ip=f"203.0.113.{rng.randrange(6)}",
        country=rng.choice(["GB", "DE", None]),
    )


def row_of(merchant_id: int, is_test: bool, payment: Transaction) -> dict[str, Any]:
    """Return what is stored of a payment."""
    values = {name: getattr(payment, name) for name in Transaction.__dataclass_fields__}
    row: dict[str, Any] = dict.fromkeys(column.name for column in TABLE.columns)
    row |= values | JUDGED
    row |= {"merchant_id": merchant_id, "is_test": is_test, "request_hash": str(id(payment))}
    return row


def store(merchant_id: int, payment: Transaction, *, is_test: bool = False) -> int | None:
    """Store one payment as the service does, beginning again where another was quicker."""
    while True:
        tenancy.bind(merchant_id)
        columns = columns_of([payment])
        try:
            memory = Memory.locked(merchant_id, is_test, columns)
            memory.ledger.inputs(columns, NOTHING)
            stored = storing.store(
                [row_of(merchant_id, is_test, payment)], Learned(*memory.states())
            )
        except (entities.Raced, entities.Busy):
            db.session.rollback()
            continue
        db.session.commit()
        return None if stored is None else stored[0]


def states(merchant_id: int, *, is_test: bool = False) -> dict[bytes, Floats]:
    """Return all stored states of a merchant, by key."""
    tenancy.bind(merchant_id)
    found = {
        row.key: np.frombuffer(row.state)
        for rows in entities.every(merchant_id, is_test)
        for row in rows
    }
    db.session.rollback()
    return found


def recomputed(made: Sequence[Transaction]) -> dict[bytes, Floats]:
    """Return the states that these payments give, one after another."""
    ledger = Ledger()
    ledger.inputs(columns_of(made), NOTHING)
    return {key: np.frombuffer(ledger.dump(key)) for key in ledger.changed}


def assert_same(found: dict[bytes, Floats], wanted: dict[bytes, Floats]) -> None:
    """Fail where states differ by more than a billionth."""
    assert found.keys() == wanted.keys()
    for key, state in wanted.items():
        np.testing.assert_allclose(found[key], state, rtol=1e-9, atol=1e-9)


def shared(made: Sequence[Transaction], parts: int) -> Iterator[list[Transaction]]:
    """Yield the payments dealt out to so many writers."""
    for part in range(parts):
        yield list(made[part::parts])

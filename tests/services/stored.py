"""Payments put straight into the table, as two models may have judged them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import numpy as np

from secureflow.db import tenancy
from secureflow.db.feedback import FeedbackRow
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db
from secureflow.scoring.history.features import NAMES

NOW = datetime.now(UTC).replace(microsecond=0)


def payment(
    merchant_id: int,
    number: int,
    *,
    score: float = 10.0,
    version: str = "elsewhere",
    at: datetime | None = None,
    label: str | None = None,
    inputs: Sequence[float] | None = None,
    **values: Any,
) -> TransactionRow:
    """Return a stored payment with inputs of its own, and its label where one is given."""
    moment = at or NOW - timedelta(hours=1, seconds=number)
    row = TransactionRow(
        **{
            "merchant_id": merchant_id,
            "amount": Decimal(100 + number % 50),
            "currency": "USD",
            "occurred_at": moment,
            "hour": moment.hour,
            "day_of_week": moment.weekday(),
            "customer": f"cus-{number % 40}",
            "extra": {},
            "is_fraudulent": score >= 45.0,
            "confidence": 0.5,
            "anomaly_score": 0.1,
            "score": score,
            "base_points": 5.0,
            "level": "low",
            "decision": "block" if score >= 92 else "review" if score >= 45 else "approve",
            "inputs": list(inputs) if inputs is not None else inputs_of(number),
            "model_version": version,
            "policy_version": 1,
            "data_source": "model",
            "degraded": False,
            "is_test": False,
            "request_hash": f"hash-{number}",
            "created_at": NOW - timedelta(minutes=30),
        }
        | values
    )
    db.session.add(row)
    db.session.flush()
    if label is not None:
        db.session.add(
            FeedbackRow(
                merchant_id=merchant_id,
                transaction_id=row.id,
                label=label,
                is_correct=True,
                source="chargeback",
                occurred_at=moment,
            )
        )
    return row


def inputs_of(number: int, shift: float = 0.0) -> list[float]:
    """Return inputs drawn by a number, all moved by ``shift``, some of them unknown."""
    drawn = np.random.default_rng(number).normal(size=len(NAMES)) + shift
    drawn[number % 7] = np.nan
    return [float(value) for value in drawn]


def many(merchant_id: int, numbers: range, **values: Any) -> list[TransactionRow]:
    """Store many payments in one commit."""
    tenancy.bind(merchant_id)
    rows = [payment(merchant_id, number, **values) for number in numbers]
    db.session.commit()
    return rows

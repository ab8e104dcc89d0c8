"""Payments turned on their side: one array per field that the features read."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secureflow.domain import Code, Transaction

Floats = NDArray[np.float64]
Whole = NDArray[np.intp]

SIGNALS: tuple[str, ...] = (
    "merchant_category",
    "transaction_type",
    "customer",
    "card",
    "device",
    "terminal",
    "ip",
    "email",
    "country",
    "customer_created_at",
)
"""What a client may send beyond amount and time; each makes the judgement better."""

_DAY_SECONDS = 86_400.0


@dataclass(frozen=True, slots=True)
class Columns:
    """The fields of n payments that features are made of, each of length n.

    ``account_days`` is the age of the customer's account at the payment, in days, 0 when the
    account is the younger one, NaN where unknown. Codes stay Python values: they are looked up.
    """

    amount: Floats
    hour: Whole
    day_of_week: Whole
    account_days: Floats
    currency: Sequence[str]
    merchant_category: Sequence[Code | None]
    transaction_type: Sequence[Code | None]
    country: Sequence[str | None]


def columns_of(transactions: Sequence[Transaction]) -> Columns:
    """Return the columns of the payments, in their order."""
    return Columns(
        amount=np.array([float(tx.amount) for tx in transactions], dtype=np.float64),
        hour=np.array([tx.hour for tx in transactions], dtype=np.intp),
        day_of_week=np.array([tx.day_of_week for tx in transactions], dtype=np.intp),
        account_days=np.array([account_days(tx) for tx in transactions], dtype=np.float64),
        currency=[tx.currency for tx in transactions],
        merchant_category=[tx.merchant_category for tx in transactions],
        transaction_type=[tx.transaction_type for tx in transactions],
        country=[tx.country for tx in transactions],
    )


def account_days(tx: Transaction) -> float:
    """Return the age of the customer's account at the payment in days, NaN where unknown."""
    if tx.customer_created_at is None:
        return float("nan")
    return max((tx.occurred_at - tx.customer_created_at).total_seconds() / _DAY_SECONDS, 0.0)


def signals_missing(tx: Transaction) -> list[str]:
    """Return the names of the optional signals the client did not send, in the order of SIGNALS.

    How many were sent is ``len(SIGNALS) - len(signals_missing(tx))``.
    """
    return [name for name in SIGNALS if getattr(tx, name) is None]

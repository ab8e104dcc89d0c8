"""Payments turned on their side: one array per field that the history reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secureflow.domain import Code, Transaction

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

SIGNALS: tuple[str, ...] = (
    "merchant_category",
    "transaction_type",
    "customer",
    "card",
    "device",
    "terminal",
    "ip",
    "country",
    "customer_created_at",
    "item",
    "quantity",
)
"""What a client may send beyond amount and time; each makes the judgement better."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The fields of n payments that the history reads, each of length n, in order of time.

    ``amount`` is in units of ``currency``, NaN where unknown; times are seconds since 1970 in
    UTC; ``hour`` and ``day_of_week`` are -1, ``customer_created_at`` and ``quantity`` NaN and the
    rest None where unknown.
    """

    amount: Floats
    occurred_at: Floats
    hour: Whole
    day_of_week: Whole
    customer_created_at: Floats
    quantity: Floats
    currency: Sequence[str]
    merchant_category: Sequence[Code | None]
    transaction_type: Sequence[Code | None]
    country: Sequence[str | None]
    customer: Sequence[str | None]
    card: Sequence[str | None]
    card_bin: Sequence[str | None]
    device: Sequence[str | None]
    terminal: Sequence[str | None]
    ip: Sequence[str | None]
    email: Sequence[str | None]
    item: Sequence[str | None]

    def __len__(self) -> int:
        return len(self.amount)

    def rows(self, start: int, stop: int) -> "Columns":
        """Return the payments ``start`` up to ``stop`` as columns of their own."""
        return Columns(*(getattr(self, name)[start:stop] for name in Columns.__slots__))

    def take(self, places: Whole) -> "Columns":
        """Return the payments at these places, in their order, as columns of their own."""
        return Columns(*(_taken(getattr(self, name), places) for name in Columns.__slots__))


def _taken(values: Any, places: Whole) -> Any:
    return values[places] if isinstance(values, np.ndarray) else [values[i] for i in places]


def columns_of(transactions: Sequence[Transaction]) -> Columns:
    """Return the columns of the payments, in their order."""
    nan = float("nan")
    return Columns(
        amount=np.array([float(tx.amount) for tx in transactions], dtype=np.float64),
        occurred_at=np.array([tx.occurred_at.timestamp() for tx in transactions], dtype=np.float64),
        hour=np.array([tx.hour for tx in transactions], dtype=np.int64),
        day_of_week=np.array([tx.day_of_week for tx in transactions], dtype=np.int64),
        customer_created_at=np.array(
            [
                nan if tx.customer_created_at is None else tx.customer_created_at.timestamp()
                for tx in transactions
            ],
            dtype=np.float64,
        ),
        quantity=np.array(
            [nan if tx.quantity is None else float(tx.quantity) for tx in transactions],
            dtype=np.float64,
        ),
        currency=[tx.currency for tx in transactions],
        merchant_category=[tx.merchant_category for tx in transactions],
        transaction_type=[tx.transaction_type for tx in transactions],
        country=[tx.country for tx in transactions],
        customer=[tx.customer for tx in transactions],
        card=[tx.card for tx in transactions],
        card_bin=[tx.card_bin for tx in transactions],
        device=[tx.device for tx in transactions],
        terminal=[tx.terminal for tx in transactions],
        ip=[tx.ip for tx in transactions],
        email=[tx.email for tx in transactions],
        item=[tx.item for tx in transactions],
    )


def columns_from(
    amount: Floats, occurred_at: Floats, currency: str, **others: "Sequence[object] | Floats"
) -> Columns:
    """Return columns made of arrays, all payments in one currency; what is left out is unknown.

    ``hour`` and ``day_of_week`` are those of ``occurred_at`` in UTC unless given. Raises
    TypeError for a name that is no column.
    """
    n = len(amount)
    days = np.floor(occurred_at / 86_400.0)
    made: dict[str, object] = {
        "hour": ((occurred_at - days * 86_400.0) // 3_600.0).astype(np.int64),
        "day_of_week": ((days + 3.0) % 7.0).astype(np.int64),
        "customer_created_at": np.full(n, np.nan),
        "quantity": np.full(n, np.nan),
        "currency": [currency] * n,
    }
    unknown: list[None] = [None] * n
    for name in Columns.__slots__[7:]:
        made[name] = unknown
    made.update(others)
    return Columns(amount=amount, occurred_at=occurred_at, **made)  # type: ignore[arg-type]


def signals_missing(tx: Transaction) -> list[str]:
    """Return the names of the optional signals the client did not send, in the order of SIGNALS.

    How many were sent is ``len(SIGNALS) - len(signals_missing(tx))``.
    """
    return [name for name in SIGNALS if getattr(tx, name) is None]

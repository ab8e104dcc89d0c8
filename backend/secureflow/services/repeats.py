"""Payments that were judged before: found by their external id or key, and answered as then."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from secureflow.db import transactions
from secureflow.db.accounts import Caller
from secureflow.db.transactions import TransactionRow
from secureflow.errors import Conflict, IdempotencyConflict
from secureflow.services import personal
from secureflow.services.rows import Order, stored_values


@dataclass(frozen=True, slots=True)
class Judgement:
    """A stored judgement: the row as stored, its id, and whether it was there before."""

    id: int
    row: dict[str, Any]
    replayed: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """The stored payments that have the external id or the key of one of some orders."""

    caller: Caller
    by_external_id: dict[str, TransactionRow]
    by_key: dict[str, TransactionRow]

    @classmethod
    def of(cls, caller: Caller, orders: Sequence[Order]) -> "Earlier":
        """Return the payments in the way of these orders."""
        ids = [o.transaction.external_id for o in orders if o.transaction.external_id is not None]
        keys = [o.idempotency_key for o in orders if o.idempotency_key is not None]
        found = {
            key: transactions.by_idempotency_key(caller.merchant_id, caller.is_test, key)
            for key in keys
        }
        return cls(
            caller,
            transactions.by_external_ids(caller.merchant_id, caller.is_test, ids) if ids else {},
            {key: row for key, row in found.items() if row is not None},
        )

    def has(self, order: Order) -> bool:
        """Return whether a payment is in the way of an order."""
        return (
            order.transaction.external_id in self.by_external_id
            or order.idempotency_key in self.by_key
        )

    def answer(self, order: Order) -> Judgement | Conflict:
        """Return the stored answer, or the conflict where another body came under the same name."""
        external_id = order.transaction.external_id
        named = [
            (Conflict, "external_id", self.by_external_id.get(external_id or "")),
            (IdempotencyConflict, "Idempotency-Key", self.by_key.get(order.idempotency_key or "")),
        ]
        for conflict, field, row in named:
            if row is not None and not personal.is_same_request(
                self.caller, row.request_hash, order.request_hash
            ):
                return conflict(
                    f"{field}: was used before with another body",
                    field=field,
                    fix="Send a new one for a new payment, or the same body for a repeat.",
                )
        row = next(row for *_, row in named if row is not None)
        return Judgement(row.id, stored_values(row), replayed=True)

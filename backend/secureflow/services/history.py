"""What is remembered of a merchant's entities: read for a payment, and stored with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
from sqlalchemy import Row

from secureflow.db import entities
from secureflow.db.accounts import Caller
from secureflow.db.entities import AGAIN, CLASH, Raced, Stored
from secureflow.db.transactions import TransactionRow, transaction_of
from secureflow.domain import Label, Transaction
from secureflow.extensions import db
from secureflow.scoring.history.columns import Columns, Floats, columns_of
from secureflow.scoring.history.entities import KINDS, entities_of, entity_key
from secureflow.scoring.history.facts import log_amounts
from secureflow.scoring.history.features import FEATURES
from secureflow.scoring.history.layout import AT_COUNT, AT_FIRST, AT_LAST, empty, packed
from secureflow.scoring.history.ledger import Ledger
from secureflow.scoring.history.risk import AT_COUNTS
from secureflow.scoring.history.usuals import Usuals
from secureflow.services import personal

TRIES = 5
"""How often work is begun again that another was quicker with."""
FROM_HISTORY = np.array([feature.kind != "payment" for feature in FEATURES])
UNSEEN = packed(empty()).tobytes()
"""The state of an entity of which only a label is known."""


@dataclass
class Memory:
    """The entities of some payments of a merchant as they were read, and what became of them.

    ``known`` are the keys of the rows there are; all others are seen for the first time.
    """

    merchant_id: int
    is_test: bool
    ledger: Ledger = field(default_factory=Ledger)
    known: set[bytes] = field(default_factory=set)

    @classmethod
    def locked(cls, merchant_id: int, is_test: bool, columns: Columns) -> "Memory":
        """Return the entities of these payments, which nobody else changes until we commit.

        Raises Busy when somebody else holds one of them for too long.
        """
        memory = cls(merchant_id, is_test)
        memory.take_in(entities.locked(merchant_id, is_test, keys_of(columns)))
        return memory

    def take_in(self, rows: Mapping[bytes, Stored]) -> None:
        """Take in rows as they were read."""
        for row in rows.values():
            self.ledger.load(row.key, row.state, row.labels)
        self.known.update(rows)

    def states(self) -> tuple[dict[bytes, bytes], dict[bytes, bytes]]:
        """Return the states that changed: of rows there are, and of entities seen first."""
        changed = {key: self.ledger.dump(key) for key in self.ledger.changed}
        known = {key: state for key, state in changed.items() if key in self.known}
        return known, {key: state for key, state in changed.items() if key not in self.known}


def keys_of(columns: Columns) -> list[bytes]:
    """Return the keys of all entities of these payments, each once, ascending."""
    return sorted(
        {
            entity_key(kind, value)
            for kind in KINDS
            for value in set(getattr(columns, kind))
            if value is not None
        }
    )


def columns_for(caller: Caller, payments: Sequence[Transaction]) -> Columns:
    """Return payments as the history reads them: by what is stored of them, hidden or plain.

    States then lead to no address that is not stored, and can be made again from what is.
    """
    if caller.hash_personal:
        payments = [_hidden(caller.merchant_id, payment) for payment in payments]
    return columns_of(payments)


def without_history(columns: Columns, usuals: Usuals) -> Floats:
    """Return the inputs of payments whose entities could not be read: unknown, and not new."""
    inputs = Ledger().history(columns, usuals, counted=False).inputs
    inputs[:, FROM_HISTORY] = np.nan
    return inputs


@dataclass(frozen=True, slots=True)
class Unlocked:
    """Entities as they were read without waiting for anybody, and the inputs that gives."""

    ledger: Ledger
    inputs: Floats


def unlocked(merchant_id: int, is_test: bool, columns: Columns, usuals: Usuals) -> Unlocked:
    """Return what can be said of payments while others change the states of their entities.

    It is too old to be judged by, but who was seen days ago is in it.
    """
    memory = Memory(merchant_id, is_test)
    memory.take_in(entities.read(merchant_id, is_test, keys_of(columns)))
    inputs = memory.ledger.history(columns, usuals, counted=False).inputs
    return Unlocked(memory.ledger, inputs)


@dataclass(frozen=True, slots=True)
class Relabelling:
    """A stored payment whose label is another one now; None where there is none."""

    row: TransactionRow | Row[Any]
    before: Label | None
    after: Label | None


def relabel(merchant_id: int, is_test: bool, changes: Sequence[Relabelling]) -> None:
    """Count labels that became known, and take back those they replace, in this transaction.

    It locks the entities of all these payments in the order of their keys, so it is called once,
    with everything that changes, before the commit. Raises Raced when others get in the way again
    and again.
    """
    changes = [change for change in changes if change.before != change.after]
    if not changes:
        return
    columns = columns_of([transaction_of(change.row) for change in changes])
    for _ in range(TRIES):
        try:
            with db.session.begin_nested():
                _relabel(Memory(merchant_id, is_test), columns, changes)
                return
        except Raced:
            continue
    raise Raced(CLASH, fix=AGAIN)


def remembered(merchant_id: int, kind: str, value: str) -> Iterator[dict[str, Any]]:
    """Yield what is remembered of an entity, in each mode, in figures a person can read."""
    key = entity_key(kind, value)
    for is_test in (False, True):
        for row in entities.read(merchant_id, is_test, [key]).values():
            state = np.frombuffer(row.state)
            yield {
                "is_test": is_test,
                "payments": int(state[AT_COUNT]),
                "first_at": _moment(state[AT_FIRST]) if state[AT_COUNT] else None,
                "last_at": _moment(state[AT_LAST]) if state[AT_COUNT] else None,
                "has_labels": bool(row.labels),
            }


def forget(merchant_id: int, values: Iterable[tuple[str, str]]) -> int:
    """Delete what is remembered of entities, by (kind, value), in both modes; return how many."""
    keys = sorted({entity_key(kind, value) for kind, value in values})
    return sum(entities.delete(merchant_id, is_test, keys) for is_test in (False, True))


def _relabel(memory: Memory, columns: Columns, changes: Sequence[Relabelling]) -> None:
    merchant_id, is_test, ledger = memory.merchant_id, memory.is_test, memory.ledger
    keys = keys_of(columns)
    held = entities.lock(merchant_id, is_test, keys)
    memory.take_in(entities.read(merchant_id, is_test, keys))
    if held.keys() != memory.known:
        raise Raced(CLASH, fix=AGAIN)
    amounts = log_amounts(columns).tolist()
    for row, change in enumerate(changes):
        own, at = entities_of(columns, row), float(columns.occurred_at[row])
        if change.before is not None:
            ledger.label(own, at, amounts[row], change.before, -1)
        if change.after is not None:
            ledger.label(own, at, amounts[row], change.after, 1)
    labels = {key: _dumped(ledger, key) for key in keys}
    entities.update(merchant_id, is_test, {key: (None, labels[key]) for key in held})
    fresh = {key: (UNSEEN, labels[key]) for key in keys if key not in held}
    entities.insert(merchant_id, is_test, fresh)


def _dumped(ledger: Ledger, key: bytes) -> bytes:
    """Return the labels of an entity as they are stored: nothing where all were taken back."""
    labels = ledger.labels.get(key)
    if labels is None or not labels[AT_COUNTS : AT_COUNTS + 2].any():
        return b""
    return labels.tobytes()


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _hidden(merchant_id: int, payment: Transaction) -> Transaction:
    values = {"email": payment.email, "ip": payment.ip}
    return replace(payment, **personal.hidden_columns(merchant_id, values))

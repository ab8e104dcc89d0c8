"""The entities of many payments: read without a lock, and settled once before the commit.

A file is scored for minutes, and nobody's payment waits that long. States are therefore read as
they are while the payments are judged. At the end the rows of all entities are locked in the order
of their keys; where another has written one in the meantime, our payments are counted again on top
of what it holds now. Counting is the same in any order, so nothing is lost.
"""

from array import array
from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np

from secureflow.db import entities, transactions
from secureflow.db.entities import AGAIN, CLASH, Raced
from secureflow.db.transactions import transaction_of
from secureflow.extensions import db
from secureflow.scoring.history.columns import Columns, Floats, columns_of
from secureflow.scoring.history.entities import entities_of
from secureflow.scoring.history.ledger import Ledger
from secureflow.scoring.history.usuals import NOTHING, Usuals
from secureflow.services.history import TRIES, Memory, keys_of

ROWS_AT_ONCE = 1_000


class Settling:
    """The entities of the payments that one transaction brings to a merchant, one chunk at a time.

    Holds the states of all of them, about a kilobyte each, and the ids of the stored payments.
    """

    def __init__(self, merchant_id: int, is_test: bool) -> None:
        self._memory = Memory(merchant_id, is_test)
        self._versions: dict[bytes, int] = {}
        self._ids = array("q")
        self._doubtful: set[bytes] = set()

    @property
    def ledger(self) -> Ledger:
        """Return the states of the entities met so far."""
        return self._memory.ledger

    @property
    def known(self) -> set[bytes]:
        """Return the keys of the entities met so far that had a row."""
        return self._memory.known

    def inputs(self, columns: Columns, usuals: Usuals) -> Floats:
        """Return the inputs of payments in their order, and count them.

        They see each other, and those of chunks before.
        """
        memory = self._memory
        wanted = [key for key in keys_of(columns) if key not in memory.ledger.states]
        rows = entities.read(memory.merchant_id, memory.is_test, wanted)
        memory.take_in(rows)
        self._versions |= {key: row.version for key, row in rows.items()}
        return memory.ledger.inputs(columns, usuals)

    def stored(self, ids: Iterable[int]) -> None:
        """Take note of the ids of payments that were counted and are stored now."""
        self._ids.extend(ids)

    def left_out(self, columns: Columns, rows: Sequence[int]) -> None:
        """Take note of payments that were counted, and then met an earlier one of the same id."""
        self._doubtful.update(key for row in rows for key in entities_of(columns, row))

    def settle(self) -> None:
        """Store the states, in the transaction of the payments and shortly before its commit.

        Raises Raced when others get in the way again and again.
        """
        for _ in range(TRIES):
            try:
                with db.session.begin_nested():
                    self._settle()
                    return
            except Raced:
                continue
        raise Raced(CLASH, fix=AGAIN)

    def _settle(self) -> None:
        memory, ledger = self._memory, self._memory.ledger
        keys = sorted(ledger.changed)
        versions = entities.lock(memory.merchant_id, memory.is_test, keys)
        moved = {key for key in keys if versions.get(key) != self._versions.get(key)}
        self._count_again(moved | self._doubtful)
        self._versions, self._doubtful = versions, set()
        states = {key: ledger.dump(key) for key in keys if key in ledger.states}
        known = {key: (state, None) for key, state in states.items() if key in versions}
        entities.update(memory.merchant_id, memory.is_test, known)
        fresh = {key: (state, None) for key, state in states.items() if key not in versions}
        entities.insert(memory.merchant_id, memory.is_test, fresh)

    def _count_again(self, keys: set[bytes]) -> None:
        """Count our payments of these entities on top of what is stored of them now."""
        if not keys:
            return
        memory, ledger = self._memory, self._memory.ledger
        again = Memory(memory.merchant_id, memory.is_test)
        again.take_in(entities.read(memory.merchant_id, memory.is_test, sorted(keys)))
        ids = iter(self._ids)
        while some := list(islice(ids, ROWS_AT_ONCE)):
            rows = transactions.payments(memory.merchant_id, some)
            columns = columns_of([transaction_of(row) for row in rows])
            touched = [
                row for row in range(len(columns)) if keys.intersection(entities_of(columns, row))
            ]
            if touched:
                again.ledger.history(columns.take(np.array(touched)), NOTHING)
        for key in keys:
            if key in again.ledger.states:
                ledger.states[key] = again.ledger.states[key]
            else:
                ledger.states.pop(key, None)

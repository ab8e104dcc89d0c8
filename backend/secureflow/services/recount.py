"""Payments counted after they were stored, and all states of a merchant made anew."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import Row

from secureflow.db import counting, entities, retention, tenancy
from secureflow.db.entities import Busy, Raced
from secureflow.db.transactions import transaction_of
from secureflow.errors import NotFound, Unavailable
from secureflow.extensions import db
from secureflow.infra.logs import log
from secureflow.scoring.history.columns import columns_of
from secureflow.scoring.history.entities import entities_of
from secureflow.scoring.history.facts import log_amounts
from secureflow.scoring.history.ledger import Ledger
from secureflow.scoring.history.usuals import NOTHING
from secureflow.services.history import TRIES, UNSEEN, Memory, keys_of

LATE_AT_ONCE = 200
"""Payments whose entities are held at a time: so many are counted faster than one waits."""
LONGEST_TRANSACTION = timedelta(hours=1)
"""What was stored so long ago is in sight: no transaction of ours runs longer."""
WAIT_SECONDS, PAUSE_SECONDS = 60.0, 0.05
CLOSE = 1e-9
"""States that differ by less are the same: the order of payments changes the last bits of sums."""

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What making the states anew found: of so many entities so many were other than they are now.

    ``changed`` counts those that were missing or too many as well.
    """

    payments: int
    entities: int
    changed: int


def merchants(only: int | None) -> list[int]:
    """Return the ids of all merchants, or of one; NotFound where there is no such merchant."""
    with tenancy.across_merchants():
        everyone = retention.merchants()
    if only is None:
        return everyone
    if only not in everyone:
        raise NotFound(f"There is no merchant {only}.", field="merchant")
    return [only]


def count_late() -> int:
    """Count stored payments that the states of their entities miss; return how many.

    Those were judged while states could not be read, or were stored by the release before. Safe
    to run at any time, and to kill: a payment is counted and marked in one transaction.
    """
    with tenancy.across_merchants():
        waiting = counting.waiting()
    total = 0
    for merchant_id, is_test in waiting:
        tenancy.bind(merchant_id)
        tries = TRIES
        while tries:
            try:
                found = _count_some(merchant_id, is_test)
            except (Raced, Busy):
                db.session.rollback()
                tries -= 1
                continue
            if not found:
                break
            total, tries = total + found, TRIES
    if total:
        log.info("counted_late", extra={"payments": total})
    return total


def _count_some(merchant_id: int, is_test: bool) -> int:
    rows = counting.late(merchant_id, is_test, LATE_AT_ONCE)
    if rows:
        columns = columns_of([transaction_of(row) for row in rows])
        memory = Memory.locked(merchant_id, is_test, columns)
        memory.ledger.history(columns, NOTHING)
        known, fresh = memory.states()
        entities.update(merchant_id, is_test, {key: (s, None) for key, s in known.items()})
        entities.insert(merchant_id, is_test, {key: (s, None) for key, s in fresh.items()})
        counting.mark(merchant_id, [row.id for row in rows])
    db.session.commit()
    return len(rows)


@dataclass
class _Anew:
    """States made from payments, as bytes by key."""

    states: dict[bytes, bytes] = field(default_factory=dict)
    labels: dict[bytes, bytes] = field(default_factory=dict)
    recent: set[int] = field(default_factory=set)
    uncounted: list[int] = field(default_factory=list)
    payments: int = 0

    def count(self, rows: Sequence[Row[Any]]) -> None:
        """Count payments."""
        columns = columns_of([transaction_of(row) for row in rows])
        ledger = Ledger()
        for key in keys_of(columns):
            if key in self.states:
                ledger.load(key, self.states[key], None)
        ledger.history(columns, NOTHING)
        self.states |= {key: ledger.dump(key) for key in ledger.changed}
        self.uncounted += [row.id for row in rows if not row.counted]
        self.payments += len(rows)

    def label(self, rows: Sequence[Row[Any]]) -> None:
        """Count the labels of payments."""
        columns, ledger = columns_of([transaction_of(row) for row in rows]), Ledger()
        for key in keys_of(columns):
            ledger.load(key, UNSEEN, self.labels.get(key))
        times, amounts = columns.occurred_at.tolist(), log_amounts(columns).tolist()
        for number, row in enumerate(rows):
            own = entities_of(columns, number)
            ledger.label(own, times[number], amounts[number], row.label, 1)
        for key, labels in ledger.labels.items():
            self.labels[key] = labels.tobytes()
            self.states.setdefault(key, UNSEEN)


def rebuild(merchant_id: int, is_test: bool, progress: Progress = lambda _: None) -> Rebuilt:
    """Make the states of a merchant's entities anew from its payments and labels, and store them.

    Payments go on being judged. While the states are exchanged, about a second for ten thousand
    entities that differ, those of this merchant wait; where that is too long they are judged
    without history and counted later. ``progress`` is told how many payments were read. Raises
    Unavailable when the states are never free, or customers are erased all the time.
    """
    tenancy.bind(merchant_id)
    for _ in range(TRIES):
        began, erasures = datetime.now(UTC), counting.erasures(merchant_id)
        anew, last = _read(merchant_id, is_test, began, progress)
        # Most of what came meanwhile is read before anybody has to wait for it.
        _catch_up(merchant_id, is_test, anew, last, began)
        db.session.rollback()
        _hold_alone(merchant_id, is_test)
        if counting.erasures(merchant_id) != erasures:
            # What was read of them must not come back.
            db.session.rollback()
            continue
        _catch_up(merchant_id, is_test, anew, last, began)
        labelled = 0
        while rows := counting.labelled(merchant_id, is_test, labelled, counting.ROWS_AT_ONCE):
            anew.label(rows)
            labelled = rows[-1].id
        changed = _exchange(merchant_id, is_test, anew)
        counting.mark(merchant_id, anew.uncounted)
        db.session.commit()
        return Rebuilt(anew.payments, len(anew.states), changed)
    raise Unavailable("Customers were erased all the time.", fix="Try again later.")


def _read(
    merchant_id: int, is_test: bool, began: datetime, progress: Progress
) -> tuple[_Anew, int]:
    anew, last = _Anew(), 0
    while rows := counting.after(merchant_id, is_test, last, counting.ROWS_AT_ONCE):
        # Nobody waits for a transaction that is only reading, but vacuum does.
        db.session.rollback()
        anew.count(rows)
        edge = began - LONGEST_TRANSACTION
        anew.recent.update(row.id for row in rows if row.created_at >= edge)
        last = rows[-1].id
        progress(anew.payments)
    return anew, last


def _catch_up(merchant_id: int, is_test: bool, anew: _Anew, last: int, began: datetime) -> None:
    """Count what was stored, or came in sight, since the payments were read."""
    seen, moment = 0, began - LONGEST_TRANSACTION
    while rows := counting.since(merchant_id, is_test, last, moment, after=seen):
        anew.count([row for row in rows if row.id not in anew.recent])
        anew.recent.update(row.id for row in rows)
        seen = rows[-1].id


def _hold_alone(merchant_id: int, is_test: bool) -> None:
    """Wait until no payment is being stored; asking again, because a queue would stop them all."""
    until = time.monotonic() + WAIT_SECONDS
    while not entities.hold_alone(merchant_id, is_test):
        db.session.rollback()
        if time.monotonic() > until:
            raise Unavailable(
                "The states are never free.", fix="Try again when there is less to do."
            )
        time.sleep(PAUSE_SECONDS)


def _exchange(merchant_id: int, is_test: bool, anew: _Anew) -> int:
    """Store what differs from what is stored; return how many entities did."""
    changed: dict[bytes, tuple[bytes | None, bytes | None]] = {}
    gone: list[bytes] = []
    missing = dict.fromkeys(anew.states)
    for rows in entities.every(merchant_id, is_test):
        for row in rows:
            if row.key not in anew.states:
                gone.append(row.key)
                continue
            del missing[row.key]
            state, labels = anew.states[row.key], anew.labels.get(row.key, b"")
            if not (_is_same(row.state, state) and _is_same(row.labels, labels)):
                changed[row.key] = (state, labels)
    entities.update(merchant_id, is_test, changed)
    entities.insert(
        merchant_id, is_test, {key: (anew.states[key], anew.labels.get(key)) for key in missing}
    )
    entities.delete(merchant_id, is_test, gone)
    return len(changed) + len(missing) + len(gone)


def _is_same(one: bytes, other: bytes) -> bool:
    if one == other:
        return True
    if len(one) != len(other):
        return False
    return np.allclose(np.frombuffer(one), np.frombuffer(other), rtol=CLOSE, atol=CLOSE)

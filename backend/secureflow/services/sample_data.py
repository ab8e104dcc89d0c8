"""Made-up payments to look around with: made and removed by jobs, apart from a client's own.

They are test data under ``data_source`` 'sample', which no request can say of itself.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from secureflow.db import accounts, counting, sample_data, storing, tenancy
from secureflow.db import feedback as labels
from secureflow.db.accounts import Caller
from secureflow.db.sample_data import SAMPLE, SampleDataRow
from secureflow.domain import Transaction
from secureflow.errors import Conflict
from secureflow.extensions import db
from secureflow.infra import queue
from secureflow.infra.logs import log
from secureflow.services import audit, demo, events, history, recount, usuals
from secureflow.services.deciding import Decided
from secureflow.services.demo_feedback import Judged, feedback
from secureflow.services.demo_judging import ROWS_AT_ONCE, SCORED_AFTER, Judging
from secureflow.services.history import Relabelling
from secureflow.services.history_in_bulk import Settling
from secureflow.services.models import Models
from secureflow.services.rows import Order, Rows
from secureflow.simulation import SimulatedPayment, simulate

MOST_PAYMENTS = 2_000
DAYS, SEED, FRAUD_SHARE = 28, 11, 0.02
JUDGED_AT_ONCE = 250
BY = "Sample data"
"""Who is named as having decided what is decided already."""
SILENT = timedelta(minutes=10)
"""A job of which nothing was heard for so long is lost, and another may be asked for."""
PREFIX = "sample-"
"""With which the names of made-up customers, cards and devices begin."""


def ask(who: Caller) -> SampleDataRow:
    """Have made-up payments made for a merchant; while they are made or there nothing changes.

    Raises Conflict while they are being removed.
    """
    row = sample_data.locked(who.merchant_id)
    if row.state == "removing":
        raise Conflict("The sample data is being removed.", fix="Wait until it is gone.")
    if row.state == "none" or (row.state == "making" and _is_lost(row)):
        _begin(row, "making", MOST_PAYMENTS)
        audit.record("sample_data.requested", f"merchant:{who.merchant_id}")
        queue.defer("make_sample_data", merchant_id=who.merchant_id, user_id=who.id)
    db.session.commit()
    return row


def ask_removal(who: Caller) -> SampleDataRow:
    """Have a merchant's made-up payments removed; where there are none nothing changes.

    A job that is making them finds that nobody wants them any more, and stores nothing.
    """
    row = sample_data.locked(who.merchant_id)
    if row.state in ("making", "there") or (row.state == "removing" and _is_lost(row)):
        _begin(row, "removing", row.total)
        audit.record("sample_data.removal_requested", f"merchant:{who.merchant_id}")
        queue.defer("remove_sample_data", merchant_id=who.merchant_id)
    db.session.commit()
    return row


def _is_lost(row: SampleDataRow) -> bool:
    return datetime.now(UTC) - row.updated_at > SILENT


def _begin(row: SampleDataRow, state: sample_data.SampleState, total: int) -> None:
    row.state, row.done, row.total = state, 0, total
    row.updated_at = datetime.now(UTC)
    events.progress("sample_data", (row.merchant_id, row.merchant_id), state, (None, 0, total))


def make(here: Models, merchant_id: int, user_id: int, now: datetime) -> None:
    """Make the payments that were asked for by a person, of the four weeks before ``now``, once.

    All of them are stored in one commit: a worker that dies before it leaves nothing behind.
    """
    tenancy.bind(merchant_id)
    row = sample_data.of(merchant_id)
    if row is None or row.state != "making":
        return
    person = accounts.caller_by_user(user_id)
    if person is None or person.merchant_id != merchant_id:
        tenancy.bind(merchant_id)
        sample_data.forget(merchant_id)
        db.session.commit()
        return
    caller = replace(person, is_test=True, name=BY)
    simulated = [_marked(one) for one in _simulated(caller, now)]
    settling = Settling(merchant_id, is_test=True)
    payments = [one.transaction for one in simulated]
    judging = Judging(here, caller, settling)
    made = judging.judged(payments, _Said(merchant_id), JUDGED_AT_ONCE)
    waiting = demo.waiting(made)
    payments = [
        replace(one, authorisation_expires_at=now + waiting[at]) if at in waiting else one
        for at, one in enumerate(payments)
    ]
    rows = [_row(caller, *of, at) for at, of in enumerate(zip(payments, made, strict=True))]
    row = sample_data.locked(merchant_id)
    if row.state != "making":
        db.session.rollback()
        return
    ids = storing.store_many(rows)
    settling.stored(ids.values())
    settling.settle()
    known = [
        Judged(one, ids[at], made[at].verdict.decision, rows[at]["selected"] == "sample")
        for at, one in enumerate(simulated)
        if at not in waiting
    ]
    _label(caller, known, now)
    row.state, row.done, row.updated_at = "there", row.total, datetime.now(UTC)
    _say(merchant_id, "there", row.total, row.total)
    db.session.commit()
    log.info("sample_data_made", extra={"merchant": merchant_id, "payments": len(rows)})


def _simulated(caller: Caller, now: datetime) -> Sequence[SimulatedPayment]:
    return simulate(
        payments=MOST_PAYMENTS,
        ends_at=now,
        days=DAYS,
        seed=SEED,
        currency=caller.currency,
        fraud_share=FRAUD_SHARE,
    )


def _marked(one: SimulatedPayment) -> SimulatedPayment:
    """Return a payment that is known for made up, and never taken for a repeat of a client's."""
    payment = one.transaction
    names = {
        name: PREFIX + value
        for name in ("customer", "card", "device")
        if (value := getattr(payment, name)) is not None
    }
    return replace(one, transaction=replace(payment, external_id=None, **names))


def _row(caller: Caller, payment: Transaction, made: Decided, number: int) -> dict[str, Any]:
    now = payment.occurred_at + SCORED_AFTER
    order = Order(payment, hashlib.sha256(f"sample {number}".encode()).hexdigest())
    return Rows(caller, now).of(order, made, arm="champion") | {"data_source": SAMPLE}


def _label(caller: Caller, judged: Sequence[Judged], now: datetime) -> None:
    """Store what became known of payments, with what follows from it."""
    labels.add(*feedback(caller, judged, now, SEED))
    ids = [one.transaction_id for one in judged]
    sample_data.resolve(caller.merchant_id, ids)
    mine, last = set(ids), min(ids) - 1
    changes: list[Relabelling] = []
    while rows := counting.labelled(caller.merchant_id, True, last, ROWS_AT_ONCE):
        changes += [Relabelling(row, None, row.label) for row in rows if row.id in mine]
        last = rows[-1].id
    history.relabel(caller.merchant_id, True, changes)


def remove(merchant_id: int, now: datetime) -> None:
    """Remove a merchant's made-up payments with all that was made of them; safe to run again.

    Some hundred at a time, each committed, so it goes on where it was interrupted. At last what is
    remembered and what is usual of the test mode is made anew from the payments that stay.
    """
    tenancy.bind(merchant_id)
    row = sample_data.of(merchant_id)
    if row is None or row.state != "removing":
        return
    while some := sample_data.delete_some(merchant_id):
        row = sample_data.locked(merchant_id)
        row.done, row.updated_at = row.done + some, datetime.now(UTC)
        _say(merchant_id, "removing", row.done, row.total)
        db.session.commit()
    db.session.commit()
    recount.rebuild(merchant_id, is_test=True)
    row = sample_data.locked(merchant_id)
    if row.state != "removing":
        db.session.rollback()
        return
    usuals.make_anew(merchant_id, True, now)
    count = row.done
    sample_data.forget(merchant_id)
    audit.record("sample_data.removed", f"merchant:{merchant_id}", after={"payments": count})
    _say(merchant_id, "none", count, count)
    db.session.commit()
    log.info("sample_data_removed", extra={"merchant": merchant_id, "payments": count})


def _say(merchant_id: int, state: str, done: int, total: int) -> None:
    events.progress("sample_data", (merchant_id, merchant_id), state, (None, done, total))


class _Said:
    """Tells whoever watches how many payments are judged."""

    def __init__(self, merchant_id: int) -> None:
        self._merchant_id = merchant_id

    def __call__(self, done: int) -> None:
        """Say it, beside the transaction of the work."""
        place = self._merchant_id, self._merchant_id
        with tenancy.aside(self._merchant_id) as session:
            sample_data.say(session, self._merchant_id, done)
            events.progress("sample_data", place, "making", (None, done, MOST_PAYMENTS), session)
            session.commit()

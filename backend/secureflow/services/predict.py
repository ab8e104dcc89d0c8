"""Score payments: the main job, as a list of named steps."""

from collections.abc import Sequence
from datetime import UTC, datetime

from secureflow.db import storing
from secureflow.db.accounts import Caller
from secureflow.db.entities import Busy, Raced
from secureflow.errors import SecureFlowError
from secureflow.extensions import db
from secureflow.infra.logs import log
from secureflow.scoring.history.columns import Floats
from secureflow.services import first, forced, history, usuals
from secureflow.services.arms import Arm
from secureflow.services.history import TRIES, Memory
from secureflow.services.models import Models
from secureflow.services.predict_many import Run
from secureflow.services.repeats import Earlier, Judgement
from secureflow.services.rows import Order, Rows


def predict(models: Models, caller: Caller, order: Order) -> Judgement:
    """Judge one payment and store it, or return the stored answer of an identical request.

    The states of its entities are read, changed and stored in the transaction that stores the
    payment. Where others hold them for longer than a payment waits it is judged without history:
    that is said in ``degraded``, and the payment is counted later. Raises Conflict when the
    external id or the key was used with another body, and ModelUnavailable when there is nothing
    to judge with.
    """
    refusal = forced.refusal(caller, order.transaction)
    if refusal is not None:
        raise refusal
    merchant_id, is_test = caller.merchant_id, caller.is_test
    arms = models.arms(merchant_id)
    arm = arms.of(order.transaction.customer, order.request_hash)
    columns = history.columns_for(caller, [order.transaction])
    usual = usuals.snapshot(merchant_id, is_test, arms.champion.scorer.bundle.usuals)
    for _ in range(TRIES):
        try:
            memory = Memory.locked(merchant_id, is_test, columns)
            return _stored(caller, order, arm, memory.ledger.inputs(columns, usual), memory)
        except Raced:
            db.session.rollback()
        except Busy:
            db.session.rollback()
            break
    log.warning("judged_without_history", extra={"merchant": merchant_id})
    return _stored(caller, order, arm, history.without_history(columns, usual), None)


def predict_batch(
    models: Models, caller: Caller, orders: Sequence[Order]
) -> list[Judgement | SecureFlowError]:
    """Judge a batch in a transaction of its own; a row that cannot be judged fails alone."""
    if not orders:
        return []
    run = Run(models, caller)
    results = run.judge(orders)
    run.settle()
    db.session.commit()
    return results


def _stored(
    caller: Caller, order: Order, arm: Arm, inputs: Floats, memory: Memory | None
) -> Judgement:
    """Judge by the inputs, store the payment with the states of its entities, and commit."""
    score = arm.scorer.judge((order.transaction,), inputs)[0]
    rows = Rows(caller, datetime.now(UTC))
    row = rows.of(order, score, arm=arm.name, has_history=memory is not None)
    known, fresh = ({}, {}) if memory is None else memory.states()
    is_first = first.is_awaited(caller.merchant_id, caller.is_test)
    stored = storing.store(row, known, fresh)
    if stored is not None:
        if is_first:
            first.arrived(caller.merchant_id, caller.is_test, stored)
        db.session.commit()
        return Judgement(stored, row, replayed=False)
    found = Earlier.of(caller, [order]).answer(order)
    if isinstance(found, SecureFlowError):
        db.session.rollback()
        raise found
    db.session.commit()
    return found

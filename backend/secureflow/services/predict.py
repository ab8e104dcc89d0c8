"""Score payments: the main job, as a list of named steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from secureflow.db import direct, storing, tenancy
from secureflow.db.accounts import Caller
from secureflow.db.begun import begun as begin
from secureflow.db.entities import Busy, Raced
from secureflow.errors import SecureFlowError
from secureflow.extensions import db
from secureflow.infra.logs import log
from secureflow.scoring.history.columns import Floats
from secureflow.services import explanations, first, forced, history, usuals
from secureflow.services.arms import Arms
from secureflow.services.gathering import Gathering
from secureflow.services.history import TRIES, Memory
from secureflow.services.judging import judged
from secureflow.services.models import Models
from secureflow.services.predict_many import Run
from secureflow.services.presumed import Presumed
from secureflow.services.repeats import Earlier, Judgement
from secureflow.services.rows import Order


class NotTogether(Exception):
    """A payment has to go alone, after its caller was looked up; nothing was done for it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A judgement, and how much each signal tells the merchant's model."""

    judgement: Judgement
    helps: Mapping[str, float]


_TOGETHER: Gathering[Order, Told] = Gathering()
"""By the hash of the key, so that all of a line have one caller."""


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
    columns = history.columns_for(caller, [order.transaction])
    usual = usuals.snapshot(merchant_id, is_test, arms.champion.scorer.bundle.usuals)
    for _ in range(TRIES):
        try:
            memory = Memory.locked(merchant_id, is_test, columns)
            return _alone(caller, order, arms, memory.ledger.inputs(columns, usual), memory)
        except Raced:
            db.session.rollback()
        except Busy:
            db.session.rollback()
            break
    log.warning("judged_without_history", extra={"merchant": merchant_id})
    return _alone(caller, order, arms, history.without_history(columns, usual), None)


def predict_together(models: Models, who: Presumed, order: Order) -> Told:
    """Judge one payment as ``predict`` does, in one transaction with others of its key that wait.

    The session is in no transaction, before and after. Raises NotTogether where the caller is not
    who they were presumed to be, and for what is rare: repeats, conflicts, entities that others
    hold, errors that a test asks for.
    """
    if forced.refusal(who.caller, order.transaction) is None:
        told = _TOGETHER.join(who.key_hash, order, partial(_together, models, who))
        if told is not None:
            return told
    raise NotTogether


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


def _together(models: Models, who: Presumed, orders: Sequence[Order]) -> list[Told] | None:
    """Judge, store and commit payments; None, with nothing done, where each is to go alone."""
    caller = who.caller
    if not first.has_begun(caller.merchant_id, caller.is_test):
        return None
    try:
        tenancy.bind(caller.merchant_id)
        return _judged_together(models, who, orders)
    except SecureFlowError:
        return None
    finally:
        db.session.rollback()


def _judged_together(models: Models, who: Presumed, orders: Sequence[Order]) -> list[Told] | None:
    caller = who.caller
    merchant_id, is_test = caller.merchant_id, caller.is_test
    # What changed of the models is loaded before anything is locked.
    models.arms(None)
    columns = history.columns_for(caller, [order.transaction for order in orders])
    with direct.transaction() as hot:
        begun = begin(hot, who.key_hash, who.seal, history.keys_of(columns), len(orders))
        if begun is None:
            return None
        memory = Memory(merchant_id, is_test)
        memory.take_in(begun.rows)
        arms = models.arms(merchant_id)
        usual = usuals.snapshot(merchant_id, is_test, arms.champion.scorer.bundle.usuals)
        made = judged(arms, caller, orders, memory.ledger.inputs(columns, usual))
        for row, drawn in zip(made, begun.ids, strict=True):
            row["id"] = drawn
        if not storing.store_and_commit(hot, made, *memory.states()):
            return None
    helps = explanations.help_of(models, merchant_id)
    return [Told(Judgement(row["id"], row, replayed=False), helps) for row in made]


def _alone(
    caller: Caller, order: Order, arms: Arms, inputs: Floats, memory: Memory | None
) -> Judgement:
    """Judge by the inputs, store the payment with the states of its entities, and commit."""
    made = judged(arms, caller, [order], inputs, has_history=memory is not None)
    known, fresh = ({}, {}) if memory is None else memory.states()
    is_first = first.is_awaited(caller.merchant_id, caller.is_test)
    stored = storing.store(made, known, fresh)
    if stored is not None:
        if is_first:
            first.arrived(caller.merchant_id, caller.is_test, stored[0])
        db.session.commit()
        return Judgement(stored[0], made[0], replayed=False)
    found = Earlier.of(caller, [order]).answer(order)
    if isinstance(found, SecureFlowError):
        db.session.rollback()
        raise found
    db.session.commit()
    return found

"""Score payments: the main job, as a list of named steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from secureflow.db import circumstances, direct, storing, tenancy
from secureflow.db.accounts import Caller
from secureflow.db.begun import Wanted
from secureflow.db.begun import begun as begin
from secureflow.db.entities import Busy, Raced
from secureflow.db.storing import Learned
from secureflow.errors import SecureFlowError
from secureflow.extensions import db
from secureflow.infra.logs import log
from secureflow.rules.shield.shield import Shield
from secureflow.services import beginning, explanations, first, forced, history, usuals
from secureflow.services.arms import Arms
from secureflow.services.circumstances import Surroundings
from secureflow.services.deciding import book_of
from secureflow.services.gathering import Gathering
from secureflow.services.history import TRIES, Memory
from secureflow.services.judging import Known, judged
from secureflow.services.models import Models
from secureflow.services.predict_many import Run
from secureflow.services.presumed import Presumed
from secureflow.services.repeats import Earlier, Judgement
from secureflow.services.rows import Order
from secureflow.services.seen import seen_of


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
            inputs = memory.ledger.inputs(columns, usual)
            seen = seen_of(memory.ledger, columns, inputs)
            known = Known(inputs, seen, memory.known, _around(caller, order))
            return _alone(caller, order, arms, known, memory)
        except Raced:
            db.session.rollback()
        except Busy:
            db.session.rollback()
            break
    log.warning("judged_without_history", extra={"merchant": merchant_id})
    unlocked = history.unlocked(merchant_id, is_test, columns, usual)
    known = Known(
        history.without_history(columns, usual),
        seen_of(unlocked.ledger, columns, unlocked.inputs),
        unlocked.ledger.states.keys(),
        _around(caller, order),
        has_history=False,
    )
    return _alone(caller, order, arms, known, None)


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
    # What changed of the models and the rules is made ready before anything is locked.
    models.arms(None)
    _ = book_of(caller).conditions
    payments = [order.transaction for order in orders]
    columns = history.columns_for(caller, payments)
    around = Surroundings(caller, payments, Shield({}, beginning.of(merchant_id, is_test)))
    wanted = Wanted(history.keys_of(columns), around.listed, around.watched, len(orders))
    with direct.transaction() as hot:
        begun = begin(hot, who.key_hash, who.seal, wanted)
        if begun is None:
            return None
        memory = Memory(merchant_id, is_test)
        memory.take_in(begun.rows)
        arms = models.arms(merchant_id)
        usual = usuals.snapshot(merchant_id, is_test, arms.champion.scorer.bundle.usuals)
        around.take_in(begun.around)
        inputs = memory.ledger.inputs(columns, usual)
        seen = seen_of(memory.ledger, columns, inputs)
        known = Known(inputs, seen, memory.known, around)
        made = judged(arms, caller, orders, known)
        for row, drawn in zip(made, begun.ids, strict=True):
            row["id"] = drawn
        if not storing.store_and_commit(hot, made, Learned(*memory.states(), known.news())):
            return None
    helps = explanations.help_of(models, merchant_id)
    return [Told(Judgement(row["id"], row, replayed=False), helps) for row in made]


def _around(caller: Caller, order: Order) -> Surroundings:
    """Return what is around a payment that goes alone."""
    merchant_id, is_test = caller.merchant_id, caller.is_test
    shield = Shield({}, beginning.of(merchant_id, is_test))
    around = Surroundings(caller, [order.transaction], shield)
    around.take_in(circumstances.read(merchant_id, is_test, around.listed, around.watched))
    return around


def _alone(
    caller: Caller, order: Order, arms: Arms, known: Known, memory: Memory | None
) -> Judgement:
    """Judge by what is known, store the payment with the states of its entities, and commit."""
    made = judged(arms, caller, [order], known)
    states = ({}, {}) if memory is None else memory.states()
    is_first = first.is_awaited(caller.merchant_id, caller.is_test)
    stored = storing.store(made, Learned(*states, known.news()))
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

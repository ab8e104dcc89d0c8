"""Serving makes the inputs that evaluation makes, alone or together, and never waits for long."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from threading import Thread

import numpy as np
import pytest
from apiflask import APIFlask
from sqlalchemy import select

from secureflow.db import entities, tenancy
from secureflow.db.accounts import Caller
from secureflow.db.transactions import TransactionRow
from secureflow.domain import Transaction
from secureflow.extensions import db
from secureflow.scoring.history.columns import Floats, columns_of
from secureflow.scoring.history.features import FEATURES
from secureflow.scoring.history.ledger import Ledger
from secureflow.services import predict, recount, usuals
from secureflow.services.history import Memory
from secureflow.services.models import Models
from secureflow.services.repeats import Judgement
from secureflow.services.rows import Order
from secureflow.simulation import simulate
from tests.services.remembered import assert_same, recomputed, states

ENDS_AT = datetime(2026, 11, 1, tzinfo=UTC)


def simulated(count: int) -> list[Transaction]:
    payments = simulate(payments=count, ends_at=ENDS_AT, seed=5)
    return [
        replace(one.transaction, external_id=f"o-{number}") for number, one in enumerate(payments)
    ]


def order(payment: Transaction) -> Order:
    return Order(payment, sha256(str(payment.external_id).encode()).hexdigest())


def stored(merchant_id: int) -> Sequence[TransactionRow]:
    tenancy.bind(merchant_id)
    return db.session.scalars(select(TransactionRow).order_by(TransactionRow.id)).all()


def stored_inputs(merchant_id: int) -> Floats:
    return np.array([row.inputs for row in stored(merchant_id)], dtype=np.float64)


def in_parts(payments: Sequence[Transaction]) -> Iterator[list[Transaction]]:
    """Yield the payments as they come: some alone, some in batches."""
    at = 0
    for size in [*[1] * 40, 300, *[1] * 40, 1, 700, 500, 19, *[1] * 20, 1_000]:
        yield list(payments[at : at + size])
        at += size


def test_online_is_offline(models: Models, caller: Caller) -> None:
    """The same payments through the service and through the code of evaluation."""
    payments = simulated(2_000)
    for part in in_parts(payments):
        if len(part) == 1:
            predict.predict(models, caller, order(part[0]))
        elif part:
            predict.predict_batch(models, caller, [order(payment) for payment in part])
    base = models.arms(caller.merchant_id).champion.scorer.bundle.usuals
    usual = usuals.snapshot(caller.merchant_id, False, base)
    offline = Ledger().inputs(columns_of(payments), usual)
    online = stored_inputs(caller.merchant_id)
    assert online.shape == (2_000, len(FEATURES))
    np.testing.assert_allclose(online, offline, rtol=1e-9, atol=1e-9)
    assert_same(states(caller.merchant_id), recomputed(payments))
    assert recount.rebuild(caller.merchant_id, False).changed == 0


def test_a_repeat_changes_no_state_in_whatever_way_it_comes(models: Models, caller: Caller) -> None:
    payments = simulated(1_000)[:30]
    orders = [order(payment) for payment in payments]
    predict.predict(models, caller, orders[0])
    twice = [*orders, orders[3], orders[0]]
    answers = predict.predict_batch(models, caller, twice)
    assert [isinstance(one, Judgement) and one.replayed for one in answers] == [
        True,
        *[False] * 29,
        True,
        True,
    ]
    assert predict.predict(models, caller, orders[7]).replayed
    assert_same(states(caller.merchant_id), recomputed(payments))


def test_copies_of_one_payment_at_a_time_are_counted_once(
    app: APIFlask, models: Models, caller: Caller
) -> None:
    payments = simulated(1_000)[:5]
    answers: list[Judgement] = []

    def send() -> None:
        with app.app_context():
            tenancy.bind(caller.merchant_id)
            for payment in payments:
                answers.append(predict.predict(models, caller, order(payment)))

    threads = [Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 30
    assert sum(not answer.replayed for answer in answers) == 5
    assert_same(states(caller.merchant_id), recomputed(payments))


def test_states_that_others_hold_are_not_waited_for(
    app: APIFlask, models: Models, caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The payment is judged without history, says so, and is counted later."""
    monkeypatch.setattr(entities, "PATIENCE", "50ms")
    first, second = simulated(1_000)[:2]
    second = replace(second, customer=first.customer)
    predict.predict(models, caller, order(first))
    tenancy.bind(caller.merchant_id)
    Memory.locked(caller.merchant_id, False, columns_of([first]))
    rows: list[dict[str, object]] = []

    def send() -> None:
        with app.app_context():
            tenancy.bind(caller.merchant_id)
            rows.append(predict.predict(models, caller, order(second)).row)

    thread = Thread(target=send)
    thread.start()
    thread.join()
    db.session.rollback()
    assert rows[0]["degraded"]
    row = stored(caller.merchant_id)[-1]
    assert row.degraded
    assert not row.counted
    known = np.array(row.inputs, dtype=np.float64)
    for value, feature in zip(known, FEATURES, strict=True):
        assert feature.kind == "payment" or np.isnan(value)
    assert not np.isnan(known[0])
    assert recount.count_late() == 1
    assert_same(states(caller.merchant_id), recomputed([first, second]))


def test_what_is_stored_is_judged_again_to_the_last_digit(models: Models, caller: Caller) -> None:
    for payment in simulated(1_000)[:20]:
        predict.predict(models, caller, order(payment))
    for row in stored(caller.merchant_id):
        scorer = models.version(row.model_version)
        inputs = np.array([row.inputs], dtype=np.float64)
        assert scorer.score(inputs, [row.merchant_category]).score[0] == row.score

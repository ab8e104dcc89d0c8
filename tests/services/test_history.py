"""What is remembered of entities is what a recomputation gives, whoever writes, in any order."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from threading import Thread

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from secureflow.db import entities, storing, tenancy
from secureflow.db.entities import Busy
from secureflow.db.storing import Learned
from secureflow.domain import Transaction
from secureflow.extensions import db
from secureflow.scoring.history.columns import columns_of
from secureflow.scoring.history.usuals import NOTHING
from secureflow.services.history import Memory
from secureflow.services.history_in_bulk import Settling
from tests.conftest import Tenant, make_tenant
from tests.services.remembered import (
    assert_same,
    payments,
    recomputed,
    row_of,
    shared,
    states,
    store,
)

WRITERS = 8


def together(app: APIFlask, work: list[Callable[[], object]]) -> None:
    """Run each in a thread with a session of its own."""

    def run(one: Callable[[], object]) -> None:
        with app.app_context():
            one()

    threads = [Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_writers_in_any_order_leave_what_a_recomputation_gives(
    app: APIFlask, tenant: Tenant
) -> None:
    made = [replace(payment, card="the-card") for payment in payments(240)]
    late = made[:]
    Random(1).shuffle(late)

    def writing(own: list[Transaction]) -> Callable[[], object]:
        return lambda: [store(tenant.merchant_id, payment) for payment in own]

    together(app, [writing(own) for own in shared(late, WRITERS)])
    assert_same(states(tenant.merchant_id), recomputed(made))


def test_a_file_and_single_payments_count_each_other(app: APIFlask, tenant: Tenant) -> None:
    """States that moved while the file was read are taken up at its end."""
    made = payments(300)
    file, single = made[::2], made[1::2]
    settling = Settling(tenant.merchant_id, False)
    for start in range(0, len(file), 50):
        tenancy.bind(tenant.merchant_id)
        some = file[start : start + 50]
        settling.inputs(columns_of(some), NOTHING)
        rows = [row_of(tenant.merchant_id, False, payment) for payment in some]
        settling.stored(storing.store_many(rows).values())

        def write(start: int = start) -> None:
            for payment in single[start : start + 50]:
                store(tenant.merchant_id, payment)

        together(app, [write])
    settling.settle()
    db.session.commit()
    assert_same(states(tenant.merchant_id), recomputed(made))


def test_files_at_a_time_settle_one_after_the_other(app: APIFlask, tenant: Tenant) -> None:
    made = payments(400)

    def score(file: list[Transaction]) -> None:
        tenancy.bind(tenant.merchant_id)
        settling = Settling(tenant.merchant_id, False)
        settling.inputs(columns_of(file), NOTHING)
        rows = [row_of(tenant.merchant_id, False, payment) for payment in file]
        settling.stored(storing.store_many(rows).values())
        settling.settle()
        db.session.commit()

    parts = list(shared(made, 4))
    together(app, [lambda file=file: score(file) for file in parts])  # type: ignore[misc]
    assert_same(states(tenant.merchant_id), recomputed(made))


def test_nothing_is_left_of_what_was_not_committed(app: APIFlask, tenant: Tenant) -> None:
    made = payments(20)
    for payment in made:
        store(tenant.merchant_id, payment)
    before = states(tenant.merchant_id)
    columns = columns_of([made[-1]])
    tenancy.bind(tenant.merchant_id)
    memory = Memory.locked(tenant.merchant_id, False, columns)
    memory.ledger.inputs(columns, NOTHING)
    storing.store([row_of(tenant.merchant_id, False, made[-1])], Learned(*memory.states()))
    db.session.rollback()
    assert_same(states(tenant.merchant_id), before)


def test_a_payment_whose_id_is_taken_changes_no_state(app: APIFlask, tenant: Tenant) -> None:
    first, second = (replace(payment, external_id="order-1") for payment in payments(2))
    assert store(tenant.merchant_id, first) is not None
    assert store(tenant.merchant_id, second) is None
    assert_same(states(tenant.merchant_id), recomputed([first]))


def test_merchants_and_modes_remember_apart(app: APIFlask, tenant: Tenant) -> None:
    other = make_tenant("Southwind")
    made = payments(30)
    for payment in made[:10]:
        store(tenant.merchant_id, payment)
    for payment in made[10:20]:
        store(tenant.merchant_id, payment, is_test=True)
    for payment in made[20:]:
        store(other.merchant_id, payment)
    assert_same(states(tenant.merchant_id), recomputed(made[:10]))
    assert_same(states(tenant.merchant_id, is_test=True), recomputed(made[10:20]))
    assert_same(states(other.merchant_id), recomputed(made[20:]))


def test_a_session_bound_to_one_merchant_reads_no_other(app: APIFlask, tenant: Tenant) -> None:
    other = make_tenant("Southwind")
    store(tenant.merchant_id, payments(1)[0])
    keys = list(states(tenant.merchant_id))
    tenancy.bind(other.merchant_id)
    assert entities.read(tenant.merchant_id, False, keys) == {}


def test_held_states_are_not_waited_for_long(
    app: APIFlask, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entities, "PATIENCE", "50ms")
    payment = payments(1)[0]
    store(tenant.merchant_id, payment)
    tenancy.bind(tenant.merchant_id)
    Memory.locked(tenant.merchant_id, False, columns_of([payment]))
    seen: list[bool] = []

    def wait() -> None:
        tenancy.bind(tenant.merchant_id)
        with pytest.raises(Busy):
            Memory.locked(tenant.merchant_id, False, columns_of([payment]))
        db.session.rollback()
        seen.append(True)

    together(app, [wait])
    assert seen
    db.session.rollback()


def test_an_id_that_others_hold_is_not_waited_for_with_entities_held(
    app: APIFlask, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entities, "PATIENCE", "50ms")
    first, second = (replace(one, external_id="taken") for one in payments(2))
    tenancy.bind(tenant.merchant_id)
    storing.store([row_of(tenant.merchant_id, False, first)], Learned({}, {}))
    seen: list[bool] = []

    def wait() -> None:
        tenancy.bind(tenant.merchant_id)
        # Without the patience this ends after two seconds by an error of another kind.
        db.session.execute(text("SET LOCAL statement_timeout = '2s'"))
        Memory.locked(tenant.merchant_id, False, columns_of([second]))
        with pytest.raises(Busy):
            storing.store([row_of(tenant.merchant_id, False, second)], Learned({}, {}))
        db.session.rollback()
        seen.append(True)

    together(app, [wait])
    assert seen
    db.session.rollback()

"""States that miss payments are completed, and states made anew are those there were."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from secureflow.db import counting, entities, storing, tenancy, transactions
from secureflow.db.storing import Learned
from secureflow.domain import Label
from secureflow.errors import Unavailable
from secureflow.extensions import db
from secureflow.infra.migrations import APP_ROLE
from secureflow.scoring.history.columns import columns_of
from secureflow.scoring.history.entities import entity_key
from secureflow.scoring.history.usuals import NOTHING
from secureflow.services import history, recount, retention, usuals
from secureflow.services.history import Memory, Relabelling
from tests.conftest import Tenant, as_owner, make_tenant
from tests.services.remembered import (
    assert_same,
    payments,
    recomputed,
    row_of,
    states,
    store,
)

NOW = datetime.now(UTC)


def labels(merchant_id: int) -> dict[bytes, bytes]:
    tenancy.bind(merchant_id)
    found = {
        row.key: row.labels
        for rows in entities.every(merchant_id, False)
        for row in rows
        if row.labels
    }
    db.session.rollback()
    return found


def relabel(merchant_id: int, number: int, before: Label | None, after: Label | None) -> None:
    tenancy.bind(merchant_id)
    row = transactions.by_id(merchant_id, False, number)
    assert row is not None
    history.relabel(merchant_id, False, [Relabelling(row, before, after)])
    db.session.commit()


def uncounted() -> int:
    with tenancy.across_merchants():
        found = db.session.scalar(text("SELECT count(*) FROM transactions WHERE NOT counted"))
    db.session.rollback()
    return int(found or 0)


def store_uncounted(merchant_id: int, payment: Any) -> None:
    tenancy.bind(merchant_id)
    storing.store([row_of(merchant_id, False, payment) | {"counted": False}], Learned({}, {}))
    db.session.commit()


def test_what_was_not_counted_is_counted_later_and_once(app: APIFlask, tenant: Tenant) -> None:
    made = payments(500)
    for number, payment in enumerate(made):
        keep = store if number % 2 else store_uncounted
        keep(tenant.merchant_id, payment)
    assert recount.count_late() == 250
    assert_same(states(tenant.merchant_id), recomputed(made))
    assert recount.count_late() == uncounted() == 0


def test_states_made_anew_are_those_there_were(app: APIFlask, tenant: Tenant) -> None:
    made = payments(120)
    ids = [store(tenant.merchant_id, payment) or 0 for payment in made]
    relabel(tenant.merchant_id, ids[3], None, "fraud")
    relabel(tenant.merchant_id, ids[3], "fraud", None)
    told: list[int] = []
    rebuilt = recount.rebuild(tenant.merchant_id, False, told.append)
    assert (rebuilt.payments, rebuilt.changed) == (120, 0)
    assert told == [120]
    assert_same(states(tenant.merchant_id), recomputed(made))


def test_lost_and_invented_states_are_put_right(app: APIFlask, tenant: Tenant) -> None:
    other = make_tenant("Southwind")
    made = payments(60)
    for payment in made:
        store(tenant.merchant_id, payment)
    store(other.merchant_id, made[0])
    store_uncounted(tenant.merchant_id, replace(made[0], external_id="later"))
    one, two, *_ = states(tenant.merchant_id)
    as_owner(
        "DELETE FROM entities WHERE merchant_id = :m AND key = :k", m=tenant.merchant_id, k=one
    )
    as_owner(
        "UPDATE entities SET key = '\\x00' WHERE merchant_id = :m AND key = :k",
        m=tenant.merchant_id,
        k=two,
    )
    assert recount.rebuild(tenant.merchant_id, False).changed >= 3
    assert_same(states(tenant.merchant_id), recomputed([*made, made[0]]))
    assert_same(states(other.merchant_id), recomputed(made[:1]))
    assert uncounted() == 0


@pytest.mark.parametrize("at_once", [7, 5_000])
def test_payments_stored_while_states_are_made_anew_are_in_them(
    app: APIFlask, tenant: Tenant, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(counting, "ROWS_AT_ONCE", at_once)
    made = payments(80)
    for payment in made[:50]:
        store(tenant.merchant_id, payment)
    as_owner("DELETE FROM entities")

    left = made[50:]

    def meanwhile(_: int) -> None:
        while left:
            store(tenant.merchant_id, left.pop())

    assert recount.rebuild(tenant.merchant_id, False, meanwhile).payments == 80
    assert_same(states(tenant.merchant_id), recomputed(made))


def test_whoever_stores_a_payment_is_waited_for(
    app: APIFlask, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    payment = payments(1)[0]
    tenancy.bind(tenant.merchant_id)
    with db.engine.connect() as other, other.begin():
        other.execute(text(f"SET LOCAL ROLE {APP_ROLE}"))
        other.exec_driver_sql(entities.LOCKED, (tenant.merchant_id, False, [b"k"], "2s"))
        monkeypatch.setattr(recount, "WAIT_SECONDS", 0.2)
        with pytest.raises(Unavailable, match="never free"):
            recount.rebuild(tenant.merchant_id, False)
    store(tenant.merchant_id, payment)
    assert recount.rebuild(tenant.merchant_id, False).payments == 1


def test_labels_are_counted_taken_back_and_made_anew(app: APIFlask, tenant: Tenant) -> None:
    made = payments(10)
    ids = [store(tenant.merchant_id, payment) or 0 for payment in made]
    relabel(tenant.merchant_id, ids[0], None, "fraud")
    relabel(tenant.merchant_id, ids[5], None, "legitimate")
    before = labels(tenant.merchant_id)
    assert entity_key("card", made[0].card or "") in before
    for label, number in (("fraud", 0), ("legitimate", 5)):
        as_owner(
            "INSERT INTO feedback (merchant_id, transaction_id, label, is_correct, source,"
            " occurred_at) VALUES (:m, :t, :l, true, 'reviewer', now())",
            m=tenant.merchant_id,
            t=ids[number],
            l=label,
        )
    as_owner("UPDATE entities SET labels = ''")
    recount.rebuild(tenant.merchant_id, False)
    assert labels(tenant.merchant_id) == before


def test_entities_that_nothing_touched_for_long_are_forgotten(
    app: APIFlask, tenant: Tenant
) -> None:
    made = payments(40)
    for payment in made:
        store(tenant.merchant_id, payment)
    key = entity_key("customer", made[0].customer or "")
    as_owner(
        "UPDATE entities SET updated_at = :then WHERE key = :key",
        then=NOW - timedelta(days=1_096),
        key=key,
    )
    retention.apply(NOW)
    assert states(tenant.merchant_id).keys() == recomputed(made).keys() - {key}


def test_what_is_usual_is_added_to_and_seen(
    app: APIFlask, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(usuals, "RECHECK_SECONDS", 0.0)
    tenancy.bind(tenant.merchant_id)
    assert usuals.snapshot(tenant.merchant_id, False, NOTHING).payments == 0
    for payment in payments(60):
        store(tenant.merchant_id, replace(payment, merchant_category="books"))
    usuals.refresh(NOW)
    tenancy.bind(tenant.merchant_id)
    first = usuals.snapshot(tenant.merchant_id, False, NOTHING)
    assert first.payments == pytest.approx(60, rel=0.05)
    assert "books" in first.categories
    assert usuals.snapshot(tenant.merchant_id, False, NOTHING) is first
    usuals.refresh(NOW)
    tenancy.bind(tenant.merchant_id)
    assert usuals.snapshot(tenant.merchant_id, False, NOTHING) is first
    assert usuals.snapshot(tenant.merchant_id, True, NOTHING).payments == 0


def test_an_address_that_is_hidden_is_remembered_by_what_is_stored(app: APIFlask) -> None:
    """The columns of a payment come back from its row as they were."""
    payment = payments(1)[0]
    memory = Memory(1, False)
    memory.ledger.history(columns_of([replace(payment, ip="hmac:00ff")]), NOTHING)
    assert entity_key("ip", "hmac:00ff") in memory.ledger.changed

"""A long trail costs no more to add to than a short one."""

from collections.abc import Callable
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from secureflow.db import audit as table
from secureflow.db import tenancy
from secureflow.db.audit import Filters
from secureflow.extensions import db
from tests.conftest import Tenant, as_owner, make_tenant

ROWS = 3_000


@pytest.fixture
def long(app: APIFlask, tenant: Tenant) -> int:
    """A merchant with a long trail, beside another's and that of no merchant."""
    as_owner("DELETE FROM audit_values; DELETE FROM audit_events; DELETE FROM audit_heads")
    for merchant_id in (tenant.merchant_id, make_tenant("Contoso").merchant_id, None):
        as_owner("DELETE FROM audit_events WHERE merchant_id = :id", id=merchant_id)
        as_owner(
            "INSERT INTO audit_events (merchant_id, position, at, actor_kind, actor_name, action,"
            " thing, previous, hash) SELECT :id, n, now(), 'system', 'system', 'thing.done',"
            " 'thing:1', '', n::text FROM generate_series(1, :rows) AS n",
            id=merchant_id,
            rows=ROWS,
        )
        as_owner(
            "INSERT INTO audit_heads (merchant_id, count, hash, at, signature)"
            " SELECT :id, n, n::text, now(), '' FROM generate_series(1, :rows) AS n",
            id=merchant_id,
            rows=ROWS,
        )
    as_owner("ANALYZE audit_events")
    as_owner("ANALYZE audit_heads")
    return tenant.merchant_id


def plan_of(work: Callable[[], Any]) -> str:
    """Return how PostgreSQL does what `work` asks for, as the role and in the sight it is asked."""
    asked: list[tuple[str, Any]] = []

    def hear(*seen: Any) -> None:
        asked.append((seen[2], seen[3]))

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        work()
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)
    statement, values = next(one for one in asked if "audit_" in one[0])
    lines = db.session.connection().exec_driver_sql(f"EXPLAIN {statement}", values).scalars()
    return "\n".join(lines)


ASKED: dict[str, Callable[[int | None], Any]] = {
    "last": table.last,
    "hash_at": lambda merchant_id: table.hash_at(merchant_id, 1_500),
    "last_head": table.last_head,
    "page": lambda merchant_id: table.page(merchant_id or 0, Filters(), "-at", 50, None),
}


@pytest.mark.parametrize("name", ASKED)
def test_a_long_chain_is_neither_read_whole_nor_sorted(long: int, name: str) -> None:
    tenancy.bind(long)
    plan = plan_of(lambda: ASKED[name](long))
    assert "Seq Scan on audit_events" not in plan, plan
    assert "Seq Scan on audit_heads" not in plan, plan
    assert "Sort" not in plan, plan


@pytest.mark.parametrize("name", ["last", "hash_at", "last_head"])
def test_nor_is_that_of_no_merchant(long: int, name: str) -> None:
    with tenancy.across_merchants():
        plan = plan_of(lambda: ASKED[name](None))
    assert "Seq Scan on audit" not in plan, plan
    assert "Sort" not in plan, plan


def test_the_chains_are_found_without_reading_them(long: int) -> None:
    with tenancy.across_merchants():
        plan = plan_of(table.chains)
        found = table.chains()
        merchants = db.session.scalars(text("SELECT id FROM merchants ORDER BY 1")).all()
    assert "Seq Scan on audit" not in plan, plan
    assert found == [None, *merchants]


def test_no_two_events_of_no_merchant_have_one_place(long: int) -> None:
    with pytest.raises(IntegrityError, match="uq_audit_events_position"):
        as_owner(
            "INSERT INTO audit_events (position, at, actor_kind, actor_name, action, thing,"
            " previous, hash) SELECT position, at, actor_kind, actor_name, action, thing,"
            " previous, hash FROM audit_events WHERE merchant_id IS NULL LIMIT 1"
        )

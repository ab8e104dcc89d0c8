"""What is recorded, in whose chain, and that nobody of the service changes it again."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from secureflow.db import audit as table
from secureflow.db import tenancy
from secureflow.db.audit import AuditEventRow
from secureflow.domain import Actor
from secureflow.extensions import db
from secureflow.services import audit, chain
from tests.conftest import Tenant, make_tenant

DANA = Actor("user", 7, "Dana Lee", "203.0.113.9", "request-1")


def recorded(merchant_id: int | None) -> list[AuditEventRow]:
    with tenancy.across_merchants():
        return [row[0] for row in table.chain(merchant_id)]


def test_an_event_says_who_did_what_from_where(app: APIFlask, tenant: Tenant) -> None:
    tenancy.bind(tenant.merchant_id)
    tenancy.act_as(DANA)
    audit.record("key.revoked", "key:12", before={"name": "till"}, after={"at": datetime.now(UTC)})
    db.session.commit()
    event = recorded(tenant.merchant_id)[-1]
    assert (event.actor_kind, event.actor_id, event.actor_name) == ("user", 7, "Dana Lee")
    assert (event.address, event.request_id) == ("203.0.113.9", "request-1")
    assert (event.action, event.thing, event.before) == ("key.revoked", "key:12", {"name": "till"})


def test_what_is_undone_is_not_recorded(app: APIFlask, tenant: Tenant) -> None:
    tenancy.bind(tenant.merchant_id)
    before = len(recorded(tenant.merchant_id))
    audit.record("key.revoked", "key:12")
    db.session.rollback()
    assert len(recorded(tenant.merchant_id)) == before


def test_each_merchant_and_the_platform_have_a_chain(app: APIFlask, tenant: Tenant) -> None:
    other = make_tenant("Contoso")
    for merchant_id in (tenant.merchant_id, other.merchant_id, None):
        tenancy.bind(merchant_id)
        audit.record("thing.done", "thing:1")
        audit.record("thing.done", "thing:2")
        db.session.commit()
    for merchant_id in (tenant.merchant_id, other.merchant_id, None):
        rows = recorded(merchant_id)
        assert [row.position for row in rows] == list(range(1, len(rows) + 1))
        assert rows[0].previous == chain.BEGINNING
        assert [row.previous for row in rows[1:]] == [row.hash for row in rows[:-1]]
        assert all(row.hash == chain.hash_of(row) for row in rows)


def test_no_merchant_sees_the_chain_of_the_platform(app: APIFlask, tenant: Tenant) -> None:
    tenancy.bind(None)
    audit.record("merchant.listed", "platform")
    db.session.commit()
    tenancy.bind(tenant.merchant_id)
    assert list(table.chain(None)) == []
    tenancy.bind(None)
    assert list(table.chain(None)) == []


@pytest.mark.parametrize("name", ["audit_events", "audit_heads"])
@pytest.mark.parametrize("attack", ["UPDATE {} SET hash = ''", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize("everybody", [False, True])
def test_the_service_may_only_add(
    app: APIFlask, tenant: Tenant, name: str, attack: str, everybody: bool
) -> None:
    tenancy.bind(tenant.merchant_id)
    db.session.info["door"] = everybody
    with pytest.raises(ProgrammingError, match="permission denied"):
        db.session.execute(text(attack.format(name)))
    db.session.rollback()


ODD: dict[str, Any] = {
    "numbers": [5.0, 0.1, 1e-7, 1e16, 1.5e300, -0.0, float("inf"), float("nan"), 2**60, 2**52],
    "money": Decimal("1E+3"),
    "text": "a\x00b\ud800c" + "x" * 5_000,
    "set": {"b", "a"},
    "deep": {"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}},
    "many": list(range(1_000)),
    "nothing": None,
    "key\x00": True,
}


def test_odd_values_come_back_as_they_were_hashed(app: APIFlask, tenant: Tenant) -> None:
    tenancy.bind(tenant.merchant_id)
    audit.record("odd", "thing:\x00" + "y" * 900, before=ODD, after={}, customer=ODD)
    db.session.commit()
    db.session.remove()
    with tenancy.across_merchants():
        row, values = list(table.chain(tenant.merchant_id))[-1]
        assert row.hash == chain.hash_of(row)
        assert row.values_digest == chain.digest_of(values.salt, values.values)
        assert row.before["money"] == "1000"
        assert len(row.before["many"]) == chain.MAX_ENTRIES

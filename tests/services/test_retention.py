"""Data goes when its time is over: in chunks, on record, and no other data with it."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from secureflow.db import audit as trail
from secureflow.db import retention as table
from secureflow.db import tenancy
from secureflow.extensions import db
from secureflow.services import audit, audit_check, retention
from secureflow.services.security_events import report
from tests.conftest import Api, Tenant, as_owner, make_tenant

NOW = datetime.now(UTC)
KINDS = (
    "transactions",
    "feedback",
    "uploads",
    "upload_lines",
    "security_events",
    "audit_values",
)


def counts(merchant_id: int) -> dict[str, int]:
    db.session.rollback()
    with tenancy.across_merchants():
        return {
            kind: db.session.scalar(
                text(f"SELECT count(*) FROM {kind} WHERE merchant_id = :id"), {"id": merchant_id}
            )
            or 0
            for kind in KINDS
        }


def fill(app: APIFlask, one: Tenant) -> None:
    """One of each kind."""
    api = Api(app.test_client(), one.headers)
    form = {"file": (BytesIO(b"amount\n5\n"), "a.csv")}
    api.client.post("/api/uploads/score", data=form, headers=one.headers)
    number = api.post("/predict", {"amount": 1}).get_json()["transaction_id"]
    api.post("/feedback", {"transaction_id": number, "label": "fraud"})
    tenancy.bind(one.merchant_id)
    report("limit.hit", "low")
    audit.record("customer.exported", "customer", customer={"customer": "ana"})
    db.session.commit()


def age(kind: str, merchant_id: int, days: int) -> None:
    column = {"security_events": "last_at", "audit_events": "at"}.get(kind, "created_at")
    moment = NOW - timedelta(days=days)
    as_owner(
        f"UPDATE {kind} SET {column} = :moment WHERE merchant_id = :id",
        moment=moment,
        id=merchant_id,
    )


@pytest.mark.parametrize(
    ("kind", "days", "gone"),
    [
        ("transactions", 1_095, {"transactions", "feedback", "upload_lines"}),
        ("uploads", 365, {"uploads", "upload_lines"}),
        ("audit_events", 1_095, {"audit_values"}),
        ("security_events", 365, {"security_events"}),
    ],
)
def test_only_what_is_past_its_time_goes(
    app: APIFlask, tenant: Tenant, kind: str, days: int, gone: set[str]
) -> None:
    other = make_tenant("Contoso")
    for one in (tenant, other):
        fill(app, one)
    before = counts(tenant.merchant_id)
    assert all(before.values())
    age(kind, tenant.merchant_id, days - 1)
    retention.apply(NOW)
    assert counts(tenant.merchant_id) == before
    age(kind, tenant.merchant_id, days + 1)
    retention.apply(NOW)
    after = counts(tenant.merchant_id)
    assert {name for name, count in after.items() if count == 0} == gone
    assert counts(other.merchant_id) == before
    with tenancy.across_merchants():
        events = [row[0] for row in trail.chain(tenant.merchant_id)]
    assert events[-1].action == "retention.applied"
    assert events[-1].after[kind] == before["audit_values" if kind == "audit_events" else kind]


def test_what_is_gone_by_its_time_is_no_tampering(app: APIFlask, tenant: Tenant) -> None:
    fill(app, tenant)
    retention.apply(NOW + timedelta(days=1_096))
    db.session.rollback()
    (found,) = audit_check.verify(tenant.merchant_id)
    assert (found.problem, counts(tenant.merchant_id)["audit_values"]) == (None, 0)


def test_more_than_one_chunk_goes(
    app: APIFlask, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "ROWS_AT_ONCE", 2)
    api = Api(app.test_client(), tenant.headers)
    api.post("/predict-batch", {"transactions": [{"amount": n} for n in range(5)]})
    age("transactions", tenant.merchant_id, 2_000)
    retention.apply(NOW)
    assert counts(tenant.merchant_id)["transactions"] == 0


def test_what_meant_no_merchant_goes_too(app: APIFlask) -> None:
    tenancy.bind(None)
    report("login.failed", "low")
    as_owner("UPDATE security_events SET last_at = :moment", moment=NOW - timedelta(days=366))
    retention.apply(NOW)
    db.session.rollback()
    with tenancy.across_merchants():
        assert db.session.scalar(text("SELECT count(*) FROM security_events")) == 0


def test_a_merchants_own_time_counts(app: APIFlask, tenant: Tenant) -> None:
    fill(app, tenant)
    as_owner("UPDATE merchants SET uploads_days = 2")
    age("uploads", tenant.merchant_id, 3)
    retention.apply(NOW)
    assert counts(tenant.merchant_id)["uploads"] == 0
    assert counts(tenant.merchant_id)["transactions"] == 2

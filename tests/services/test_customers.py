"""Customers' figures: nothing is counted twice or missed, and nothing erased is written again."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from apiflask import APIFlask
from sqlalchemy import text

from secureflow.db import customer_turns, tenancy
from secureflow.extensions import db
from secureflow.services import customers, privacy, retention
from tests.conftest import Api, Tenant, as_owner

NOW = datetime.now(UTC)
TAKE = text("""
    INSERT INTO transactions (merchant_id, amount, currency, occurred_at, hour, day_of_week,
        customer, extra, is_fraudulent, confidence, anomaly_score, score, base_points, level,
        decision, model_version, policy_version, data_source, degraded, is_test, request_hash,
        created_at)
    VALUES (:merchant_id, 5, 'USD', now(), 1, 1, :customer, '{}', false, 0, 0, 10, 10, 'low',
        'approve', 'none', 1, 'model', false, false, 'x', now())
""")


def figures(merchant_id: int) -> dict[str, tuple[Any, ...]]:
    db.session.rollback()
    tenancy.bind(merchant_id)
    query = text("SELECT customer, orders, spent, frauds, disputes FROM customers")
    found = {row.customer: tuple(row[1:]) for row in db.session.execute(query)}
    db.session.rollback()
    return found


def links(merchant_id: int) -> set[tuple[str, str]]:
    db.session.rollback()
    tenancy.bind(merchant_id)
    query = text("SELECT customer, kind FROM customer_links")
    found = {(row.customer, row.kind) for row in db.session.execute(query)}
    db.session.rollback()
    return found


def settle() -> None:
    customers.refresh()
    customers.refresh()


def catch_up() -> None:
    """Do what other tests have stored, as soon as none of them is in the middle of something."""
    while True:
        settle()
        turn = customer_turns.take()
        left = turn.payments_waiting + turn.feedback_waiting
        left -= turn.payments_through + turn.feedback_through
        db.session.rollback()
        if left < 100:
            return
        time.sleep(0.1)


def test_a_payment_that_commits_late_is_counted_once(app: APIFlask, tenant: Tenant) -> None:
    merchant = tenant.merchant_id
    db.session.rollback()
    with tenancy.aside(merchant) as older, tenancy.aside(merchant) as newer:
        older.execute(TAKE, {"merchant_id": merchant, "customer": "ana"})
        newer.execute(TAKE, {"merchant_id": merchant, "customer": "ben"})
        newer.commit()
        settle()
        assert figures(merchant) == {}, "a smaller id may still come"
        older.commit()
    settle()
    settle()
    assert figures(merchant) == {"ana": (1, 5, 0, 0), "ben": (1, 5, 0, 0)}


def test_turns_go_on_where_they_stopped(
    app: APIFlask, api: Api, tenant: Tenant, monkeypatch: Any
) -> None:
    catch_up()
    monkeypatch.setattr(customers, "IDS_AT_ONCE", 2)
    for number in range(5):
        made = api.post("/predict", {"amount": 4, "customer": f"c{number % 2}"}).get_json()
        body = {"transaction_id": made["transaction_id"], "label": "fraud", "source": "chargeback"}
        api.post("/feedback", body)
    settle()
    assert figures(tenant.merchant_id) == {"c0": (3, 12, 3, 3), "c1": (2, 8, 2, 2)}
    settle()
    assert figures(tenant.merchant_id)["c0"] == (3, 12, 3, 3)


def test_what_is_past_its_time_is_taken_off(app: APIFlask, api: Api, tenant: Tenant) -> None:
    made = [
        api.post("/predict", {"amount": n, "customer": who, "card": "k"}).get_json()
        for n, who in ((4, "ana"), (5, "ana"), (6, "ben"))
    ]
    for one in made:
        body = {"transaction_id": one["transaction_id"], "label": "fraud", "source": "chargeback"}
        api.post("/feedback", body)
    settle()
    old = [made[0]["transaction_id"], made[2]["transaction_id"]]
    as_owner(
        "UPDATE transactions SET created_at = :at WHERE id = ANY(:ids)",
        at=NOW - timedelta(days=1_200),
        ids=old,
    )
    as_owner(
        "UPDATE customer_links SET stored_at = :at WHERE customer = 'ben'",
        at=NOW - timedelta(days=1_200),
    )
    retention.apply(NOW)
    assert figures(tenant.merchant_id) == {"ana": (1, 5, 1, 1)}
    assert links(tenant.merchant_id) == {("ana", "card")}


def test_an_erased_customer_has_no_figures_links_or_notes(
    app: APIFlask, api: Api, tenant: Tenant
) -> None:
    ana = {"amount": 5, "customer": "ana", "email": "ana@example.com"}
    api.post("/predict", ana)
    settle()
    api.post("/customers/ana/notes", {"text": "Ana Ruiz called"})
    api.post("/predict", ana)
    from secureflow.db import accounts

    owner = accounts.user_by_email(tenant.email)
    assert owner is not None
    person = accounts.caller_by_user(owner.id)
    assert person is not None
    assert privacy.erase(person, "ana", tenant.password).notes == 1
    settle()
    settle()
    assert figures(tenant.merchant_id) == {}, "nor is the pseudonym a customer"
    assert links(tenant.merchant_id) == set()
    assert api.get("/customers").get_json()["items"] == []


def test_hidden_addresses_are_linked_as_they_are_stored(
    app: APIFlask, api: Api, tenant: Tenant
) -> None:
    for who in ("ana", "ben"):
        sent = {"amount": 5, "customer": who, "email": "us@example.com", "ip": "203.0.113.9"}
        made = api.post("/predict", sent).get_json()
    settle()
    plain = shared(api, made["transaction_id"])
    as_owner("UPDATE merchants SET hash_personal = true")
    privacy.hide_stored(tenant.merchant_id)
    assert plain == shared(api, made["transaction_id"]) == {"email": 1, "ip": 1}
    assert links(tenant.merchant_id) == {(w, k) for w in ("ana", "ben") for k in ("email", "ip")}


def shared(api: Api, number: int) -> dict[str, int]:
    details = api.get(f"/transactions/{number}/linked").get_json()["details"]
    return {one["kind"]: one["customers"] for one in details}

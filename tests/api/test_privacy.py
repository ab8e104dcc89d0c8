"""Data protection: settings, one customer handed out and erased, e-mail and address hidden."""

import json
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import text

from secureflow.db import tenancy
from secureflow.extensions import db
from secureflow.services import privacy
from tests.conftest import Api, Tenant, as_owner, make_tenant

RETENTION = {"transactions_days": 90, "uploads_days": 30, "security_events_days": 60}
ANA = {
    "customer": "ana/1",
    "card": "tok_1",
    "device": "dev_1",
    "email": "Ana@Example.com",
    "ip": "203.0.113.9",
    "extra": {"name": "Ana Ruiz"},
}


@pytest.fixture
def owner(app: APIFlask, api: Api, tenant: Tenant) -> Api:
    """The owner, signed in."""
    client = app.test_client()
    body = {"email": tenant.email, "password": tenant.password}
    token = client.post("/api/auth/login", json=body).get_json()["access_token"]
    return Api(client, {"Authorization": f"Bearer {token}"})


PASSWORD = {"password": "correct horse battery"}


def put(client: FlaskClient, headers: dict[str, str], body: Any) -> Any:
    return client.put("/api/privacy", json=body, headers=headers)


def choose(owner: Api, **changes: Any) -> None:
    body = {"retention": RETENTION, "hash_personal": False} | changes
    assert put(owner.client, owner.headers, body | PASSWORD).get_json() == body


def everything(merchant_id: int) -> str:
    """Every row of every table of a merchant, as one text."""
    with tenancy.across_merchants():
        tables = db.session.scalars(
            text("SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity")
        ).all()
        rows = [
            str(row)
            for name in tables
            if name not in {"merchants", "model_versions"}
            for row in db.session.execute(
                text(f"SELECT t::text FROM {name} t WHERE merchant_id = :id"), {"id": merchant_id}
            )
        ]
    db.session.rollback()
    return "\n".join(rows)


def test_the_settings_have_defaults_and_are_changed_on_record(api: Api, owner: Api) -> None:
    first = api.get("/privacy").get_json()
    assert first["retention"]["transactions_days"] == 1_095
    assert first["hash_personal"] is False
    choose(owner)
    assert api.get("/privacy").get_json()["retention"] == RETENTION
    (event,) = api.get("/audit?action=privacy.changed").get_json()["items"]
    assert event["before"]["uploads_days"] == 365
    assert event["after"]["uploads_days"] == 30


@pytest.mark.parametrize(
    ("name", "value"),
    [("transactions_days", 29), ("uploads_days", 0), ("security_events_days", 2_000)],
)
def test_limits_are_named(owner: Api, name: str, value: int) -> None:
    body = {"retention": RETENTION | {name: value}, "hash_personal": False}
    response = put(owner.client, owner.headers, body)
    assert response.status_code == 422
    assert response.get_json()["field"] in {name, "retention"}


def test_a_customer_is_handed_out_whole(api: Api) -> None:
    made = [api.post("/predict", {"amount": n} | ANA).get_json() for n in (5, 6)]
    api.post("/predict", {"amount": 7, "customer": "ben"})
    number = made[0]["transaction_id"]
    api.post("/feedback", {"transaction_id": number, "label": "fraud", "notes": "Ana called"})
    response = api.get("/customers/ana/1/export")
    assert "attachment" in response.headers["Content-Disposition"]
    assert "NaN" not in response.text, "which is no JSON, whatever Python reads"
    found = json.loads(response.get_data())
    assert found["customer"] == "ana/1"
    assert None in found["transactions"][0]["inputs"]
    assert [row["amount"] for row in found["transactions"]] == ["5", "6"]
    assert found["transactions"][0]["extra"] == {"name": "Ana Ruiz"}
    assert [row["notes"] for row in found["feedback"]] == ["Ana called"]
    assert "customer.exported" in {row["action"] for row in found["audit_events"]}


def test_an_erased_customer_is_nowhere(api: Api, owner: Api, tenant: Tenant) -> None:
    made = [api.post("/predict", {"amount": n} | ANA).get_json() for n in (5, 6)]
    api.post("/predict", {"amount": 7, "customer": "ben", "device": "dev_1"})
    number = made[0]["transaction_id"]
    api.post(
        "/feedback",
        {"transaction_id": number, "label": "fraud", "notes": "Ana Ruíz called"},
        Idempotency_Key="feedback-1",
    )
    api.get("/customers/ana/1/export")
    answers = "SELECT convert_from(body, 'UTF8') FROM idempotency_keys WHERE body IS NOT NULL"
    with db.engine.connect() as connection:
        assert any("called" in body for body in connection.execute(text(answers)).scalars())
    assert "ana/1" in everything(tenant.merchant_id)
    erased = owner.post("/customers/ana/1/erase", PASSWORD, Idempotency_Key="erase-1").get_json()
    assert (erased["transactions"], erased["notes"]) == (2, 1)
    assert erased["audit_events"] >= 1
    with db.engine.connect() as connection:
        assert not any("called" in body for body in connection.execute(text(answers)).scalars())
    left = everything(tenant.merchant_id)
    for trace in ("ana/1", "tok_1", "Ana", "203.0.113.9", "Ruiz"):
        assert trace not in left, trace
    assert left.count("dev_1") == 1, "the other customer's stays"
    rows = api.get(f"/transactions?customer={erased['pseudonym']}").get_json()["items"]
    assert sorted(row["amount"] for row in rows) == ["5", "6"]
    assert len({row["card"] for row in rows}) == 1
    assert api.get("/customers/ana/1/export").status_code == 404
    assert owner.post("/customers/ana/1/erase", PASSWORD).status_code == 404


def test_an_unknown_or_foreign_customer_is_not_there(app: APIFlask, api: Api, owner: Api) -> None:
    other = Api(app.test_client(), make_tenant("Contoso").headers)
    other.post("/predict", {"amount": 1} | ANA)
    assert api.get("/customers/ana/1/export").status_code == 404
    assert owner.post("/customers/ana/1/erase", PASSWORD).status_code == 404
    assert api.get("/customers/%00/export").status_code == 404
    assert other.get("/customers/ana/1/export").status_code == 200


def test_hidden_at_intake_and_scored_as_before(api: Api, owner: Api, tenant: Tenant) -> None:
    """What is remembered of an address is found again under what is stored of it."""
    other = ANA | {"email": "bob@example.com", "ip": "203.0.113.10"}
    for name in ("customer", "card", "device"):
        other[name] = f"{other[name]} of another"
    plain = [api.post("/predict", {"amount": 5} | other).get_json() for _ in range(2)]
    choose(owner, hash_personal=True)
    api.post("/predict", {"amount": 5} | ANA)
    hidden = api.post("/predict", {"amount": 5, "external_id": "h-1"} | ANA)
    assert hidden.get_json()["score"] == pytest.approx(plain[1]["score"], abs=0.01)
    assert plain[0]["score"] != plain[1]["score"]
    replay = api.post("/predict", {"amount": 5, "external_id": "h-1"} | ANA).get_json()
    assert replay["data_source"] == "replay"
    changed = api.post("/predict", {"amount": 6, "external_id": "h-1"} | ANA)
    assert changed.status_code == 409
    number = hidden.get_json()["transaction_id"]
    row = api.get(f"/transactions/{number}").get_json()
    assert row["email"].startswith("hmac:")
    assert row["ip"].startswith("hmac:")
    assert row["customer"] == "ana/1"
    found = api.get("/transactions?text=ana@example.com").get_json()["items"]
    assert number in {item["id"] for item in found}


def test_what_was_stored_before_is_hidden_by_a_job(
    app: APIFlask, api: Api, owner: Api, tenant: Tenant
) -> None:
    sent = {"amount": 5, "external_id": "old-1"} | ANA
    old = api.post("/predict", sent).get_json()["transaction_id"]
    without = api.post("/predict", {"amount": 5, "external_id": "old-2"}).get_json()
    as_owner("DELETE FROM procrastinate_jobs")
    choose(owner, hash_personal=True)
    jobs = "SELECT args ->> 'merchant_id' FROM procrastinate_jobs WHERE task_name = 'hide_personal'"
    with db.engine.connect() as connection:
        assert connection.execute(text(jobs)).scalars().all() == [str(tenant.merchant_id)]
    assert privacy.hide_stored(tenant.merchant_id) == 1
    assert privacy.hide_stored(tenant.merchant_id) == 0
    db.session.remove()
    row = api.get(f"/transactions/{old}").get_json()
    new = api.post("/predict", {"amount": 5, "external_id": "new-1"} | ANA).get_json()
    assert row["email"] == api.get(f"/transactions/{new['transaction_id']}").get_json()["email"]
    assert api.post("/predict", sent).get_json()["data_source"] == "replay"
    again = api.post("/predict", {"amount": 5, "external_id": "old-2"}).get_json()
    assert (again["transaction_id"], again["data_source"]) == (without["transaction_id"], "replay")


SHORTER = {"retention": RETENTION, "hash_personal": False}
LONGER = {
    "retention": {"transactions_days": 1_200, "uploads_days": 400, "security_events_days": 400},
    "hash_personal": False,
}


@pytest.mark.parametrize("taken", [SHORTER, LONGER | {"hash_personal": True}])
def test_what_takes_data_away_needs_the_password(api: Api, owner: Api, taken: Any) -> None:
    without = put(owner.client, owner.headers, taken)
    assert (without.status_code, without.get_json()["field"]) == (422, "password")
    wrong = put(owner.client, owner.headers, taken | {"password": "not this one"})
    assert (wrong.status_code, wrong.get_json()["message"]) == (422, "password: is wrong")
    assert api.get("/privacy").get_json()["retention"]["transactions_days"] == 1_095
    assert put(owner.client, owner.headers, taken | PASSWORD).get_json() == taken


def test_what_keeps_more_needs_none(owner: Api) -> None:
    assert put(owner.client, owner.headers, LONGER).get_json() == LONGER


def test_a_stolen_token_erases_nobody_and_cannot_guess(api: Api, owner: Api) -> None:
    number = api.post("/predict", {"amount": 5} | ANA).get_json()["transaction_id"]
    assert owner.post("/customers/ana/1/erase", {}).get_json()["field"] == "password"
    answers = [
        owner.post(
            "/customers/ana/1/erase",
            {"password": f"guess number {n}"},
            Idempotency_Key=f"guess-{n}",
        ).status_code
        for n in range(7)
    ]
    assert answers[:5] == [422] * 5
    assert 429 in answers
    assert owner.post("/customers/ana/1/erase", PASSWORD).status_code == 429
    assert api.get(f"/transactions/{number}").get_json()["customer"] == "ana/1"


def test_the_right_password_forgets_the_wrong_ones(api: Api, owner: Api) -> None:
    api.post("/predict", {"amount": 5} | ANA)
    for _ in range(2):
        for _ in range(3):
            wrong = put(owner.client, owner.headers, SHORTER | {"password": "not this one"})
            assert wrong.status_code == 422
        choose(owner)
        assert put(owner.client, owner.headers, LONGER).status_code == 200

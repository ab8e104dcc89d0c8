"""Idempotency-Key: a request is done once, however often it is sent."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any, cast

import pytest
from apiflask import APIFlask
from sqlalchemy import event, text

from secureflow.db import direct, tenancy
from secureflow.extensions import db
from secureflow.holding import HoldingSession
from secureflow.services import expiry, idempotency
from tests.conftest import Api, Tenant, as_owner, make_tenant

KEY = {"Idempotency_Key": "key-1"}


def count(table: str) -> int:
    with tenancy.across_merchants():
        found: int = db.session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
        db.session.rollback()
    return found


@pytest.fixture
def payment(api: Api) -> int:
    """A payment to give feedback on."""
    found: int = api.post("/predict", {"amount": 5}).get_json()["transaction_id"]
    return found


def test_a_repeat_gets_the_stored_answer_and_does_nothing(api: Api, payment: int) -> None:
    body = {"transaction_id": payment, "label": "fraud"}
    first = api.post("/feedback", body, **KEY)
    again = api.post("/feedback", body, **KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.get_data() == first.get_data()
    assert again.content_type == first.content_type
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    assert count("feedback") == 1


def test_another_request_under_the_same_key_is_refused(api: Api, payment: int) -> None:
    api.post("/feedback", {"transaction_id": payment, "label": "fraud"}, **KEY)
    other = api.post("/feedback", {"transaction_id": payment, "label": "legitimate"}, **KEY)
    elsewhere = api.post("/predict-batch", {"transactions": [{"amount": 1}]}, **KEY)
    for response in (other, elsewhere):
        assert response.status_code == 409
        assert response.get_json()["code"] == "idempotency_conflict"
        assert response.get_json()["field"] == "Idempotency-Key"
    assert count("feedback") == 1


def test_copies_at_once_wait_and_get_the_same_answer(
    app: APIFlask, tenant: Tenant, payment: int
) -> None:
    def send(_: int) -> Any:
        caller = Api(app.test_client(), tenant.headers)
        return caller.post("/feedback", {"transaction_id": payment, "label": "fraud"}, **KEY)

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(send, range(12)))
    assert {answer.get_data() for answer in answers} == {answers[0].get_data()}
    assert sum("Idempotent-Replayed" not in answer.headers for answer in answers) == 1
    assert count("feedback") == 1


def test_a_request_that_failed_may_be_sent_again(api: Api, payment: int) -> None:
    wrong = api.post("/feedback", {"transaction_id": 2**62, "label": "fraud"}, **KEY)
    assert wrong.status_code == 404
    assert count("idempotency_keys") == 0
    assert api.post("/feedback", {"transaction_id": payment, "label": "fraud"}, **KEY).status_code
    assert count("feedback") == 1


def test_an_error_on_our_side_leaves_nothing_behind(
    app: APIFlask, api: Api, payment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("secureflow.api.present.feedback", lambda *_, **__: 1 / 0)
        failed = api.post("/feedback", {"transaction_id": payment, "label": "fraud"}, **KEY)
    assert failed.status_code == 500
    assert (count("feedback"), count("idempotency_keys")) == (0, 0)
    again = api.post("/feedback", {"transaction_id": payment, "label": "fraud"}, **KEY)
    assert (again.status_code, count("feedback")) == (201, 1)


def test_what_was_committed_before_a_refusal_stays(app: APIFlask, tenant: Tenant) -> None:
    """Else a key would take back the count of a wrong code."""
    tenancy.bind(tenant.merchant_id)
    session = cast(HoldingSession, db.session())
    session.hold()
    tell = "UPDATE users SET name = :name WHERE merchant_id = :id"
    session.execute(text(tell), {"name": "committed", "id": tenant.merchant_id})
    db.session.commit()
    session.execute(text(tell), {"name": "taken back", "id": tenant.merchant_id})
    db.session.rollback()
    assert session.has_committed
    session.release()
    db.session.remove()
    tenancy.bind(tenant.merchant_id)
    assert db.session.execute(text("SELECT name FROM users")).scalars().all() == ["committed"]


def test_each_merchant_has_keys_of_its_own(app: APIFlask, api: Api, payment: int) -> None:
    other = Api(app.test_client(), make_tenant("Contoso").headers)
    theirs = other.post("/predict", {"amount": 5}).get_json()["transaction_id"]
    api.post("/feedback", {"transaction_id": payment, "label": "fraud"}, **KEY)
    answer = other.post("/feedback", {"transaction_id": theirs, "label": "fraud"}, **KEY)
    assert answer.status_code == 201
    assert "Idempotent-Replayed" not in answer.headers


def test_a_batch_is_rebuilt_from_its_rows(api: Api) -> None:
    body = {"transactions": [{"amount": 5}, {"amount": "x"}, {"amount": 7}]}
    first = api.post("/predict-batch", body, **KEY).get_json()
    again = api.post("/predict-batch", body, **KEY)
    assert again.headers["Idempotent-Replayed"] == "true"
    replayed = again.get_json()
    assert {p.pop("data_source") for p in first["predictions"]} == {"model"}
    assert {p.pop("data_source") for p in replayed["predictions"]} == {"replay"}
    assert replayed == first
    assert count("transactions") == 2
    with tenancy.across_merchants():
        rows = db.session.execute(text("SELECT body FROM idempotency_keys")).scalars().all()
        db.session.rollback()
    assert rows == [None]


def test_a_file_is_the_same_whatever_parts_the_form(api: Api) -> None:
    def send(content: bytes) -> Any:
        return api.client.post(
            "/api/uploads/score",
            data={"file": (BytesIO(content), "a.csv")},
            headers=api.headers | {"Idempotency-Key": "file-1"},
        )

    first, again, other = send(b"amount\n5\n"), send(b"amount\n5\n"), send(b"amount\n6\n")
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 409)
    assert again.get_json() == first.get_json()
    assert (count("uploads"), count("transactions")) == (1, 1)


def test_a_payment_replays_by_its_own_row(api: Api) -> None:
    first = api.post("/predict", {"amount": 5}, **KEY)
    again = api.post("/predict", {"amount": 5}, **KEY)
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.get_json()["data_source"] == "replay"
    assert count("idempotency_keys") == 0


def test_a_key_costs_a_payment_no_statement(
    app: APIFlask, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    execute = direct._execute

    def heard(driver: Any, cursor: Any, statement: str, values: Any) -> None:
        said.append(statement)
        execute(driver, cursor, statement, values)

    monkeypatch.setattr(direct, "_execute", heard)
    event.listen(db.engine, "before_cursor_execute", lambda *a: said.append(a[2]))
    for _ in range(2):
        api.post("/predict", {"amount": 5})
    said.clear()
    api.post("/predict", {"amount": 5})
    without = len(said)
    api.post("/predict", {"amount": 5}, **KEY)
    assert len(said) == 2 * without > 0


@pytest.mark.parametrize("key", ["", "x" * 256, "caf\xe9"])
def test_an_odd_key_is_refused(api: Api, payment: int, key: str) -> None:
    body = {"transaction_id": payment, "label": "fraud"}
    response = api.post("/feedback", body, Idempotency_Key=key)
    assert (response.status_code, response.get_json()["field"]) == (422, "Idempotency-Key")


def test_a_key_is_forgotten_after_a_day(api: Api, payment: int) -> None:
    body = {"transaction_id": payment, "label": "fraud"}
    api.post("/feedback", body, **KEY)
    as_owner("UPDATE idempotency_keys SET expires_at = now() - interval '1 second'")
    assert "Idempotent-Replayed" not in api.post("/feedback", body, **KEY).headers
    assert api.post("/feedback", body, **KEY).headers["Idempotent-Replayed"] == "true"
    assert count("feedback") == 2
    as_owner("UPDATE idempotency_keys SET expires_at = now() - interval '1 second'")
    expiry.delete_expired()
    assert count("idempotency_keys") == 0


def test_an_answer_too_large_to_keep_is_not_done_again(
    api: Api, payment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idempotency, "MAX_BODY", 10)
    body = {"transaction_id": payment, "label": "fraud"}
    assert api.post("/feedback", body, **KEY).status_code == 201
    again = api.post("/feedback", body, **KEY)
    assert (again.status_code, again.get_json()["code"]) == (409, "idempotency_conflict")
    assert count("feedback") == 1

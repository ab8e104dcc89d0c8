"""Live and test: two sets of payments that never mix, and inputs that force each outcome."""

from typing import Any

import pytest
from apiflask import APIFlask

from secureflow.db import accounts
from secureflow.extensions import db
from secureflow.services import keys
from secureflow.services.keys import Wanted
from tests.conftest import Api, Tenant, bearer


@pytest.fixture
def test_api(app: APIFlask, tenant: Tenant) -> Api:
    """A test key of the same merchant in use."""
    made = keys.create(
        tenant.merchant_id, Wanted("try", ["score", "read", "feedback"], is_test=True)
    )
    return Api(app.test_client(), {"X-API-Key": made.secret})


@pytest.fixture
def person(app: APIFlask, tenant: Tenant) -> dict[str, str]:
    """The headers of the merchant's owner."""
    owner = accounts.user_by_email(tenant.email)
    assert owner is not None
    db.session.rollback()
    return bearer(owner.id)


def count(api: Api) -> int:
    return len(api.get("/transactions").get_json()["items"])


@pytest.mark.parametrize(
    ("customer", "decision"),
    [("test_approve", "approve"), ("test_review", "review"), ("test_block", "block")],
)
def test_an_input_forces_each_decision(test_api: Api, customer: str, decision: str) -> None:
    answer = test_api.post("/predict", {"amount": 5, "customer": customer}).get_json()
    assert answer["decision"] == decision
    assert answer["degraded"] is False
    points = sum(factor["points"] for factor in answer["risk_factors"])
    assert answer["base_points"] + points == pytest.approx(answer["score"], abs=1e-9)
    shown = test_api.get(f"/transactions/{answer['transaction_id']}").get_json()
    assert (shown["decision"], shown["is_test"]) == (decision, True)


def test_an_input_forces_a_degraded_answer(test_api: Api) -> None:
    answer = test_api.post("/predict", {"amount": 5, "customer": "test_degraded"}).get_json()
    assert answer["degraded"] is True


def test_an_input_forces_an_error_and_stores_nothing(test_api: Api) -> None:
    response = test_api.post("/predict", {"amount": 5, "customer": "test_error"})
    assert (response.status_code, response.get_json()["code"]) == (503, "test_error")
    assert count(test_api) == 0


def test_in_a_batch_the_error_is_its_rows_alone(test_api: Api) -> None:
    customers = ["test_approve", "test_error", "test_block"]
    rows = [{"amount": 5, "customer": customer} for customer in customers]
    answer = test_api.post("/predict-batch", {"transactions": rows}).get_json()
    assert [one["decision"] for one in answer["predictions"]] == ["approve", "block"]
    assert [(e["index"], e["code"]) for e in answer["errors"]] == [(1, "test_error")]


def test_live_payments_are_never_forced(api: Api) -> None:
    for customer in ("test_block", "test_error", "test_degraded"):
        answer = api.post("/predict", {"amount": 5, "customer": customer}).get_json()
        assert (answer["decision"], answer["degraded"]) != ("block", True)
        assert answer["risk_factors"][0]["code"] != "test_input"


def test_the_modes_do_not_mix(api: Api, test_api: Api) -> None:
    live = api.post("/predict", {"amount": 5, "external_id": "A"}).get_json()
    test = test_api.post("/predict", {"amount": 7, "external_id": "A"}).get_json()
    assert (count(api), count(test_api)) == (1, 1)
    for reader, other in ((api, test), (test_api, live)):
        number = other["transaction_id"]
        assert reader.get(f"/transactions/{number}").status_code == 404
        feedback = {"transaction_id": number, "label": "fraud"}
        assert reader.post("/feedback", feedback).status_code == 404
    figures = api.get("/dashboard").get_json()["figures"]
    assert figures["transactions"]["now"] == 1
    assert figures == figures | test_api.get("/dashboard").get_json()["figures"]


def test_uploads_do_not_mix(api: Api, test_api: Api) -> None:
    from io import BytesIO

    form: dict[str, Any] = {"file": (BytesIO(b"amount\n5\n"), "a.csv")}
    made = test_api.client.post("/api/uploads/score", data=form, headers=test_api.headers)
    assert made.status_code == 201
    assert len(test_api.get("/uploads").get_json()["items"]) == 1
    number = made.get_json()["id"]
    for path in (f"/uploads/{number}", f"/uploads/{number}/result.csv"):
        assert [reader.get(path).status_code for reader in (test_api, api)] == [200, 404]
    assert api.get("/uploads").get_json()["items"] == []
    assert count(api) == 0


def test_a_person_chooses_the_mode(
    app: APIFlask, api: Api, test_api: Api, person: dict[str, str]
) -> None:
    api.post("/predict", {"amount": 5})
    test = test_api.post("/predict", {"amount": 7}).get_json()["transaction_id"]
    client = app.test_client()

    def amounts(**headers: str) -> list[str]:
        sent = person | {name.replace("_", "-"): value for name, value in headers.items()}
        answer = client.get("/api/transactions", headers=sent).get_json()
        return [item["amount"] for item in answer["items"]]

    assert amounts() == amounts(SecureFlow_Mode="live") == ["5"]
    assert amounts(SecureFlow_Mode="test") == ["7"]
    one = client.get(f"/api/transactions/{test}", headers=person)
    assert one.get_json()["is_test"] is True, "a link opens whichever mode is chosen"


def test_an_unknown_mode_and_a_keys_other_mode_are_refused(
    app: APIFlask, tenant: Tenant, person: dict[str, str]
) -> None:
    client = app.test_client()
    for headers in (
        person | {"SecureFlow-Mode": "demo"},
        tenant.headers | {"SecureFlow-Mode": "test"},
    ):
        response = client.get("/api/transactions", headers=headers)
        assert (response.status_code, response.get_json()["field"]) == (422, "SecureFlow-Mode")

"""POST /api/predict: the answer, what is stored, repeats, and everything that may be sent wrong."""

import json
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from secureflow.db import transactions
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db
from secureflow.scoring.history.features import NAMES
from tests.conftest import Api, Tenant, make_tenant
from tests.intake.test_payment import BAD

BODY = {
    "amount": "1284.10",
    "hour": 3,
    "day_of_week": 6,
    "merchant_category": "electronics",
    "transaction_type": "online",
}
FIXED = {
    "transaction_id",
    "is_fraudulent",
    "confidence",
    "risk_factors",
    "data_source",
    "timestamp",
}
MORE = {
    "score",
    "level",
    "decision",
    "probability",
    "anomaly_score",
    "model_version",
    "degraded",
    "external_id",
}


def stored() -> int:
    return db.session.scalar(select(func.count()).select_from(TransactionRow)) or 0


def test_the_answer_has_the_promised_names_and_adds_up(api: Api) -> None:
    answer = api.post("/predict", BODY).get_json()
    assert answer.keys() >= FIXED | MORE
    points = sum(factor["points"] for factor in answer["risk_factors"])
    assert answer["base_points"] + points == pytest.approx(answer["score"], abs=1e-6)
    assert len(answer["risk_factors"]) <= 7
    told = {"code", "feature", "value", "points", "text", "evidence"}
    assert all(factor.keys() == told for factor in answer["risk_factors"])
    assert 0 <= answer["confidence"] <= 1
    assert answer["is_fraudulent"] == (answer["score"] >= 45)
    assert answer["probability"] is None
    assert (answer["data_source"], answer["degraded"]) == ("model", False)


def test_what_was_sent_and_judged_is_stored(api: Api, tenant: Tenant) -> None:
    full = BODY | {
        "external_id": "o-1",
        "customer": "c1",
        "card": "k1",
        "card_bin": "424242",
        "ip": "203.0.113.7",
        "email": "a@b.example",
        "country": "gb",
        "currency": "eur",
        "occurred_at": "2026-11-20T10:00:00+01:00",
        "customer_created_at": "2025-01-01T00:00:00Z",
        "extra": {"basket": [1, 2.5, {"sku": "é"}]},
    }
    answer = api.post("/predict", full).get_json()
    row = transactions.by_id(tenant.merchant_id, None, answer["transaction_id"])
    assert row is not None
    assert row.amount == Decimal("1284.10")
    assert str(row.amount) == "1284.10"
    assert (row.merchant_category, row.transaction_type) == ("electronics", "online")
    assert (row.currency, row.country, row.ip) == ("EUR", "GB", "203.0.113.7")
    assert row.occurred_at.isoformat() == "2026-11-20T09:00:00+00:00"
    assert row.extra == full["extra"]
    assert row.score == answer["score"]
    assert row.anomaly_score == answer["anomaly_score"]
    assert row.reasons == answer["risk_factors"]
    assert row.policy_version == 1
    assert row.inputs is not None
    assert len(row.inputs) == len(NAMES)
    assert row.counted


def test_numbers_stay_numbers_and_a_missing_signal_stays_missing(api: Api, tenant: Tenant) -> None:
    answer = api.post("/predict", {"amount": 5, "merchant_category": 4}).get_json()
    row = transactions.by_id(tenant.merchant_id, None, answer["transaction_id"])
    assert row is not None
    assert row.merchant_category == 4
    assert row.transaction_type is None
    assert row.customer is None


def test_the_legacy_shape_is_scored(api: Api) -> None:
    body = {
        "amount": 45.5,
        "merchant": "Corner shop",
        "category": "groceries",
        "timestamp": "2024-01-15T14:30:00",
        "type": "purchase",
    }
    response = api.post("/predict", body)
    assert response.status_code == 200
    assert response.get_json().keys() >= FIXED


def test_a_card_check_of_zero_is_scored(api: Api) -> None:
    assert api.post("/predict", {"amount": 0}).status_code == 200


@pytest.mark.parametrize(
    ("name", "headers", "code"),
    [
        ("external_id", {}, "conflict"),
        ("Idempotency-Key", {"Idempotency_Key": "key-1"}, "idempotency_conflict"),
    ],
)
def test_a_repeat_returns_the_stored_answer_and_writes_nothing(
    api: Api, name: str, headers: dict[str, str], code: str
) -> None:
    body = BODY | ({"external_id": "o-1"} if name == "external_id" else {})
    first = api.post("/predict", body, **headers).get_json()
    again = api.post("/predict", body, **headers).get_json()
    assert again.pop("data_source") == "replay"
    assert first.pop("data_source") == "model"
    assert again == first
    assert stored() == 1
    other = api.post("/predict", body | {"amount": "1.00"}, **headers)
    assert other.status_code == 409
    assert (other.get_json()["code"], other.get_json()["field"]) == (code, name)
    assert stored() == 1


def test_twenty_copies_at_once_are_one_payment(app: APIFlask, tenant: Tenant) -> None:
    def send(_: int) -> dict[str, Any]:
        caller = Api(app.test_client(), tenant.headers)
        answer: dict[str, Any] = caller.post("/predict", BODY | {"external_id": "o"}).get_json()
        return answer

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(send, range(20)))
    assert stored() == 1
    assert sorted(a.pop("data_source") for a in answers) == ["model"] + ["replay"] * 19
    assert all(answer == answers[0] for answer in answers)


def test_an_external_id_is_one_merchants_own(app: APIFlask, api: Api) -> None:
    other = Api(app.test_client(), make_tenant("Contoso").headers)
    body = BODY | {"external_id": "o-1"}
    first, second = api.post("/predict", body), other.post("/predict", body)
    assert second.get_json()["data_source"] == "model"
    assert first.get_json()["transaction_id"] != second.get_json()["transaction_id"]


@pytest.mark.parametrize(("body", "field"), [b for b in BAD if "E" not in str(b[0])])
def test_bad_input_is_a_422_naming_the_field(api: Api, body: dict[str, Any], field: str) -> None:
    response = api.raw("/predict", json.dumps(body, default=_number).encode())
    answer = response.get_json()
    assert (response.status_code, answer["code"], answer["field"]) == (422, "invalid_input", field)
    assert answer["message"]
    assert answer["request_id"] == response.headers["X-Request-ID"]
    assert stored() == 0


def _number(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else value


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"[" * 50_000, 400, "malformed_body"),
        (b'{"a":' * 50_000, 400, "malformed_body"),
        (b'{"amount": NaN}', 400, "malformed_body"),
        (b'{"amount": -Infinity}', 400, "malformed_body"),
        (b'{"amount": 1e99999999999999999999}', 400, "malformed_body"),
        (b'{"amount": "\xff"}', 400, "malformed_body"),
        (b'{"amount": 1', 400, "malformed_body"),
        (b"", 400, "malformed_body"),
        (b"[]", 422, "invalid_input"),
        (b"null", 422, "invalid_input"),
        (b'{"amount": 1e400}', 422, "invalid_input"),
        (b'{"amount": 1, "customer": "\\ud800"}', 422, "invalid_input"),
        (b'{"amount": 1, "extra": {"\\ud800": 1}}', 422, "invalid_input"),
        (b'{"amount": ' + b"9" * 5000 + b"}", 400, "malformed_body"),
        (b" " * 1_000_001, 413, "too_large"),
    ],
)
def test_an_unreadable_body_is_refused(api: Api, data: bytes, status: int, code: str) -> None:
    response = api.raw("/predict", data)
    assert (response.status_code, response.get_json()["code"]) == (status, code)
    assert stored() == 0


def test_another_content_type_is_refused(api: Api) -> None:
    response = api.raw("/predict", b"amount=1", "application/x-www-form-urlencoded")
    assert response.status_code == 415
    assert "application/json" in response.get_json()["fix"]


@pytest.mark.parametrize("key", ["", "x" * 256, "é"])
def test_a_bad_idempotency_key_is_refused(api: Api, key: str) -> None:
    response = api.post("/predict", BODY, Idempotency_Key=key)
    assert response.status_code == 422
    assert response.get_json()["field"] == "Idempotency-Key"

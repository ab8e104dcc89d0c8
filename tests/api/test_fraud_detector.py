"""The door for Amazon Fraud Detector users: boto3 asks a running server, and errors are theirs."""

import json
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any

import boto3
import pytest
from apiflask import APIFlask
from botocore.config import Config
from botocore.exceptions import ClientError

from secureflow.api.fraud_detector import TARGET
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db
from secureflow.services import keys
from secureflow.services.keys import Wanted
from tests.conftest import Api, Tenant
from tests.deploy.served import Gunicorn, gunicorn
from tests.house.code import ROOT
from tests.intake.test_fraud_detector import HEADER, ROWS

EVENT: dict[str, Any] = {
    "detectorId": "checkout",
    "detectorVersionId": "1",
    "eventId": "order-1001",
    "eventTypeName": "purchase",
    "entities": [{"entityType": "customer", "entityId": "c-17"}],
    "eventTimestamp": "2026-11-20T03:15:00Z",
    "eventVariables": {
        "order_price": "812.40",
        "payment_currency": "eur",
        "ip_address": "203.0.113.7",
        "email_address": "dana@shop.example",
        "card_bin": "424242",
        "billing_country": "United Kingdom",
        "product_category": "5732",
        "billing_zip": "N1 9GU",
    },
}
HEADERS = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": TARGET}


@pytest.fixture(scope="module")
def server(
    session_app: APIFlask, settings: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Gunicorn]:
    log = tmp_path_factory.mktemp("served") / "log"
    with gunicorn(settings | {"WEB_CONCURRENCY": "1", "LOG_LEVEL": "INFO"}, log) as found:
        yield found


def detector(url: str, key: str) -> Any:
    """Return boto3's client of Amazon Fraud Detector, pointed at us."""
    return boto3.client(
        "frauddetector",
        endpoint_url=f"{url}/api/fraud-detector",
        region_name="eu-west-1",
        aws_access_key_id="unused",
        aws_secret_access_key="unused",
        aws_session_token=key,
        config=Config(retries={"total_max_attempts": 1}),
    )


def test_boto3_gets_an_answer(server: Gunicorn, tenant: Tenant) -> None:
    answer = detector(server.url, tenant.key).get_event_prediction(**EVENT)
    [model] = answer["modelScores"]
    [rule] = answer["ruleResults"]
    [row] = db.session.query(TransactionRow).filter_by(merchant_id=tenant.merchant_id)
    assert model["scores"]["secureflow_insightscore"] == pytest.approx(row.score * 10)
    assert model["modelVersion"]["arn"].endswith(row.model_version)
    assert rule == {"ruleId": "policy_1", "outcomes": [row.decision]}
    assert answer["externalModelOutputs"] == []
    assert (row.external_id, row.customer) == ("order-1001", "c-17")
    assert (row.amount, row.currency) == (Decimal("812.40"), "EUR")
    assert row.occurred_at.isoformat() == "2026-11-20T03:15:00+00:00"
    assert (row.ip, row.email, row.card_bin) == ("203.0.113.7", "dana@shop.example", "424242")
    assert row.merchant_category == 5732
    # What has no field, and what does not fit its field, is kept as it came.
    assert row.country is None
    assert row.extra == {
        "billing_zip": "N1 9GU",
        "billing_country": "United Kingdom",
        "eventTypeName": "purchase",
        "entityType": "customer",
    }


def test_the_same_event_replays_and_another_of_its_id_conflicts(
    server: Gunicorn, tenant: Tenant
) -> None:
    client = detector(server.url, tenant.key)
    first = client.get_event_prediction(**EVENT)
    again = client.get_event_prediction(**EVENT)
    assert again["modelScores"] == first["modelScores"]
    headers = [answer["ResponseMetadata"]["HTTPHeaders"] for answer in (first, again)]
    assert [sent.get("idempotent-replayed") for sent in headers] == [None, "true"]
    with pytest.raises(client.exceptions.ConflictException):
        client.get_event_prediction(**EVENT | {"eventVariables": {"order_price": "1"}})


def test_their_exceptions_are_raised(server: Gunicorn, tenant: Tenant) -> None:
    client = detector(server.url, tenant.key)
    with pytest.raises(client.exceptions.ValidationException) as wrong:
        client.get_event_prediction(**EVENT | {"eventVariables": {"order_price": "much"}})
    assert "eventVariables.order_price: must be a number" in str(wrong.value)
    with pytest.raises(client.exceptions.ValidationException, match="Add order_price"):
        client.get_event_prediction(**EVENT | {"eventVariables": {"colour": "red"}})
    with pytest.raises(ClientError, match="There is no operation") as other:
        client.get_detectors()
    assert other.value.response["Error"]["Code"] == "UnknownOperationException"
    stranger = detector(server.url, "sf_live_wrong")
    with pytest.raises(stranger.exceptions.AccessDeniedException, match="aws_session_token"):
        stranger.get_event_prediction(**EVENT)
    assert other.value.response["ResponseMetadata"]["RequestId"]
    log = server.log.read_text()
    assert tenant.key not in log
    assert "sf_live_wrong" not in log


def test_a_test_key_can_ask_for_each_outcome(server: Gunicorn, tenant: Tenant) -> None:
    key = keys.create(tenant.merchant_id, Wanted("boto", ["score"], is_test=True)).secret
    client = detector(server.url, key)

    def outcome(customer: str) -> Any:
        entities = [{"entityType": "customer", "entityId": customer}]
        event = EVENT | {"eventId": customer, "entities": entities}
        return client.get_event_prediction(**event)["ruleResults"][0]["outcomes"]

    assert [outcome(f"test_{word}") for word in ("approve", "review", "block")] == [
        ["approve"],
        ["review"],
        ["block"],
    ]
    with pytest.raises(client.exceptions.InternalServerException):
        outcome("test_error")


def send(app: APIFlask, key: str, body: bytes, **changed: str) -> Any:
    headers = HEADERS | {"X-Amz-Security-Token": key} | changed
    return app.test_client().post("/api/fraud-detector", data=body, headers=headers)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"eventId": ""}, "eventId"),
        ({"eventId": "x" * 129}, "eventId"),
        ({"eventTimestamp": "yesterday"}, "eventTimestamp"),
        ({"entities": []}, "entities"),
        ({"entities": [{"entityType": "customer", "entityId": 5}]}, "entities.0.entityId"),
        ({"eventVariables": {}}, "eventVariables"),
        ({"eventVariables": {"price": 5}}, "eventVariables.price"),
        (
            {"eventVariables": {"price": "5", "currency_code": "QQQ"}},
            "eventVariables.currency_code",
        ),
        ({"eventVariables": {"price": "-1"}}, "eventVariables.price"),
        ({"eventVariables": {"price": "5", "note": "\x00"}}, "eventVariables.note"),
        ({"eventVariables": {f"v{i}": "5" for i in range(99)} | {"price": "1"}}, "eventVariables"),
    ],
)
def test_what_cannot_be_judged_is_refused_by_name(
    app: APIFlask, tenant: Tenant, changed: dict[str, Any], field: str
) -> None:
    response = send(app, tenant.key, json.dumps(EVENT | changed).encode())
    error = json.loads(response.data)
    assert (response.status_code, error["__type"]) == (422, "ValidationException")
    assert (error["field"], error["code"]) == (field, "invalid_input")
    assert error["message"].startswith(f"{field}: ")
    assert response.headers["x-amzn-ErrorType"] == "ValidationException"


@pytest.mark.parametrize(
    ("body", "changed", "status", "kind"),
    [
        (b"{", {}, 400, "ValidationException"),
        (b"[]", {}, 422, "ValidationException"),
        (b"{}", {"Content-Type": "application/json"}, 415, "ValidationException"),
        (b"{}", {"X-Amz-Target": "Other.Operation"}, 404, "UnknownOperationException"),
        (b"x" * 1_000_001, {}, 413, "ValidationException"),
        (b"{}", {"X-Amz-Security-Token": ""}, 401, "AccessDeniedException"),
    ],
)
def test_what_is_no_event_is_refused_in_their_form(
    app: APIFlask, tenant: Tenant, body: bytes, changed: dict[str, str], status: int, kind: str
) -> None:
    response = send(app, tenant.key, body, **changed)
    assert (response.status_code, json.loads(response.data)["__type"]) == (status, kind)
    assert response.content_type == "application/x-amz-json-1.1"


def test_nobody_known_is_no_customer(app: APIFlask, tenant: Tenant) -> None:
    entities = [{"entityType": "customer", "entityId": "unknown"}]
    response = send(app, tenant.key, json.dumps(EVENT | {"entities": entities}).encode())
    assert response.status_code == 200
    [row] = db.session.query(TransactionRow).filter_by(merchant_id=tenant.merchant_id)
    assert row.customer is None


def test_the_token_opens_no_other_address(app: APIFlask, tenant: Tenant) -> None:
    headers = {"X-Amz-Security-Token": tenant.key}
    response = app.test_client().post("/api/predict", json={"amount": 1}, headers=headers)
    assert response.status_code == 401
    assert "__type" not in response.get_json()


def test_an_upload_takes_a_training_file(api: Api) -> None:
    form = {"file": (BytesIO("\n".join((HEADER, *ROWS)).encode()), "events.csv")}
    sent = api.client.post("/api/uploads/score", data=form, headers=api.headers)
    upload = sent.get_json()
    assert (sent.status_code, upload["scored"], upload["bad"]) == (201, 2, 0)
    rows = api.get("/transactions?sort=-amount").get_json()["items"]
    assert [row["external_id"] for row in rows] == ["e-2", "e-1"]
    assert [row["customer"] for row in rows] == [None, "c-1"]
    assert {row["occurred_at"][:19] for row in rows} == {"2019-11-30T13:01:01"}
    assert "EVENT_LABEL" in upload["ignored_columns"]


def test_the_program_of_the_guide_prints_an_outcome(
    server: Gunicorn, tenant: Tenant, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = (ROOT / "docs" / "fraud-detector.md").read_text()
    program = guide.split("```python\n", 1)[1].split("```", 1)[0]
    program = program.replace("sf_live_…", tenant.key)
    exec(program.replace("https://fraud.example.com", server.url), {})
    assert capsys.readouterr().out.strip() in ("['approve']", "['review']", "['block']")

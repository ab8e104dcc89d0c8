"""GET /api/transactions/{id}/replay: identical years later, and it says so when it is not."""

import json
from typing import Any

import pytest

from secureflow.extensions import db
from tests.conftest import Api, Tenant, as_owner

BODY: dict[str, Any] = {
    "amount": "812.40",
    "customer": "cus-1",
    "card": "card-1",
    "device": "dev-1",
    "country": "GB",
    "merchant_category": "travel",
    "occurred_at": "2026-11-20T03:15:00Z",
}


def replayed(api: Api, number: int) -> Any:
    answer = api.get(f"/transactions/{number}/replay")
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()


@pytest.mark.parametrize("amount", ["0", "3.10", "812.40", "99999"])
def test_a_payment_is_judged_again_to_the_last_digit(api: Api, amount: str) -> None:
    for minute in range(3):
        body = BODY | {"amount": amount, "occurred_at": f"2026-11-20T03:{minute:02}:00Z"}
        given = api.post("/predict", body).get_json()
        again = replayed(api, given["transaction_id"])
        assert (again["identical"], again["differences"]) == (True, [])
        assert again["model_version"] == given["model_version"]
        assert again["stored"] == again["replayed"]
        assert again["replayed"]["score"] == given["score"]
        points = sum(reason["points"] for reason in again["replayed"]["reasons"])
        assert again["replayed"]["base_points"] + points == pytest.approx(given["score"], abs=1e-6)


def test_rows_of_a_batch_whose_reasons_were_not_stored(api: Api) -> None:
    rows = [BODY | {"amount": 5 + n, "external_id": f"o-{n}"} for n in range(5)]
    given = api.post("/predict-batch", {"transactions": rows}).get_json()["predictions"]
    for one in given:
        again = replayed(api, one["transaction_id"])
        assert again["identical"]
        assert again["replayed"]["reasons"]


def test_later_payments_and_labels_change_nothing(api: Api) -> None:
    first = api.post("/predict", BODY).get_json()["transaction_id"]
    for n in range(5):
        api.post("/predict", BODY | {"amount": 4_000 + n})
    api.post("/feedback", {"transaction_id": first, "label": "fraud", "source": "chargeback"})
    assert replayed(api, first)["identical"]


def test_what_was_tampered_with_is_said(api: Api) -> None:
    number = api.post("/predict", BODY).get_json()["transaction_id"]
    as_owner("UPDATE transactions SET score = score / 2 WHERE id = :id", id=number)
    again = replayed(api, number)
    assert not again["identical"]
    assert again["differences"][0].startswith("score was ")
    as_owner("UPDATE transactions SET score = score * 2, reasons = '[]' WHERE id = :id", id=number)
    assert "reasons were stored" in replayed(api, number)["differences"][0]


def test_a_payment_of_before_inputs_were_stored_cannot_be_judged_again(api: Api) -> None:
    number = api.post("/predict", BODY).get_json()["transaction_id"]
    as_owner("UPDATE transactions SET inputs = NULL WHERE id = :id", id=number)
    answer = api.get(f"/transactions/{number}/replay")
    assert (answer.status_code, answer.get_json()["field"]) == (409, "transaction_id")


def test_a_forced_test_payment_is_forced_again(api: Api, tenant: Tenant) -> None:
    from secureflow.services import keys
    from secureflow.services.keys import Wanted

    secret = keys.create(tenant.merchant_id, Wanted("test", ["score", "read"], is_test=True)).secret
    db.session.remove()
    test = Api(api.client, {"X-API-Key": secret})
    for customer in ("test_approve", "test_block", "cus-1"):
        given = test.post("/predict", BODY | {"customer": customer}).get_json()
        assert replayed(test, given["transaction_id"])["identical"], json.dumps(given)

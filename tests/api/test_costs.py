"""What a mistake costs: shown, changed on record, and followed by every sum of money."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from apiflask import APIFlask

from tests.api.people import member
from tests.conftest import Api, Tenant

COSTS = {"chargeback_fee": "35.50", "margin": "0.1", "review_cost": 0}


def put(api: Api, body: Any) -> Any:
    return api.client.put("/api/costs", json=body, headers=api.headers)


def test_costs_have_defaults_and_are_changed_on_record(api: Api) -> None:
    assert api.get("/costs").get_json() == {
        "chargeback_fee": "20.00",
        "margin": 0.25,
        "review_cost": "2.00",
        "currency": "USD",
    }
    assert put(api, COSTS).status_code == 200
    found = api.get("/costs").get_json()
    assert (found["chargeback_fee"], found["margin"], found["review_cost"]) == (
        "35.50",
        0.1,
        "0.00",
    )
    (event,) = api.get("/audit?action=costs.changed").get_json()["items"]
    assert event["before"]["review_cost"] == "2.00"
    assert event["after"]["chargeback_fee"] == "35.50"


def test_the_overview_follows_at_once(api: Api) -> None:
    odd = {"amount": "9000.00", "hour": 3, "merchant_category": "travel"}
    made = api.post("/predict", odd).get_json()
    assert made["decision"] == "review"
    api.post("/feedback", {"transaction_id": made["transaction_id"], "label": "fraud"})
    put(api, COSTS | {"review_cost": "3"})
    saving = api.get("/dashboard").get_json()["figures"]["net_saving"]["now"]
    assert Decimal(saving) == Decimal("9000.00") + Decimal("35.50") - 3


def test_the_change_of_somebody_else_is_not_lost(app: APIFlask, tenant: Tenant, api: Api) -> None:
    sam = member(app, tenant, "admin", "sam")
    put(api, COSTS)
    seen = {name: api.get("/costs").get_json()[name] for name in COSTS}
    theirs = {"chargeback_fee": "30.00", "margin": 0.25, "review_cost": "2.00"}
    by_sam = sam.nobody.put("/api/costs", json=theirs | {"was": seen}, headers=sam.headers)
    assert by_sam.status_code == 200
    refused = put(api, COSTS | {"chargeback_fee": "40", "was": seen})
    body = refused.get_json()
    assert (refused.status_code, body["code"]) == (409, "outdated")
    assert body["by"] == {"id": sam.id, "name": "sam"}
    assert body["theirs"] == {"chargeback_fee": "30.00", "margin": "0.2500", "review_cost": "2.00"}
    assert datetime.fromisoformat(body["at"])
    assert api.get("/costs").get_json()["chargeback_fee"] == "30.00"
    # Who wants the same has lost nothing, and who has seen theirs may put their own.
    assert put(api, theirs | {"was": seen}).status_code == 200
    mine = COSTS | {"chargeback_fee": "40", "was": body["theirs"]}
    assert put(api, mine).status_code == 200
    assert api.get("/costs").get_json()["chargeback_fee"] == "40.00"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("chargeback_fee", -1),
        ("chargeback_fee", "1000000.01"),
        ("chargeback_fee", "0.001"),
        ("margin", 1.5),
        ("margin", True),
        ("review_cost", "NaN"),
        ("review_cost", None),
    ],
)
def test_limits_are_named(api: Api, name: str, value: Any) -> None:
    response = put(api, COSTS | {name: value})
    assert (response.status_code, response.get_json()["field"]) == (422, name)

"""Customers: summed up by a job from their payments, listed by risk, shown in full, and noted."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from apiflask import APIFlask

from secureflow.services import customers
from tests.conftest import Api, make_tenant

NOW = datetime.now(UTC).replace(microsecond=0)


def pay(api: Api, customer: str, hours_ago: float, **more: Any) -> dict[str, Any]:
    at = (NOW - timedelta(hours=hours_ago)).isoformat()
    body = {"amount": "20.00", "customer": customer, "occurred_at": at} | more
    found: dict[str, Any] = api.post("/predict", body).get_json()
    return found


def settle() -> None:
    """Let the job take its two turns: what is there, and then what is complete."""
    customers.refresh()
    customers.refresh()


@pytest.fixture
def shop(api: Api) -> dict[str, list[dict[str, Any]]]:
    """Three customers, of whom two share a device and one pays oddly."""
    made = {
        "ana": [pay(api, "ana", 90 - n, device="d-1", email="ana@example.com") for n in range(14)],
        "ben": [pay(api, "ben", 8, device="d-1"), pay(api, "ben", 7, currency="EUR")],
        "cy/1": [pay(api, "cy/1", 2, amount="9000", hour=3, merchant_category="travel")],
    }
    settle()
    return made


def test_the_list_has_the_figures_of_the_payments(api: Api, shop: dict[str, Any]) -> None:
    items = api.get("/customers").get_json()["items"]
    assert [one["risk"] for one in items] == sorted((one["risk"] for one in items), reverse=True)
    found = {one["customer"]: one for one in items}
    assert found.keys() == shop.keys()
    ana = found["ana"]
    assert (ana["orders"], ana["currency"]) == (14, "USD")
    assert Decimal(ana["spent"]) == sum(
        20 for payment in shop["ana"] if payment["decision"] != "block"
    )
    scores = [payment["score"] for payment in shop["ana"]]
    assert ana["trend"] == pytest.approx(scores[-12:])
    weights = [2.0**n for n in range(12)]
    mean = sum(w * s for w, s in zip(weights, scores[-12:], strict=True)) / sum(weights)
    assert ana["risk"] == pytest.approx(mean)
    assert found["ben"]["orders"] == 2
    assert Decimal(found["ben"]["spent"]) == 20, "nothing is converted"
    first = (NOW - timedelta(hours=90)).isoformat().replace("+00:00", "Z")
    assert ana["first_at"] == first


def test_what_comes_later_is_added(api: Api, shop: dict[str, Any]) -> None:
    late = pay(api, "ana", 0)
    settle()
    ana = api.get("/customers/ana").get_json()
    assert ana["orders"] == 15
    assert ana["trend"][-1] == pytest.approx(late["score"])
    assert [one["id"] for one in ana["scores"]] == [
        payment["transaction_id"] for payment in [*shop["ana"], late]
    ]


def test_labels_are_counted_and_taken_back(api: Api, shop: dict[str, Any]) -> None:
    def say(source: str, label: str) -> tuple[int, int]:
        number = shop["ben"][0]["transaction_id"]
        body = {"transaction_id": number, "label": label, "source": source}
        api.post("/feedback", body)
        settle()
        ben = api.get("/customers/ben").get_json()
        return ben["frauds"], ben["disputes"]

    assert say("reviewer", "fraud") == (1, 0)
    assert say("chargeback", "fraud") == (1, 1)
    assert say("reviewer", "legitimate") == (1, 1), "the bank weighs more"
    assert say("chargeback", "legitimate") == (0, 1), "and was there all the same"


def test_orders_beginnings_and_pages(api: Api, shop: dict[str, Any]) -> None:
    def names(query: str) -> list[str]:
        return [one["customer"] for one in api.get(f"/customers?{query}").get_json()["items"]]

    assert names("sort=recent") == ["cy/1", "ben", "ana"]
    assert names("sort=spent")[-1] == "ben" or names("sort=spent")[-1] == "cy/1"
    assert names("text=cy") == ["cy/1"]
    assert names("text=%25") == []
    first = api.get("/customers?sort=recent&limit=2").get_json()
    rest = api.get(f"/customers?sort=recent&limit=2&cursor={first['next_cursor']}").get_json()
    assert [one["customer"] for one in first["items"] + rest["items"]] == ["cy/1", "ben", "ana"]


def test_who_shares_a_detail_is_linked(api: Api, shop: dict[str, Any]) -> None:
    linked = api.get("/customers/ana").get_json()["linked"]
    assert linked == [{"customer": "ben", "by": "device", "count": 1}]
    assert api.get("/customers/cy/1").get_json()["linked"] == []


def test_notes_are_kept_and_deleted_on_record(api: Api, shop: dict[str, Any]) -> None:
    note = api.post("/customers/cy/1/notes", {"text": "Called; moved house."})
    assert note.status_code == 201
    shown = api.get("/customers/cy/1").get_json()["notes"]
    assert [(one["text"], one["by"]) for one in shown] == [("Called; moved house.", "checkout")]
    path = f"/api/customers/cy/1/notes/{shown[0]['id']}"
    assert api.client.delete(path.replace("cy/1", "ana"), headers=api.headers).status_code == 404
    assert api.client.delete(path, headers=api.headers).status_code == 204
    assert api.get("/customers/cy/1").get_json()["notes"] == []
    assert api.post("/customers/nobody/notes", {"text": "who?"}).status_code == 404
    assert api.post("/customers/ana/notes", {"text": "  "}).get_json()["field"] == "text"
    actions = [event["action"] for event in api.get("/audit").get_json()["items"]]
    assert actions[:2] == ["customer_note.deleted", "customer_note.added"]


def test_nobody_else_sees_them(app: APIFlask, api: Api, shop: dict[str, Any]) -> None:
    other = Api(app.test_client(), make_tenant("Contoso").headers)
    assert other.get("/customers").get_json()["items"] == []
    assert other.get("/customers/ana").status_code == 404
    assert other.post("/customers/ana/notes", {"text": "mine"}).status_code == 404

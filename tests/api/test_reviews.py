"""/api/reviews: what waits, in which order, for whom, and what is left out."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from secureflow.extensions import db
from tests.api.people import Person, member
from tests.conftest import Api, Tenant, as_owner, make_tenant
from tests.services.waiting import reviews

TOLD = "SELECT data FROM events WHERE type = 'review.opened' ORDER BY id"
NOW = datetime.now(UTC)


@pytest.fixture
def dana(app: APIFlask, tenant: Tenant) -> Person:
    return Person.of(app, tenant)


def shown(person: Person | Api, query: str = "") -> list[int]:
    answer = person.get(f"/reviews{query}")
    assert answer.status_code == 200, answer.get_json()
    return [item["id"] for item in answer.get_json()["items"]]


def due(**later: float) -> datetime:
    """Return an end of an authorisation whose review is due after so much time."""
    return NOW + timedelta(minutes=5) + timedelta(**later)


def test_a_payment_opens_its_review_alone_and_in_bulk(app: APIFlask, tenant: Tenant) -> None:
    person = Person.of(app, tenant)
    key = person.post("/keys", {"name": "t", "mode": "test", "scopes": ["score", "read"]})
    test = Api(app.test_client(), {"X-API-Key": key.get_json()["secret"]})
    held = {"amount": "120.50", "customer": "test_review"}
    alone = test.post("/predict", held).get_json()["transaction_id"]
    many = test.post(
        "/predict-batch", {"transactions": [held, {"amount": 5, "customer": "test_approve"}, held]}
    ).get_json()["predictions"]
    items = test.get("/reviews?sort=newest").get_json()["items"]
    assert [item["transaction_id"] for item in reversed(items)] == [
        alone,
        many[0]["transaction_id"],
        many[2]["transaction_id"],
    ]
    (item, *_) = items
    assert (item["kind"], item["state"], item["default_action"]) == ("held", "open", "decline")
    assert Decimal(item["expected_loss"]) == Decimal("120.50") * Decimal(str(item["score"])) / 100
    assert item["loss_by"] == "score"
    waits = datetime.fromisoformat(item["due_at"]) - datetime.fromisoformat(item["opened_at"])
    assert waits == timedelta(days=1)
    assert shown(person) == []
    with db.engine.connect() as connection:
        told = connection.execute(text(TOLD)).scalars().all()
    assert told == [
        {"review_id": items[2]["id"], "transaction_id": alone, "kind": "held"},
        {"count": 2},
    ]


def test_the_most_urgent_come_first(tenant: Tenant, dana: Person) -> None:
    (small, large) = (
        reviews(tenant.merchant_id, 1, amount=Decimal(amount), external_id=amount)[0]
        for amount in ("10", "900")
    )
    (soon,) = reviews(
        tenant.merchant_id, 1, amount=Decimal(1), authorisation_expires_at=due(minutes=50)
    )
    (sooner,) = reviews(
        tenant.merchant_id, 1, amount=Decimal(1), authorisation_expires_at=due(minutes=10)
    )
    assert shown(dana) == [sooner, soon, large, small]
    assert shown(dana, "?view=due_soon") == [sooner, soon]
    assert shown(dana, "?sort=due") == [sooner, soon, small, large]
    assert shown(dana, "?sort=newest") == [sooner, soon, large, small]
    counts = dana.get("/reviews").get_json()["counts"]
    assert (counts["open"], counts["due_soon"], counts["mine"]) == (4, 2, 0)


@pytest.mark.parametrize("sort", ["urgency", "due", "score", "newest"])
def test_pages_are_the_list(tenant: Tenant, dana: Person, sort: str) -> None:
    for minutes in (5, 5, 20):
        reviews(tenant.merchant_id, 1, authorisation_expires_at=due(minutes=minutes))
    reviews(tenant.merchant_id, 4, amount=Decimal(7))
    reviews(tenant.merchant_id, 2, amount=Decimal(8), score=70.0)
    whole = shown(dana, f"?sort={sort}")
    assert len(whole) == 9
    assert list(pages(dana, sort)) == whole


def pages(person: Person, sort: str) -> Iterator[int]:
    cursor = ""
    while True:
        answer = person.get(f"/reviews?sort={sort}&limit=2{cursor}").get_json()
        yield from (item["id"] for item in answer["items"])
        if answer["next_cursor"] is None:
            return
        cursor = f"&cursor={answer['next_cursor']}"


def test_a_cursor_of_another_sort_or_of_nobody_is_refused(tenant: Tenant, dana: Person) -> None:
    reviews(tenant.merchant_id, 2)
    cursor = dana.get("/reviews?limit=1").get_json()["next_cursor"]
    for sent in (f"sort=due&cursor={cursor}", "cursor=bm9uc2Vuc2U=", "cursor=WzEsMiwzLDQsNV0="):
        answer = dana.get(f"/reviews?{sent}")
        assert (answer.status_code, answer.get_json()["field"]) == (422, "cursor")


def test_filters_hold_together(tenant: Tenant, dana: Person) -> None:
    merchant = tenant.merchant_id
    (high,) = reviews(merchant, 1, score=75.0, amount=Decimal(50), customer="ana")
    (critical,) = reviews(merchant, 1, score=91.0, amount=Decimal(2000), merchant_category=5732)
    (elevated,) = reviews(merchant, 1, score=50.0, amount=Decimal(80), external_id="order-77")
    assert shown(dana, "?level=high,critical") == [critical, high]
    assert shown(dana, "?min=60&max=100") == [elevated]
    assert shown(dana, "?category=5732") == [critical]
    assert shown(dana, "?customer=ana&level=high") == [high]
    assert shown(dana, "?text=ORDER-77") == [elevated]
    assert dana.get("/reviews?level=terrible").status_code == 422


def test_spot_checks_and_close_calls_are_apart(tenant: Tenant, dana: Person) -> None:
    merchant = tenant.merchant_id
    (approved,) = reviews(merchant, 1, score=5.0, selected="sample")
    (blocked,) = reviews(merchant, 1, score=95.0, selected="sample")
    (close,) = reviews(merchant, 1, score=44.0, selected="close_call")
    assert shown(dana) == []
    assert shown(dana, "?view=spot_checks") == [blocked, approved]
    assert shown(dana, "?view=close_calls") == [close]
    counts = dana.get("/reviews").get_json()["counts"]
    assert (counts["spot_checks"], counts["close_calls"]) == (2, 1)
    item = dana.get(f"/reviews/{approved}").get_json()
    assert (item["kind"], item["due_at"], item["default_action"]) == ("spot_check", None, None)


def test_a_second_opinion_tells_nothing_and_is_not_for_the_first(
    app: APIFlask, tenant: Tenant, dana: Person
) -> None:
    (number,) = reviews(tenant.merchant_id, 1)
    as_owner(
        "UPDATE reviews SET kind = 'second_opinion', not_for = :me, loss = 0, score = 0 "
        "WHERE id = :id",
        me=dana.id,
        id=number,
    )
    assert shown(dana) == []
    assert dana.get(f"/reviews/{number}").status_code == 404
    assert dana.post(f"/reviews/{number}/claim").status_code == 404
    sent = {"resolution": "approve"}
    assert dana.post(f"/reviews/{number}/resolution", sent).status_code == 404
    other = member(app, tenant, "reviewer", "sam")
    (item,) = other.get("/reviews").get_json()["items"]
    blind = ("score", "level", "decision", "probability", "expected_loss", "top_reason")
    assert {item[name] for name in blind} == {None}
    detail: Any = other.get(f"/reviews/{number}").get_json()
    assert {detail[name] for name in blind} == {None}


def test_reviews_of_others_and_of_the_other_mode_are_not_there(
    app: APIFlask, api: Api, tenant: Tenant
) -> None:
    (number,) = reviews(tenant.merchant_id, 1)
    other = Person.of(app, make_tenant("Contoso"))
    assert shown(other) == []
    assert other.get(f"/reviews/{number}").status_code == 404
    assert shown(api) == [number]
    as_owner("UPDATE reviews SET is_test = true")
    assert shown(api) == []
    assert api.get(f"/reviews/{number}").status_code == 404

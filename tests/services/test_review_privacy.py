"""What the desk keeps of a customer is handed out, its words are erased, and it goes in time."""

from datetime import UTC, datetime, timedelta

from apiflask import APIFlask
from sqlalchemy import text

from secureflow.extensions import db
from secureflow.services import retention
from tests.api.people import Person
from tests.conftest import Tenant, as_owner
from tests.services.waiting import reviews


def count(table: str) -> int:
    with db.engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_a_customer_gets_the_reviews_and_takes_the_words_along(
    app: APIFlask, tenant: Tenant
) -> None:
    dana = Person.of(app, tenant)
    (number,) = reviews(tenant.merchant_id, 1, customer="ana")
    dana.post(f"/reviews/{number}/notes", {"text": "Ana Ruíz called"})
    found = dana.get("/customers/ana/export").get_json()
    assert [one["id"] for one in found["reviews"]] == [number]
    assert [one["text"] for one in found["review_notes"]] == ["Ana Ruíz called"]
    erased = dana.post("/customers/ana/erase", {"password": tenant.password}).get_json()
    assert erased["notes"] == 1
    left = dana.get(f"/reviews/{number}").get_json()
    assert [one["text"] for one in left["notes"]] == [None]
    assert left["customer"] == erased["pseudonym"]


def test_a_review_goes_with_its_payment(app: APIFlask, tenant: Tenant) -> None:
    dana = Person.of(app, tenant)
    (number,) = reviews(tenant.merchant_id, 1)
    dana.post(f"/reviews/{number}/claim")
    dana.post(f"/reviews/{number}/notes", {"text": "x"})
    as_owner("UPDATE transactions SET created_at = now() - interval '1096 days'")
    retention.apply(datetime.now(UTC) + timedelta(seconds=1))
    db.session.remove()
    assert {name: count(name) for name in ("reviews", "review_acts", "review_notes")} == {
        "reviews": 0,
        "review_acts": 0,
        "review_notes": 0,
    }

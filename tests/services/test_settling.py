"""What follows by itself: feedback, defaults, second opinions, and labels from elsewhere."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from secureflow.db import merchants, tenancy
from secureflow.db.merchants import ReviewSettings
from secureflow.extensions import db
from secureflow.services import feedback, settling
from tests.api.people import Person, member
from tests.conftest import Api, Tenant, as_owner
from tests.services.waiting import labels, later, reviews, settled, value


@pytest.fixture
def dana(app: APIFlask, tenant: Tenant) -> Person:
    return Person.of(app, tenant)


def decide(person: Person, number: int, what: str = "decline") -> None:
    assert person.post(f"/reviews/{number}/resolution", {"resolution": what}).status_code == 201


def chosen(tenant: Tenant, **values: Any) -> None:
    as_owner(
        f"UPDATE merchants SET {', '.join(f'{name} = :{name}' for name in values)} WHERE id = :id",
        id=tenant.merchant_id,
        **values,
    )


def of(person: Person, number: int) -> Any:
    return person.get(f"/reviews/{number}").get_json()


def test_who_dies_before_the_label_is_stored_leaves_it_to_the_next(
    tenant: Tenant, dana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = reviews(tenant.merchant_id, 2)
    for number in (first, second):
        decide(dana, number)
    later(seconds=11)
    stored, store = [], feedback.store

    def dying(*args: Any) -> Any:
        rows = store(*args)
        stored.extend(rows)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(feedback, "store", dying)
        with pytest.raises(KeyboardInterrupt):
            settling.settle_due()
    db.session.remove()
    assert len(stored) == 1
    payments = [value("transaction_id", number) for number in (first, second)]
    assert [labels(payment) for payment in payments] == [[], []]
    settled()
    settled()
    assert [labels(payment) for payment in payments] == [["reviewer:fraud"]] * 2


def test_what_was_said_of_the_payment_after_the_decision_stays(
    api: Api, tenant: Tenant, dana: Person
) -> None:
    (number,) = reviews(tenant.merchant_id, 1)
    decide(dana, number, "approve")
    payment = value("transaction_id", number)
    api.post("/feedback", {"transaction_id": payment, "label": "fraud", "source": "reviewer"})
    later(seconds=11)
    settled()
    assert labels(payment) == ["reviewer:fraud"]
    assert of(dana, number)["resolution"]["is_final"]


def test_the_default_happens_once_by_nobody_and_is_no_label(tenant: Tenant, dana: Person) -> None:
    ends = datetime.now(UTC) + timedelta(minutes=20)
    (number,) = reviews(tenant.merchant_id, 1, authorisation_expires_at=ends)
    (check,) = reviews(tenant.merchant_id, 1, score=3.0, selected="sample")
    settled()
    assert value("state", number) == "open"
    later(minutes=16)
    settled()
    settled()
    found = of(dana, number)["resolution"]
    assert (found["resolution"], found["by"], found["source"]) == ("decline", None, "default")
    assert (found["is_final"], found["undo_until"]) == (True, found["at"])
    assert [act["kind"] for act in of(dana, number)["acts"]] == ["resolved"]
    assert labels(value("transaction_id", number)) == []
    assert value("state", check) == "open"
    assert dana.delete(f"/reviews/{number}/resolution").get_json()["code"] == "too_late"
    opened = dana.post(f"/reviews/{number}/reopen", {"reason": "they called"}).get_json()
    assert datetime.fromisoformat(opened["due_at"]) > datetime.now(UTC) + timedelta(hours=23)


def test_a_merchant_may_keep_what_is_due(tenant: Tenant, dana: Person) -> None:
    chosen(tenant, review_default="keep")
    (number,) = reviews(tenant.merchant_id, 1)
    later(days=2)
    settled()
    assert of(dana, number)["state"] == "open"
    assert dana.get("/reviews?view=due_soon").get_json()["counts"]["due_soon"] == 1


def test_a_label_from_elsewhere_closes_the_review_and_says_so(
    api: Api, tenant: Tenant, dana: Person
) -> None:
    one, two = reviews(tenant.merchant_id, 2)
    first, second = (value("transaction_id", number) for number in (one, two))
    api.post("/feedback", {"transaction_id": first, "label": "fraud", "source": "chargeback"})
    dana.post("/feedback", {"transaction_id": second, "label": "legitimate"})
    found = of(dana, one)["resolution"]
    assert (found["resolution"], found["source"], found["is_final"]) == (
        "decline",
        "chargeback",
        True,
    )
    assert found["by"] == {"id": None, "name": "checkout"}
    found = of(dana, two)["resolution"]
    assert (found["resolution"], found["source"], found["by"]["id"]) == (
        "approve",
        "reviewer",
        dana.id,
    )
    assert dana.get("/reviews").get_json()["items"] == []
    assert labels(first) == ["chargeback:fraud"]
    with db.engine.connect() as connection:
        told = "SELECT data ->> 'source' FROM events WHERE type = 'review.resolved' ORDER BY id"
        assert connection.execute(text(told)).scalars().all() == ["chargeback", "reviewer"]


def test_a_share_is_judged_twice_by_another_who_knows_nothing(
    app: APIFlask, tenant: Tenant, dana: Person
) -> None:
    chosen(tenant, second_opinion_share=1.0)
    sam = member(app, tenant, "reviewer", "sam")
    (number,) = reviews(tenant.merchant_id, 1)
    decide(dana, number, "approve")
    later(seconds=11)
    settled()
    assert dana.get("/reviews").get_json()["items"] == []
    with db.engine.connect() as connection:
        told = "SELECT data FROM events WHERE type = 'review.resolved'"
        assert all("resolution" not in data for data in connection.scalars(text(told)))
    (second,) = sam.get("/reviews").get_json()["items"]
    assert (second["kind"], second["score"], second["resolution"]) == ("second_opinion", None, None)
    decide(sam, second["id"], "decline")
    before = sam.get("/reviews/agreement").get_json()
    later(seconds=11)
    settled()
    after = sam.get("/reviews/agreement").get_json()
    assert (before["pairs"], after["pairs"], after["agreed"]) == (0, 1, 0)
    assert (after["kappa"], after["needed"]) == (None, 29)
    assert labels(second["transaction_id"]) == ["reviewer:legitimate"]
    act = of(dana, number)["acts"][-1]
    assert (act["kind"], act["by"]["name"], act["details"]["agrees"]) == (
        "second_opinion",
        "sam",
        False,
    )


def test_nobody_is_asked_twice_where_there_is_one_alone(tenant: Tenant, dana: Person) -> None:
    chosen(tenant, second_opinion_share=1.0)
    (number,) = reviews(tenant.merchant_id, 1)
    decide(dana, number)
    later(seconds=11)
    settled()
    with db.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM reviews")).scalar_one() == 1


def test_the_share_is_about_the_share(app: APIFlask, tenant: Tenant, dana: Person) -> None:
    tenancy.bind(tenant.merchant_id)
    merchants.change_review_settings(tenant.merchant_id, ReviewSettings(60, "keep", 0.5, 30))
    db.session.commit()
    member(app, tenant, "admin", "kim")
    numbers = reviews(tenant.merchant_id, 60)
    dana.post("/reviews/resolutions", {"review_ids": numbers, "resolution": "decline"})
    later(seconds=11)
    settled()
    with db.engine.connect() as connection:
        query = "SELECT count(*) FROM reviews WHERE kind = 'second_opinion'"
        assert 15 <= connection.execute(text(query)).scalar_one() <= 45

"""Having a review: ten minutes, a colleague beside one, the next free one, later, and notes."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from apiflask import APIFlask

from tests.api.people import Person, member
from tests.conftest import Tenant, make_tenant
from tests.services.waiting import later, reviews, settled, value


@pytest.fixture
def dana(app: APIFlask, tenant: Tenant) -> Person:
    return Person.of(app, tenant)


@pytest.fixture
def sam(app: APIFlask, tenant: Tenant) -> Person:
    return member(app, tenant, "reviewer", "sam")


def of(person: Person, number: int) -> Any:
    return person.get(f"/reviews/{number}").get_json()


def kinds(person: Person, number: int) -> list[str]:
    return [act["kind"] for act in of(person, number)["acts"]]


def in_minutes(minutes: float) -> str:
    return (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat()


def test_a_claim_lasts_ten_minutes_from_the_last_sign(tenant: Tenant, dana: Person) -> None:
    (number,) = reviews(tenant.merchant_id, 1)
    first = dana.post(f"/reviews/{number}/claim").get_json()
    left = datetime.fromisoformat(first["claim"]["until"]) - datetime.now(UTC)
    assert (first["is_mine"], first["viewers"]) == (True, [])
    assert timedelta(minutes=9) < left <= timedelta(minutes=10)
    later(minutes=6)
    again = dana.post(f"/reviews/{number}/claim").get_json()
    assert again["claim"]["until"] > first["claim"]["until"]
    assert kinds(dana, number) == ["claimed"]
    assert dana.get("/reviews?view=mine").get_json()["counts"]["mine"] == 1
    later(minutes=11)
    assert of(dana, number)["claim"] is None
    assert dana.get("/reviews?view=mine").get_json()["items"] == []


def test_who_opens_what_another_has_is_told_and_seen(
    tenant: Tenant, dana: Person, sam: Person
) -> None:
    (number,) = reviews(tenant.merchant_id, 1)
    dana.post(f"/reviews/{number}/claim")
    found = sam.post(f"/reviews/{number}/claim").get_json()
    assert (found["is_mine"], found["claim"]["by"]["name"]) == (False, "Dana Lee")
    assert of(dana, number)["viewers"] == [{"id": sam.id, "name": "sam"}]
    assert sam.delete(f"/reviews/{number}/claim").status_code == 204
    assert (of(dana, number)["viewers"], of(dana, number)["claim"]["by"]["id"]) == ([], dana.id)
    dana.delete(f"/reviews/{number}/claim")
    assert of(sam, number)["claim"] is None
    assert kinds(dana, number) == ["claimed", "released"]
    assert sam.post(f"/reviews/{number}/claim").get_json()["is_mine"]


def test_the_next_free_one_is_served_in_order(tenant: Tenant, dana: Person, sam: Person) -> None:
    cheap, middle, dear = (
        reviews(tenant.merchant_id, 1, amount=Decimal(amount))[0] for amount in (1, 50, 900)
    )

    def following(person: Person, after: int | None = None) -> int | None:
        found = person.post("/reviews/next", {"after": after}).get_json()["review"]
        return None if found is None else int(found["id"])

    assert (following(dana), following(sam)) == (dear, middle)
    assert following(dana) == dear
    assert following(dana, after=dear) == cheap
    assert following(sam, after=middle) is None
    assert dana.post("/reviews/next", {"view": "spot_checks"}).get_json() == {"review": None}
    assert dana.post("/reviews/next", {"after": 2**40}).status_code == 404


def test_null_is_no_body(app: APIFlask, dana: Person) -> None:
    headers = dana.headers | {"Content-Type": "application/json"}
    answer = app.test_client().post("/api/reviews/next", data=b"null", headers=headers)
    assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid_input")


def test_a_snoozed_one_comes_back_by_itself(tenant: Tenant, dana: Person) -> None:
    (number,) = reviews(tenant.merchant_id, 1)
    snoozed = dana.post(f"/reviews/{number}/snooze", {"until": in_minutes(30)}).get_json()
    assert (snoozed["state"], snoozed["claim"]) == ("snoozed", None)
    page = dana.get("/reviews").get_json()
    assert (page["items"], page["counts"]["snoozed"]) == ([], 1)
    assert page["snoozed_next"] == snoozed["snoozed_until"]
    settled()
    assert value("state", number) == "snoozed"
    later(minutes=31)
    settled()
    assert value("state", number) == "open"
    dana.post(f"/reviews/{number}/snooze", {"until": in_minutes(30)})
    assert dana.delete(f"/reviews/{number}/snooze").get_json()["state"] == "open"
    assert kinds(dana, number) == ["snoozed", "woken", "snoozed", "woken"]


def test_nobody_sleeps_beyond_what_is_due(tenant: Tenant, dana: Person) -> None:
    (number,) = reviews(tenant.merchant_id, 1)
    (check,) = reviews(tenant.merchant_id, 1, score=5.0, selected="sample")
    for review, minutes in ((number, 1_450), (number, -1), (check, 31 * 1_440)):
        answer = dana.post(f"/reviews/{review}/snooze", {"until": in_minutes(minutes)})
        assert (answer.status_code, answer.get_json()["field"]) == (422, "until")
    week = dana.post(f"/reviews/{check}/snooze", {"until": in_minutes(7 * 1_440)})
    assert week.status_code == 200


def test_a_colleague_is_asked(tenant: Tenant, dana: Person, sam: Person) -> None:
    (number,) = reviews(tenant.merchant_id, 1)
    sent = {"user_id": sam.id, "note": "You know them."}
    asked = dana.post(f"/reviews/{number}/ask", sent).get_json()
    assert (asked["asked"], asked["notes"]) == ({"id": sam.id, "name": "sam"}, 1)
    assert dana.get("/reviews").get_json()["items"] == []
    assert dana.post("/reviews/next", {}).get_json() == {"review": None}
    assert [one["id"] for one in sam.get("/reviews?view=mine").get_json()["items"]] == [number]
    assert sam.get("/reviews").get_json()["counts"]["open"] == 1
    assert of(sam, number)["notes"][0]["mentions"] == [{"id": sam.id, "name": "sam"}]
    dana.delete(f"/reviews/{number}/ask")
    assert dana.get("/reviews").get_json()["counts"]["open"] == 1


def test_a_question_taken_back_leaves_everything_as_it_was(
    app: APIFlask, tenant: Tenant, dana: Person, sam: Person
) -> None:
    (number,) = reviews(tenant.merchant_id, 1)
    kim = member(app, tenant, "reviewer", "kim")
    until = in_minutes(60)
    dana.post(f"/reviews/{number}/snooze", {"until": until})
    dana.post(f"/reviews/{number}/ask", {"user_id": sam.id})
    sam.post(f"/reviews/{number}/ask", {"user_id": kim.id})
    sam.delete(f"/reviews/{number}/ask")
    assert of(dana, number)["asked"] == {"id": sam.id, "name": "sam"}
    dana.delete(f"/reviews/{number}/ask")
    found = of(dana, number)
    assert (found["asked"], found["state"]) == (None, "snoozed")
    assert datetime.fromisoformat(found["snoozed_until"]) == datetime.fromisoformat(until)


def test_only_who_can_decide_is_asked(app: APIFlask, tenant: Tenant, dana: Person) -> None:
    (number,) = reviews(tenant.merchant_id, 1)
    viewer = member(app, tenant, "viewer")
    stranger = Person.of(app, make_tenant("Contoso"))
    for user_id, status in ((viewer.id, 422), (dana.id, 422), (stranger.id, 404), (2**40, 404)):
        answer = dana.post(f"/reviews/{number}/ask", {"user_id": user_id})
        assert (answer.status_code, answer.get_json()["field"]) == (status, "user_id")


def test_notes_stay_and_mean_people_of_the_team(
    app: APIFlask, tenant: Tenant, dana: Person, sam: Person
) -> None:
    (number,) = reviews(tenant.merchant_id, 1)
    made = dana.post(f"/reviews/{number}/notes", {"text": "Odd.", "mentions": [sam.id]})
    assert (made.status_code, made.get_json()["mentions"][0]["name"]) == (201, "sam")
    stranger = Person.of(app, make_tenant("Contoso"))
    refused = dana.post(f"/reviews/{number}/notes", {"text": "x", "mentions": [stranger.id]})
    assert (refused.status_code, refused.get_json()["field"]) == (404, "mentions")
    assert dana.post(f"/reviews/{number}/notes", {"text": "x" * 2_001}).status_code == 422
    assert dana.post(f"/reviews/{number}/notes", {"text": ""}).status_code == 422
    assert [one["text"] for one in of(sam, number)["notes"]] == ["Odd."]


def test_views_are_kept_and_shared(app: APIFlask, tenant: Tenant, dana: Person) -> None:
    reviews(tenant.merchant_id, 2, amount=Decimal(5))
    reviews(tenant.merchant_id, 1, amount=Decimal(2_000))
    viewer = member(app, tenant, "viewer")
    sent = {"name": "Over $1,000", "search": "min=1000&order=17", "is_shared": True}
    made = dana.post("/review-views", sent).get_json()
    assert (made["count"], made["is_mine"]) == (1, True)
    assert dana.post("/review-views", sent).status_code == 409
    (shared,) = viewer.get("/review-views").get_json()["items"]
    assert (shared["name"], shared["is_mine"]) == ("Over $1,000", False)
    assert viewer.patch(f"/review-views/{made['id']}", {"name": "x"}).status_code == 403
    own = viewer.post("/review-views", {"name": "Odd", "search": "level=none"}).get_json()
    assert (own["is_shared"], own["count"]) == (False, None)
    assert dana.delete(f"/review-views/{own['id']}").status_code == 404
    changed = dana.patch(f"/review-views/{made['id']}", {"search": "max=10"}).get_json()
    assert (changed["count"], changed["name"]) == (2, "Over $1,000")
    assert dana.delete(f"/review-views/{made['id']}").status_code == 204
    assert dana.get("/review-views").get_json() == {"items": []}


def test_how_reviews_are_done_is_chosen_on_record(tenant: Tenant, dana: Person) -> None:
    before = dana.get("/review-settings").get_json()
    wanted = {
        "due_minutes": 60,
        "default_action": "keep",
        "second_opinion_share": 0.1,
        "daily_goal": 12,
    }
    answer = dana.nobody.put("/api/review-settings", json=wanted, headers=dana.headers)
    assert (answer.get_json(), dana.get("/review-settings").get_json()) == (wanted, wanted)
    (event,) = dana.get("/audit?action=review_settings.changed").get_json()["items"]
    assert (event["before"], event["after"]) == (before, wanted)
    (number,) = reviews(tenant.merchant_id, 1)
    found = of(dana, number)
    waits = datetime.fromisoformat(found["due_at"]) - datetime.fromisoformat(found["opened_at"])
    assert (found["default_action"], waits) == (None, timedelta(hours=1))
    assert dana.get("/reviews").get_json()["daily_goal"] == 12

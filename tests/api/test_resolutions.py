"""Deciding a review: once, by one, and taken back without a trace while that is possible."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from apiflask import APIFlask

from tests.api.people import Person, member
from tests.conftest import Api, Tenant, as_owner, make_tenant
from tests.services.waiting import labels, later, reviews, settled, value


@pytest.fixture
def dana(app: APIFlask, tenant: Tenant) -> Person:
    return Person.of(app, tenant)


@pytest.fixture
def sam(app: APIFlask, tenant: Tenant) -> Person:
    return member(app, tenant, "reviewer", "sam")


def decide(person: Person | Api, number: int, what: str = "decline", **more: Any) -> Any:
    return person.post(f"/reviews/{number}/resolution", {"resolution": what} | more)


def of(person: Person, number: int) -> Any:
    return person.get(f"/reviews/{number}").get_json()


def test_a_resolution_can_be_undone_and_then_nothing_has_been(tenant: Tenant, dana: Person) -> None:
    (number,) = reviews(tenant.merchant_id, 1)
    dana.post(f"/reviews/{number}/claim")
    before = of(dana, number)
    made = decide(dana, number, reason="stolen_card").get_json()
    until = datetime.fromisoformat(made["undo_until"]) - datetime.fromisoformat(made["at"])
    assert (until, made["is_final"], made["source"]) == (timedelta(seconds=10), False, "reviewer")
    assert (made["by"]["name"], made["reason"]) == ("Dana Lee", "stolen_card")
    settled()
    assert labels(before["transaction_id"]) == []
    assert dana.get("/reviews").get_json()["done_today"] == 1
    undone = dana.delete(f"/reviews/{number}/resolution")
    assert undone.status_code == 200
    after = of(dana, number)
    assert [act["kind"] for act in after["acts"]] == ["claimed", "resolved", "undone"]
    same = before.keys() - {"acts", "claim"}
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert after["claim"]["by"] == before["claim"]["by"]
    later(minutes=1)
    settled()
    assert labels(before["transaction_id"]) == []
    assert dana.get("/reviews").get_json()["done_today"] == 0


def test_a_snoozed_one_is_snoozed_again(tenant: Tenant, dana: Person) -> None:
    (number,) = reviews(tenant.merchant_id, 1)
    until = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    dana.post(f"/reviews/{number}/snooze", {"until": until})
    decide(dana, number)
    dana.delete(f"/reviews/{number}/resolution")
    found = of(dana, number)
    assert (found["state"], found["snoozed_until"][:19]) == ("snoozed", until[:19])


def test_the_second_is_told_who_was_first(tenant: Tenant, dana: Person, sam: Person) -> None:
    (number,) = reviews(tenant.merchant_id, 1)
    decide(dana, number)
    answer = decide(sam, number, "approve")
    said = answer.get_json()
    assert (answer.status_code, said["code"]) == (409, "already_resolved")
    assert (said["by"], said["resolution"]) == ({"id": dana.id, "name": "Dana Lee"}, "decline")
    assert datetime.fromisoformat(said["at"]) <= datetime.now(UTC)
    assert sam.post(f"/reviews/{number}/claim").get_json()["code"] == "already_resolved"
    refused = sam.delete(f"/reviews/{number}/resolution")
    assert (refused.status_code, value("resolution", number)) == (403, "decline")


def test_after_ten_seconds_it_is_feedback_and_can_only_be_opened_again(
    tenant: Tenant, dana: Person
) -> None:
    (number,) = reviews(tenant.merchant_id, 1)
    decide(dana, number, "approve")
    payment = value("transaction_id", number)
    early = dana.post(f"/reviews/{number}/reopen", {"reason": "a second look"})
    assert early.get_json()["code"] == "conflict"
    later(seconds=11)
    late = dana.delete(f"/reviews/{number}/resolution")
    assert (late.status_code, late.get_json()["code"]) == (409, "too_late")
    settled()
    settled()
    assert labels(payment) == ["reviewer:legitimate"]
    assert of(dana, number)["resolution"]["is_final"]
    opened = dana.post(f"/reviews/{number}/reopen", {"reason": "a second look"}).get_json()
    assert (opened["state"], opened["resolution"], opened["notes"]) == ("open", None, 1)
    assert labels(payment) == ["reviewer:legitimate"]
    decide(dana, number, "decline")
    later(seconds=11)
    settled()
    assert labels(payment) == ["reviewer:legitimate", "reviewer:fraud"]


def test_what_is_opened_again_before_it_was_settled_is_settled_first(
    tenant: Tenant, dana: Person
) -> None:
    (number,) = reviews(tenant.merchant_id, 1)
    decide(dana, number, "approve")
    later(seconds=11)
    assert dana.post(f"/reviews/{number}/reopen", {"reason": "once more"}).status_code == 200
    assert labels(value("transaction_id", number)) == ["reviewer:legitimate"]


def test_a_reason_is_one_of_the_list_and_can_be_named_later(tenant: Tenant, dana: Person) -> None:
    one, two = reviews(tenant.merchant_id, 2)
    refused = decide(dana, one, "approve", reason="stolen_card")
    assert (refused.status_code, refused.get_json()["field"]) == (422, "reason")
    decide(dana, one, "decline", note="No answer on the phone.")
    assert of(dana, one)["notes"][0]["text"] == "No answer on the phone."
    named = dana.patch(f"/reviews/{one}/resolution", {"reason": "reshipping"})
    assert named.get_json()["reason"] == "reshipping"
    wrong = dana.patch(f"/reviews/{one}/resolution", {"reason": "looks_usual"})
    assert wrong.status_code == 422
    assert dana.patch(f"/reviews/{two}/resolution", {"reason": "other"}).status_code == 409
    assert dana.get("/reviews/reasons").get_json()["decline"][0]["uses"] == 0
    later(seconds=11)
    settled()
    offered = dana.get("/reviews/reasons").get_json()["decline"]
    assert offered[0] == {"code": "reshipping", "uses": 1}
    assert offered[1] == {"code": "card_testing", "uses": 0}


def test_many_are_decided_with_one_undo(tenant: Tenant, dana: Person, sam: Person) -> None:
    numbers = reviews(tenant.merchant_id, 3, amount=Decimal("10.50"))
    decide(sam, numbers[0])
    sent = {"review_ids": [*numbers, 2**40], "resolution": "decline"}
    made = dana.post("/reviews/resolutions", sent).get_json()
    assert [one["review_id"] for one in made["resolved"]] == numbers[1:]
    assert {one["review_id"]: one["code"] for one in made["refused"]} == {
        numbers[0]: "already_resolved",
        2**40: "not_found",
    }
    assert made["total"] == {"USD": "21.00"}
    assert sam.delete(f"/reviews/resolutions/{made['batch_id']}").status_code == 403
    assert dana.delete(f"/reviews/resolutions/{made['batch_id']}").status_code == 204
    assert [value("state", number) for number in numbers] == ["resolved", "open", "open"]
    assert dana.delete(f"/reviews/resolutions/{made['batch_id']}").status_code == 404
    again = dana.post("/reviews/resolutions", sent).get_json()
    later(seconds=11)
    assert dana.delete(f"/reviews/resolutions/{again['batch_id']}").status_code == 409


def test_only_an_admin_approves_many_at_the_block_line(
    tenant: Tenant, dana: Person, sam: Person
) -> None:
    (held,) = reviews(tenant.merchant_id, 1, score=91.9)
    (blocked,) = reviews(tenant.merchant_id, 1, score=92.0, selected="sample")
    (blind,) = reviews(tenant.merchant_id, 1, score=60.0)
    as_owner("UPDATE reviews SET kind = 'second_opinion' WHERE id = :id", id=blind)
    sent = {"review_ids": [held, blocked, blind], "resolution": "approve"}
    by_reviewer = sam.post("/reviews/resolutions", sent).get_json()
    assert [one["review_id"] for one in by_reviewer["resolved"]] == [held]
    assert [one["code"] for one in by_reviewer["refused"]] == ["forbidden", "forbidden"]
    by_admin = dana.post("/reviews/resolutions", sent | {"review_ids": [blocked, blind]})
    assert [one["review_id"] for one in by_admin.get_json()["resolved"]] == [blocked]


def test_another_merchants_reviews_are_not_among_the_many(tenant: Tenant, dana: Person) -> None:
    (mine,) = reviews(tenant.merchant_id, 1)
    (theirs,) = reviews(make_tenant("Contoso").merchant_id, 1)
    sent = {"review_ids": [mine, theirs], "resolution": "decline"}
    made = dana.post("/reviews/resolutions", sent).get_json()
    assert [one["review_id"] for one in made["resolved"]] == [mine]
    assert [(one["review_id"], one["code"]) for one in made["refused"]] == [(theirs, "not_found")]
    assert value("state", theirs) == "open"


@pytest.mark.parametrize("ids", [[], list(range(1, 102)), ["1"], [True]])
def test_many_have_their_limits(dana: Person, ids: list[Any]) -> None:
    answer = dana.post("/reviews/resolutions", {"review_ids": ids, "resolution": "approve"})
    assert answer.status_code == 422


def test_a_key_decides_under_its_name(api: Api, tenant: Tenant, dana: Person) -> None:
    (number,) = reviews(tenant.merchant_id, 1)
    made = decide(api, number, "approve").get_json()
    assert made["by"] == {"id": None, "name": "checkout"}
    assert api.post(f"/reviews/{number}/claim", None).status_code == 403
    later(seconds=11)
    settled()
    assert labels(value("transaction_id", number)) == ["reviewer:legitimate"]


def test_a_repeat_of_the_same_request_is_done_once(
    app: APIFlask, tenant: Tenant, dana: Person
) -> None:
    (number,) = reviews(tenant.merchant_id, 1)
    headers = dana.headers | {"Idempotency-Key": "one"}
    sent: dict[str, Any] = {"json": {"resolution": "decline"}, "headers": headers}
    first, second = (
        app.test_client().post(f"/api/reviews/{number}/resolution", **sent) for _ in range(2)
    )
    assert (first.status_code, second.get_json()) == (201, first.get_json())
    assert second.headers["Idempotent-Replayed"] == "true"


def test_everything_people_do_is_on_record(tenant: Tenant, dana: Person) -> None:
    one, two = reviews(tenant.merchant_id, 2)
    decide(dana, one)
    dana.delete(f"/reviews/{one}/resolution")
    dana.post("/reviews/resolutions", {"review_ids": [one, two], "resolution": "approve"})
    later(seconds=11)
    settled()
    dana.post(f"/reviews/{one}/reopen", {"reason": "once more"})
    actions = [event["action"] for event in dana.get("/audit?limit=20").get_json()["items"]]
    assert actions[:6] == [
        "review.reopened",
        "feedback.given",
        "feedback.given",
        "review.resolved_in_bulk",
        "review.undone",
        "review.resolved",
    ]

"""The facts around a payment: its like, what happened to it, its pace, and who shares with it."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

from apiflask import APIFlask

from secureflow.services import customers, similar
from tests.api.people import Person, member
from tests.conftest import Api, Tenant, as_owner, make_tenant
from tests.services.waiting import reviews

NOW = datetime.now(UTC).replace(microsecond=0)


def pay(api: Api, hours_ago: float, **more: Any) -> dict[str, Any]:
    body = {"amount": "20.00", "occurred_at": (NOW - timedelta(hours=hours_ago)).isoformat()} | more
    found: dict[str, Any] = api.post("/predict", body).get_json()
    return found


def facts(api: Api, payment: dict[str, Any], name: str) -> Any:
    return api.get(f"/transactions/{payment['transaction_id']}/{name}").get_json()


def test_the_nearest_are_earlier_ones_that_the_model_cannot_tell_apart(api: Api) -> None:
    month = 31 * 24
    odd = {"amount": "7000.00", "merchant_category": "travel", "hour": 3, "country": "BR"}
    usual = [pay(api, month + n, hour=12, merchant_category="groceries") for n in range(8)]
    alike = [pay(api, 40 + n, **odd) for n in range(3)]
    asked = pay(api, 1, **odd)
    pay(api, 0, **odd)
    body = {"transaction_id": alike[0]["transaction_id"], "label": "fraud", "source": "chargeback"}
    api.post("/feedback", body)

    found = facts(api, asked, "similar")

    ids = [one["transaction"]["id"] for one in found["items"]]
    assert set(ids[:3]) == {one["transaction_id"] for one in alike}
    assert asked["transaction_id"] not in ids
    assert found["candidates"] == 11, "of which the later one is none"
    distances = [one["distance"] for one in found["items"]]
    assert distances == sorted(distances)
    assert 0 <= distances[0] < distances[3] <= 1
    known = {one["transaction"]["id"]: (one["outcome"], one["known_by"]) for one in found["items"]}
    assert known[alike[0]["transaction_id"]] == ("fraud", "chargeback")
    quiet = next(
        one
        for one in found["items"]
        if one["transaction"]["id"]
        in {payment["transaction_id"] for payment in usual if payment["decision"] == "approve"}
    )
    assert (quiet["outcome"], quiet["known_by"]) == ("good", "no_dispute")
    assert found["fraud"] + found["good"] + found["unknown"] == len(found["items"]) == 5


def test_a_payment_whose_model_is_gone_has_no_like(api: Api) -> None:
    pay(api, 2)
    asked = pay(api, 1)
    as_owner("UPDATE transactions SET model_version = 'gone'")
    found = facts(api, asked, "similar")
    assert found == {"items": [], "fraud": 0, "good": 0, "unknown": 0, "candidates": 0}
    assert similar.MOST_SIMILAR == 5


def test_the_timeline_has_every_act_with_who_did_it(api: Api) -> None:
    asked = pay(api, 1, amount="9000.00", hour=3, merchant_category="travel")
    assert asked["decision"] == "review"
    body = {"transaction_id": asked["transaction_id"], "label": "fraud", "source": "chargeback"}
    api.post("/feedback", body | {"notes": "=1+1"})
    items = facts(api, asked, "timeline")["items"]
    kinds = [one["kind"] for one in items]
    assert kinds[:2] == ["paid", "scored"]
    assert {"review_opened", "feedback"} <= set(kinds)
    assert [one["at"] for one in items] == sorted(one["at"] for one in items)
    scored = items[1]
    assert scored["by"] is None
    assert scored["details"]["model_version"] == asked["model_version"]
    assert (scored["details"]["policy_version"], scored["details"]["review_line"]) == (1, 45.0)
    said = next(one for one in items if one["kind"] == "feedback")
    assert (said["by"], said["details"]["source"]) == ("checkout", "chargeback")

    response = api.get(f"/transactions/{asked['transaction_id']}/timeline.csv")
    assert "attachment" in response.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(response.text)))
    assert rows[0] == ["at", "kind", "by", "details"]
    assert [row[1] for row in rows[1:]] == kinds


def test_no_spreadsheet_runs_a_name(api: Api, app: APIFlask) -> None:
    asked = pay(api, 1)
    api.post("/feedback", {"transaction_id": asked["transaction_id"], "label": "fraud"})
    as_owner("UPDATE feedback SET created_by = '=cmd()'")
    text = api.get(f"/transactions/{asked['transaction_id']}/timeline.csv").text
    assert ",'=cmd()," in text


def test_pace_is_that_of_the_time_against_what_was_usual(api: Api) -> None:
    week = 7 * 24
    for day in range(1, 11):
        pay(api, week + 24 * day, customer="ana")
    burst = [pay(api, 2 - n / 60, customer="ana") for n in range(4)]
    pay(api, 0.5, customer="ana")
    pay(api, 2, customer="ben")

    found = facts(api, burst[-1], "linked")["pace"]

    assert found["of"] == "customer"
    windows = {one["window"]: one for one in found["windows"]}
    assert [windows[name]["now"] for name in ("10m", "24h", "7d")] == [4, 4, 4]
    # Ten in the ten days before, of which the first began to count them.
    usual = 9 / 9.0
    assert abs(windows["24h"]["usual"] - usual) < 0.15
    assert abs(windows["7d"]["usual"] - 7 * windows["24h"]["usual"]) < 1e-9
    assert [one["id"] for one in found["attempts"]] == [
        one["transaction_id"] for one in reversed(burst)
    ]
    newcomer = facts(api, pay(api, 1, card="k-9"), "linked")["pace"]
    assert (newcomer["of"], newcomer["windows"][0]["usual"]) == ("card", None)


def test_the_customer_is_told_in_figures(api: Api) -> None:
    for n, amount in enumerate(("10", "30", "20")):
        earlier = pay(api, 100 - n, customer="ana", amount=amount)
    pay(api, 50, customer="ana", amount="500", currency="EUR")
    body = {"transaction_id": earlier["transaction_id"], "label": "fraud", "source": "chargeback"}
    api.post("/feedback", body)
    asked = pay(api, 10, customer="ana")
    pay(api, 5, customer="ana")
    brief = facts(api, asked, "linked")["customer"]
    assert (brief["orders"], brief["typical_amount"], brief["disputes"]) == (4, "20", 1)
    assert brief["since"] == (NOW - timedelta(hours=100)).isoformat().replace("+00:00", "Z")
    nobody = facts(api, pay(api, 1), "linked")
    assert nobody == {"customer": None, "pace": None, "details": []}


def test_details_say_how_many_others_share_them(api: Api) -> None:
    shared = {"device": "d-1", "card": "k-1", "ip": "203.0.113.9", "email": "us@example.com"}
    first = pay(api, 5, customer="ana", terminal="t-1", **shared)
    pay(api, 4, customer="ben", device="d-1", email="us@example.com")
    pay(api, 3, customer="cy", device="d-1")
    asked = pay(api, 2, customer="ana", terminal="t-1", **shared)
    body = {"transaction_id": first["transaction_id"], "label": "fraud", "source": "chargeback"}
    api.post("/feedback", body)
    customers.refresh()
    customers.refresh()

    details = {one["kind"]: one for one in facts(api, asked, "linked")["details"]}

    assert {kind: one["customers"] for kind, one in details.items()} == {
        "card": 0,
        "device": 2,
        "ip": 0,
        "terminal": 0,
        "email": 1,
    }
    assert {kind: one["orders"] for kind, one in details.items()} == {
        "card": 2,
        "device": 4,
        "ip": 2,
        "terminal": 2,
        "email": 3,
    }
    assert {one["frauds"] for one in details.values()} == {1}
    assert {one["first_at"] for one in details.values()} == {
        (NOW - timedelta(hours=5)).isoformat().replace("+00:00", "Z")
    }


def test_nobody_else_has_the_facts(app: APIFlask, api: Api) -> None:
    asked = pay(api, 1, customer="ana", device="d-1")
    other = Api(app.test_client(), make_tenant("Contoso").headers)
    pay(other, 2, customer="ana", device="d-1")
    for name in ("similar", "timeline", "timeline.csv", "linked"):
        assert other.get(f"/transactions/{asked['transaction_id']}/{name}").status_code == 404
    theirs = pay(other, 0.5, customer="ana", device="d-1")
    assert facts(other, theirs, "similar")["candidates"] == 1
    assert facts(other, theirs, "linked")["customer"]["orders"] == 1


def test_a_list_is_narrowed_as_the_overview_groups(api: Api) -> None:
    young = {"customer_created_at": (NOW - timedelta(days=3)).isoformat()}
    pay(api, 1, external_id="a-1", transaction_type="online", hour=3, day_of_week=2, **young)
    pay(api, 2, external_id="a-11", transaction_type="online", hour=4, day_of_week=2)
    pay(api, 3, external_id="b-1", transaction_type=7, hour=3, day_of_week=5, customer="a-1")

    def found(query: str) -> list[str]:
        items = api.get(f"/transactions?{query}").get_json()["items"]
        return [one["external_id"] for one in items]

    assert found("type=online") == ["a-1", "a-11"]
    assert found("type=7") == ["b-1"]
    assert found("hour=3&day_of_week=5") == ["b-1"]
    assert found("customer_age=1d_7d") == ["a-1"]
    assert found("customer_age=unknown") == ["a-11", "b-1"]
    assert found("text=a-1") == ["a-1", "b-1"], "the whole of an id and of a customer"
    assert found("text=A-1") == ["a-1", "a-11", "b-1"], "parts where nothing is that alone"

    overview = api.get("/dashboard?period=7d").get_json()
    assert {one["type"]: one["transactions"] for one in overview["types"]} == {"online": 2, 7: 1}
    ages = {one["age"]: one["transactions"] for one in overview["customer_ages"]}
    assert ages == {"1d_7d": 1, "unknown": 2}
    places = {(one["day_of_week"], one["hour"]): one["transactions"] for one in overview["hours"]}
    assert places == {(2, 3): 1, (2, 4): 1, (5, 3): 1}


def test_the_overview_counts_what_the_desk_shows_its_person(app: APIFlask, tenant: Tenant) -> None:
    owner, sam = Person.of(app, tenant), member(app, tenant, "reviewer", "sam")
    first, second, _ = reviews(tenant.merchant_id, 3)
    as_owner(
        "UPDATE reviews SET kind = 'second_opinion', not_for = :first WHERE id = :id",
        first=sam.id,
        id=second,
    )
    owner.post(f"/reviews/{first}/ask", {"user_id": sam.id})
    for person, waiting, held in ((owner, 2, 1), (sam, 2, 2)):
        overview = person.get("/dashboard").get_json()
        assert overview["open_reviews"] == waiting
        assert overview["open_reviews"] == person.get("/reviews").get_json()["counts"]["open"]
        assert len(overview["needs_you_now"]) == held


def test_what_needs_a_person_first_is_what_is_to_be_lost(api: Api) -> None:
    odd = {"hour": 3, "merchant_category": "travel"}
    held = [pay(api, 1, amount=amount, **odd) for amount in ("3000.00", "9000.00", "6000.00")]
    waiting = [one for one in held if one["decision"] == "review"]
    assert waiting
    overview = api.get("/dashboard").get_json()
    needs = overview["needs_you_now"]
    assert overview["open_reviews"] == len(needs) == len(waiting)
    losses = [float(one["expected_loss"]) for one in needs]
    assert losses == sorted(losses, reverse=True)
    assert {one["transaction_id"] for one in needs} == {one["transaction_id"] for one in waiting}
    assert all(one["due_at"] and one["loss_by"] == "score" for one in needs)
    row = api.get(f"/transactions/{needs[0]['transaction_id']}").get_json()
    assert row["review"] == {"id": needs[0]["review_id"], "state": "open", "resolution": None}

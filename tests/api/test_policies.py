"""A policy's life: drafted, edited, in shadow, live, taken back; and two admins at once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from apiflask import APIFlask

from secureflow.db import tenancy
from secureflow.db.audit import AuditEventRow
from secureflow.db.events import EventRow
from secureflow.extensions import db
from secureflow.services import policies
from tests.conftest import Api, Tenant

WHY = {"reason": "too many good orders declined"}
SENTENCE = "Block if amount is over 900"


def draft(api: Api, **change: Any) -> int:
    """Return the number of a new draft, changed where said."""
    version = int(api.post("/policies", WHY).get_json()["version"])
    if change:
        assert api.patch(f"/policies/{version}", change).status_code == 200
    return version


def state(api: Api, version: int) -> str:
    return str(api.get(f"/policies/{version}").get_json()["state"])


def decision(api: Api, amount: int, **fields: Any) -> tuple[str, int]:
    answer = api.post("/predict", {"amount": amount} | fields).get_json()
    assert answer["transaction_id"]
    row = api.get(f"/transactions/{answer['transaction_id']}").get_json()
    return answer["decision"], row["policy"]["version"]


def test_a_rule_goes_its_whole_way(api: Api) -> None:
    """Written, in shadow, live and taken back; each decision says which policy made it."""
    before = decision(api, 950)
    assert before[1] == 1
    version = draft(api)
    body = {"policy": version, "name": "Dear", "sentence": SENTENCE}
    rule = api.post("/rules", body).get_json()
    assert (rule["sentence"], rule["state"]) == (SENTENCE, "draft")
    assert rule["why_not_live"] == f"Policy {version} is a draft: put it live."
    assert decision(api, 950) == before
    shadow = api.post(f"/policies/{version}/shadow", {}).get_json()
    assert (shadow["state"], shadow["rules"][0]["state"]) == ("shadow", "shadow")
    assert decision(api, 950) == before
    live = api.post(f"/policies/{version}/live", {"reason": "a good week"}).get_json()
    assert (live["state"], live["reason"]) == ("live", "a good week")
    assert live["rules"][0]["why_not_live"] is None
    assert state(api, 1) == "replaced"
    assert decision(api, 950) == ("block", version)
    back = api.post(f"/policies/{version}/rollback", {"reason": "not so good"}).get_json()
    assert (back["state"], back["rules"][0]["state"]) == ("rolled_back", "off")
    assert state(api, 1) == "live"
    assert decision(api, 950) == before


def test_the_lines_of_a_draft_decide_once_it_is_live(api: Api) -> None:
    version = draft(api, review_line=0, block_line=0)
    assert decision(api, 5)[1] == 1
    api.post(f"/policies/{version}/live", WHY)
    assert decision(api, 5) == ("block", version)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"review_line": 93}, "review_line"),
        ({"block_line": 44.9}, "review_line"),
        ({"review_line": 101}, "review_line"),
        ({"based_on": 7}, "based_on"),
        ({"shield": {"mode": "loud"}}, "shield"),
        ({"overrides": {"no_such": {"is_on": True}}}, "overrides"),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_name(
    api: Api, change: dict[str, Any], field: str
) -> None:
    version = draft(api)
    answer = api.patch(f"/policies/{version}", change)
    assert answer.status_code in (409, 422)
    assert answer.get_json()["field"] == field
    policy = api.get(f"/policies/{version}").get_json()
    assert (policy["review_line"], policy["block_line"]) == (45, 92)


def test_only_a_draft_is_edited(api: Api) -> None:
    for answer in (api.patch("/policies/1", {"review_line": 50}), api.delete("/policies/1")):
        body = answer.get_json()
        assert answer.status_code == 409
        assert body["message"] == "Policy 1 is live, so it cannot be changed."
        assert body["fix"] == "Make a draft that is a copy of it."
    body = {"policy": 1, "name": "Dear", "sentence": SENTENCE}
    assert api.post("/rules", body).status_code == 409


def test_each_act_is_done_once(api: Api) -> None:
    version = draft(api)
    for act, body in (("shadow", {}), ("live", WHY), ("rollback", WHY)):
        first = api.post(f"/policies/{version}/{act}", body).get_json()
        assert api.post(f"/policies/{version}/{act}", body).get_json() == first
    again = api.post(f"/policies/{version}/live", WHY)
    assert (again.status_code, again.get_json()["code"]) == (409, "conflict")
    assert [row["state"] for row in api.get("/policies").get_json()["items"]] == [
        "rolled_back",
        "live",
    ]


def test_the_second_of_two_admins_is_told_of_the_first(api: Api, tenant: Tenant) -> None:
    first, second = draft(api, review_line=50), draft(api, block_line=80)
    assert api.post(f"/policies/{first}/live", {"reason": "mine"}).status_code == 200
    refused = api.post(f"/policies/{second}/live", {"reason": "mine too"})
    body = refused.get_json()
    assert (refused.status_code, body["code"]) == (409, "outdated")
    assert (body["live"], body["based_on"]) == (first, 1)
    assert body["by"]["name"] == "checkout"
    assert body["at"]
    assert body["message"] == (
        f"checkout put policy {first} live since this one was made from policy 1: mine"
    )
    assert state(api, first) == "live"
    assert api.get(f"/policies/{second}").get_json()["block_line"] == 80
    assert api.patch(f"/policies/{second}", {"based_on": first}).status_code == 200
    assert api.post(f"/policies/{second}/live", {"reason": "looked at it"}).status_code == 200
    assert state(api, first) == "replaced"


def test_of_many_at_the_same_time_one_goes_live(app: APIFlask, api: Api) -> None:
    versions = [draft(api, review_line=line) for line in range(50, 56)]

    def publish(version: int) -> int:
        headers = api.headers
        path = f"/api/policies/{version}/live"
        return app.test_client().post(path, json=WHY, headers=headers).status_code

    with ThreadPoolExecutor(6) as threads:
        statuses = list(threads.map(publish, versions))
    assert sorted(statuses) == [200, *[409] * 5]
    states = [state(api, version) for version in (1, *versions)]
    assert sorted(states) == [*["draft"] * 5, "live", "replaced"]


def test_one_policy_runs_in_shadow(api: Api) -> None:
    first, second = draft(api), draft(api)
    api.post(f"/policies/{first}/shadow", {})
    api.post(f"/policies/{second}/shadow", {})
    assert (state(api, first), state(api, second)) == ("rolled_back", "shadow")
    api.post(f"/policies/{second}/rollback", {"reason": "seen enough"})
    assert (state(api, second), state(api, 1)) == ("rolled_back", "live")


def test_each_time_at_work_is_told_with_who_began_and_ended_it(api: Api) -> None:
    """Also of a policy that is gone back to: its shadow and its first time stay as they were."""
    first, second = draft(api, review_line=50), draft(api, review_line=55)
    api.post(f"/policies/{first}/shadow", {})
    api.post(f"/policies/{first}/live", {"reason": "fewer reviews"})
    before = api.get(f"/policies/{first}").get_json()
    api.patch(f"/policies/{second}", {"based_on": first})
    api.post(f"/policies/{second}/live", {"reason": "fewer still"})
    api.post(f"/policies/{second}/rollback", {"reason": "too few"})
    after = api.get(f"/policies/{first}").get_json()
    assert [(one["kind"], one["reason"], one["ended_why"]) for one in after["periods"]] == [
        ("shadow", WHY["reason"], "fewer reviews"),
        ("live", "fewer reviews", "fewer still"),
        ("live", "too few", None),
    ]
    assert {one["by"] for one in after["periods"]} == {"checkout"}
    shadow, once, again = after["periods"]
    assert shadow["ends_at"] == once["starts_at"] < once["ends_at"] < again["starts_at"]
    assert after["live_at"] == before["live_at"]
    begun = api.get("/policies/1").get_json()
    assert [(one["kind"], one["by"]) for one in begun["periods"]] == [("live", None)]
    assert begun["periods"][0]["starts_at"] == begun["created_at"]


def test_a_policy_that_was_taken_back_is_copied_into_a_draft(api: Api) -> None:
    version = draft(api, review_line=30)
    api.post(f"/policies/{version}/live", WHY)
    api.post(f"/policies/{version}/rollback", WHY)
    copy = api.post("/policies", WHY | {"copy_of": version}).get_json()
    assert (copy["review_line"], copy["based_on"], copy["state"]) == (30, 1, "draft")
    assert api.post(f"/policies/{copy['version']}/live", WHY).status_code == 200
    assert api.post("/policies", WHY | {"copy_of": 99}).status_code == 404


def test_the_first_policy_has_none_to_go_back_to(api: Api) -> None:
    answer = api.post("/policies/1/rollback", WHY)
    assert answer.status_code == 409
    assert answer.get_json()["message"] == "There is no policy before 1 to go back to."


def test_drafts_are_deleted_and_limited(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secureflow.services.drafts.MOST_DRAFTS", 1)
    version = draft(api)
    assert api.post("/policies", WHY).status_code == 409
    assert api.delete(f"/policies/{version}").status_code == 204
    assert api.get(f"/policies/{version}").status_code == 404
    assert draft(api) == version + 1


def test_who_changed_what_is_recorded_and_told(api: Api, tenant: Tenant) -> None:
    version = draft(api, review_line=50)
    api.post(f"/policies/{version}/live", {"reason": "fewer reviews"})
    notes = api.get("/dashboard").get_json()["notes"]
    said = [note["text"] for note in notes if note["kind"] == "policy"]
    assert said == [f"Policy {version} went live: lines moved to 50 and 92"]
    tenancy.bind(tenant.merchant_id)
    events = db.session.query(AuditEventRow).order_by(AuditEventRow.position)
    trail = [row for row in events if row.action.startswith("policy.")]
    assert [row.action for row in trail] == ["policy.drafted", "policy.changed", "policy.live"]
    assert (trail[1].before, trail[1].after) == ({"review_line": 45.0}, {"review_line": 50.0})
    assert trail[2].after is not None
    assert trail[2].after["reason"] == "fewer reviews"
    told = [row.data for row in db.session.query(EventRow) if row.type == "policy.changed"]
    assert {one["state"] for one in told} == {"draft", "live"}
    assert all(one["by"] == {"id": None, "name": "checkout"} for one in told)


def test_a_book_is_kept_once_it_works(api: Api, tenant: Tenant) -> None:
    version = draft(api)
    tenancy.bind(tenant.merchant_id)
    assert policies.book(tenant.merchant_id, version).review_line == 45
    db.session.rollback()
    api.patch(f"/policies/{version}", {"review_line": 50})
    tenancy.bind(tenant.merchant_id)
    assert policies.book(tenant.merchant_id, version).review_line == 50
    db.session.rollback()
    api.post(f"/policies/{version}/live", WHY)
    tenancy.bind(tenant.merchant_id)
    kept = policies.live(tenant.merchant_id)
    assert policies.book(tenant.merchant_id, version) is kept


def test_a_page_of_policies_ends_where_the_next_begins(api: Api) -> None:
    for _ in range(4):
        draft(api)
    seen, cursor = [], ""
    while cursor is not None:
        page = api.get(f"/policies?limit=2{cursor and f'&cursor={cursor}'}").get_json()
        seen += [row["version"] for row in page["items"]]
        cursor = page["next_cursor"]
    assert seen == [5, 4, 3, 2, 1]

"""The report of a policy in shadow: held against what was really decided meanwhile."""

from datetime import UTC, datetime, timedelta
from typing import Any

from secureflow.rules.rule import Rule
from secureflow.services import keys
from secureflow.services.keys import Wanted
from tests.conftest import Api, Tenant, as_owner
from tests.services import ruled
from tests.services.previewed import judged

ALL = "Block if amount is over 0"


def judge(api: Api, name: str, *customers: str, **values: Any) -> list[str]:
    """Return the decisions of payments of now, one of each customer."""
    sent = [
        {"external_id": f"{name}{n}", "amount": "20.00", "customer": customer, **values}
        for n, customer in enumerate(customers)
    ]
    answer = api.post("/predict-batch", {"transactions": sent})
    assert answer.status_code == 200, answer.get_json()
    return [one["decision"] for one in answer.get_json()["predictions"]]


def draft(api: Api, sentence: str) -> int:
    version: int = api.post("/policies", {"reason": sentence}).get_json()["version"]
    rule = {"policy": version, "name": sentence, "sentence": sentence}
    assert api.post("/rules", rule).status_code == 201
    return version


def act(api: Api, version: int, what: str) -> None:
    answer = api.post(f"/policies/{version}/{what}", {"reason": "to see"})
    assert answer.status_code == 200, answer.get_json()


def listed(api: Api, entries: str, value: str) -> None:
    answer = api.post(entries, {"entries": [{"value": value, "reason": "seen"}]})
    assert answer.status_code in (200, 201), answer.get_json()


def report(api: Api, version: int) -> dict[str, Any]:
    answer = api.get(f"/policies/{version}/shadow")
    assert answer.status_code == 200, answer.get_json()
    found: dict[str, Any] = answer.get_json()
    return found


def test_a_shadow_is_held_against_the_live_policy_since_it_began(api: Api, tenant: Tenant) -> None:
    judged(api)
    rule = ruled.rule(tenant.merchant_id, "Block if amount is over 0")
    since = datetime.now(UTC) - timedelta(hours=30)
    ruled.another(tenant.merchant_id, 2, "shadow", rule, shadow_since=since)
    found = api.get("/policies/2/shadow").get_json()
    assert found["based_on"] == 2
    assert 40 <= found["payments"] <= 51, "one payment every 36 minutes"
    assert found["new"]["blocked"] == found["payments"]
    assert api.get("/policies/1/shadow").status_code == 409
    assert api.get("/policies/9/shadow").status_code == 404


def test_a_shadow_that_ended_is_held_against_what_decided_then(api: Api, tenant: Tenant) -> None:
    said = judged(api, 30)
    approved = sum(one["decision"] == "approve" for one in said)
    version = api.post("/policies", {"reason": "to see"}).get_json()["version"]
    rule = {"policy": version, "name": "All", "sentence": "Block if amount is over 0"}
    assert api.post("/rules", rule).status_code == 201
    api.post(f"/policies/{version}/shadow", {})
    # As if the shadow had been there for a week.
    as_owner("ALTER TABLE policies DISABLE TRIGGER USER")
    since = datetime.now(UTC) - timedelta(days=7)
    as_owner("UPDATE policies SET shadow_since = :at WHERE version = :n", at=since, n=version)
    as_owner("ALTER TABLE policies ENABLE TRIGGER USER")
    before = api.get(f"/policies/{version}/shadow").get_json()
    assert (before["policy"], before["now"]["approved"]) == (1, approved)
    assert before["rows"]["changed"] > 0
    assert api.post(f"/policies/{version}/live", {"reason": "go now"}).status_code == 200
    after_it = api.post("/policies", {"reason": "another"}).get_json()["version"]
    for act in (None, f"{after_it}/live", f"{after_it}/rollback", f"{version}/rollback"):
        if act:
            assert api.post(f"/policies/{act}", {"reason": "no now"}).status_code == 200
        after = api.get(f"/policies/{version}/shadow").get_json()
        assert after["policy"] == 1
        assert (after["now"], after["new"]) == (before["now"], before["new"])
        assert after["rows"]["changed"] == before["rows"]["changed"]


def test_payments_are_held_against_the_policy_that_really_decided_each(api: Api) -> None:
    """The live policy changes twice while the shadow runs."""
    judge(api, "before", "a", "b")
    shadow = draft(api, ALL)
    act(api, shadow, "shadow")
    assert report(api, shadow)["held_against"] == []
    said = judge(api, "first", "a", "b", "c")
    second = draft(api, 'Review if customer is "a" or customer is "b"')
    act(api, second, "live")
    said += judge(api, "second", "a", "b")
    third = draft(api, 'Block if customer is "c"')
    act(api, third, "live")
    said += judge(api, "third", "c")
    while_on = report(api, shadow)
    assert set(said) == {"approve", "review", "block"}
    assert [while_on["now"][one] for one in ("approved", "reviewed", "blocked")] == [
        said.count(one) for one in ("approve", "review", "block")
    ]
    assert (while_on["rows"]["changed"], while_on["new"]["blocked"]) == (5, 6)
    assert {row["now"] for row in while_on["rows"]["sample"]} == {"approve", "review"}
    assert while_on["policy"] == third
    assert while_on["held_against"] == [
        {"policy": third, "payments": 1},
        {"policy": second, "payments": 2},
        {"policy": 1, "payments": 3},
    ]
    meanwhile = datetime.now(UTC).isoformat()
    act(api, shadow, "rollback")
    # It occurred while the shadow was there, and was decided when it was not.
    judge(api, "late", "b", occurred_at=meanwhile)
    after = report(api, shadow)
    for part in ("now", "new", "held_against", "payments"):
        assert after[part] == while_on[part]


def test_lists_did_what_they_did_then(api: Api) -> None:
    made = api.post("/lists", {"name": "Known", "kind": "customer", "effect": "none"}).get_json()
    entries = f"/lists/{made['id']}/entries"
    listed(api, entries, "a")
    shadow = draft(api, 'Review if customer is in list "Known"')
    act(api, shadow, "shadow")
    judge(api, "o", "a", "b")
    listed(api, entries, "b")
    changed = api.patch(f"/lists/{made['id']}", {"effect": "block"})
    assert changed.status_code == 200, changed.get_json()
    found = report(api, shadow)
    assert (found["new"]["reviewed"], found["new"]["blocked"]) == (1, 0)
    assert "lists_of_today" not in [note["code"] for note in found["notes"]]


def test_a_test_payment_with_a_fixed_outcome_is_left_out(tenant: Tenant, api: Api) -> None:
    rule: Rule = ruled.rule(tenant.merchant_id, ALL)
    since = datetime.now(UTC) - timedelta(hours=1)
    ruled.another(tenant.merchant_id, 2, "shadow", rule, shadow_since=since)
    wanted = Wanted("try", ["score", "read"], is_test=True)
    key = keys.create(tenant.merchant_id, wanted).secret
    testing = Api(api.client, {"X-API-Key": key})
    judge(testing, "t", "test_approve", "test_review", "anna")
    found = report(testing, 2)
    assert (found["payments"], found["rows"]["changed"]) == (1, 1)

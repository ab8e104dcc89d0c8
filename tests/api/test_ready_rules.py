"""Ready rules of a draft, lists that its rules ask, and what is there after a policy came back."""

from typing import Any

from tests.api.test_rules import WHY, add, draft, publish
from tests.conftest import Api, as_owner
from tests.services.previewed import judged


def test_ready_rules_are_switched_on_and_changed(api: Api) -> None:
    items = api.get("/rules/ready").get_json()["items"]
    assert len(items) >= 25
    assert not any(one["is_on"] for one in items)
    one = next(item for item in items if item["parameters"])
    parameter = one["parameters"][0]
    choice = {"is_on": True, "parameters": {parameter["name"]: parameter["high"]}}
    version = draft(api, overrides={one["key"]: choice})
    shown = api.get(f"/policies/{version}").get_json()
    assert [rule["ready"] for rule in shown["rules"]] == [one["key"]]
    assert shown["overrides"][one["key"]]["parameters"] == choice["parameters"]
    mine = {
        item["key"]: item for item in api.get(f"/rules/ready?policy={version}").get_json()["items"]
    }[one["key"]]
    assert (mine["is_on"], mine["parameters"][0]["value"]) == (True, parameter["high"])
    assert mine["sentence"] == shown["rules"][0]["sentence"]
    other = draft(api, overrides={one["key"]: {"is_on": True}})
    rules = api.get(f"/policies/{other}").get_json()["rules"]
    assert rules[0]["id"] == shown["rules"][0]["id"], "hits count for the rule, not for its text"
    too_much = {"is_on": True, "parameters": {parameter["name"]: parameter["high"] + 1}}
    refused = api.patch(f"/policies/{version}", {"overrides": {one["key"]: too_much}})
    assert (refused.status_code, refused.get_json()["field"]) == (422, "parameters")
    assert "/api/rules/ready" in refused.get_json()["fix"]
    api.patch(f"/policies/{version}", {"overrides": {one["key"]: {"is_on": False}}})
    assert api.get(f"/policies/{version}").get_json()["rules"] == []


def test_lists_of_a_rule_are_there_when_it_goes_live(api: Api) -> None:
    made = {"name": "Shady", "kind": "country", "effect": "none"}
    number = api.post("/lists", made).get_json()["id"]
    version = draft(api)
    sentence = 'Block if country is in list "Shady"'
    assert (
        api.post("/rules", {"policy": version, "name": "x", "sentence": sentence}).status_code
        == 201
    )
    refused = api.delete(f"/lists/{number}")
    assert refused.status_code == 409
    assert "The rule 'x' of policy 2 asks this list." in refused.get_json()["message"]
    as_owner("DELETE FROM lists")
    gone = api.post(f"/policies/{version}/live", WHY)
    assert gone.status_code == 409
    assert "asks the list 'Shady', which is gone" in gone.get_json()["message"]


def without(api: Api, rule_id: int) -> int:
    """Return the number of the live policy, which has the rule no more; the rule is deleted."""
    version = draft(api)
    assert api.delete(f"/rules/{rule_id}?policy={version}").status_code == 204
    publish(api, version)
    assert api.delete(f"/rules/{rule_id}").status_code == 204
    assert api.get(f"/rules/{rule_id}").get_json()["deleted_at"] is not None
    return version


def test_a_ready_rule_that_was_deleted_is_listed_again_once_it_is_on(api: Api) -> None:
    key = next(one["key"] for one in api.get("/rules/ready").get_json()["items"])
    publish(api, draft(api, overrides={key: {"is_on": True}}))
    (rule_id,) = [rule["id"] for rule in api.get("/rules").get_json()["items"]]
    without(api, rule_id)
    publish(api, draft(api, overrides={key: {"is_on": True}}))
    (listed,) = api.get("/rules").get_json()["items"]
    assert (listed["id"], listed["state"]) == (rule_id, "live")


def test_a_rule_that_decides_again_is_there_again(api: Api) -> None:
    first = draft(api)
    rule = add(api, first, "Block if amount is over 900")
    publish(api, first)
    second = without(api, rule["id"])
    assert api.post(f"/policies/{second}/rollback", WHY).status_code == 200
    assert api.post("/predict", {"amount": 950}).get_json()["decision"] == "block"
    assert [one["id"] for one in api.get("/rules").get_json()["items"]] == [rule["id"]]
    assert api.get(f"/rules/{rule['id']}").get_json()["state"] == "live"


def test_a_policy_whose_list_is_gone_does_not_come_back(api: Api) -> None:
    made = {"name": "Shady", "kind": "country", "effect": "none"}
    number = api.post("/lists", made).get_json()["id"]
    first = draft(api)
    rule = add(api, first, 'Block if country is in list "Shady"')
    publish(api, first)
    second = without(api, rule["id"])
    third = draft(api, review_line=50)
    publish(api, third)
    # Two policies back, nothing holds the list any more.
    assert api.delete(f"/lists/{number}").status_code == 204
    assert api.post(f"/policies/{third}/rollback", WHY).status_code == 200
    refused = api.post(f"/policies/{second}/rollback", WHY)
    assert refused.status_code == 409
    assert "asks the list 'Shady', which is gone" in refused.get_json()["message"]
    assert api.get(f"/policies/{second}").get_json()["state"] == "live"
    assert api.get(f"/rules/{rule['id']}").get_json()["deleted_at"] is not None


def tried(api: Api, **ready: object) -> dict[str, Any]:
    """Return what a ready rule would have done to past payments."""
    answer = api.post("/policies/preview", {"ready": ready})
    assert answer.status_code == 200, answer.get_json()
    found: dict[str, Any] = answer.get_json()
    return found


BUSY, LOWER = "busy_device", {"payments": 3}


def test_a_ready_rule_is_tried_before_it_is_switched_on_and_off(api: Api) -> None:
    judged(api)
    usual, lower = (
        tried(api, key=BUSY, is_on=True),
        tried(api, key=BUSY, is_on=True, parameters=LOWER, effect="block"),
    )
    said = "if earlier payments from the device in 24 hours are at least"
    assert usual["rule"]["sentence"] == f"Review {said} 12"
    assert lower["rule"]["sentence"] == f"Block {said} 3"
    assert lower["rule"]["payments"] > usual["rule"]["payments"]
    assert lower["new"]["blocked"] > lower["now"]["blocked"]
    choice = {"is_on": True, "parameters": LOWER, "effect": "block"}
    publish(api, draft(api, overrides={BUSY: choice}))
    same, off = tried(api, key=BUSY, **choice), tried(api, key=BUSY, is_on=False)
    assert same["rows"]["changed"] == 0
    assert same["now"]["blocked"] == lower["new"]["blocked"]
    assert off["new"]["blocked"] == lower["now"]["blocked"]
    assert off["rule"]["payments"] == usual["rule"]["payments"], "as it comes"


def test_what_cannot_be_tried_is_named(api: Api) -> None:
    both = {"ready": {"key": BUSY, "is_on": True}, "rule": {"sentence": "Block if hour is 3"}}
    unknown = {"ready": {"key": "nothing", "is_on": True}}
    outside = {"ready": {"key": BUSY, "is_on": True, "parameters": {"amount": -1}}}
    for body, field in ((both, "ready"), (unknown, "key"), (outside, "parameters")):
        refused = api.post("/policies/preview", body)
        assert (refused.status_code, refused.get_json()["field"]) == (422, field)


def test_a_ready_rule_says_what_the_shop_never_sends(api: Api) -> None:
    def told() -> dict[str, list[str]]:
        items = api.get("/rules/ready").get_json()["items"]
        return {one["key"]: [each["text"] for each in one["problems"]] for one in items}

    assert not any(told().values()), "before the first payment nothing is known"
    judged(api)
    found = told()
    assert found[BUSY] == []
    assert found["no_device_high_amount"] == [], "that it is not sent is what it asks for"
    assert "`terminal`" in found["terminal_with_fraud"][0]

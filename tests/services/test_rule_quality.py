"""How right rules are: stored hits and those worked out, overlaps, and what reviewers say."""

import pytest
from apiflask import APIFlask

from secureflow.db import preview as table
from secureflow.db import tenancy
from secureflow.extensions import db
from secureflow.rules.rule import Rule
from tests.conftest import Api, Tenant, make_tenant
from tests.services import ruled
from tests.services.previewed import judged, label, live_rules, payments


@pytest.fixture
def rules(tenant: Tenant) -> list[Rule]:
    """Rules that are live, one of each effect and more."""
    return live_rules(tenant.merchant_id)


def test_quality_of_a_live_rule_is_that_of_its_hits(api: Api, rules: list[Rule]) -> None:
    said = judged(api)
    adding = rules[0].id
    hit = [one for one in said if adding in [h["rule_id"] for h in one["hits"]]]
    label(api, hit[0]["transaction_id"], "fraud")
    label(api, hit[1]["transaction_id"], "legitimate")
    found = api.get(f"/rules/{adding}/quality").get_json()
    assert (found["source"], found["hits"]) == ("stored", len(hit))
    assert (found["fraud"], found["good"], found["unknown"]) == (1, 1, len(hit) - 2)
    assert found["precision"]["value"] == 0.5
    both = {
        rule.id: sum(rule.id in [h["rule_id"] for h in one["hits"]] for one in hit)
        for rule in rules[1:]
    }
    overlap = {one["rule_id"]: one["both"] for one in found["overlap"]}
    assert overlap == {rule_id: count for rule_id, count in both.items() if count}
    assert found["rows"][0]["label"] is not None
    answered = {one["transaction_id"]: (one["score"], one["decision"]) for one in hit}
    for row in found["rows"]:
        assert (row["score_now"], row["now"]) == answered[row["transaction_id"]], "as on its page"


def test_quality_of_a_rule_that_is_not_live_is_worked_out(api: Api, tenant: Tenant) -> None:
    judged(api)
    rule = ruled.rule(tenant.merchant_id, 'Block if country is "NG"')
    ruled.another(tenant.merchant_id, 2, "draft", rule)
    found = api.get(f"/rules/{rule.id}/quality?days=90").get_json()
    on = sum(one["country"] == "NG" for one in payments())
    assert (found["source"], found["hits"], found["decided"]) == ("computed", on, None)
    assert api.get(f"/rules/{2**40}/quality").status_code == 404


def test_the_payments_of_a_shop_are_read_by_one_at_a_time(
    api: Api, rules: list[Rule], tenant: Tenant
) -> None:
    judged(api, 10)
    path = f"/rules/{rules[0].id}/quality"
    tenancy.bind(tenant.merchant_id)
    assert table.begin_alone(tenant.merchant_id)
    refused = api.get(path)
    assert (refused.status_code, refused.get_json()["code"]) == (409, "conflict")
    db.session.rollback()
    assert api.get(path).status_code == 200


def test_a_rule_is_called_wrong_once_and_that_is_taken_back(
    api: Api, rules: list[Rule], app: APIFlask
) -> None:
    said = judged(api)
    hits = [(one, hit["rule_id"]) for one in said for hit in one["hits"] if hit["rule_id"]]
    (payment, rule_id), number = hits[0], hits[0][0]["transaction_id"]
    path = f"/transactions/{number}/hits/{rule_id}/wrong"
    for _ in range(2):
        assert api.post(path, None).get_json()["wrong"] == 1
    assert api.get(f"/transactions/{number}").get_json()["wrong_rules"] == [rule_id]
    assert api.get(f"/rules/{rule_id}/quality").get_json()["wrong"] == 1
    events = api.get(f"/transactions/{number}/timeline").get_json()["items"]
    told = [one["details"] for one in events if one["kind"] == "rule_wrong"]
    names = {hit["rule_id"]: hit["name"] for hit in payment["hits"]}
    assert told == [{"rule_id": rule_id, "name": names[rule_id]}]
    listed = api.get(f"/transactions?rule={rule_id}&limit=100").get_json()["items"]
    assert {one["id"] for one in listed} == {
        one["transaction_id"] for one, hit_by in hits if hit_by == rule_id
    }
    missed = next(one.id for one in rules if one.id not in [h["rule_id"] for h in payment["hits"]])
    assert api.post(f"/transactions/{number}/hits/{missed}/wrong", None).status_code == 404
    other = Api(app.test_client(), make_tenant("Contoso").headers)
    assert other.post(path, None).status_code == 404
    for _ in range(2):
        answer = api.client.delete(f"/api{path}", headers=api.headers)
        assert answer.get_json()["wrong"] == 0

"""Rules in drafts: as sentences and trees, what is wrong with them, and who is spared."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from apiflask import APIFlask

from secureflow.db import tenancy
from secureflow.db.audit import AuditEventRow, AuditValuesRow
from secureflow.extensions import db
from tests.conftest import Api, Tenant, as_owner, make_tenant

WHY = {"reason": "to try"}
SENTENCE = 'Review if amount is over 500 and country is one of "US", "CA"'
SOON = (datetime.now(UTC) + timedelta(days=3)).isoformat()


def draft(api: Api, **change: Any) -> int:
    """Return the number of a new draft, changed where said."""
    version = int(api.post("/policies", WHY).get_json()["version"])
    if change:
        assert api.patch(f"/policies/{version}", change).status_code == 200
    return version


def add(api: Api, version: int, sentence: str = SENTENCE, **fields: Any) -> dict[str, Any]:
    body = {"policy": version, "name": "Dear", "sentence": sentence} | fields
    answer = api.post("/rules", body)
    assert answer.status_code == 201, answer.get_json()
    return dict(answer.get_json())


def publish(api: Api, version: int) -> None:
    assert api.post(f"/policies/{version}/live", WHY).status_code == 200


def test_a_sentence_and_a_tree_are_the_same_rule(api: Api) -> None:
    said = api.post("/rules/parse", {"sentence": SENTENCE}).get_json()
    tree = {"condition": said["condition"], "effect": said["effect"]}
    assert api.post("/rules/parse", tree).get_json() == said
    version = draft(api)
    body = {"policy": version, "name": "Dear", "priority": 3} | tree
    rule = api.post("/rules", body).get_json()
    assert (rule["sentence"], rule["priority"]) == (SENTENCE, 3)
    points = add(api, version, "Add 15 points if amount is over 10")
    assert (points["effect"], points["points"]) == ("points", 15)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "sentence"),
        ({"sentence": SENTENCE, "condition": {}, "effect": "block"}, "sentence"),
        ({"sentence": SENTENCE, "effect": "block"}, "effect"),
        ({"condition": {"field": "amount", "op": "known"}}, "effect"),
        ({"condition": {"field": "amount", "op": "known"}, "effect": "points"}, "points"),
        ({"condition": {"field": "amnt", "op": "known"}, "effect": "block"}, "condition"),
        ({"sentence": "Review if amount is"}, "sentence"),
    ],
)
def test_what_is_no_rule_is_refused_by_its_place(
    api: Api, body: dict[str, Any], field: str
) -> None:
    answer = api.post("/rules/parse", body)
    assert (answer.status_code, answer.get_json()["field"]) == (422, field)
    if body.get("sentence", "").endswith("is"):
        assert answer.get_json()["place"] == len("Review if amount is")


def test_a_rule_that_can_never_fire_is_not_kept(api: Api) -> None:
    sentence = "Review if amount is over 500 and amount is under 400"
    problems = api.post("/rules/parse", {"sentence": sentence}).get_json()["problems"]
    assert [one["kind"] for one in problems] == ["never"]
    version = draft(api)
    refused = api.post("/rules", {"policy": version, "name": "x", "sentence": sentence})
    assert (refused.status_code, refused.get_json()["field"]) == (422, "condition")
    assert api.get(f"/policies/{version}").get_json()["rules"] == []


def test_what_the_shop_never_sends_is_said(api: Api) -> None:
    before = api.get("/rules/fields").get_json()["items"]
    assert all(one["is_sent"] for one in before), "nobody can know before the first payment"
    api.post("/predict", {"amount": 5, "country": "GB", "extra": {"till": {"number": 4}}})
    fields = {one["name"]: one for one in api.get("/rules/fields").get_json()["items"]}
    assert fields["country"]["is_sent"]
    assert not fields["device"]["is_sent"]
    assert not fields["customer_count_24h"]["is_sent"]
    assert "in_list" in fields["country"]["ops"]
    said = api.post("/rules/parse", {"sentence": 'Review if device is "d-1"'}).get_json()
    assert [one["kind"] for one in said["problems"]] == ["not_sent"]
    known = api.post("/rules/parse", {"sentence": "Review if extra.till.number is over 3"})
    assert known.get_json()["problems"] == []


def test_a_rule_is_changed_and_taken_out_of_one_draft_alone(api: Api) -> None:
    first = draft(api)
    rule = add(api, first)
    publish(api, first)
    second = draft(api)
    body = {"policy": second, "name": "Dearer", "sentence": "Block if amount is over 600"}
    changed = api.put(f"/rules/{rule['id']}", body).get_json()
    assert (changed["id"], changed["name"], changed["state"]) == (rule["id"], "Dearer", "draft")
    detail = api.get(f"/rules/{rule['id']}").get_json()
    assert (detail["sentence"], detail["state"], detail["policy"]) == (SENTENCE, "live", first)
    assert [one["policy"] for one in detail["versions"]] == [second, first]
    listed = api.get("/rules").get_json()
    assert [(one["policy"], one["state"]) for one in listed["items"]] == [
        (first, "live"),
        (second, "draft"),
    ]
    assert api.delete(f"/rules/{rule['id']}").status_code == 409
    assert api.delete(f"/rules/{rule['id']}?policy={second}").status_code == 204
    assert api.delete(f"/rules/{rule['id']}?policy={second}").status_code == 404
    publish(api, second)
    past = api.get(f"/rules/{rule['id']}").get_json()
    assert (past["state"], past["policy"]) == ("off", first)
    assert past["why_not_live"] == f"It was last in policy {first}, which another replaced."
    assert api.delete(f"/rules/{rule['id']}").status_code == 204
    gone = api.get(f"/rules/{rule['id']}").get_json()
    assert (gone["state"], gone["sentence"]) == ("off", SENTENCE)
    assert gone["why_not_live"].startswith("It was deleted on ")
    assert gone["deleted_at"] is not None
    assert api.get("/rules").get_json()["items"] == []
    copy = api.post("/policies", WHY | {"copy_of": first}).get_json()
    back = api.get(f"/rules/{rule['id']}").get_json()
    assert (back["state"], back["policy"]) == ("draft", copy["version"])
    assert back["deleted_at"] is None


def test_rules_of_deleted_drafts_leave_room_for_others(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secureflow.services.rules.MOST_KNOWN", 2)
    kept = draft(api)
    seen = add(api, kept)["id"]
    gone = draft(api)
    lost = add(api, gone)["id"]
    assert api.delete(f"/policies/{gone}").status_code == 204
    newest = add(api, kept)["id"]
    shown = {rule["id"] for rule in api.get("/rules").get_json()["items"]}
    assert {seen, newest} <= shown
    assert lost not in shown
    refused = api.post("/rules", {"policy": kept, "name": "Dear", "sentence": SENTENCE})
    assert refused.status_code == 409


def test_a_rule_that_has_expired_says_so(api: Api) -> None:
    version = draft(api)
    rule = add(api, version, expires_at=SOON)
    publish(api, version)
    # Before anybody read the policy: no time is short enough to be waited for here.
    as_owner("""
        UPDATE policies SET document =
            jsonb_set(document, '{rules,0,expires_at}', '"2026-01-02T03:04:00+00:00"')
        WHERE state = 'live'
    """)
    told = api.get(f"/rules/{rule['id']}").get_json()
    assert (told["state"], told["why_not_live"]) == (
        "off",
        "It expired on 2 January 2026 at 03:04 UTC.",
    )
    past = {"policy": draft(api), "name": "x", "sentence": SENTENCE, "expires_at": "2026-01-02"}
    refused = api.post("/rules", past)
    assert (refused.status_code, refused.get_json()["field"]) == (422, "expires_at")


def test_hits_are_counted(api: Api) -> None:
    version = draft(api)
    rule = add(api, version, "Review if amount is over 500")
    add(api, version, "Review if amount is over 5000")
    publish(api, version)
    for amount, label in ((400, "fraud"), (501, "fraud"), (502, "legitimate"), (503, None)):
        payment = api.post("/predict", {"amount": amount}).get_json()["transaction_id"]
        if label is not None:
            said = {"transaction_id": payment, "label": label, "source": "chargeback"}
            assert api.post("/feedback", said).status_code == 201
            # The bank is believed before a reviewer.
            api.post("/feedback", said | {"label": "fraud", "source": "reviewer"})
    # Of the last 28 days are payments, whenever their file came.
    old = {"amount": 600, "occurred_at": (datetime.now(UTC) - timedelta(days=29)).isoformat()}
    assert api.post("/predict", old).get_json()["hits"]
    listed = api.get("/rules").get_json()
    known = {one["id"]: (one["hits"], one["fraud"], one["good"]) for one in listed["items"]}
    assert known[rule["id"]] == (3, 1, 1)
    assert sorted(known.values()) == [(0, 0, 0), (3, 1, 1)]
    assert (listed["frauds"], listed["frauds_hit"]) == (2, 1)


def test_a_snoozed_rule_is_silent_for_one_customer(api: Api, tenant: Tenant) -> None:
    version = draft(api)
    rule = add(api, version, "Block if amount is over 500")
    publish(api, version)
    path = f"/rules/{rule['id']}/snoozes"
    snooze = api.post(path, {"kind": "customer", "value": "c-1", "until": SOON}).get_json()
    again = api.post(path, {"kind": "customer", "value": " c-1 ", "until": SOON}).get_json()
    assert again["id"] == snooze["id"]
    mine = api.post("/predict", {"amount": 600, "customer": "c-1"}).get_json()["decision"]
    other = api.post("/predict", {"amount": 600, "customer": "c-2"}).get_json()["decision"]
    assert (mine == "block", other == "block") == (False, True)
    detail = api.get(f"/rules/{rule['id']}").get_json()
    assert (detail["snoozes"], detail["snoozed"][0]["value"]) == (1, "c-1")
    assert api.delete(f"{path}/{snooze['id']}").status_code == 204
    assert api.delete(f"{path}/{snooze['id']}").status_code == 404
    woken = api.post("/predict", {"amount": 600, "customer": "c-1", "external_id": "b"})
    assert woken.get_json()["decision"] == "block"
    tenancy.bind(tenant.merchant_id)
    said = db.session.query(AuditEventRow).filter_by(action="rule.snoozed").first()
    assert said is not None
    assert "c-1" not in str(said.after), "what names a customer can be erased from the trail"
    values = db.session.query(AuditValuesRow).filter_by(event_id=said.id).one()
    assert values.values == {"customer": "c-1"}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"kind": "ip", "value": "nowhere"}, "value"),
        ({"kind": "country", "value": "GBR"}, "value"),
        ({"kind": "card_bin", "value": "41111"}, "value"),
        ({"kind": "email", "value": "dana"}, "value"),
        ({"kind": "domain", "value": "a@b.example"}, "value"),
        ({"kind": "customer", "value": "c-1", "until": "2026-01-01"}, "until"),
        ({"kind": "customer", "value": "c-1", "until": "2029-01-01"}, "until"),
        ({"kind": "shoe", "value": "c-1"}, "kind"),
    ],
)
def test_nobody_is_spared_by_what_is_no_value(api: Api, body: dict[str, Any], field: str) -> None:
    rule = add(api, draft(api))
    answer = api.post(f"/rules/{rule['id']}/snoozes", {"until": SOON} | body)
    assert (answer.status_code, answer.get_json()["field"]) == (422, field)


def test_a_list_of_another_merchant_is_not_there(app: APIFlask, api: Api) -> None:
    other = Api(app.test_client(), make_tenant("Contoso").headers)
    body = {"name": "Shady", "kind": "country", "effect": "none"}
    number = other.post("/lists", body).get_json()["id"]
    leaf = {"field": "country", "in_list": number, "list_name": "Shady"}
    answer = api.post("/rules/parse", {"condition": leaf, "effect": "block"})
    assert answer.status_code == 404
    version = draft(api)
    wanted = {"policy": version, "name": "x", "condition": leaf, "effect": "block"}
    assert api.post("/rules", wanted).status_code == 404
    by_name = api.post("/rules/parse", {"sentence": 'Block if country is in list "Shady"'})
    assert by_name.status_code == 422
    assert other.post("/rules/parse", {"condition": leaf, "effect": "block"}).status_code == 200
    theirs = {"policy": version, "name": "x", "sentence": SENTENCE}
    assert other.post("/rules", theirs).status_code == 404

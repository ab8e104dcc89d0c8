"""Previews of a merchant's own payments: what was decided, what would be, and what rules are."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from secureflow.db import model_scores, tenancy
from secureflow.db import preview as table
from secureflow.db.lists import ListRow
from secureflow.extensions import db
from secureflow.rules.rule import Rule
from tests.conftest import Api, Tenant, as_owner, make_tenant
from tests.services.previewed import judged, label, live_rules, payments
from tests.services.versions import another, own


@pytest.fixture
def rules(tenant: Tenant) -> list[Rule]:
    """Rules that are live, one of each effect and more."""
    return live_rules(tenant.merchant_id)


def preview(api: Api, **change: Any) -> dict[str, Any]:
    answer = api.post("/policies/preview", change)
    assert answer.status_code == 200, answer.get_json()
    found: dict[str, Any] = answer.get_json()
    return found


@pytest.mark.usefixtures("rules")
def test_the_live_policy_decides_history_as_it_was_decided(api: Api) -> None:
    said = judged(api)
    found = preview(api)
    names = {"approve": "approved", "review": "reviewed", "block": "blocked"}
    for decision, name in names.items():
        count = sum(one["decision"] == decision for one in said)
        assert count, f"nothing in this history is {name}, so it proves nothing"
        assert (found["now"][name], found["new"][name]) == (count, count)
    assert found["rows"]["changed"] == 0
    assert found["payments"] == len(said)
    stored = {one["transaction_id"]: one for one in said}
    everybody = preview(api, lines={"review": 0, "block": 0}, rule=None)
    for row in everybody["rows"]["sample"]:
        was = stored[row["transaction_id"]]
        assert (row["now"], row["score_now"]) == (was["decision"], pytest.approx(was["score"]))


@pytest.mark.usefixtures("rules")
def test_buckets_say_what_lines_would_come_to(api: Api) -> None:
    judged(api)
    found = preview(api, lines={"review": 20, "block": 70})
    buckets = found["buckets"]
    blocked = sum(
        one["payments"] for one in (*buckets["by_lines"], *buckets["held"]) if one["score"] >= 70
    )
    assert blocked + buckets["blocked"]["payments"] == found["new"]["blocked"]
    whole = [*buckets["by_lines"], *buckets["held"], buckets["approved"], buckets["blocked"]]
    assert sum(one["payments"] for one in whole) == found["payments"]


def test_a_rule_is_tried_in_money(api: Api) -> None:
    said = judged(api)
    frauds = [n for n, one in enumerate(said) if one["decision"] == "approve"][:6]
    for n in frauds:
        label(api, said[n]["transaction_id"], "fraud" if n % 2 else "legitimate")
    found = preview(api, rule={"sentence": "Block if amount is over 0"})
    rule = found["rule"]
    assert rule["payments"] == found["payments"] == found["new"]["blocked"]
    assert (rule["fraud"] + rule["good"], rule["unknown"]) == (6, found["payments"] - 6)
    assert rule["sample"][0]["label"] is not None
    assert found["new"]["fraud_caught"]["value"] == 1.0
    assert found["new"]["good_declined"]["count"] == rule["good"]
    assert float(found["saving"]["amount"]) == pytest.approx(
        float(found["now"]["cost"]) - float(found["new"]["cost"])
    )
    # A tree says the same as the sentence.
    tree = {"field": "amount", "op": "over", "value": 0}
    again = preview(api, rule={"condition": tree, "effect": "block"})
    assert again["rule"]["payments"] == rule["payments"]


def test_what_a_preview_refuses(api: Api, rules: list[Rule]) -> None:
    judged(api, 10)
    other = make_tenant("Contoso")
    tenancy.bind(other.merchant_id)
    theirs = a_list(other.merchant_id, "Theirs", "card")
    for change, status, field in (
        ({"rule": {"sentence": "Block if amuont is over 5"}}, 422, "sentence"),
        ({"rule": {"condition": {"field": "amount"}, "effect": "block"}}, 422, "condition"),
        ({"rule": {"sentence": "Block if amount is over 5", "rule_id": 2**40}}, 404, "rule_id"),
        ({"list": {"list_id": theirs.id, "effect": "block"}}, 404, "list_id"),
        ({"policy": 99}, 404, "policy"),
        ({"model": "nobody-made-this-model"}, 404, "model"),
        ({"lines": {"review": 90, "block": 10}}, 422, "lines"),
        ({"limit": 2_000_000}, 422, "limit"),
        ({"rule": {"effect": "block"}}, 422, "rule"),
        ({"rule": {"sentence": "Block if amount is over 5", "effect": "review"}}, 422, "effect"),
        ({"rule": {"sentence": "Block if amount is over 5", "points": 0}}, 422, "points"),
    ):
        answer = api.post("/policies/preview", change)
        found = answer.get_json()
        assert (answer.status_code, found["field"]) == (status, field), found


def test_one_at_a_time(
    app: APIFlask, api: Api, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged(api, 10)
    tenancy.bind(tenant.merchant_id)
    assert table.begin_alone(tenant.merchant_id)
    monkeypatch.setattr(table, "PATIENCE_SECONDS", 0.05)
    answer = api.post("/policies/preview", {"rule": {"sentence": "Block if amount is over 5"}})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "conflict")
    assert api.post("/policies/preview", {"lines": {"review": 1, "block": 2}}).status_code == 200
    other = Api(app.test_client(), make_tenant("Contoso").headers)
    assert other.post("/policies/preview", {"limit": 1_000_000}).status_code == 200
    db.session.rollback()
    assert api.post("/policies/preview", {"limit": 1_000_000}).status_code == 200


def test_one_more_waits_its_turn_and_no_further(app: APIFlask, api: Api, tenant: Tenant) -> None:
    judged(api, 10)
    tenancy.bind(tenant.merchant_id)
    assert table.begin_alone(tenant.merchant_id)

    def ask() -> int:
        body = {"rule": {"sentence": "Block if amount is over 5"}}
        with app.app_context():
            other = Api(app.test_client(), tenant.headers)
            return int(other.post("/policies/preview", body).status_code)

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(ask)
        waits = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        while not db.session.scalar(waits):
            assert not waiting.done()
        assert ask() == 409
        db.session.rollback()
        assert waiting.result() == 200


def a_list(merchant_id: int, name: str, kind: str, *values: str) -> ListRow:
    tenancy.bind(merchant_id)
    row = ListRow(merchant_id=merchant_id, name=name, kind=kind, effect="none", created_by="test")
    db.session.add(row)
    db.session.commit()
    for number, value in enumerate(values):
        as_owner(
            "INSERT INTO list_entries (merchant_id, list_id, key, value, reason, created_by) "
            "VALUES (:merchant, :list, :key, :value, '', 'test')",
            merchant=merchant_id,
            list=row.id,
            key=f"{row.id}-{number}".encode(),
            value=value,
        )
    tenancy.bind(merchant_id)
    return row


def test_a_list_is_tried_with_its_entries_of_today(api: Api, tenant: Tenant) -> None:
    said = judged(api)
    sent = payments()
    one = a_list(tenant.merchant_id, "Stolen cards", "card", "card3")
    list_id = one.id
    found = preview(api, list={"list_id": list_id, "effect": "block"})
    on = sum(payment["card"] == "card3" for payment in sent)
    already = sum(
        a["card"] == "card3" and b["decision"] == "block" for a, b in zip(sent, said, strict=True)
    )
    assert found["rows"]["newly_blocked"] == on - already > 0
    assert "lists_of_today" in [note["code"] for note in found["notes"]]
    rule = {"sentence": 'Approve if card is in list "Stolen cards"'}
    assert preview(api, rule=rule)["rule"]["payments"] == on


def test_another_model_is_tried_where_it_has_scored(
    app: APIFlask, api: Api, tenant: Tenant, bundle_bytes: bytes
) -> None:
    said = judged(api)
    rival = own(
        app.extensions["secureflow_models"].files, tenant.merchant_id, another(bundle_bytes, 2031)
    )
    version, version_id = rival.version, rival.id
    refused = api.post("/policies/preview", {"model": version}).get_json()
    assert (refused["code"], refused["field"]) == ("invalid_input", "model")
    tenancy.bind(tenant.merchant_id)
    model_scores.add(
        [
            {
                "transaction_id": one["transaction_id"],
                "version_id": version_id,
                "merchant_id": tenant.merchant_id,
                "score": 95.0,
                "probability": None,
            }
            for one in said[:30]
        ]
    )
    db.session.commit()
    found = preview(api, model=version)
    assert (found["payments"], found["new"]["blocked"]) == (30, 30)
    assert found["now"]["blocked"] == sum(one["decision"] == "block" for one in said[:30])
    assert "other_model" in [note["code"] for note in found["notes"]]

"""GET /api/audit and its exports: filters, pages, and a signed end that verifies."""

import csv
import io
import json
from typing import Any

import pytest
from apiflask import APIFlask

from secureflow.db import tenancy
from secureflow.domain import Actor
from secureflow.extensions import db
from secureflow.services import audit
from secureflow.services.audit_check import read_heads, verify
from tests.conftest import Api, Tenant, make_tenant

DANA = Actor("user", 7, "Dana Lee", "203.0.113.9", "request-1")
TILL = Actor("key", 3, "till")


@pytest.fixture
def trail(app: APIFlask, tenant: Tenant) -> Tenant:
    """A merchant whose people and keys did things."""
    tenancy.bind(tenant.merchant_id)
    for actor, action, thing in (
        (DANA, "key.created", "key:12"),
        (DANA, "key.revoked", "key:120"),
        (TILL, "feedback.given", "transaction:12"),
        (DANA, "=cmd", "keys"),
    ):
        tenancy.act_as(actor)
        audit.record(action, thing, after={"n": 1}, customer={"customer": "ana"})
    db.session.commit()
    return tenant


def actions(api: Api, query: str) -> list[str]:
    found: list[dict[str, Any]] = api.get(f"/audit?sort=at&{query}").get_json()["items"]
    return [one["action"] for one in found]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("actor=user:7", ["key.created", "key.revoked", "=cmd"]),
        ("actor=Dana Lee", ["key.created", "key.revoked", "=cmd"]),
        ("actor=key", ["feedback.given"]),
        ("actor=key:4", []),
        ("actor=key:99999999999999999999", []),
        ("action=key&actor=user", ["key.created", "key.revoked"]),
        ("action=key.created&actor=user", ["key.created"]),
        ("action=ke", []),
        ("action=%25", []),
        ("thing=key:12", ["key.created"]),
        ("thing=transaction", ["feedback.given"]),
        ("from=2099-01-01T00:00:00Z", []),
    ],
)
def test_filters(trail: Tenant, api: Api, query: str, expected: list[str]) -> None:
    assert actions(api, query) == expected


def test_an_event_as_it_is_shown(trail: Tenant, api: Api) -> None:
    (event,) = api.get("/audit?action=key.revoked&actor=user").get_json()["items"]
    assert event["actor_name"] == "Dana Lee"
    assert (event["address"], event["request_id"]) == ("203.0.113.9", "request-1")
    assert (event["after"], event["customer"]) == ({"n": 1}, {"customer": "ana"})


def test_it_comes_in_pages(trail: Tenant, api: Api) -> None:
    whole = [one["position"] for one in api.get("/audit?sort=at").get_json()["items"]]
    seen: list[int] = []
    cursor = ""
    while True:
        page = api.get(f"/audit?sort=at&limit=2{cursor}").get_json()
        seen += [one["position"] for one in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert seen == whole == sorted(whole)


def test_another_merchants_trail_is_not_there(app: APIFlask, trail: Tenant) -> None:
    other = Api(app.test_client(), make_tenant("Contoso").headers)
    assert "key.revoked" not in actions(other, "")
    assert b"key:120" not in other.get("/audit/export.jsonl").get_data()


def test_the_export_as_json_lines_ends_with_a_head_that_holds(trail: Tenant, api: Api) -> None:
    response = api.get("/audit/export.jsonl")
    assert "attachment" in response.headers["Content-Disposition"]
    lines = response.get_data(as_text=True).splitlines()
    events = [json.loads(line) for line in lines[:-1]]
    assert [event["position"] for event in events] == list(range(1, len(events) + 1))
    assert events[-1]["action"] == "audit.exported"
    (head,) = read_heads(lines)
    assert (head.merchant, head.count) == (trail.merchant_id, len(events))
    assert head.hash == events[-1]["hash"]
    (found,) = verify(trail.merchant_id, [head])
    assert (found.problem, found.signed) == (None, len(events))


def test_the_export_as_csv_runs_in_no_spreadsheet(trail: Tenant, api: Api) -> None:
    text = api.get("/audit/export.csv").get_data(as_text=True)
    header, *rows = list(csv.reader(io.StringIO(text)))
    events = [dict(zip(header, row, strict=True)) for row in rows[:-1]]
    assert "'=cmd" in {event["action"] for event in events}
    assert not any(cell.startswith("=") for row in rows for cell in row)
    assert json.loads(events[-2]["after"]) == {"n": 1}
    (head,) = read_heads(text.splitlines())
    assert head.count == len(events)


def test_the_export_may_be_a_part(trail: Tenant, api: Api) -> None:
    lines = api.get("/audit/export.jsonl?action=feedback").get_data(as_text=True).splitlines()
    assert [json.loads(line)["action"] for line in lines[:-1]] == ["feedback.given"]


def test_a_request_that_changes_something_is_recorded_with_its_caller(
    app: APIFlask, api: Api, tenant: Tenant
) -> None:
    number = api.post("/predict", {"amount": 5, "customer": "ana"}).get_json()["transaction_id"]
    body = {"transaction_id": number, "label": "fraud", "notes": "she called"}
    api.post("/feedback", body, X_Request_ID="request-of-test")
    (event,) = api.get("/audit?action=feedback.given").get_json()["items"]
    assert (event["actor_kind"], event["actor_name"]) == ("key", "checkout")
    assert (event["address"], event["request_id"]) == ("127.0.0.1", "request-of-test")
    assert event["thing"] == f"transaction:{number}"
    assert event["after"]["label"] == "fraud"
    assert "she called" not in str(event), "the feedback has the notes, and can be erased"

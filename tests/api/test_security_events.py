"""GET /api/security-events, and uploads that are told there."""

from io import BytesIO
from typing import Any

import pytest
from apiflask import APIFlask

from secureflow.db import accounts, tenancy
from secureflow.extensions import db
from secureflow.services.security_events import report
from tests.conftest import Api, Tenant, as_owner, bearer, make_tenant


def events(api: Api, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.get(f"/security-events{query}").get_json()["items"]
    return found


def upload(api: Api, content: bytes, name: str) -> int:
    form = {"file": (BytesIO(content), name)}
    response = api.client.post("/api/uploads/score", data=form, headers=api.headers)
    return int(response.status_code)


def test_filters_and_pages(app: APIFlask, api: Api, tenant: Tenant) -> None:
    tenancy.bind(tenant.merchant_id)
    for kind, severity in (
        ("login.failed", "low"),
        ("login.locked", "medium"),
        ("token.reused", "high"),
    ):
        report(kind, severity)  # type: ignore[arg-type]
    as_owner("UPDATE security_events SET at = '2026-01-01Z' WHERE kind = 'login.failed'")
    assert {one["kind"] for one in events(api)} == {"login.failed", "login.locked", "token.reused"}
    assert [one["kind"] for one in events(api, "?severity=high")] == ["token.reused"]
    assert len(events(api, "?kind=login")) == 2
    assert len(events(api, "?kind=log")) == 0
    assert [one["kind"] for one in events(api, "?until=2026-02-01")] == ["login.failed"]
    assert len(events(api, "?from=2026-02-01")) == 2
    first = api.get("/security-events?limit=2&sort=at").get_json()
    rest = api.get(f"/security-events?limit=2&sort=at&cursor={first['next_cursor']}").get_json()
    assert [first["items"][0]["kind"], len(rest["items"])] == ["login.failed", 1]
    assert rest["next_cursor"] is None


def test_another_merchants_are_not_there(app: APIFlask, api: Api, tenant: Tenant) -> None:
    report("login.failed", "low", merchant_id=make_tenant("Contoso").merchant_id)
    tenancy.bind(None)
    report("login.failed", "low")
    assert events(api) == []


def test_operators_see_what_meant_no_merchant(app: APIFlask, tenant: Tenant) -> None:
    report("login.failed", "low", merchant_id=tenant.merchant_id)
    tenancy.bind(None)
    report("header.forged", "medium")
    with tenancy.across_merchants():
        user = accounts.add_user(None, "omar@platform.example", "Omar", "operator", "-")
        db.session.commit()
        headers = bearer(user.id)
    found = Api(app.test_client(), headers).get("/operator/security-events").get_json()["items"]
    assert [one["kind"] for one in found] == ["header.forged"]


@pytest.mark.parametrize(
    ("content", "name", "status", "severity", "sign"),
    [
        (b"amount,customer\n5,=cmd()\n", "a.csv", 201, "medium", "holds 1 cells"),
        (b"MZ\x90\x00\x03\x00", "a.csv", 422, "medium", "is a program and no table"),
        (b"PK\x03\x04\x14\x00", "a.csv", 422, "low", "is an archive and no table"),
        (b"amount\n5\n", "a.parquet", 201, "low", "is of another kind than its name says"),
        (b"amount\n" + b"x\n" * 9 + b"5\n", "a.csv", 201, "low", "more than half"),
    ],
)
def test_a_hostile_upload_is_told(
    api: Api, content: bytes, name: str, status: int, severity: str, sign: str
) -> None:
    assert upload(api, content, name) == status
    (event,) = events(api)
    assert (event["kind"], event["severity"]) == ("upload.suspicious", severity)
    assert event["details"]["filename"] == name
    assert any(one.startswith(sign) for one in event["details"]["signs"])
    assert event["address"] == "127.0.0.1"


def test_an_ordinary_upload_is_not(api: Api) -> None:
    assert upload(api, b"amount,customer\n5,ana\nx,ben\n", "a.csv") == 201
    assert events(api) == []

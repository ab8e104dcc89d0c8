"""What is too deep, too large or takes too long is refused, and says so without the inside."""

import json
import re
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from secureflow.api import requests
from secureflow.api.json import MAX_NESTING
from secureflow.api.routes import ROUTES
from secureflow.config import BODY_LIMIT
from secureflow.extensions import db
from tests.conftest import Api, Tenant

INSIDE = re.compile(
    r"Traceback|File \"|\.py\b|site-packages|psycopg|sqlalchemy|SELECT |INSERT |UPDATE |"
    r"secureflow\.(api|db|services)|/usr/|/home/|/tmp/|0x[0-9a-f]{6}",
    re.IGNORECASE,
)


def nested(levels: int) -> Any:
    value: Any = 1
    for level in range(levels):
        value = [value] if level % 2 else {"a": value}
    return value


def test_a_body_may_be_so_deep_and_no_deeper(api: Api) -> None:
    allowed = api.post("/feedback", nested(MAX_NESTING))
    assert (allowed.status_code, allowed.get_json()["code"]) == (422, "invalid_input")
    deeper = api.post("/feedback", nested(MAX_NESTING + 1))
    assert (deeper.status_code, deeper.get_json()["code"]) == (400, "malformed_body")
    assert str(MAX_NESTING) in deeper.get_json()["fix"]


@pytest.mark.parametrize("depth", [990, 1_100, 100_000])
def test_a_body_without_end_is_refused(api: Api, depth: int) -> None:
    response = api.raw("/predict", b"[" * depth + b"]" * depth)
    assert (response.status_code, response.get_json()["code"]) == (400, "malformed_body")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_every_body_is_counted_and_looked_at(app: APIFlask, tenant: Tenant, method: str) -> None:
    client = app.test_client()
    route = next(r for r in ROUTES if r.method == method and "<" not in r.path)
    large = client.open(
        f"/api{route.path}", method=method, data=b" " * (BODY_LIMIT + 1), headers=tenant.headers
    )
    assert (large.status_code, large.get_json()["code"]) == (413, "too_large")
    other = client.open(f"/api{route.path}", method=method, data=b"a=1", content_type="text/plain")
    assert (other.status_code, other.get_json()["code"]) == (415, "unsupported_media_type")


def test_a_statement_that_takes_too_long_is_ended(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requests, "STATEMENT_SECONDS", 1)
    with db.engine.begin() as connection:
        connection.execute(text("LOCK TABLE transactions IN ACCESS EXCLUSIVE MODE"))
        response = api.get("/transactions")
    assert (response.status_code, response.get_json()["code"]) == (503, "not_ready")
    assert "too long" in response.get_json()["message"]
    assert int(response.headers["Retry-After"]) > 0
    assert api.get("/transactions").status_code == 200


ODD: list[tuple[str, str, Any]] = [
    ("GET", "/transactions?cursor=' OR 1=1", None),
    ("GET", "/transactions/99999999999999999999999999", None),
    ("GET", "/transactions?customer=%00", None),
    ("POST", "/predict", {"amount": "1e400"}),
    ("POST", "/predict", {"amount": 5, "extra": {"a": "\ud800"}}),
    ("POST", "/feedback", {"transaction_id": 2**63, "label": "fraud"}),
    ("POST", "/predict-batch", {"transactions": [None, [], "x", 5, {}]}),
    ("GET", "/../../etc/passwd", None),
]


@pytest.mark.parametrize(("method", "path", "body"), ODD)
def test_no_answer_shows_the_inside(api: Api, method: str, path: str, body: Any) -> None:
    response = api.client.open(
        f"/api{path}",
        method=method,
        data=None if body is None else json.dumps(body),
        content_type="application/json",
        headers=api.headers,
    )
    assert response.status_code < 500
    assert not INSIDE.search(response.get_data(as_text=True))


def test_a_fault_of_ours_shows_nothing_either(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        db.session.execute(text("SELECT secret_column FROM secret_table"))

    monkeypatch.setattr("secureflow.db.listing.page", broken)
    response = api.get("/transactions")
    assert (response.status_code, response.get_json()["code"]) == (500, "internal_error")
    assert "secret" not in response.get_data(as_text=True)
    assert not INSIDE.search(response.get_data(as_text=True))

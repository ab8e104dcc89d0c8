"""Headers of every answer: safety, ETag, other websites, and routes on their way out."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask

from secureflow.api import headers
from secureflow.api.door import api as door
from secureflow.api.routing import Route, view
from secureflow.api.schemas.health import Health
from secureflow.app import create_app
from secureflow.extensions import db
from tests.conftest import Api, Tenant

SHOP = "https://shop.example"


@contextmanager
def made(settings: dict[str, str], **changed: str) -> Iterator[APIFlask]:
    """Yield an app with some settings changed."""
    app = create_app(settings | changed)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize("path", ["/api/health", "/api/nothing", "/api/me", "/api/openapi.json"])
def test_every_answer_is_safe_to_a_browser(app: APIFlask, path: str) -> None:
    answer = app.test_client().get(path)
    for name, value in headers.SECURITY.items():
        assert answer.headers.getlist(name) == [value]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in answer.headers


def test_the_dashboard_is_as_safe_without_nginx(settings: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>SecureFlow</title>")
    with made(settings, DASHBOARD_DIR=str(tmp_path)) as app:
        page = app.test_client().get("/")
    page.close()
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    for name in headers.SECURITY.keys() - {"Content-Security-Policy"}:
        assert page.headers[name] == headers.SECURITY[name]
    assert page.headers["Cache-Control"] == "no-cache"


def test_tls_is_asked_for_where_it_was_used(settings: dict[str, str]) -> None:
    with made(settings, TRUSTED_PROXIES="1") as app:
        sent = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https"}
        answer = app.test_client().get("/api/health", headers=sent)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_an_unchanged_answer_is_not_sent_again(api: Api) -> None:
    def ask(tag: str = "") -> Any:
        found = {"If-None-Match": tag} if tag else {}
        return api.client.get("/api/transactions", headers=api.headers | found)

    first = ask()
    tag = first.headers["ETag"]
    assert tag.startswith('W/"')
    again = ask(tag)
    assert (again.status_code, again.get_data()) == (304, b"")
    assert again.headers["ETag"] == tag
    api.post("/predict", {"amount": 5})
    changed = ask(tag)
    assert (changed.status_code, changed.headers["ETag"] == tag) == (200, False)
    assert {"Authorization", "X-API-Key", "SecureFlow-Mode"} <= set(changed.vary)


def test_only_good_reads_have_an_etag(app: APIFlask, api: Api) -> None:
    assert "ETag" not in api.post("/predict", {"amount": 5}).headers
    assert "ETag" not in api.get("/transactions/0").headers
    assert "ETag" not in app.test_client().get("/api/me").headers


def test_other_websites_are_shut_out_by_default(api: Api) -> None:
    answer = api.client.get("/api/me", headers=api.headers | {"Origin": SHOP})
    asked = api.client.options("/api/predict", headers={"Origin": SHOP})
    for response in (answer, asked):
        assert not any(name.startswith("Access-Control") for name, _ in response.headers)


def test_a_listed_website_may_call(settings: dict[str, str], tenant: Tenant) -> None:
    with made(settings, CORS_ORIGINS=f"{SHOP},https://other.example") as app:
        client = app.test_client()
        asked = client.options(
            "/api/predict",
            headers={
                "Origin": SHOP,
                "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "x-api-key, idempotency-key, content-type",
            },
        )
        answer = client.get("/api/me", headers=tenant.headers | {"Origin": SHOP})
        stranger = client.get(
            "/api/me", headers=tenant.headers | {"Origin": "https://evil.example"}
        )
    assert asked.headers["Access-Control-Allow-Origin"] == SHOP
    allowed = asked.headers["Access-Control-Allow-Headers"].lower()
    assert {"x-api-key", "idempotency-key", "content-type"} <= set(allowed.split(", "))
    assert answer.headers["Access-Control-Allow-Origin"] == SHOP
    assert "RateLimit-Remaining" in answer.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Access-Control-Allow-Origin" not in stranger.headers
    assert "Origin" in answer.vary


@door.output(Health)
def old() -> dict[str, str]:
    """Answer as a route does that is on its way out."""
    return {"status": "ok", "version": "0"}


def test_a_route_on_its_way_out_says_until_when(settings: dict[str, str]) -> None:
    leaving = Route(
        "GET", "/old", old, "anyone", "Health", None,
        deprecated=date(2026, 11, 21), sunset=date(2027, 6, 1),
    )  # fmt: skip
    with made(settings) as app:
        app.add_url_rule("/api/old", "old", view(leaving))
        headers.register(app, [leaving])
        answer = app.test_client().get("/api/old")
        other = app.test_client().get("/api/health")
    assert answer.headers["Deprecation"] == "@1795219200"
    assert answer.headers["Sunset"] == "Tue, 01 Jun 2027 00:00:00 GMT"
    assert "Deprecation" not in other.headers
    assert view(leaving)._spec["deprecated"] is True  # type: ignore[attr-defined]

"""Who may call: keys, passwords, tokens, the refresh cookie, limits and the envelope."""

from datetime import timedelta
from typing import Any

import pytest
from apiflask import APIFlask
from flask_jwt_extended import create_access_token, create_refresh_token

from secureflow.extensions import db
from tests.conftest import Api, Tenant


def sign_in(app: APIFlask, tenant: Tenant) -> Any:
    client = app.test_client()
    body = {"email": tenant.email.upper(), "password": tenant.password}
    response = client.post("/api/auth/login", json=body)
    assert response.status_code == 200
    return client, response


def test_signing_in_and_staying_so(app: APIFlask, tenant: Tenant) -> None:
    client, response = sign_in(app, tenant)
    cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/api/auth" in cookie
    token = response.get_json()["access_token"]
    me = client.get("/api/me", headers={"Authorization": f"Bearer {token}"}).get_json()
    assert (me["kind"], me["email"], me["merchant"]["currency"]) == ("user", tenant.email, "USD")
    renewed = client.post("/api/auth/refresh").get_json()
    assert renewed["authenticated"] is True
    bearer = {"Authorization": f"Bearer {renewed['access_token']}"}
    assert client.get("/api/transactions", headers=bearer).status_code == 200
    assert client.post("/api/predict", json={"amount": 5}, headers=bearer).status_code == 200
    assert client.post("/api/auth/logout").status_code == 200
    assert client.post("/api/auth/refresh").get_json() == {"authenticated": False}


def test_no_session_is_an_answer_not_an_error(app: APIFlask) -> None:
    response = app.test_client().post("/api/auth/refresh")
    assert (response.status_code, response.get_json()) == (200, {"authenticated": False})


@pytest.mark.parametrize("change", [{"password": "wrong"}, {"email": "other@northwind.example"}])
def test_a_wrong_sign_in_never_says_what_was_wrong(
    app: APIFlask, tenant: Tenant, change: dict[str, str]
) -> None:
    body = {"email": tenant.email, "password": tenant.password} | change
    response = app.test_client().post("/api/auth/login", json=body)
    assert response.status_code == 401
    assert response.get_json()["message"] == "E-mail or password is wrong."


def test_tokens_are_not_exchangeable(app: APIFlask, tenant: Tenant) -> None:
    client = app.test_client()
    expired = create_access_token("1", expires_delta=timedelta(seconds=-1))
    for token in (expired, create_refresh_token("1"), create_access_token("99")):
        response = client.get("/api/me", headers={"Authorization": f"Bearer {token}"})
        assert response.status_code == 401


def test_only_hashes_are_stored(app: APIFlask, tenant: Tenant) -> None:
    rows = db.session.execute(
        db.text(
            "SELECT to_jsonb(k)::text FROM api_keys k UNION SELECT to_jsonb(u)::text FROM users u"
        )
    )
    text = " ".join(row[0] for row in rows)
    assert tenant.key not in text
    assert tenant.password not in text
    assert "argon2id" in text


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/nothing", 404, "not_found"),
        ("GET", "/nothing", 404, "not_found"),
        ("GET", "/api/predict", 405, "method_not_allowed"),
        ("GET", "/api/docs", 404, "not_found"),
    ],
)
def test_every_error_is_one_envelope(
    app: APIFlask, method: str, path: str, status: int, code: str
) -> None:
    response = app.test_client().open(path, method=method)
    answer = response.get_json()
    assert (response.status_code, answer["code"]) == (status, code)
    assert set(answer) <= {"code", "message", "fix", "field", "docs", "request_id"}
    assert answer["docs"] == f"/docs/errors#{code}"


def test_an_unexpected_error_says_nothing_of_the_inside(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secureflow.db.listing.page", lambda *_: 1 / 0)
    response = api.get("/transactions")
    assert response.status_code == 500
    assert "division" not in response.get_data(as_text=True)
    assert response.get_json()["request_id"] == response.headers["X-Request-ID"]


@pytest.mark.parametrize(
    ("sent", "kept"), [("abcd-1234", True), ("x\ty", False), ("a" * 65, False)]
)
def test_the_request_id_is_kept_when_sound(api: Api, sent: str, kept: bool) -> None:
    response = api.client.get("/api/health", headers={"X-Request-ID": sent})
    assert (response.headers["X-Request-ID"] == sent) is kept

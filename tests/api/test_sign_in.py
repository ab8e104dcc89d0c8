"""Signing in: passwords, tokens whose secret is replaced, and a cookie that our pages send."""

import base64
import json
import secrets
from datetime import timedelta
from typing import Any

import pytest
from apiflask import APIFlask
from argon2 import PasswordHasher
from flask_jwt_extended import create_access_token
from sqlalchemy import event

from secureflow.api import tokens
from secureflow.app import create_app
from secureflow.extensions import db
from tests.api.browser import Browser, signed_in, stored
from tests.conftest import Tenant, as_owner

OLD_SECRET, NEW_SECRET = secrets.token_hex(32), secrets.token_hex(32)


def test_the_cookie_is_for_no_script_and_no_other_path(app: APIFlask, tenant: Tenant) -> None:
    cookie = Browser(app).sign_in(tenant).headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/api/auth", "Max-Age=1209600"} <= set(
        cookie.split("; ")
    )
    assert "Secure" not in cookie


def test_in_production_the_cookie_needs_tls(settings: dict[str, str], tenant: Tenant) -> None:
    mail = {"SMTP_URL": "smtps://mail.example", "PUBLIC_URL": "https://secureflow.example"}
    strict = {"SECUREFLOW_ENV": "production"}
    strict |= {"JWT_SECRET": NEW_SECRET, "AUDIT_SECRET": OLD_SECRET}
    served = create_app(settings | mail | strict)
    with served.app_context():
        assert "Secure" in Browser(served).sign_in(tenant).headers["Set-Cookie"]
        db.session.remove()
        db.engine.dispose()


def test_an_outdated_hash_is_made_anew(app: APIFlask, tenant: Tenant) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(tenant.password)
    as_owner("UPDATE users SET password_hash = :weak", weak=weak)
    assert Browser(app).sign_in(tenant, password="wrong").status_code == 401
    assert stored("SELECT password_hash FROM users") == [(weak,)]
    signed_in(app, tenant)
    [(renewed,)] = stored("SELECT password_hash FROM users")
    assert "m=19456,t=2,p=1" in renewed
    signed_in(app, tenant)


def test_signing_in_is_on_record(app: APIFlask, tenant: Tenant) -> None:
    browser = signed_in(app, tenant)
    browser.post("/auth/logout")
    rows = stored("SELECT actor_kind, actor_name, action, address FROM audit_events ORDER BY id")
    assert [tuple(row) for row in rows][-2:] == [
        ("user", "Dana Lee", "session.started", "203.0.113.9"),
        ("user", "Dana Lee", "session.ended", "203.0.113.9"),
    ]


def me(app: APIFlask, headers: dict[str, str]) -> int:
    browser = Browser(app)
    browser.headers |= headers
    return int(browser.get("/me").status_code)


def test_a_token_outlives_the_secret_that_signed_it_while_that_is_kept(
    settings: dict[str, str], tenant: Tenant
) -> None:
    cookie = ""
    sent: dict[str, str] = {}
    for secret, previous, status in (
        (OLD_SECRET, "", 401),
        (NEW_SECRET, OLD_SECRET, 200),
        (NEW_SECRET, "", 401),
    ):
        kept = {"JWT_SECRET": secret, "JWT_PREVIOUS_SECRETS": previous}
        served = create_app(settings | kept)
        with served.app_context():
            assert me(served, sent) == status
            browser = Browser(served)
            browser.cookie = cookie
            answer = browser.refresh() if cookie else browser.sign_in(tenant)
            assert answer.get_json()["authenticated"] is True, "the session itself goes on"
            cookie = browser.cookie
            if not sent:
                sent = {"Authorization": browser.headers["Authorization"]}
            db.session.remove()
            db.engine.dispose()


def test_who_has_a_secret_of_before_and_no_session_makes_no_token(
    settings: dict[str, str], tenant: Tenant
) -> None:
    leaked = create_app(settings | {"JWT_SECRET": OLD_SECRET})
    with leaked.app_context():
        signed_in(leaked, tenant)
        [row] = stored("SELECT user_id, id, family_hash, token_hash FROM sessions")
        named = (str(row.id), row.family_hash, row.token_hash, "", "0" * 64)
        forged = [tokens.issue(row.user_id, sid) for sid in named]
        db.session.remove()
        db.engine.dispose()
    kept = {"JWT_SECRET": NEW_SECRET, "JWT_PREVIOUS_SECRETS": OLD_SECRET}
    served = create_app(settings | kept)
    with served.app_context():
        answers = [me(served, {"Authorization": f"Bearer {token}"}) for token in forged]
        db.session.remove()
        db.engine.dispose()
    assert answers == [401] * len(named)


def unsigned(claims: dict[str, Any], header: dict[str, Any]) -> str:
    parts = (base64.urlsafe_b64encode(json.dumps(part).encode()) for part in (header, claims))
    return b".".join(part.rstrip(b"=") for part in parts).decode() + "."


def test_tokens_made_otherwise_are_refused(app: APIFlask, tenant: Tenant) -> None:
    browser = signed_in(app, tenant)
    good = browser.headers["Authorization"].removeprefix("Bearer ")
    claims = part(good, 1)
    user, session = int(claims["sub"]), claims["sid"]
    [(row_id, family_hash)] = stored("SELECT id, family_hash FROM sessions")
    assert me(app, {"Authorization": f"Bearer {good}"}) == 200
    of_nobody = tokens.issue(user + 1, session)
    bad = {
        "no key id": create_access_token(str(user), additional_claims={"sid": session}),
        "another key id": create_access_token(
            str(user), additional_claims={"sid": session}, additional_headers={"kid": "0" * 12}
        ),
        "no session": create_access_token(str(user), additional_headers={"kid": kid(good)}),
        "another's session": of_nobody,
        "the number of a session": tokens.issue(user, str(row_id)),
        "what is stored of a session": tokens.issue(user, family_hash),
        "a longer life": tokens.issue(user, session, tokens.LIFE + timedelta(seconds=1)),
        "no end": create_access_token(
            str(user),
            expires_delta=False,
            additional_claims={"sid": session},
            additional_headers={"kid": kid(good)},
        ),
        "no signature": unsigned(
            claims | {"exp": 2**32}, {"alg": "none", "typ": "JWT", "kid": kid(good)}
        ),
    }
    answers = {name: me(app, {"Authorization": f"Bearer {token}"}) for name, token in bad.items()}
    assert answers == dict.fromkeys(bad, 401)


def kid(token: str) -> str:
    return str(part(token, 0)["kid"])


def part(token: str, number: int) -> dict[str, Any]:
    text = token.split(".")[number]
    said: dict[str, Any] = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return said


def test_who_calls_is_looked_up_in_one_query(app: APIFlask, tenant: Tenant) -> None:
    browser = signed_in(app, tenant)
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        browser.get("/transactions")
        assert [s for s in statements if "FROM users" in s or "sessions" in s] == [
            s for s in statements if "sessions" in s and "FROM users" in s
        ]
        assert sum("sessions" in s for s in statements) == 1
        statements.clear()
        app.test_client().get("/api/transactions", headers=tenant.headers)
        assert not any("sessions" in s or "users" in s for s in statements)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("headers", "is_ours"),
    [
        ({}, True),
        ({"Sec_Fetch_Site": "same-origin"}, True),
        ({"Sec_Fetch_Site": "same-origin", "Origin": "http://localhost"}, True),
        ({"Origin": "http://localhost"}, True),
        ({"Sec_Fetch_Site": "same-site", "Origin": "https://friend.example"}, True),
        ({"Sec_Fetch_Site": "cross-site"}, False),
        ({"Sec_Fetch_Site": "same-site", "Origin": "https://other.example"}, False),
        ({"Origin": "https://other.example"}, False),
        ({"Origin": "https://localhost.other.example"}, False),
        ({"Origin": "null"}, False),
    ],
)
@pytest.mark.parametrize("path", ["/auth/refresh", "/auth/logout"])
def test_only_our_own_pages_use_the_cookie(
    app: APIFlask,
    settings: dict[str, str],
    tenant: Tenant,
    path: str,
    headers: dict[str, str],
    is_ours: bool,
) -> None:
    friendly = create_app(settings | {"CORS_ORIGINS": "https://friend.example"})
    with friendly.app_context():
        browser = signed_in(friendly, tenant)
        before = browser.cookie
        assert browser.post(path, **headers).status_code == (200 if is_ours else 403)
        assert (browser.cookie == before) is not is_ours
        assert me(friendly, {"Authorization": browser.headers["Authorization"]}) == (
            401 if is_ours and path == "/auth/logout" else 200
        )
        db.session.remove()
        db.engine.dispose()

"""A person's own account: name and password, of a merchant's people and of operators."""

import pytest
from apiflask import APIFlask

from secureflow.db import accounts, tenancy
from secureflow.extensions import db
from secureflow.services import password_resets, passwords
from tests.api.browser import Browser, shown, signed_in, stored, with_second_factor
from tests.conftest import Tenant

NEW = "a quiet evening walk"


def actions() -> list[str]:
    return [row.action for row in stored("SELECT action FROM audit_events ORDER BY id")]


def mails(merchant_id: int) -> list[str]:
    rows = stored(
        "SELECT args->>'template' AS template FROM procrastinate_jobs "
        "WHERE task_name = 'send_mail' AND args->>'merchant_id' = :merchant ORDER BY id",
        merchant=str(merchant_id),
    )
    return [row.template for row in rows]


def test_a_new_name_is_shown_and_on_record(app: APIFlask, tenant: Tenant) -> None:
    browser = signed_in(app, tenant)
    assert browser.call("PATCH", "/me", {"name": "Dana Lee-Okafor"}).get_json()["name"] == (
        "Dana Lee-Okafor"
    )
    assert browser.get("/me").get_json()["name"] == "Dana Lee-Okafor"
    [row] = stored("SELECT before, after FROM audit_events WHERE action = 'profile.changed'")
    assert (row.before, row.after) == ({"name": "Dana Lee"}, {"name": "Dana Lee-Okafor"})


@pytest.mark.parametrize("name", ["", " ", "x" * 101, None, "a\u0000b"])
def test_a_bad_name_is_refused(app: APIFlask, tenant: Tenant, name: str | None) -> None:
    answer = signed_in(app, tenant).call("PATCH", "/me", {"name": name})
    assert (answer.status_code, answer.get_json()["field"]) == (422, "name")


def test_a_new_password_ends_the_other_sessions(app: APIFlask, tenant: Tenant) -> None:
    other, browser = signed_in(app, tenant), signed_in(app, tenant)
    password_resets.link(tenant.email)
    body = {"current_password": tenant.password, "new_password": NEW}
    assert browser.post("/me/password", body).status_code == 204
    assert stored("SELECT * FROM password_resets") == [], "an open link would undo it"
    assert (browser.get("/me").status_code, other.get("/me").status_code) == (200, 401)
    assert browser.refresh().get_json()["authenticated"] is True
    assert Browser(app).sign_in(tenant).status_code == 401
    assert Browser(app).sign_in(tenant, password=NEW).status_code == 200
    assert {"password.changed", "session.ended"} <= set(actions())
    assert mails(tenant.merchant_id) == ["password_changed"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"current_password": "wrong"}, "current_password"),
        ({"new_password": "short"}, "new_password"),
        ({"new_password": "x" * 1_025}, "new_password"),
        ({"new_password": "password12345"}, "new_password"),
        ({"new_password": "northwind-dana-2026"}, "new_password"),
    ],
)
def test_a_bad_change_changes_nothing(
    app: APIFlask, tenant: Tenant, change: dict[str, str], field: str
) -> None:
    other, browser = signed_in(app, tenant), signed_in(app, tenant)
    body = {"current_password": tenant.password, "new_password": NEW} | change
    answer = browser.post("/me/password", body)
    assert (answer.status_code, answer.get_json()["field"]) == (422, field)
    assert other.get("/me").status_code == 200
    assert Browser(app).sign_in(tenant).status_code == 200
    assert mails(tenant.merchant_id) == []


def test_a_session_is_no_place_to_guess_the_password(app: APIFlask, tenant: Tenant) -> None:
    browser = signed_in(app, tenant)
    body = {"current_password": "wrong", "new_password": NEW}
    answers = [browser.post("/me/password", body).status_code for _ in range(7)]
    assert answers == [422] * 5 + [429] * 2
    assert Browser(app).sign_in(tenant).status_code == 200, "signing in is counted apart"


def test_a_key_has_no_account(app: APIFlask, tenant: Tenant) -> None:
    client = app.test_client()
    me = client.get("/api/me", headers=tenant.headers).get_json()
    assert (me["kind"], me["id"], me["second_factor"]) == ("key", None, False)
    assert me["session_id"] is None
    assert client.get("/api/sessions", headers=tenant.headers).status_code == 403


@pytest.fixture
def operator(app: APIFlask) -> Tenant:
    """A person of the platform, outside all merchants."""
    email, password = "ops@platform.example", "seven tall grey herons"
    with tenancy.across_merchants():
        accounts.add_user(None, email, "Ola", "operator", passwords.hashed(password))
        db.session.commit()
    return Tenant(0, email, password, "")


def test_an_operator_has_an_account_like_everybody(app: APIFlask, operator: Tenant) -> None:
    other, browser = signed_in(app, operator), signed_in(app, operator)
    me = browser.get("/me").get_json()
    assert (me["role"], me["merchant"], me["scopes"]) == ("operator", None, [])
    assert len(browser.get("/sessions").get_json()["items"]) == 2
    assert browser.call("PATCH", "/me", {"name": "Ola N."}).get_json()["name"] == "Ola N."
    totp, _ = with_second_factor(browser, operator)
    assert Browser(app).sign_in(operator).get_json()["code"] == "second_factor_required"
    assert Browser(app).sign_in(operator, code=shown(totp, 1)).status_code == 200
    body = {"current_password": operator.password, "new_password": NEW}
    assert browser.post("/me/password", body).status_code == 204
    assert other.get("/me").status_code == 401
    assert browser.refresh().get_json()["authenticated"] is True
    assert browser.post("/auth/logout").status_code == 200
    assert browser.get("/me").status_code == 401
    assert {row.merchant_id for row in stored("SELECT merchant_id FROM audit_events")} == {None}


def test_a_stolen_token_of_an_operator_is_on_record(app: APIFlask, operator: Tenant) -> None:
    browser, thief = signed_in(app, operator), Browser(app)
    thief.cookie = browser.cookie
    browser.refresh()
    browser.refresh()
    assert thief.refresh().get_json() == {"authenticated": False}
    assert browser.get("/me").status_code == 401
    [event] = stored("SELECT kind, merchant_id FROM security_events")
    assert tuple(event) == ("token.reused", None)

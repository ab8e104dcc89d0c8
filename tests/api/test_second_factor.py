"""The second factor: asked for at sign-in, each code once, and not to be had from the database."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from apiflask import APIFlask
from pyotp.totp import TOTP

from secureflow.errors import NotFound
from secureflow.services import password_resets, second_factor
from tests.api.browser import (
    Browser,
    begin_second_factor,
    shown,
    signed_in,
    stored,
    with_second_factor,
    wrong,
)
from tests.conftest import Tenant, as_owner

REQUIRED, WRONG = "second_factor_required", "second_factor_wrong"


def code_of(response: Any) -> str:
    return "" if response.status_code == 200 else str(response.get_json()["code"])


def forget_codes() -> None:
    """Let codes of now be given again."""
    as_owner("UPDATE second_factors SET last_step = 0")


def early_in_a_step() -> None:
    """Wait until a code just shown stays the shown one for a moment."""
    while time.time() % 30 > 27:
        time.sleep(0.2)


def test_signing_in_asks_for_password_then_code(app: APIFlask, tenant: Tenant) -> None:
    browser = signed_in(app, tenant)
    assert browser.get("/me").get_json()["second_factor"] is False
    totp, _ = with_second_factor(browser, tenant)
    assert browser.get("/me").get_json()["second_factor"] is True
    visitor = Browser(app)
    assert code_of(visitor.sign_in(tenant, password="wrong")) == "unauthenticated"
    assert code_of(visitor.sign_in(tenant, password="wrong", code=shown(totp, 1))) == (
        "unauthenticated"
    )
    required = visitor.sign_in(tenant)
    assert (required.status_code, code_of(required)) == (401, REQUIRED)
    refused = visitor.sign_in(tenant, code=wrong(totp))
    assert (refused.status_code, code_of(refused)) == (401, WRONG)
    spaced = f" {shown(totp, 1)[:3]} {shown(totp, 1)[3:]} "
    assert visitor.sign_in(tenant, code=spaced).status_code == 200


@pytest.mark.parametrize(("drift", "is_good"), [(-1, True), (0, True), (1, True), (3, False)])
def test_a_clock_may_be_one_step_off(
    app: APIFlask, tenant: Tenant, drift: int, is_good: bool
) -> None:
    totp, _ = with_second_factor(signed_in(app, tenant), tenant)
    forget_codes()
    early_in_a_step()
    answer = Browser(app).sign_in(tenant, code=shown(totp, drift))
    assert answer.status_code == (200 if is_good else 401)


def test_a_code_is_good_once(app: APIFlask, tenant: Tenant) -> None:
    totp, _ = with_second_factor(signed_in(app, tenant), tenant)
    code = shown(totp, 1)
    assert Browser(app).sign_in(tenant, code=code).status_code == 200
    assert code_of(Browser(app).sign_in(tenant, code=code)) == WRONG
    assert code_of(Browser(app).sign_in(tenant, code=shown(totp))) == WRONG, "nor one before it"


def test_a_code_given_twice_at_once_is_good_once(app: APIFlask, tenant: Tenant) -> None:
    totp, [recovery, *_] = with_second_factor(signed_in(app, tenant), tenant)

    def one(code: str, number: int) -> int:
        browser = Browser(app, f"198.51.100.{number}")
        return int(browser.sign_in(tenant, code=code).status_code)

    for code in (shown(totp, 1), recovery):
        with ThreadPoolExecutor(3) as pool:
            answers = [pool.submit(one, code, number) for number in range(3)]
        assert sorted(answer.result() for answer in answers) == [200, 401, 401]


def test_a_recovery_code_stands_in_once(app: APIFlask, tenant: Tenant) -> None:
    _, codes = with_second_factor(signed_in(app, tenant), tenant)
    assert len(set(codes)) == 10
    assert Browser(app).sign_in(tenant, code=codes[3]).status_code == 200
    assert code_of(Browser(app).sign_in(tenant, code=codes[3])) == WRONG
    as_typed = codes[4].upper().replace("-", " ")
    assert Browser(app).sign_in(tenant, code=as_typed).status_code == 200


def test_new_recovery_codes_replace_the_old(app: APIFlask, tenant: Tenant) -> None:
    browser = signed_in(app, tenant)
    totp, old = with_second_factor(browser, tenant)
    refused = browser.post("/me/recovery-codes", {"code": wrong(totp)})
    assert (refused.status_code, refused.get_json()["field"]) == (422, "code")
    new = browser.post("/me/recovery-codes", {"code": shown(totp, 1)}).get_json()["recovery_codes"]
    assert not set(old) & set(new)
    assert code_of(Browser(app).sign_in(tenant, code=old[0])) == WRONG
    assert Browser(app).sign_in(tenant, code=new[0]).status_code == 200


def test_a_secret_counts_once_it_is_confirmed(app: APIFlask, tenant: Tenant) -> None:
    browser = signed_in(app, tenant)
    first = begin_second_factor(browser, tenant).get_json()
    second = begin_second_factor(browser, tenant).get_json()
    assert first["secret"] != second["secret"]
    assert second["uri"].startswith("otpauth://totp/SecureFlow:dana%40northwind.example?secret=")
    assert second["qr_svg"].startswith("<svg")
    assert Browser(app).sign_in(tenant).status_code == 200
    refused = browser.post("/me/second-factor/confirm", {"code": shown(TOTP(first["secret"]))})
    assert (refused.status_code, refused.get_json()["field"]) == (422, "code")
    good = {"code": shown(TOTP(second["secret"]))}
    assert browser.post("/me/second-factor/confirm", good).status_code == 200
    assert browser.post("/me/second-factor/confirm", good).status_code == 409
    assert begin_second_factor(browser, tenant).status_code == 409


def test_nothing_is_confirmed_that_was_not_begun(app: APIFlask, tenant: Tenant) -> None:
    browser = signed_in(app, tenant)
    answers = [browser.post("/me/second-factor/confirm", {"code": "123456"}) for _ in range(7)]
    assert {answer.status_code for answer in answers} == {409}


def test_a_stolen_token_alone_begins_none_and_guesses_no_password(
    app: APIFlask, tenant: Tenant
) -> None:
    browser = signed_in(app, tenant)
    missing = browser.post("/me/second-factor", {})
    assert (missing.status_code, missing.get_json()["field"]) == (422, "password")
    assert stored("SELECT * FROM second_factors") == []
    with_second_factor(browser, tenant)
    as_owner("DELETE FROM second_factors")
    guesses = ["wrong"] * 3 + [tenant.password] + ["wrong"] * 2
    answers = [browser.post("/me/second-factor", {"password": guess}) for guess in guesses]
    assert [answer.status_code for answer in answers] == [422] * 3 + [200] + [422] * 2
    code = shown(TOTP(answers[3].get_json()["secret"]))
    assert browser.post("/me/second-factor/confirm", {"code": code}).status_code == 200
    assert code_of(begin_second_factor(browser, tenant)) == "locked", "no code clears that"
    body = {"current_password": tenant.password, "new_password": "a quiet evening walk"}
    assert code_of(browser.post("/me/password", body)) == "locked", "nor another place to guess"


def test_a_link_for_a_new_password_ends_with_each_change(app: APIFlask, tenant: Tenant) -> None:
    def links() -> int:
        return len(stored("SELECT * FROM password_resets"))

    browser = signed_in(app, tenant)
    password_resets.link(tenant.email)
    totp, _ = with_second_factor(browser, tenant)
    assert links() == 0
    password_resets.link(tenant.email)
    body = {"password": tenant.password, "code": shown(totp, 1)}
    assert browser.post("/me/second-factor/remove", body).status_code == 204
    assert links() == 0
    with_second_factor(browser, tenant)
    password_resets.link(tenant.email)
    second_factor.remove_of(tenant.email)
    assert links() == 0


def test_removing_it_takes_password_and_code(app: APIFlask, tenant: Tenant) -> None:
    browser = signed_in(app, tenant)
    totp, _ = with_second_factor(browser, tenant)
    right = {"password": tenant.password, "code": shown(totp, 1)}
    for change, field in (({"password": "wrong"}, "password"), ({"code": wrong(totp)}, "code")):
        refused = browser.post("/me/second-factor/remove", right | change)
        assert (refused.status_code, refused.get_json()["field"]) == (422, field)
    assert browser.post("/me/second-factor/remove", right).status_code == 204
    assert Browser(app).sign_in(tenant).status_code == 200
    assert stored("SELECT * FROM second_factors") == stored("SELECT * FROM recovery_codes") == []
    actions = [row.action for row in stored("SELECT action FROM audit_events ORDER BY id")]
    assert [action for action in actions if action.startswith("second_factor")] == [
        "second_factor.enabled",
        "second_factor.removed",
    ]


def test_who_lost_everything_is_helped_from_the_server(app: APIFlask, tenant: Tenant) -> None:
    with_second_factor(signed_in(app, tenant), tenant)
    second_factor.remove_of(tenant.email)
    assert Browser(app).sign_in(tenant).status_code == 200
    [row] = stored("SELECT actor_kind FROM audit_events WHERE action = 'second_factor.removed'")
    assert row.actor_kind == "system"
    for email in (tenant.email, "nobody@nowhere.example"):
        with pytest.raises(NotFound):
            second_factor.remove_of(email)


@pytest.mark.parametrize(
    "headers", [{}, {"Idempotency_Key": "guess-{number}"}], ids=["plain", "with a key"]
)
def test_a_session_is_no_place_to_guess(
    app: APIFlask, tenant: Tenant, headers: dict[str, str]
) -> None:
    browser = signed_in(app, tenant)
    totp, _ = with_second_factor(browser, tenant)
    body = {"password": tenant.password, "code": wrong(totp)}

    def guess(number: int) -> int:
        sent = {name: value.format(number=number) for name, value in headers.items()}
        return int(browser.post("/me/second-factor/remove", body, **sent).status_code)

    assert [guess(number) for number in range(7)] == [422] * 5 + [429] * 2
    assert Browser(app).sign_in(tenant, code=shown(totp, 1)).status_code == 200


def test_the_database_alone_gives_no_code(app: APIFlask, tenant: Tenant) -> None:
    browser = signed_in(app, tenant)
    totp, codes = with_second_factor(browser, tenant)
    rows = stored(
        "SELECT to_jsonb(s)::text FROM second_factors s "
        "UNION ALL SELECT to_jsonb(r)::text FROM recovery_codes r "
        "UNION ALL SELECT to_jsonb(a)::text FROM audit_events a"
    )
    text = str(rows)
    assert totp.secret not in text
    assert not any(code in text or code.replace("-", "") in text for code in codes)


def test_failures_are_counted_and_on_record(app: APIFlask, tenant: Tenant) -> None:
    totp, _ = with_second_factor(signed_in(app, tenant), tenant)
    visitor = Browser(app)
    for _ in range(5):
        assert code_of(visitor.sign_in(tenant)) == REQUIRED, "asking for the code is no failure"
    for _ in range(5):
        assert code_of(visitor.sign_in(tenant, code=wrong(totp))) == WRONG
    assert code_of(visitor.sign_in(tenant, code=shown(totp, 1))) == "locked"
    rows = stored("SELECT kind, severity, count FROM security_events ORDER BY id")
    assert ("second_factor.failed", "medium") in {(row.kind, row.severity) for row in rows}
    assert ("login.locked", "medium") in {(row.kind, row.severity) for row in rows}

"""Lockout: who fails waits longer each time, and nothing says whether there is an account."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import event, text

from secureflow.extensions import db
from tests.api.browser import Browser, later, signed_in, stored
from tests.conftest import Tenant

FREE = 5
"""Failures of an account that are answered at once; the last of them begins the first wait."""
FREE_OF_ADDRESS = 20


def fail(app: APIFlask, tenant: Tenant, times: int = 1, **change: str) -> list[Any]:
    browser = Browser(app, change.pop("address", "203.0.113.9"))
    return [browser.sign_in(tenant, **({"password": "wrong"} | change)) for _ in range(times)]


def kinds() -> list[str]:
    rows = stored("SELECT kind, count FROM security_events ORDER BY id")
    return [row.kind for row in rows for _ in range(row.count)]


def test_each_failure_waits_longer_than_the_one_before(app: APIFlask, tenant: Tenant) -> None:
    answers = fail(app, tenant, FREE)
    assert [answer.status_code for answer in answers] == [401] * FREE
    waits = []
    for _ in range(7):
        [locked] = fail(app, tenant, password=tenant.password)
        assert (locked.status_code, locked.get_json()["code"]) == (429, "locked")
        waits.append(int(locked.headers["Retry-After"]))
        assert str(waits[-1]) in locked.get_json()["fix"]
        later(waits[-1] + 1)
        assert fail(app, tenant)[0].status_code == 401
    assert [round(wait, -1) for wait in waits] == [30, 60, 120, 240, 480, 900, 900]


def test_the_right_password_waits_too_and_then_clears(app: APIFlask, tenant: Tenant) -> None:
    fail(app, tenant, FREE)
    assert Browser(app).sign_in(tenant).status_code == 429
    later(31)
    signed_in(app, tenant)
    assert {answer.status_code for answer in fail(app, tenant, FREE - 1)} == {401}
    signed_in(app, tenant)


def test_failures_of_yesterday_are_forgotten(app: APIFlask, tenant: Tenant) -> None:
    fail(app, tenant, FREE - 1)
    later(25 * 3_600)
    assert {answer.status_code for answer in fail(app, tenant, FREE)} == {401}


def test_nobodys_account_is_locked_like_anybodys(app: APIFlask, tenant: Tenant) -> None:
    def course(email: str) -> list[tuple[int, str, str | None, str]]:
        browser = Browser(app, f"198.51.100.{len(email)}")
        answers = [browser.sign_in(tenant, email=email, password="wrong") for _ in range(FREE + 1)]
        return [
            (a.status_code, a.get_json()["code"], a.headers.get("Retry-After"), a.get_json()["fix"])
            for a in answers
        ]

    assert course(tenant.email) == course("nobody@nowhere.example")
    assert course(tenant.email.upper())[0][1] == "locked"


def test_nobodys_account_costs_the_same_work(app: APIFlask, tenant: Tenant) -> None:
    def work(email: str) -> list[str]:
        statements: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            statements.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            fail(app, tenant, FREE, email=email)
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
        return statements

    known, unknown = work(tenant.email), work("nobody@nowhere.example")
    assert any("procrastinate" in statement for statement in unknown), "the mail of the lock"
    assert known == unknown


def test_only_whose_account_it_is_gets_a_mail(app: APIFlask, tenant: Tenant) -> None:
    fail(app, tenant, FREE)
    fail(app, tenant, FREE, email="nobody@nowhere.example")
    later(31)
    fail(app, tenant)
    mails = stored(
        "SELECT args->>'template' AS template FROM procrastinate_jobs "
        "WHERE task_name = 'send_mail' AND args->>'merchant_id' = :merchant",
        merchant=str(tenant.merchant_id),
    )
    assert [row.template for row in mails] == ["locked"]


def test_what_happened_is_on_the_merchants_page(app: APIFlask, tenant: Tenant) -> None:
    fail(app, tenant, FREE + 1)
    rows = stored("SELECT kind, severity, merchant_id, count, details::text FROM security_events")
    assert {(row.kind, row.severity, row.merchant_id, row.count) for row in rows} == {
        ("login.failed", "low", tenant.merchant_id, FREE),
        ("login.locked", "medium", tenant.merchant_id, 1),
    }
    assert not any(tenant.email in row.details for row in rows)


def test_many_tries_at_once_get_no_further_than_one_by_one(app: APIFlask, tenant: Tenant) -> None:
    def one(number: int) -> int:
        return int(fail(app, tenant, address=f"198.51.100.{number}")[0].status_code)

    with ThreadPoolExecutor(12) as pool:
        answers = sorted(pool.map(one, range(24)))
    assert answers == [401] * FREE + [429] * (24 - FREE)


@pytest.mark.parametrize(
    ("first", "same", "other"),
    [
        ("203.0.113.1", "203.0.113.1", "203.0.113.2"),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"),
    ],
)
def test_an_address_that_tries_many_accounts_is_locked(
    app: APIFlask, tenant: Tenant, first: str, same: str, other: str
) -> None:
    for number in range(FREE_OF_ADDRESS - 1):
        fail(app, tenant, email=f"user{number}@nowhere.example", address=first)
    assert Browser(app, first).sign_in(tenant).status_code == 200
    fail(app, tenant, email="last@nowhere.example", address=first)
    assert Browser(app, same).sign_in(tenant).status_code == 429
    assert Browser(app, other).sign_in(tenant).status_code == 200
    later(31)
    assert Browser(app, same).sign_in(tenant).status_code == 200
    assert Browser(app, same).sign_in(tenant).status_code == 200
    fail(app, tenant, address=first)
    assert Browser(app, same).sign_in(tenant).status_code == 429, "its own failures still count"


def test_whoever_is_signed_in_is_not_affected(app: APIFlask, tenant: Tenant) -> None:
    browser = signed_in(app, tenant)
    fail(app, tenant, FREE)
    assert Browser(app).sign_in(tenant).status_code == 429
    assert browser.get("/me").status_code == 200
    assert browser.refresh().get_json()["authenticated"] is True
    body = {"current_password": tenant.password, "new_password": "a quiet evening walk"}
    assert browser.post("/me/password", body).status_code == 204


def test_the_table_names_nobody(app: APIFlask, tenant: Tenant) -> None:
    fail(app, tenant)
    rows = str(stored("SELECT to_jsonb(l)::text FROM lockouts l"))
    assert "northwind" not in rows
    assert "203.0.113" not in rows


def test_an_odd_address_is_still_counted(app: APIFlask, tenant: Tenant) -> None:
    assert fail(app, tenant, address="not an address")[0].status_code == 401
    assert db.session.execute(text("SELECT count(*) FROM lockouts")).scalar_one() == 2

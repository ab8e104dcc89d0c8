"""Lockout: who fails waits longer each time, and nothing says whether there is an account."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import event, text

from secureflow.errors import Locked
from secureflow.extensions import db, vault
from secureflow.services import lockout
from tests.api.browser import Browser, later, signed_in, stored
from tests.conftest import Tenant, as_owner

FREE = 5
"""Failures of an account from one network that are answered at once; the last begins a wait."""
FREE_OF_NETWORK = 20
FREE_OF_ACCOUNT = 50


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


def mails(app: APIFlask, tenant: Tenant) -> list[str]:
    rows = stored(
        "SELECT args->>'sealed' AS sealed FROM procrastinate_jobs WHERE task_name = 'send_mail' "
        "AND args->>'template' = 'locked' AND args->>'merchant_id' = :merchant ORDER BY id",
        merchant=str(tenant.merchant_id),
    )
    with app.app_context():
        return [" ".join(json.loads(vault.open(row.sealed))["text"].split()) for row in rows]


def where(mail: str) -> str:
    return "everywhere" if "signing in from everywhere rests" in mail else "network"


def test_only_whose_account_it_is_gets_a_mail(app: APIFlask, tenant: Tenant) -> None:
    fail(app, tenant, FREE)
    fail(app, tenant, FREE, email="nobody@nowhere.example")
    later(31)
    fail(app, tenant)
    fail(app, tenant, FREE, address="198.51.100.1")
    [mail] = mails(app, tenant)
    assert "signing in from the network they came from rests" in mail


def test_what_happened_is_on_the_merchants_page(app: APIFlask, tenant: Tenant) -> None:
    fail(app, tenant, FREE + 1)
    rows = stored("SELECT kind, severity, merchant_id, count, details::text FROM security_events")
    assert {(row.kind, row.severity, row.merchant_id, row.count) for row in rows} == {
        ("login.failed", "low", tenant.merchant_id, FREE),
        ("login.locked", "medium", tenant.merchant_id, 1),
    }
    assert not any(tenant.email in row.details for row in rows)


def test_many_tries_at_once_get_no_further_than_one_by_one(app: APIFlask, tenant: Tenant) -> None:
    def at_once(addresses: list[str]) -> list[int]:
        with ThreadPoolExecutor(12) as pool:
            answers = pool.map(lambda one: fail(app, tenant, address=one)[0].status_code, addresses)
            return sorted(answers)

    assert at_once(["203.0.113.9"] * 24) == [401] * FREE + [429] * (24 - FREE)
    as_owner("UPDATE lockouts SET failures = :most - 6 WHERE network = ''", most=FREE_OF_ACCOUNT)
    many = [f"198.51.100.{number}" for number in range(24)]
    assert at_once(many) == [401] * 6 + [429] * (24 - 6)


def test_who_fails_in_one_network_locks_nobody_out_of_another(
    app: APIFlask, tenant: Tenant
) -> None:
    fail(app, tenant, FREE, address="2001:db8:1:2::1")
    same, other = Browser(app, "2001:db8:1:2:ffff::9"), Browser(app, "2001:db8:1:3::1")
    assert same.sign_in(tenant).status_code == 429
    assert other.sign_in(tenant).status_code == 200
    assert same.sign_in(tenant).status_code == 429, "signing in elsewhere lifts nothing here"


def test_an_account_is_locked_when_many_networks_try_it(app: APIFlask, tenant: Tenant) -> None:
    def course(email: str) -> list[str]:
        tries = [
            fail(app, tenant, email=email, address=f"198.51.100.{network}")[0]
            for network in range(FREE_OF_ACCOUNT // FREE)
            for _ in range(FREE)
        ]
        [locked] = fail(app, tenant, email=email, address="203.0.113.77")
        said = [*tries, locked]
        return [f"{a.get_json()['code']} {a.headers.get('Retry-After')}" for a in said]

    known, unknown = course(tenant.email), course("nobody@nowhere.example")
    assert known == unknown == ["unauthenticated None"] * FREE_OF_ACCOUNT + ["locked 30"]
    assert Browser(app).sign_in(tenant).status_code == 429
    later(31)
    signed_in(app, tenant)
    assert fail(app, tenant)[0].status_code == 401
    assert Browser(app, "203.0.113.78").sign_in(tenant).status_code == 429, "others' still count"
    assert [where(mail) for mail in mails(app, tenant)] == ["network", "everywhere"]


def test_a_right_password_forgives_what_was_mistyped_here(app: APIFlask, tenant: Tenant) -> None:
    for _ in range(3):
        fail(app, tenant, FREE - 1)
        signed_in(app, tenant)
    assert [row.failures for row in stored("SELECT failures FROM lockouts")] == [3 * (FREE - 1), 0]


def test_a_try_that_succeeds_lifts_no_lock_that_another_began(
    app: APIFlask, tenant: Tenant
) -> None:
    first, *_ = (lockout.begin_proof("password", 7) for _ in range(FREE))
    lockout.withdraw(first)
    db.session.commit()
    with pytest.raises(Locked):
        lockout.begin_proof("password", 7)


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
    for number in range(FREE_OF_NETWORK - 1):
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
    assert db.session.execute(text("SELECT count(*) FROM lockouts")).scalar_one() == 3

"""Sessions: renewed by a token that changes, ended by one that comes back, and listed."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from apiflask import APIFlask

from secureflow.infra.migrations import APP_ROLE
from tests.api.browser import Browser, later, signed_in, stored
from tests.conftest import Tenant, as_owner, make_tenant

TABS = 6
SIGNED_OUT = {"authenticated": False}


def with_cookie(app: APIFlask, cookie: str) -> Browser:
    browser = Browser(app)
    browser.cookie = cookie
    return browser


def reuses() -> list[tuple[str, int]]:
    found = stored("SELECT severity, merchant_id FROM security_events WHERE kind = 'token.reused'")
    return [(row.severity, row.merchant_id) for row in found]


def test_each_use_replaces_the_refresh_token(app: APIFlask, tenant: Tenant) -> None:
    browser = signed_in(app, tenant)
    seen = [browser.cookie]
    for _ in range(3):
        assert browser.refresh().get_json()["authenticated"] is True
        seen.append(browser.cookie)
        assert browser.get("/me").status_code == 200
    assert len(set(seen)) == 4
    assert len(stored("SELECT id FROM sessions")) == 1
    kept = str(stored("SELECT to_jsonb(s)::text FROM sessions s"))
    assert not any(token in kept or token[22:] in kept for token in seen)


def test_a_token_of_long_before_ends_the_session(app: APIFlask, tenant: Tenant) -> None:
    browser = signed_in(app, tenant)
    stolen = browser.cookie
    browser.refresh()
    browser.refresh()
    assert with_cookie(app, stolen).refresh().get_json() == SIGNED_OUT
    assert reuses() == [("high", tenant.merchant_id)]
    assert browser.get("/me").status_code == 401
    assert browser.refresh().get_json() == SIGNED_OUT
    assert with_cookie(app, stolen).refresh().get_json() == SIGNED_OUT
    assert len(reuses()) == 1, "a session that has ended is not reported again"


def test_the_token_of_before_is_good_for_ten_seconds(app: APIFlask, tenant: Tenant) -> None:
    browser = signed_in(app, tenant)
    before = browser.cookie
    browser.refresh()
    other = with_cookie(app, before)
    assert other.refresh().get_json()["authenticated"] is True
    assert other.cookie == browser.cookie
    later(11)
    assert with_cookie(app, before).refresh().get_json() == SIGNED_OUT
    assert reuses() == [("high", tenant.merchant_id)]
    assert browser.get("/me").status_code == 401


def test_tabs_that_reload_at_once_all_stay_signed_in(app: APIFlask, tenant: Tenant) -> None:
    cookie = signed_in(app, tenant).cookie
    start = Barrier(TABS)

    def reload(_: int) -> tuple[Any, str, int]:
        tab = with_cookie(app, cookie)
        start.wait()
        answer = tab.refresh().get_json()
        return answer["authenticated"], tab.cookie, tab.get("/me").status_code

    with ThreadPoolExecutor(TABS) as pool:
        answers = set(pool.map(reload, range(TABS)))
    [(is_signed_in, successor, status)] = answers
    assert (is_signed_in, status) == (True, 200)
    assert successor != cookie
    assert with_cookie(app, successor).refresh().get_json()["authenticated"] is True
    assert reuses() == []


@pytest.mark.parametrize("sent", ["rubbish", "x" * 86, "é" * 86, ""])
def test_what_is_no_token_is_nobodys(app: APIFlask, tenant: Tenant, sent: str) -> None:
    signed_in(app, tenant)
    assert with_cookie(app, sent).refresh().get_json() == SIGNED_OUT
    assert with_cookie(app, sent).post("/auth/logout").get_json() == SIGNED_OUT
    assert reuses() == []


DAY = 86_400


def test_an_unused_session_ends_after_two_weeks(app: APIFlask, tenant: Tenant) -> None:
    browser = signed_in(app, tenant)
    later(13 * DAY)
    assert browser.refresh().get_json()["authenticated"] is True
    later(14 * DAY)
    assert browser.refresh().get_json() == SIGNED_OUT
    assert signed_in(app, tenant).get("/sessions").get_json()["items"][0]["is_current"] is True


def test_a_used_session_ends_after_ninety_days(app: APIFlask, tenant: Tenant) -> None:
    browser = signed_in(app, tenant)
    for _ in range(8):
        later(11 * DAY)
        assert browser.refresh().get_json()["authenticated"] is True
    later(3 * DAY)
    assert browser.refresh().get_json() == SIGNED_OUT


def test_signing_out_ends_the_session_at_once(app: APIFlask, tenant: Tenant) -> None:
    browser = signed_in(app, tenant)
    kept = browser.cookie
    assert browser.post("/auth/logout").status_code == 200
    assert browser.cookie == ""
    assert browser.get("/me").status_code == 401
    assert with_cookie(app, kept).refresh().get_json() == SIGNED_OUT
    assert reuses() == []


def test_the_list_says_where_one_is_signed_in(app: APIFlask, tenant: Tenant) -> None:
    phone = Browser(app, "198.51.100.7")
    phone.headers["User-Agent"] = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Version/19.0 Safari/604"
    phone.sign_in(tenant)
    here = signed_in(app, tenant)
    signed_in(app, make_tenant("Contoso"))
    mine, other = here.get("/sessions").get_json()["items"]
    assert (mine["device"], mine["address"]) == ("Firefox on Windows", "203.0.113.9")
    assert (other["device"], other["address"]) == ("Safari on iPhone", "198.51.100.7")
    assert [mine["is_current"], other["is_current"]] == [True, False]
    assert mine["id"] == here.get("/me").get_json()["session_id"]
    later(60)
    phone.address = "198.51.100.8"
    phone.refresh()
    latest = here.get("/sessions").get_json()["items"][0]
    assert (latest["id"], latest["address"]) == (other["id"], "198.51.100.8")
    assert latest["last_used_at"] > latest["created_at"]


def test_one_session_is_signed_out_from_afar(app: APIFlask, tenant: Tenant) -> None:
    lost, here = signed_in(app, tenant), signed_in(app, tenant)
    lost_id = lost.get("/me").get_json()["session_id"]
    assert here.call("DELETE", f"/sessions/{lost_id}").status_code == 204
    assert lost.get("/me").status_code == 401
    assert lost.refresh().get_json() == SIGNED_OUT
    assert here.call("DELETE", f"/sessions/{lost_id}").status_code == 404
    assert len(here.get("/sessions").get_json()["items"]) == 1


def test_all_others_are_signed_out_at_once(app: APIFlask, tenant: Tenant) -> None:
    others = [signed_in(app, tenant) for _ in range(3)]
    stranger = signed_in(app, make_tenant("Contoso"))
    here = signed_in(app, tenant)
    assert here.call("DELETE", "/sessions").status_code == 204
    assert [other.get("/me").status_code for other in others] == [401] * 3
    assert (here.get("/me").status_code, stranger.get("/me").status_code) == (200, 200)


def test_nobody_ends_a_colleagues_session(app: APIFlask, tenant: Tenant) -> None:
    from secureflow.services import accounts

    password = "quite another horse"
    accounts.create_user(tenant.merchant_id, "sam@northwind.example", "Sam", "owner", password)
    sam, dana = Browser(app), signed_in(app, tenant)
    sam.sign_in(tenant, email="sam@northwind.example", password=password)
    dana_id = dana.get("/me").get_json()["session_id"]
    assert sam.call("DELETE", f"/sessions/{dana_id}").status_code == 404
    assert dana.get("/me").status_code == 200


def test_the_guide_says_how_to_end_all_sessions_at_once(app: APIFlask, tenant: Tenant) -> None:
    browsers = [signed_in(app, tenant), signed_in(app, make_tenant("Contoso"))]
    guide = (Path(__file__).resolve().parents[2] / "docs" / "operations.md").read_text()
    [statement] = re.findall(r"^.*UPDATE sessions SET .*$", guide, re.MULTILINE)
    # As on a server, where the tables' owner is bound by the policies like the service's role.
    as_owner(f"SET LOCAL ROLE {APP_ROLE}; {statement.replace('SET ', 'SET LOCAL ', 1)}")
    assert [browser.get("/me").status_code for browser in browsers] == [401, 401]
    assert [browser.refresh().get_json() for browser in browsers] == [SIGNED_OUT] * 2

"""Security events outlive what was undone, and stay few however often an attack is tried."""

import json
import logging

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from secureflow.db import security_events as table
from secureflow.db import tenancy
from secureflow.db.security_events import ADDRESSES_A_MINUTE, Filters, SecurityEventRow
from secureflow.domain import Actor
from secureflow.extensions import db
from secureflow.infra.logs import JsonLines
from secureflow.services.security_events import report
from tests.conftest import Tenant, as_owner


def act_from(address: str | None) -> None:
    tenancy.act_as(Actor("nobody", None, "nobody", address, "request-1"))


def stored(merchant_id: int | None) -> list[SecurityEventRow]:
    db.session.rollback()
    with tenancy.across_merchants():
        page = table.page(merchant_id, Filters(), "at", 200, None)
        return [row[0] for row in page.rows]


def test_an_event_outlives_the_work_that_is_undone(app: APIFlask, tenant: Tenant) -> None:
    tenancy.bind(tenant.merchant_id)
    act_from("203.0.113.9")
    db.session.execute(text("UPDATE users SET name = 'undone'"))
    report("token.reused", "high", details={"session": 3})
    db.session.rollback()
    (event,) = stored(tenant.merchant_id)
    assert (event.kind, event.severity, event.details) == ("token.reused", "high", {"session": 3})
    assert (event.address, event.request_id, event.count) == ("203.0.113.9", "request-1", 1)
    assert db.session.scalar(text("SELECT name FROM users")) == "Dana Lee"


def test_whose_account_was_meant_sees_it(app: APIFlask, tenant: Tenant) -> None:
    tenancy.bind(None)
    report("login.failed", "low", merchant_id=tenant.merchant_id)
    report("login.failed", "low")
    assert len(stored(tenant.merchant_id)) == 1
    assert len(stored(None)) == 1


def test_a_flood_from_one_address_is_one_row_a_minute(app: APIFlask, tenant: Tenant) -> None:
    tenancy.bind(tenant.merchant_id)
    act_from("203.0.113.9")
    for _ in range(30):
        report("login.failed", "low")
    events = stored(tenant.merchant_id)
    assert sum(event.count for event in events) == 30
    assert len(events) <= 2, "two where the minute ended in between"


def test_a_flood_from_everywhere_has_a_bound(app: APIFlask, tenant: Tenant) -> None:
    tenancy.bind(tenant.merchant_id)
    tries = ADDRESSES_A_MINUTE + 20
    for number in range(tries):
        act_from(f"2001:db8::{number:x}")
        report("login.failed", "low")
    events = stored(tenant.merchant_id)
    assert sum(event.count for event in events) == tries
    assert len(events) <= 2 * (ADDRESSES_A_MINUTE + 1)
    if len({event.minute for event in events}) == 1:
        assert [event.count for event in events if event.address is None] == [20]


def test_a_table_that_is_away_is_a_line_and_no_failure(
    app: APIFlask, tenant: Tenant, caplog: pytest.LogCaptureFixture
) -> None:
    tenancy.bind(tenant.merchant_id)
    logging.getLogger("secureflow").addHandler(caplog.handler)
    as_owner("ALTER TABLE security_events RENAME TO gone")
    try:
        report("login.failed", "low", details={"email": "dana@example.com"})
    finally:
        as_owner("ALTER TABLE gone RENAME TO security_events")
        logging.getLogger("secureflow").removeHandler(caplog.handler)
    (line,) = [json.loads(JsonLines().format(one)) for one in caplog.records]
    assert line["event"] == "security_event_lost"
    assert "dana@example.com" not in json.dumps(line)

"""Whatever would let one merchant see another's rows is found, and nothing is served then."""

from collections.abc import Iterator
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import event, text

from secureflow.app import create_app
from secureflow.db import tenancy
from secureflow.errors import Misconfigured
from secureflow.extensions import db
from secureflow.services import health
from tests.conftest import Tenant, as_owner

CHANGES = {
    "not forced": (
        "ALTER TABLE feedback NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE feedback FORCE ROW LEVEL SECURITY",
        "feedback has a merchant_id and no forced policy",
    ),
    "switched off": (
        "ALTER TABLE merchants DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE merchants ENABLE ROW LEVEL SECURITY",
        "merchants has a merchant_id and no forced policy",
    ),
    "a wide policy": (
        "CREATE POLICY everybody ON transactions USING (true)",
        "DROP POLICY everybody ON transactions",
        "the policy everybody of transactions is not one of ours",
    ),
    "a wide check": (
        "CREATE POLICY anything ON feedback FOR INSERT WITH CHECK (true)",
        "DROP POLICY anything ON feedback",
        "the policy anything of feedback is not one of ours",
    ),
    "a policy of another table": (
        "CREATE POLICY base ON uploads FOR SELECT USING (merchant_id IS NULL)",
        "DROP POLICY base ON uploads",
        "the policy base of uploads is not one of ours",
    ),
    "a role with more": (
        "GRANT pg_read_all_data TO secureflow_app",
        "REVOKE pg_read_all_data FROM secureflow_app",
        "secureflow_app is a member of pg_read_all_data",
    ),
    "a trail to change": (
        "GRANT UPDATE (hash) ON audit_events TO secureflow_app",
        "REVOKE UPDATE (hash) ON audit_events FROM secureflow_app",
        "secureflow_app may overwrite audit_events",
    ),
    "a trail to delete": (
        "GRANT DELETE ON audit_heads TO PUBLIC",
        "REVOKE DELETE ON audit_heads FROM PUBLIC",
        "secureflow_app may overwrite audit_heads",
    ),
    "a table to empty": (
        "GRANT TRUNCATE ON feedback TO secureflow_app",
        "REVOKE TRUNCATE ON feedback FROM secureflow_app",
        "secureflow_app may overwrite feedback",
    ),
}


def alter(statement: str) -> None:
    """Change the database as its owner, once no transaction of ours holds a lock."""
    db.session.remove()
    as_owner(statement)


@pytest.fixture(params=CHANGES)
def changed(app: APIFlask, tenant: Tenant, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database in which somebody changed something, and what is to be said of it."""
    change, undo, says = CHANGES[request.param]
    alter(change)
    yield says
    alter(undo)


def fresh(settings: dict[str, str]) -> APIFlask:
    """Return the app of another process, whose database was away when it began."""
    return create_app(settings)


def test_it_is_found_and_nothing_begins(changed: str) -> None:
    with pytest.raises(Misconfigured, match=changed):
        health.refuse_bypass()


def test_it_starts_where_nothing_was_changed(app: APIFlask) -> None:
    health.refuse_bypass()


def ask(app: APIFlask, tenant: Tenant) -> Any:
    return app.test_client().post("/api/predict", json={"amount": 1}, headers=tenant.headers)


def test_nothing_is_scored_until_it_is_put_right(
    settings: dict[str, str], app: APIFlask, tenant: Tenant
) -> None:
    change, undo, _ = CHANGES["a wide policy"]
    alter(change)
    another = fresh(settings)
    try:
        for _turn in range(2):
            refused = ask(another, tenant)
            assert (refused.status_code, refused.get_json()["code"]) == (503, "not_ready")
    finally:
        alter(undo)
    assert ask(another, tenant).status_code == 200
    with another.app_context():
        db.engine.dispose()


def test_a_process_that_is_told_later_stops_too(app: APIFlask, tenant: Tenant) -> None:
    assert ask(app, tenant).status_code == 200
    change, undo, says = CHANGES["switched off"]
    alter(change)
    try:
        ready = app.test_client().get("/api/health/ready")
        assert ready.status_code == 503
        assert says not in ready.get_data(as_text=True), "which hole it is, is for operators"
        assert ask(app, tenant).status_code == 503
    finally:
        alter(undo)
    assert ask(app, tenant).status_code == 200


def test_what_is_refused_once_can_do_nothing_more(app: APIFlask, tenant: Tenant) -> None:
    change, undo, _ = CHANGES["not forced"]
    alter(change)
    try:
        with pytest.raises(Misconfigured):
            health.refuse_bypass()
        for _turn in range(2):
            with pytest.raises(Exception, match=r"keep merchants apart|invalid transaction"):
                db.session.execute(text("SELECT 1"))
        db.session.rollback()
    finally:
        alter(undo)
    tenancy.bind(tenant.merchant_id)
    assert db.session.scalar(text("SELECT 1")) == 1


def test_it_is_looked_up_once(app: APIFlask, tenant: Tenant) -> None:
    asked: list[str] = []

    def hear(*seen: Any) -> None:
        asked.append(seen[2])

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        ask(app, tenant)
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)
    assert asked
    assert not [one for one in asked if "pg_policies" in one]


GRANTED = """
    SELECT has_table_privilege('secureflow_app', :name, 'DELETE'),
        has_table_privilege('secureflow_app', :name, 'UPDATE')
"""


@pytest.mark.parametrize("name", ["merchants", "policy_changes", "audit_events", "audit_heads"])
def test_the_role_has_what_the_code_needs_and_no_more(app: APIFlask, name: str) -> None:
    with db.engine.connect() as connection:
        assert connection.execute(text(GRANTED), {"name": name}).one() == (False, False)


def test_of_a_merchant_only_its_choices_are_changed(app: APIFlask) -> None:
    query = """
        SELECT attname FROM pg_attribute
        WHERE attrelid = 'merchants'::regclass AND attnum > 0
            AND has_column_privilege('secureflow_app', attrelid, attnum, 'UPDATE') ORDER BY 1
    """
    with db.engine.connect() as connection:
        assert connection.execute(text(query)).scalars().all() == [
            "chargeback_fee",
            "close_call_line",
            "close_call_share",
            "daily_goal",
            "hash_personal",
            "margin",
            "review_cost",
            "review_default",
            "review_due_minutes",
            "review_sample_share",
            "second_opinion_share",
            "security_events_days",
            "transactions_days",
            "uploads_days",
        ]

"""Merchants are kept apart by the database, whatever a query forgets."""

from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import ProgrammingError

from secureflow.db import accounts, isolation, tenancy
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db
from secureflow.services import keys
from tests.conftest import Tenant, make_tenant

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "backend" / "secureflow"


@pytest.fixture
def two(app: APIFlask, tenant: Tenant) -> tuple[Tenant, Tenant]:
    """Two merchants with a payment each."""
    other = make_tenant("Contoso")
    for one in (tenant, other):
        client = app.test_client()
        assert client.post("/api/predict", json={"amount": 1}, headers=one.headers).status_code
    db.session.remove()
    return tenant, other


def forgetful() -> int:
    """A query that forgets its merchant."""
    return db.session.scalars(select(func.count()).select_from(TransactionRow)).one()


def test_a_query_that_forgets_its_merchant_gets_nothing(two: tuple[Tenant, Tenant]) -> None:
    assert forgetful() == 0


def test_bound_to_a_merchant_it_gets_that_merchants_rows(two: tuple[Tenant, Tenant]) -> None:
    tenancy.bind(two[0].merchant_id)
    owners = set(db.session.scalars(select(TransactionRow.merchant_id)))
    assert owners == {two[0].merchant_id}
    tenancy.bind(two[1].merchant_id)
    assert forgetful() == 1
    db.session.commit()
    assert forgetful() == 1, "the next transaction of a session is bound too"


def test_nothing_is_written_for_another_merchant(two: tuple[Tenant, Tenant]) -> None:
    tenancy.bind(two[0].merchant_id)
    changed = db.session.execute(text("UPDATE transactions SET score = 0 RETURNING merchant_id"))
    assert {row.merchant_id for row in changed} == {two[0].merchant_id}
    with pytest.raises(ProgrammingError, match="row-level security"):
        db.session.execute(
            text("UPDATE transactions SET merchant_id = :other"), {"other": two[1].merchant_id}
        )
    db.session.rollback()


def test_a_pooled_connection_carries_nothing_over(two: tuple[Tenant, Tenant]) -> None:
    tenancy.bind(two[0].merchant_id)
    assert forgetful() == 1
    db.session.remove()
    with db.engine.connect() as connection:
        said = connection.execute(
            text("SELECT current_user, current_setting('secureflow.merchant', true)")
        ).one()
    assert said[0] != isolation.ROLE
    assert said[1] in {None, ""}


def test_the_door_is_open_only_inside(two: tuple[Tenant, Tenant]) -> None:
    with tenancy.across_merchants():
        assert forgetful() == 2
    assert forgetful() == 0
    tenancy.bind(two[0].merchant_id)
    with tenancy.across_merchants():
        assert forgetful() == 2
    assert forgetful() == 1


def test_a_keys_look_up_is_one_statement_that_binds(two: tuple[Tenant, Tenant]) -> None:
    said: list[str] = []

    def hear(*seen: Any) -> None:
        said.append(seen[2])

    event.listen(db.engine, "before_cursor_execute", hear)
    caller = accounts.caller_by_key(keys.hash_of(two[1].key))
    event.remove(db.engine, "before_cursor_execute", hear)
    assert caller is not None
    assert (len(said), tenancy.bound()) == (1, two[1].merchant_id)
    assert forgetful() == 1
    settings = "SELECT current_setting('secureflow.merchant'), current_setting('secureflow.door')"
    assert db.session.execute(text(settings)).one() == (str(two[1].merchant_id), "")
    assert accounts.caller_by_key("no such hash") is None
    assert (tenancy.bound(), forgetful()) == (None, 0)


def test_a_look_up_binds_to_what_it_finds(two: tuple[Tenant, Tenant]) -> None:
    by_id = text("SELECT merchant_id FROM transactions WHERE merchant_id = :merchant_id")
    assert tenancy.look_up(by_id, {"merchant_id": two[1].merchant_id}) is not None
    assert (tenancy.bound(), forgetful()) == (two[1].merchant_id, 1)
    assert tenancy.look_up(by_id, {"merchant_id": -1}) is None
    assert (tenancy.bound(), forgetful()) == (None, 0)


def test_only_the_door_goes_past_the_sessions() -> None:
    """Connections of the engine run as the login, so only what checks the database has one."""
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "engine.connect" in path.read_text() or "engine.begin" in path.read_text()
    }
    assert users == {"db/server.py", "services/health.py"}

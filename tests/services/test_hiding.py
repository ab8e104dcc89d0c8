"""Hiding e-mail and address of what is stored already, beside whatever else is done to it."""

import time
from threading import Event, Thread
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import event, text

from secureflow.db import accounts, tenancy
from secureflow.extensions import db
from secureflow.services import privacy
from tests.conftest import Api, Tenant, as_owner

ANA = {"amount": 5, "customer": "ana", "email": "ana@example.com", "ip": "203.0.113.9"}


@pytest.fixture
def plain(api: Api, tenant: Tenant) -> int:
    """A payment stored as it came, by a merchant who has just chosen to hide."""
    number: int = api.post("/predict", ANA).get_json()["transaction_id"]
    as_owner("UPDATE merchants SET hash_personal = true")
    return number


def stored(number: int) -> str:
    db.session.rollback()
    with tenancy.across_merchants():
        query = text("SELECT email || ' ' || ip FROM transactions WHERE id = :id")
        found = db.session.execute(query, {"id": number}).scalar_one()
    db.session.rollback()
    return str(found)


def is_waiting() -> bool:
    with db.engine.connect() as connection:
        query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        return bool(connection.execute(text(query)).scalar())


def test_an_erasure_in_between_stays(app: APIFlask, tenant: Tenant, plain: int) -> None:
    erased = Event()

    def erase() -> None:
        with app.app_context():
            owner = accounts.user_by_email(tenant.email)
            assert owner is not None
            person = accounts.caller_by_user(owner.id)
            assert person is not None
            privacy.erase(person, "ana", tenant.password)
        erased.set()

    other = Thread(target=erase)

    def meanwhile(*seen: Any) -> None:
        """Between what the job read and what it writes."""
        if "jsonb_to_recordset" in seen[2] and other.ident is None:
            other.start()
            while not erased.is_set() and not is_waiting():
                time.sleep(0.01)

    event.listen(db.engine, "before_cursor_execute", meanwhile)
    try:
        privacy.hide_stored(tenant.merchant_id)
    finally:
        event.remove(db.engine, "before_cursor_execute", meanwhile)
        other.join()
    assert stored(plain).startswith("erased:")
    assert " erased:" in stored(plain)


def test_what_came_after_the_job_is_hidden_by_the_next_turn(
    app: APIFlask, tenant: Tenant, plain: int
) -> None:
    privacy.hide_missed()
    found = stored(plain)
    assert found.startswith("hmac:")
    assert " hmac:" in found


def test_newcomers_are_counted_under_nothing_plain_after_the_next_turn(
    app: APIFlask, api: Api, tenant: Tenant
) -> None:
    """What is counted under hidden values goes on, or a turn would end the bursts of the day."""
    strange = ANA | {"customer": "eve", "email": "eve7@example.com", "ip": "2001:db8::7"}
    as_owner("UPDATE merchants SET hash_personal = true")
    api.post("/predict", strange | {"email": "eve7@mail.example", "ip": "2001:db8:1::7"})
    as_owner("UPDATE merchants SET hash_personal = false")
    api.post("/predict", strange)
    as_owner("UPDATE merchants SET hash_personal = true")
    assert counted_under() == {"2001:db8::/64", "eve0@example.com", "hmac:", "eve"}
    privacy.hide_missed()
    assert counted_under() == {"hmac:", "eve"}


def counted_under() -> set[str]:
    """Return the values of newcomers, of the hidden ones the beginning."""
    with tenancy.across_merchants():
        values = db.session.scalars(text("SELECT value FROM bursts")).all()
    db.session.rollback()
    assert sum(value.startswith("hmac:") for value in values) in (0, 2)
    return {"hmac:" if value.startswith("hmac:") else value for value in values}


def test_who_did_not_choose_it_keeps_what_came(app: APIFlask, plain: int) -> None:
    as_owner("UPDATE merchants SET hash_personal = false")
    privacy.hide_missed()
    assert stored(plain) == "ana@example.com 203.0.113.9"

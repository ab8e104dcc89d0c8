"""Erasing somebody who came as new: the shield forgets them, and payments are not held up."""

import json
import time
from collections.abc import Callable
from threading import Thread

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from secureflow.db import accounts, tenancy
from secureflow.extensions import db
from secureflow.services import privacy
from tests.conftest import Api, Tenant

EVE = {
    "amount": 5,
    "customer": "eve",
    "card": "tok_eve",
    "device": "dev_eve",
    "email": "eve.7@example.com",
}
NETWORK, MAPPED = "2001:db8:0:7::9", "::ffff:203.0.113.9"
STATE = text("SELECT key FROM entities WHERE merchant_id = :id ORDER BY key FOR UPDATE")
NEWCOMERS = text("SELECT key FROM bursts WHERE merchant_id = :id ORDER BY key FOR UPDATE NOWAIT")
WAITING = text(
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE wait_event_type = 'Lock' AND datname = current_database()"
)


@pytest.fixture
def erase(app: APIFlask, tenant: Tenant) -> Callable[[], None]:
    """Erase Eve, as the owner does."""

    def call() -> None:
        with app.app_context():
            owner = accounts.user_by_email(tenant.email)
            assert owner is not None
            person = accounts.caller_by_user(owner.id)
            assert person is not None
            privacy.erase(person, "eve", tenant.password)

    return call


def newcomers() -> set[str]:
    with tenancy.across_merchants():
        values = set(db.session.scalars(text("SELECT value FROM bursts")))
    db.session.rollback()
    return values


@pytest.mark.parametrize(
    ("ip", "stands_for"), [(NETWORK, "2001:db8:0:7::/64"), (MAPPED, "203.0.113.9")]
)
def test_who_came_as_new_is_handed_out_and_forgotten(
    api: Api, erase: Callable[[], None], ip: str, stands_for: str
) -> None:
    for _ in range(2):
        api.post("/predict", EVE | {"ip": ip})
    assert {stands_for, "eve0@example.com"} <= newcomers()
    sent = json.loads(api.get("/customers/eve/export").get_data())["newcomers"]
    assert {(row["kind"], row["value"]) for row in sent} >= {
        ("ip", stands_for),
        ("email", "eve0@example.com"),
    }
    erase()
    assert newcomers() == set()


def test_nobody_waits_for_newcomers_while_an_erasure_waits_for_states(
    api: Api, tenant: Tenant, erase: Callable[[], None]
) -> None:
    """Payments lock states first and newcomers next; the other way round, both would wait."""
    api.post("/predict", EVE | {"ip": NETWORK})
    other = Thread(target=erase)
    with db.engine.connect() as payment:
        assert payment.execute(STATE, {"id": tenant.merchant_id}).all()
        other.start()
        try:
            with db.engine.connect() as looking:
                while other.is_alive() and not looking.execute(WAITING).scalar():
                    looking.rollback()
                    time.sleep(0.01)
            assert payment.execute(NEWCOMERS, {"id": tenant.merchant_id}).all()
        finally:
            payment.rollback()
            other.join()
    assert newcomers() == set()

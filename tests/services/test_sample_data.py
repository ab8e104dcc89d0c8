"""Made-up payments: among the test data alone, made once, and removed without a trace."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import event, text

from secureflow.db import sample_data as table
from secureflow.db import tenancy
from secureflow.extensions import db
from secureflow.jobs import tasks
from secureflow.services import customers, first, recount, sample_data, usuals
from secureflow.services.keys import Wanted, create
from secureflow.services.models import Models
from tests.api.things import owner_of
from tests.conftest import Api, Tenant, as_owner, bearer

COUNTED = (
    "transactions",
    "reviews",
    "review_acts",
    "feedback",
    "entities",
    "customers",
    "customer_links",
    "customer_notes",
    "bursts",
    "overview_days",
    "sample_data",
)


@pytest.fixture
def owner(app: APIFlask, tenant: Tenant) -> Api:
    """The owner, who looks at the test data."""
    return Api(app.test_client(), bearer(owner_of(tenant)) | {"SecureFlow-Mode": "test"})


def counts(merchant_id: int) -> dict[str, int]:
    db.session.rollback()
    tenancy.bind(merchant_id)
    found = {one: db.session.scalar(text(f"SELECT count(*) FROM {one}")) or 0 for one in COUNTED}
    db.session.rollback()
    return found


def own_payments(app: APIFlask, tenant: Tenant) -> None:
    """What a client sends of its own in the test mode."""
    made = create(tenant.merchant_id, Wanted("t", ["score", "feedback"], is_test=True))
    api = Api(app.test_client(), {"X-API-Key": made.secret})
    for number, name in enumerate(("ana", "bea", "test_review")):
        sent = {"amount": 20 + number, "customer": name, "card": f"tok_{name}"}
        payment = api.post("/predict", sent | {"external_id": f"own-{number}"})
        assert payment.status_code == 200
    number = payment.get_json()["transaction_id"]
    assert api.post("/feedback", {"transaction_id": number, "label": "fraud"}).status_code == 201


def made(models: Models, owner: Api, tenant: Tenant) -> None:
    asked = owner.post("/sample-data", None)
    assert (asked.status_code, asked.get_json()["state"]) == (202, "making")
    sample_data.make(models, tenant.merchant_id, owner_of(tenant), datetime.now(UTC))


def remove(owner: Api, tenant: Tenant) -> None:
    asked = owner.delete("/sample-data")
    assert (asked.status_code, asked.get_json()["state"]) == (202, "removing")
    sample_data.remove(tenant.merchant_id, datetime.now(UTC))


def remembered(merchant_id: int) -> list[Any]:
    tenancy.bind(merchant_id)
    query = text("SELECT key, state, labels FROM entities WHERE is_test ORDER BY key")
    found = [tuple(map(bytes, row)) for row in db.session.execute(query)]
    db.session.rollback()
    return found


def test_they_are_test_data_and_look_lived_in(
    app: APIFlask, models: Models, owner: Api, tenant: Tenant
) -> None:
    assert owner.get("/sample-data").get_json() == {"state": "none", "done": 0, "total": 0}
    made(models, owner, tenant)
    assert owner.get("/sample-data").get_json()["state"] == "there"
    page = owner.get("/transactions?limit=1").get_json()["items"]
    assert page[0]["customer"].startswith("sample-")
    detail = owner.get(f"/transactions/{page[0]['id']}").get_json()
    assert (detail["data_source"], detail["is_test"]) == ("sample", True)
    live = Api(app.test_client(), bearer(owner_of(tenant)))
    assert live.get("/transactions").get_json()["items"] == []
    states = text("SELECT state, count(*) FROM reviews WHERE is_test GROUP BY state")
    tenancy.bind(tenant.merchant_id)
    found = dict(db.session.execute(states).tuples().all())
    assert found["open"] > 0
    assert found["resolved"] > 0
    assert counts(tenant.merchant_id)["transactions"] == sample_data.MOST_PAYMENTS
    # Whoever sends a first payment of their own is told of it still.
    tenancy.bind(tenant.merchant_id)
    assert first.is_awaited(tenant.merchant_id, True)
    # Their states are what their payments and labels make of them.
    assert recount.rebuild(tenant.merchant_id, True).changed == 0


def test_asked_for_and_made_twice_they_are_there_once(
    models: Models, owner: Api, tenant: Tenant
) -> None:
    made(models, owner, tenant)
    before = counts(tenant.merchant_id)
    assert owner.post("/sample-data", None).get_json()["state"] == "there"
    sample_data.make(models, tenant.merchant_id, owner_of(tenant), datetime.now(UTC))
    assert counts(tenant.merchant_id) == before


def test_they_leave_no_trace_and_a_clients_own_stay(
    app: APIFlask, models: Models, owner: Api, tenant: Tenant
) -> None:
    own_payments(app, tenant)
    for _ in range(2):
        customers.refresh()
    before, known = counts(tenant.merchant_id), remembered(tenant.merchant_id)
    made(models, owner, tenant)
    tenancy.bind(tenant.merchant_id)
    with tenancy.across_merchants():
        last = db.session.scalar(text("SELECT max(id) FROM transactions"))
    tenancy.bind(tenant.merchant_id)
    usuals.refresh_merchant(tenant.merchant_id, True, last or 0, datetime.now(UTC))
    db.session.commit()
    for _ in range(2):
        customers.refresh()
    busy = owner.get("/customers?limit=1").get_json()["items"][0]["customer"]
    note = owner.post(f"/customers/{busy}/notes", {"text": "Called."})
    assert note.status_code == 201
    owner.get("/dashboard/overview")
    remove(owner, tenant)
    assert counts(tenant.merchant_id) == before | {"sample_data": 0, "overview_days": 0}
    assert remembered(tenant.merchant_id) == known
    tenancy.bind(tenant.merchant_id)
    said = db.session.scalars(
        text("SELECT action FROM audit_events WHERE action LIKE 'sample_data%' ORDER BY position")
    ).all()
    ends = ("requested", "removal_requested", "removed")
    assert list(said) == [f"sample_data.{end}" for end in ends]
    usual = db.session.execute(text("SELECT payments FROM usuals WHERE is_test")).scalar_one()
    assert usual == 0
    db.session.rollback()
    assert owner.get("/sample-data").get_json()["state"] == "none"
    made(models, owner, tenant)


def test_removed_before_customers_were_counted_nobody_loses_anything(
    app: APIFlask, models: Models, owner: Api, tenant: Tenant
) -> None:
    made(models, owner, tenant)
    name = owner.get("/transactions?limit=1").get_json()["items"][0]["customer"]
    secret = create(tenant.merchant_id, Wanted("t", ["score"], is_test=True)).secret
    Api(app.test_client(), {"X-API-Key": secret}).post("/predict", {"amount": 5, "customer": name})
    remove(owner, tenant)
    for _ in range(2):
        customers.refresh()
    shown = owner.get(f"/customers/{name}").get_json()
    assert shown["orders"] == 1


def test_killed_in_the_middle_it_goes_on(models: Models, owner: Api, tenant: Tenant) -> None:
    empty = counts(tenant.merchant_id)
    make = partial(
        sample_data.make, models, tenant.merchant_id, owner_of(tenant), datetime.now(UTC)
    )
    owner.post("/sample-data", None)
    _killed_at("INSERT INTO feedback", 1, make)
    assert counts(tenant.merchant_id) == empty | {"sample_data": 1}
    assert owner.get("/sample-data").get_json()["done"] == sample_data.MOST_PAYMENTS
    make()
    assert counts(tenant.merchant_id)["transactions"] == sample_data.MOST_PAYMENTS
    owner.delete("/sample-data")
    go_on = partial(sample_data.remove, tenant.merchant_id, datetime.now(UTC))
    _killed_at("data_source = 'sample'", 3, go_on)
    assert owner.get("/sample-data").get_json()["done"] == 2 * table.ROWS_AT_ONCE
    assert owner.post("/sample-data", None).status_code == 409
    _killed_at("DELETE FROM entities", 1, go_on)
    go_on()
    assert counts(tenant.merchant_id) == empty
    tenancy.bind(tenant.merchant_id)
    said = text(
        "SELECT DISTINCT data ->> 'state' FROM events WHERE data ->> 'kind' = 'sample_data'"
    )
    assert set(db.session.scalars(said)) == {"making", "there", "removing", "none"}


def _killed_at(words: str, time: int, work: Callable[[], None]) -> None:
    """Do some work, and die before the statement with these words is sent so many times."""
    met = 0

    def die(_: Any, __: Any, statement: str, *___: Any) -> None:
        nonlocal met
        met += words in statement
        if met == time:
            raise SystemExit

    event.listen(db.engine, "before_cursor_execute", die)
    try:
        with pytest.raises(SystemExit):
            work()
    finally:
        event.remove(db.engine, "before_cursor_execute", die)
    db.session.rollback()


def test_a_lost_job_can_be_asked_for_again(owner: Api, tenant: Tenant) -> None:
    owner.post("/sample-data", None)
    as_owner("UPDATE sample_data SET updated_at = now() - interval '11 minutes', done = 250")
    assert owner.post("/sample-data", None).get_json()["done"] == 0
    as_owner(
        "UPDATE sample_data SET state = 'removing', updated_at = now() - interval '11 minutes'"
    )
    assert owner.delete("/sample-data").get_json()["done"] == 0


def test_not_wanted_any_more_none_is_stored(models: Models, owner: Api, tenant: Tenant) -> None:
    before = counts(tenant.merchant_id)
    owner.post("/sample-data", None)
    assert owner.delete("/sample-data").get_json()["state"] == "removing"
    sample_data.make(models, tenant.merchant_id, owner_of(tenant), datetime.now(UTC))
    sample_data.remove(tenant.merchant_id, datetime.now(UTC))
    assert counts(tenant.merchant_id) == before


def test_the_tasks_of_the_worker_do_it(owner: Api, tenant: Tenant) -> None:
    owner.post("/sample-data", None)
    tasks.make_sample_data(tenant.merchant_id, owner_of(tenant))
    assert owner.get("/sample-data").get_json()["state"] == "there"
    owner.delete("/sample-data")
    tasks.remove_sample_data(tenant.merchant_id)
    waiting = text("SELECT task_name FROM procrastinate_jobs WHERE task_name LIKE '%sample_data'")
    with db.engine.connect() as connection:
        found = set(connection.execute(waiting).scalars())
    assert found == {"make_sample_data", "remove_sample_data"}
    assert owner.get("/sample-data").get_json()["state"] == "none"

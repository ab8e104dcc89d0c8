"""What was on a list before, and names that differ in nothing a person would notice."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from secureflow.db import tenancy
from secureflow.db.lists import ListEntryRow
from secureflow.extensions import db
from tests.api.test_lists import make, put, standing
from tests.conftest import Api, Tenant


def test_a_value_whose_entry_has_expired_is_new(api: Api, tenant: Tenant) -> None:
    number = make(api)
    put(api, number, "tok_1", "tok_2")
    tenancy.bind(tenant.merchant_id)
    past = datetime.now(UTC) - timedelta(days=1)
    row = ListEntryRow
    db.session.execute(update(row).where(row.value == "tok_1").values(expires_at=past))
    db.session.commit()
    answer = put(api, number, "tok_1", "tok_2", "tok_3")
    assert (answer["added"], answer["changed"]) == (2, 1)
    assert sorted(standing(api, number)) == ["tok_1", "tok_2", "tok_3"]


def test_two_lists_have_no_names_that_differ_only_in_case(api: Api) -> None:
    number = make(api, name="Stolen")
    body = {"name": "stolen", "kind": "card", "effect": "block"}
    assert api.post("/lists", body).get_json()["field"] == "name"
    assert api.patch(f"/lists/{number}", {"name": "STOLEN"}).status_code == 200

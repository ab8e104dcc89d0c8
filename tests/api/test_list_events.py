"""What those who watch are told of lists: each change once, by ids, and nothing of what failed."""

from typing import Any

from secureflow.db import tenancy
from secureflow.db.events import EventRow
from secureflow.extensions import db
from tests.api.test_lists import make, put, send
from tests.conftest import Api, Tenant, make_tenant


def told(tenant: Tenant) -> list[dict[str, Any]]:
    """Return what was said of lists among the live data, in order."""
    tenancy.bind(tenant.merchant_id)
    row = EventRow
    said = db.session.query(row).where(row.type == "list.changed").order_by(row.id).all()
    live = [one.data for one in said if not one.is_test]
    assert live == [one.data for one in said if one.is_test], "lists hold for either data"
    return live


def test_each_change_of_a_list_is_told_once(api: Api, tenant: Tenant) -> None:
    number = make(api)
    put(api, number, "tok_1", "tok_2")
    (entry, *_) = api.get(f"/lists/{number}/entries").get_json()["items"]
    assert api.delete(f"/lists/{number}/entries/{entry['id']}").status_code == 204
    assert send(api, number, b"value\ntok_3\ntok_4\n").status_code == 201
    assert api.patch(f"/lists/{number}", {"name": "Known cards"}).status_code == 200
    assert api.delete(f"/lists/{number}").status_code == 204
    said = told(tenant)
    assert [one["what"] for one in said] == [
        "made",
        "entries",
        "entries",
        "entries",
        "changed",
        "deleted",
    ]
    assert {one["list_id"] for one in said} == {number}
    assert all(one["by"] == {"id": None, "name": "checkout"} for one in said)
    assert "tok_" not in str(said), "what stands on a list is nobody's to keep for a day"


def test_what_was_refused_and_what_stays_the_same_is_not_told(api: Api, tenant: Tenant) -> None:
    number = make(api)
    before = len(told(tenant))
    assert api.post(f"/lists/{number}/entries", {"entries": [{"value": " "}]}).status_code == 422
    assert api.delete(f"/lists/{number}/entries/{2**40}").status_code == 404
    assert api.patch(f"/lists/{number}", {"name": "Stolen"}).status_code == 200
    assert send(api, number, b"card\ntok_1\n").status_code == 422
    assert len(told(tenant)) == before
    assert told(make_tenant("Contoso")) == []

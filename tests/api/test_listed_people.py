"""One person on lists and among the spared: handed out, forgotten, hidden, and gone in time."""

import json
from typing import Any

from secureflow.db import tenancy
from secureflow.db.lists import ListEntryRow
from secureflow.db.rules import RuleSnoozeRow
from secureflow.extensions import db
from secureflow.services import expiry, privacy
from tests.api.people import Person
from tests.api.test_lists import decided, make, put, standing
from tests.api.test_rules import SOON, add, draft
from tests.conftest import Api, Tenant, as_owner

ANA = {"customer": "ana", "card": "tok_1", "email": "Ana@mail.example", "ip": "203.0.113.9"}


def listed(api: Api) -> dict[str, int]:
    """Put Ana and Ben on a list of each kind, and spare both a rule; return the lists."""
    rule = add(api, draft(api))
    numbers = {}
    for kind, value in ANA.items():
        numbers[kind] = make(api, kind, name=kind)
        other = "198.51.100.1" if kind == "ip" else f"ben-{value.lower()}"
        put(api, numbers[kind], value, other, reason="seen twice")
        for one in (value, other):
            body = {"kind": kind, "value": one, "until": SOON}
            assert api.post(f"/rules/{rule['id']}/snoozes", body).status_code == 201
    return numbers


def left(tenant: Tenant, row: Any) -> int:
    tenancy.bind(tenant.merchant_id)
    found = db.session.query(row).count()
    db.session.rollback()
    return int(found)


def test_a_customer_is_handed_out_and_forgotten(app: Any, api: Api, tenant: Tenant) -> None:
    numbers = listed(api)
    api.post("/predict", {"amount": 5} | ANA)
    sent = json.loads(api.get("/customers/ana/export").get_data())
    assert [row["list"] for row in sent["list_entries"]] == ["customer", "card", "email", "ip"]
    assert len(sent["rule_snoozes"]) == 4
    body = {"password": tenant.password}
    assert Person.of(app, tenant).post("/customers/ana/erase", body).status_code == 200
    assert [len(standing(api, number)) for number in numbers.values()] == [1] * 4
    assert left(tenant, RuleSnoozeRow) == 4


def test_what_stood_there_in_plain_is_hidden(api: Api, tenant: Tenant) -> None:
    numbers = listed(api)
    as_owner("UPDATE merchants SET hash_personal = true")
    put(api, numbers["ip"], ANA["ip"])
    privacy.hide_stored(tenant.merchant_id)
    for kind in ("email", "ip"):
        values = standing(api, numbers[kind])
        assert len(values) == 2
        assert all(value.startswith("hmac:") for value in values)
        assert decided(api, **{kind: ANA[kind]}) == "block"
    assert sorted(standing(api, numbers["card"])) == ["ben-tok_1", "tok_1"]
    assert left(tenant, RuleSnoozeRow) == 8


def test_what_has_expired_is_deleted(api: Api, tenant: Tenant) -> None:
    numbers = listed(api)
    as_owner(
        "UPDATE list_entries SET expires_at = now() WHERE list_id = :number", number=numbers["ip"]
    )
    as_owner("UPDATE rule_snoozes SET until = now() WHERE kind = 'card'")
    expiry.delete_expired()
    assert (left(tenant, ListEntryRow), left(tenant, RuleSnoozeRow)) == (6, 6)

"""API keys: made, shown once, limited, rotated, revoked."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from apiflask import APIFlask

from secureflow.services import keys
from tests.api.people import Person
from tests.conftest import Api, Tenant, as_owner


@pytest.fixture
def owner(app: APIFlask, tenant: Tenant) -> Person:
    """The merchant's owner, signed in: no key makes keys."""
    return Person.of(app, tenant)


def make(owner: Person, **values: Any) -> dict[str, Any]:
    body = {"name": "back office", "mode": "live", "scopes": ["read"]} | values
    response = owner.post("/keys", body)
    assert response.status_code == 201, response.get_json()
    made: dict[str, Any] = response.get_json()
    return made


def use(app: APIFlask, secret: str, address: str = "127.0.0.1") -> Any:
    return app.test_client().get(
        "/api/me", headers={"X-API-Key": secret}, environ_base={"REMOTE_ADDR": address}
    )


def listed(owner: Person, key_id: int) -> dict[str, Any]:
    items = owner.get("/keys").get_json()["items"]
    return next(item for item in items if item["id"] == key_id)


def test_a_live_key_is_shown_once_and_then_never(owner: Person, app: APIFlask) -> None:
    made = make(owner)
    assert made["secret"].startswith("sf_live_")
    assert made["secret"].startswith(made["prefix"])
    assert use(app, made["secret"]).get_json()["scopes"] == ["read"]
    shown = listed(owner, made["id"])
    assert shown["secret"] is None
    assert shown == made | {"secret": None, "last_used_at": shown["last_used_at"]}


def test_a_test_key_can_be_read_again_until_it_ends(owner: Person) -> None:
    made = make(owner, mode="test", scopes=["score", "read"])
    assert made["secret"].startswith("sf_test_")
    assert listed(owner, made["id"])["secret"] == made["secret"]
    assert owner.delete(f"/keys/{made['id']}").status_code == 204
    ended = listed(owner, made["id"])
    assert ended["secret"] is None
    assert ended["revoked_at"]


def test_every_merchant_begins_with_a_test_key(owner: Person, app: APIFlask) -> None:
    first = owner.get("/keys").get_json()["items"][-1]
    assert (first["mode"], first["scopes"]) == ("test", ["feedback", "read", "score"])
    assert use(app, first["secret"]).status_code == 200


def test_neither_database_nor_list_holds_a_live_secret(owner: Person) -> None:
    from sqlalchemy import text

    from secureflow.db import tenancy
    from secureflow.extensions import db

    made = [make(owner), make(owner, mode="test")]
    with tenancy.across_merchants():
        stored = db.session.execute(text("SELECT string_agg(k::text, ' ') FROM api_keys k"))
        row = stored.scalar_one()
    assert [one["secret"] in row for one in made] == [False, False]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["everything"]}, "scopes"),
        ({"mode": "both"}, "mode"),
        ({"allowed_addresses": ["not an address"]}, "allowed_addresses"),
        ({"allowed_addresses": ["10.0.0.1/8"]}, "allowed_addresses"),
        ({"allowed_addresses": ["10.0.0.1"] * 51}, "allowed_addresses"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "expires_at"),
    ],
)
def test_a_bad_key_names_its_field(owner: Person, change: dict[str, Any], field: str) -> None:
    body = {"name": "x", "mode": "live", "scopes": ["read"]} | change
    response = owner.post("/keys", body)
    assert response.status_code == 422
    assert response.get_json()["field"].startswith(field)


def test_a_key_is_refused_from_other_addresses(owner: Person, app: APIFlask) -> None:
    secret = make(owner, allowed_addresses=["203.0.113.0/24", "2001:db8::/32"])["secret"]
    assert use(app, secret, "203.0.113.77").status_code == 200
    assert use(app, secret, "2001:db8::1").status_code == 200
    refused = use(app, secret, "198.51.100.1")
    assert (refused.status_code, refused.get_json()["code"]) == (403, "forbidden")
    assert "198.51.100.1" in refused.get_json()["message"]


def test_an_expired_key_is_nobodys(owner: Person, app: APIFlask) -> None:
    soon = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    made = make(owner, expires_at=soon)
    assert use(app, made["secret"]).status_code == 200
    as_owner("UPDATE api_keys SET expires_at = now() WHERE id = :id", id=made["id"])
    assert use(app, made["secret"]).status_code == 401


def test_rotation_keeps_the_old_key_for_the_overlap(owner: Person, app: APIFlask) -> None:
    old = make(owner, allowed_addresses=["127.0.0.0/8"])
    new = owner.post(f"/keys/{old['id']}/rotate", {"overlap_hours": 2}).get_json()
    assert (new["name"], new["allowed_addresses"]) == (old["name"], old["allowed_addresses"])
    assert new["secret"] != old["secret"]
    assert [use(app, key["secret"]).status_code for key in (old, new)] == [200, 200]
    shown = listed(owner, old["id"])
    assert shown["replaced_by"] == new["id"]
    left = datetime.fromisoformat(shown["expires_at"]) - datetime.now(UTC)
    assert timedelta(hours=1) < left < timedelta(hours=2)
    again = owner.post(f"/keys/{old['id']}/rotate", {})
    assert again.status_code == 409


def test_without_overlap_the_old_key_ends_at_once(owner: Person, app: APIFlask) -> None:
    old = make(owner)
    new = owner.post(f"/keys/{old['id']}/rotate", {"overlap_hours": 0}).get_json()
    assert [use(app, key["secret"]).status_code for key in (old, new)] == [401, 200]
    assert owner.post(f"/keys/{old['id']}/rotate", {}).status_code == 409


def test_last_use_is_known_to_the_minute(owner: Person, app: APIFlask) -> None:
    made = make(owner)
    assert listed(owner, made["id"])["last_used_at"] is None
    use(app, made["secret"])
    first = listed(owner, made["id"])["last_used_at"]
    assert first is not None
    use(app, made["secret"])
    assert listed(owner, made["id"])["last_used_at"] == first, "not written again within the minute"


def test_a_mistyped_key_is_told_from_a_wrong_one(
    owner: Person, app: APIFlask, tenant: Tenant
) -> None:
    mistyped = use(app, tenant.key[:-1] + ("a" if tenant.key[-1] != "a" else "b"))
    assert "checksum" in mistyped.get_json()["message"]
    unknown = keys._new_secret(is_test=False)
    assert not keys.is_mistyped(unknown)
    assert "not valid" in use(app, unknown).get_json()["message"]


def test_keys_have_an_end(owner: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "MOST_KEYS", 2)
    response = owner.post("/keys", {"name": "one more", "mode": "live", "scopes": ["read"]})
    assert (response.status_code, response.get_json()["code"]) == (409, "conflict")


def test_a_key_changes_no_key_but_itself(
    owner: Person, api: Api, app: APIFlask, tenant: Tenant
) -> None:
    other = make(owner, scopes=["score", "read"])
    mine = make(owner, scopes=["manage", "read"])
    with_mine = Api(app.test_client(), {"X-API-Key": mine["secret"]})
    assert (
        with_mine.post("/keys", {"name": "x", "mode": "live", "scopes": ["read"]}).status_code
        == 403
    )
    assert (
        with_mine.post("/invitations", {"email": "a@b.example", "role": "admin"}).status_code == 403
    )
    assert with_mine.post(f"/keys/{other['id']}/rotate", {}).status_code == 404
    assert (
        with_mine.client.delete(f"/api/keys/{other['id']}", headers=with_mine.headers).status_code
        == 404
    )
    assert {item["secret"] for item in with_mine.get("/keys").get_json()["items"]} == {None}
    successor = with_mine.post(f"/keys/{mine['id']}/rotate", {"overlap_hours": 0}).get_json()
    assert use(app, successor["secret"]).get_json()["scopes"] == ["manage", "read"]


def test_no_test_key_manages(owner: Person) -> None:
    body = {"name": "x", "mode": "test", "scopes": ["read", "manage"]}
    response = owner.post("/keys", body)
    assert (response.status_code, response.get_json()["field"]) == (422, "scopes")


def test_rotation_makes_no_more_keys_than_there_may_be(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make(owner)
    monkeypatch.setattr(keys, "MOST_KEYS", 3)
    assert owner.post(f"/keys/{made['id']}/rotate", {}).status_code == 409

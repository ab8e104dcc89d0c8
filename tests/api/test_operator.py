"""The platform's operators: merchants by their counts, made with their owner, and nothing else."""

from decimal import Decimal

import pytest
from apiflask import APIFlask

from secureflow.extensions import db
from secureflow.services import operator as service
from tests.api.people import Person
from tests.conftest import Tenant, bearer, make_tenant
from tests.mailbox import Mailbox, mailbox, token_in

__all__ = ["mailbox"]
PASSWORD = "many small islands"
WANTED = {
    "name": "Tailspin",
    "currency": "EUR",
    "time_zone": "Europe/Berlin",
    "owner_email": "Olga@tailspin.example",
}


@pytest.fixture
def operator(app: APIFlask) -> Person:
    """An operator, signed in."""
    user = service.create_operator("ops@platform.example", "Ops", PASSWORD)
    return Person(user.id, bearer(user.id), app.test_client())


def test_an_operator_signs_in_and_belongs_to_no_merchant(app: APIFlask, operator: Person) -> None:
    body = {"email": "ops@platform.example", "password": PASSWORD}
    session = app.test_client().post("/api/auth/login", json=body).get_json()
    me = session["me"]
    assert (me["role"], me["merchant"], me["scopes"]) == ("operator", None, [])


def test_merchants_are_listed_by_their_counts_alone(
    app: APIFlask, tenant: Tenant, operator: Person
) -> None:
    make_tenant("Contoso")
    owner = Person.of(app, tenant)
    assert owner.post("/invitations", {"email": "s@n.example", "role": "viewer"}).status_code == 201
    first = operator.get("/operator/merchants?limit=1").get_json()
    assert [one["name"] for one in first["items"]] == ["Contoso"]
    path = f"/operator/merchants?limit=1&cursor={first['next_cursor']}"
    second = operator.get(path).get_json()
    (northwind,) = second["items"]
    assert second["next_cursor"] is None
    assert northwind.pop("created_at")
    assert northwind == {
        "id": tenant.merchant_id,
        "name": "Northwind",
        "currency": "USD",
        "time_zone": "Europe/London",
        "members": 1,
        "invitations": 1,
        "keys": 2,
    }


def test_a_merchant_is_made_and_its_owner_comes_in(
    app: APIFlask, operator: Person, mailbox: Mailbox
) -> None:
    made = operator.post("/operator/merchants", WANTED)
    assert made.status_code == 201
    assert (made.get_json()["members"], made.get_json()["invitations"]) == (0, 1)
    mail = mailbox.one()
    assert mail["To"] == "olga@tailspin.example"
    assert mail["Subject"] == "Ops invites you to Tailspin on SecureFlow"
    accepted = app.test_client().post(
        f"/api/auth/invitations/{token_in(mail)}", json={"name": "Olga", "password": PASSWORD}
    )
    me = accepted.get_json()["me"]
    assert (me["role"], me["merchant"]["name"]) == ("owner", "Tailspin")
    olga = {"Authorization": f"Bearer {accepted.get_json()['access_token']}"}
    events = app.test_client().get("/api/audit", headers=olga).get_json()["items"]
    assert {"merchant.created", "invitation.created"} <= {event["action"] for event in events}
    assert events[-1]["actor_name"] == "Ops"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"currency": "XYZ"}, "currency"),
        ({"time_zone": "Europe/Nowhere"}, "time_zone"),
        ({"time_zone": "../../etc/passwd"}, "time_zone"),
        ({"owner_email": "a,b@c.example"}, "email"),
        ({"name": ""}, "name"),
        ({"name": " "}, "name"),
    ],
)
def test_what_makes_no_merchant_leaves_nothing_behind(
    operator: Person, mailbox: Mailbox, change: dict[str, str], field: str
) -> None:
    answer = operator.post("/operator/merchants", WANTED | change)
    assert (answer.status_code, answer.get_json()["field"]) == (422, field)
    assert operator.get("/operator/merchants").get_json()["items"] == []
    assert mailbox.collect() == []


def test_an_owner_who_has_an_account_elsewhere_is_told_so(
    tenant: Tenant, operator: Person, mailbox: Mailbox
) -> None:
    made = operator.post("/operator/merchants", WANTED | {"owner_email": tenant.email})
    assert made.status_code == 201
    assert "has an account on SecureFlow already" in mailbox.one().get_content().replace("\n", " ")


def test_the_state_of_the_platform_is_told(api: object, operator: Person, mailbox: Mailbox) -> None:
    operator.post("/operator/merchants", WANTED)
    said = operator.get("/operator/status").get_json()
    assert said["status"] == "ready"
    assert {check["name"] for check in said["checks"]} >= {"database", "isolation", "model"}
    (queue,) = said["queues"]
    assert (queue["name"], queue["todo"], queue["failed"]) == ("mail", 1, 0)
    assert Decimal(str(queue["oldest_seconds"])) >= 0
    assert (said["workers"], said["is_late"]) == (0, False)


def test_an_operator_resets_a_password_like_everybody(
    app: APIFlask, operator: Person, mailbox: Mailbox
) -> None:
    client = app.test_client()
    client.post("/api/auth/forgot", json={"email": "ops@platform.example"})
    token = token_in(mailbox.one())
    new = "fewer larger islands"
    body = {"token": token, "password": new}
    assert client.post("/api/auth/reset", json=body).status_code == 204
    assert operator.get("/me").status_code == 401
    login = {"email": "ops@platform.example", "password": new}
    assert client.post("/api/auth/login", json=login).status_code == 200


def test_no_merchants_session_sees_operators(tenant: Tenant, operator: Person) -> None:
    from secureflow.db import tenancy
    from secureflow.db.accounts import UserRow

    tenancy.bind(tenant.merchant_id)
    emails = set(db.session.scalars(db.select(UserRow.email)))
    assert emails == {tenant.email}

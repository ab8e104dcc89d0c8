"""Invitations: who may send them, what their link does, and what it never does twice."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from apiflask import APIFlask

from secureflow.extensions import db
from tests.api.people import Person, member
from tests.conftest import Tenant, as_owner, make_tenant
from tests.mailbox import Mailbox, mailbox, token_in

__all__ = ["mailbox"]
SAM = {"email": "Sam@Northwind.example", "role": "reviewer"}
ACCEPTED = {"name": "Sam Vimes", "password": "a watchman's long night"}


@pytest.fixture
def owner(app: APIFlask, tenant: Tenant) -> Person:
    """The merchant's owner, signed in."""
    return Person.of(app, tenant)


def test_a_person_is_invited_accepts_and_is_in(owner: Person, mailbox: Mailbox) -> None:
    made = owner.post("/invitations", SAM)
    assert made.status_code == 201
    invitation = made.get_json()
    assert (invitation["email"], invitation["role"]) == ("sam@northwind.example", "reviewer")
    assert invitation["invited_by"] == "Dana Lee"
    left = datetime.fromisoformat(invitation["expires_at"]) - datetime.now(UTC)
    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)
    assert owner.get("/invitations").get_json()["items"] == [invitation]
    mail = mailbox.one()
    assert mail["To"] == "sam@northwind.example"
    assert mail["Subject"] == "Dana Lee invites you to Northwind on SecureFlow"
    token = token_in(mail)
    facts = owner.nobody.get(f"/api/auth/invitations/{token}").get_json()
    assert facts == {
        "email": "sam@northwind.example",
        "merchant_name": "Northwind",
        "role": "reviewer",
        "invited_by": "Dana Lee",
        "expires_at": invitation["expires_at"],
    }
    answer = owner.nobody.post(f"/api/auth/invitations/{token}", json=ACCEPTED)
    session = answer.get_json()
    assert (answer.status_code, session["authenticated"]) == (200, True)
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert (session["me"]["name"], session["me"]["role"]) == ("Sam Vimes", "reviewer")
    assert session["me"]["merchant"]["name"] == "Northwind"
    sam = {"Authorization": f"Bearer {session['access_token']}"}
    assert owner.nobody.get("/api/transactions", headers=sam).status_code == 200
    assert owner.get("/invitations").get_json()["items"] == []
    assert owner.nobody.get(f"/api/auth/invitations/{token}").status_code == 404
    again = owner.nobody.post(f"/api/auth/invitations/{token}", json=ACCEPTED)
    assert (again.status_code, again.get_json()["field"]) == (404, "token")
    login = {"email": SAM["email"], "password": ACCEPTED["password"]}
    assert owner.nobody.post("/api/auth/login", json=login).status_code == 200


def test_only_the_hash_of_a_token_is_stored_and_the_queue_is_sealed(
    owner: Person, mailbox: Mailbox
) -> None:
    owner.post("/invitations", SAM)
    with db.engine.connect() as connection:
        stored = connection.execute(
            db.text(
                "SELECT to_jsonb(j)::text FROM procrastinate_jobs j "
                "UNION SELECT to_jsonb(i)::text FROM invitations i"
            )
        )
        text = " ".join(row[0] for row in stored)
    assert "invitation" in text
    assert token_in(mailbox.one()) not in text
    assert "/invite/" not in text


def test_a_person_is_invited_once_and_members_never(owner: Person, mailbox: Mailbox) -> None:
    assert owner.post("/invitations", SAM).status_code == 201
    twice = owner.post("/invitations", SAM | {"role": "admin"})
    assert (twice.status_code, twice.get_json()["field"]) == (409, "email")
    itself = owner.post("/invitations", SAM | {"email": "DANA@northwind.example"})
    assert (itself.status_code, itself.get_json()["message"]) == (
        409,
        "email: DANA@northwind.example is a member already",
    )
    as_owner("UPDATE invitations SET expires_at = now() - interval '1 second'")
    anew = owner.post("/invitations", SAM | {"role": "admin"})
    assert (anew.status_code, anew.get_json()["role"]) == (201, "admin")
    assert len(owner.get("/invitations").get_json()["items"]) == 1


def test_an_expired_invitation_leads_nowhere_until_it_is_sent_again(
    owner: Person, mailbox: Mailbox
) -> None:
    number = owner.post("/invitations", SAM).get_json()["id"]
    first = token_in(mailbox.one())
    as_owner("UPDATE invitations SET expires_at = now() - interval '1 second'")
    assert owner.nobody.get(f"/api/auth/invitations/{first}").status_code == 404
    refused = owner.nobody.post(f"/api/auth/invitations/{first}", json=ACCEPTED)
    assert refused.status_code == 404
    assert owner.post(f"/invitations/{number}/resend").status_code == 204
    second = token_in(mailbox.one())
    assert owner.nobody.get(f"/api/auth/invitations/{first}").status_code == 404
    assert owner.nobody.get(f"/api/auth/invitations/{second}").status_code == 200


def test_an_invitation_taken_back_leads_nowhere(owner: Person, mailbox: Mailbox) -> None:
    number = owner.post("/invitations", SAM).get_json()["id"]
    token = token_in(mailbox.one())
    assert owner.delete(f"/invitations/{number}").status_code == 204
    assert owner.delete(f"/invitations/{number}").status_code == 404
    assert owner.nobody.post(f"/api/auth/invitations/{token}", json=ACCEPTED).status_code == 404


def test_a_bad_password_or_name_leaves_the_invitation_good(owner: Person, mailbox: Mailbox) -> None:
    owner.post("/invitations", SAM)
    token = token_in(mailbox.one())
    short = owner.nobody.post(
        f"/api/auth/invitations/{token}", json=ACCEPTED | {"password": "short"}
    )
    assert (short.status_code, short.get_json()["field"]) == (422, "password")
    nameless = owner.nobody.post(f"/api/auth/invitations/{token}", json=ACCEPTED | {"name": " "})
    assert (nameless.status_code, nameless.get_json()["field"]) == (422, "name")
    assert owner.nobody.post(f"/api/auth/invitations/{token}", json=ACCEPTED).status_code == 200


def test_an_account_elsewhere_is_not_told_to_who_invites(
    app: APIFlask, owner: Person, mailbox: Mailbox
) -> None:
    other = make_tenant("Contoso")
    answers = [
        owner.post("/invitations", SAM | {"email": email}).get_json()
        for email in (other.email, "nobody@contoso.example")
    ]
    assert answers[0].keys() == answers[1].keys()
    assert len(owner.get("/invitations").get_json()["items"]) == 2
    told, invited = mailbox.collect()
    assert told["To"] == other.email
    assert "has an account on SecureFlow already" in told.get_content()
    assert "/invite/" not in told.get_content()
    assert token_in(invited)


def test_an_address_that_got_an_account_meanwhile_is_refused(
    owner: Person, mailbox: Mailbox
) -> None:
    owner.post("/invitations", SAM | {"email": "dana@contoso.example"})
    token = token_in(mailbox.one())
    make_tenant("Contoso")
    refused = owner.nobody.post(f"/api/auth/invitations/{token}", json=ACCEPTED)
    assert (refused.status_code, refused.get_json()["field"]) == (409, "email")


def test_only_owners_deal_with_owners(app: APIFlask, tenant: Tenant, owner: Person) -> None:
    admin = member(app, tenant, "admin")
    refused = admin.post("/invitations", SAM | {"role": "owner"})
    assert (refused.status_code, refused.get_json()["code"]) == (403, "forbidden")
    number = owner.post("/invitations", SAM | {"role": "owner"}).get_json()["id"]
    assert admin.delete(f"/invitations/{number}").status_code == 403
    assert admin.post(f"/invitations/{number}/resend").status_code == 403
    assert admin.post("/invitations", {"email": "b@b.example", "role": "admin"}).status_code == 201


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"email": "a@b.example, c@d.example"}, "email"),
        ({"email": "a,c@d.example"}, "email"),
        ({"email": "<a@d.example>"}, "email"),
        ({"email": "a@d.example\r\nBcc: c@d.example"}, "email"),
        ({"role": "operator"}, "role"),
        ({"merchant_id": 1}, "merchant_id"),
    ],
)
def test_what_cannot_be_invited_is_named(owner: Person, change: dict[str, Any], field: str) -> None:
    answer = owner.post("/invitations", SAM | change)
    assert (answer.status_code, answer.get_json()["field"]) == (422, field)

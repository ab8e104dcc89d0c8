"""A forgotten password: what the answer tells, what the link does, and how often."""

from datetime import UTC, datetime

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import text

from secureflow.extensions import db
from tests.api.browser import Browser
from tests.api.people import Person
from tests.conftest import Tenant, as_owner
from tests.mailbox import Mailbox, link_in, mailbox, token_in

__all__ = ["mailbox"]
NEW = "seven quiet lighthouses"


@pytest.fixture
def client(app: APIFlask) -> FlaskClient:
    """A browser in which nobody is signed in."""
    return app.test_client()


def ask(client: FlaskClient, email: str) -> None:
    answer = client.post("/api/auth/forgot", json={"email": email})
    assert (answer.status_code, answer.get_json()) == (202, {"accepted": True})


def reset(client: FlaskClient, token: str, password: str = NEW) -> int:
    answer = client.post("/api/auth/reset", json={"token": token, "password": password})
    return int(answer.status_code)


def sign_in(client: FlaskClient, tenant: Tenant, password: str) -> int:
    body = {"email": tenant.email, "password": password}
    return int(client.post("/api/auth/login", json=body).status_code)


def test_a_link_sets_the_password_once_and_ends_every_session(
    app: APIFlask, client: FlaskClient, tenant: Tenant, mailbox: Mailbox
) -> None:
    owner = Person.of(app, tenant)
    ask(client, tenant.email.upper())
    mail = mailbox.one()
    assert (mail["To"], mail["Subject"]) == (tenant.email, "Set a new password for SecureFlow")
    assert link_in(mail).startswith("/reset/")
    token = token_in(mail)
    assert owner.get("/me").status_code == 200
    assert reset(client, token) == 204
    assert owner.get("/me").status_code == 401
    assert sign_in(client, tenant, tenant.password) == 401
    assert sign_in(client, tenant, NEW) == 200
    assert mailbox.one()["Subject"] == "Your password on SecureFlow was changed"
    again = client.post("/api/auth/reset", json={"token": token, "password": NEW + "!"})
    assert (again.status_code, again.get_json()["field"]) == (404, "token")


def test_an_unknown_address_leaves_the_same_traces(
    client: FlaskClient, tenant: Tenant, mailbox: Mailbox
) -> None:
    statements = []
    for email in (tenant.email, "nobody@northwind.example"):
        as_owner("DELETE FROM procrastinate_jobs")
        ask(client, email)
        with db.engine.connect() as connection:
            rows = connection.execute(
                text(
                    "SELECT task_name, queue_name, length(args->>'sealed') FROM procrastinate_jobs"
                )
            )
            statements.append([tuple(row) for row in rows])
    assert statements[0] == statements[1]
    assert len(statements[0]) == 1
    assert mailbox.collect() == []


def test_neither_address_nor_token_can_be_read_in_the_database(
    client: FlaskClient, tenant: Tenant, mailbox: Mailbox
) -> None:
    def stored() -> str:
        with db.engine.connect() as connection:
            rows = connection.execute(
                text(
                    "SELECT to_jsonb(j)::text FROM procrastinate_jobs j "
                    "UNION ALL SELECT to_jsonb(r)::text FROM password_resets r"
                )
            )
            return " ".join(row[0] for row in rows)

    ask(client, tenant.email)
    waiting = stored()
    assert "offer_reset" in waiting
    assert tenant.email not in waiting
    token = token_in(mailbox.one())
    assert "token_hash" in stored()
    assert token not in stored()


def test_three_links_of_an_account_at_a_time(
    client: FlaskClient, tenant: Tenant, mailbox: Mailbox
) -> None:
    for _ in range(5):
        ask(client, tenant.email)
    mails = mailbox.collect()
    assert len(mails) == 3
    assert reset(client, token_in(mails[0])) == 204
    assert [reset(client, token_in(mail)) for mail in mails[1:]] == [404, 404]


def test_an_hour_later_the_link_is_over(
    client: FlaskClient, tenant: Tenant, mailbox: Mailbox
) -> None:
    ask(client, tenant.email)
    token = token_in(mailbox.one())
    with db.engine.connect() as connection:
        found = connection.execute(text("SELECT expires_at FROM password_resets")).scalar_one()
    assert 3_500 < (found - datetime.now(UTC)).total_seconds() <= 3_600
    as_owner("UPDATE password_resets SET expires_at = now()")
    assert reset(client, token) == 404
    assert sign_in(client, tenant, tenant.password) == 200


def test_a_bad_password_leaves_the_link_good(
    client: FlaskClient, tenant: Tenant, mailbox: Mailbox
) -> None:
    ask(client, tenant.email)
    token = token_in(mailbox.one())
    body = {"token": token, "password": "short"}
    refused = client.post("/api/auth/reset", json=body)
    assert (refused.status_code, refused.get_json()["field"]) == (422, "password")
    assert reset(client, token) == 204


def test_a_reset_lifts_the_lockout_of_the_account_everywhere(
    app: APIFlask, client: FlaskClient, tenant: Tenant, mailbox: Mailbox
) -> None:
    while sign_in(client, tenant, "wrong every time") != 429:
        pass
    elsewhere = Browser(app, "2001:db8::1")
    while elsewhere.sign_in(tenant, password="wrong every time").status_code != 429:
        pass
    ask(client, tenant.email)
    reset_mail = next(m for m in mailbox.collect() if "new password" in m["Subject"])
    assert reset(client, token_in(reset_mail)) == 204
    assert sign_in(client, tenant, NEW) == 200
    assert elsewhere.sign_in(tenant, password=NEW).status_code == 200


def test_who_reset_it_is_on_record(
    app: APIFlask, client: FlaskClient, tenant: Tenant, mailbox: Mailbox
) -> None:
    ask(client, tenant.email)
    assert reset(client, token_in(mailbox.one())) == 204
    assert sign_in(client, tenant, NEW) == 200
    events = Person.of(app, tenant).get("/audit").get_json()["items"]
    said = {event["action"]: event for event in events}
    assert said["password.reset_asked"]["actor_kind"] == "system"
    assert said["password.reset"]["actor_name"] == "Dana Lee"
    assert said["password.reset"]["address"] == "127.0.0.1"

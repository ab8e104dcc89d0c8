"""A world in which every operation of the API can succeed: people, keys, payments, links.

The world is plain JSON, so that the process that generates requests can read it.
"""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

from apiflask import APIFlask
from pyotp.totp import TOTP

from secureflow.db import accounts, invitations, password_resets, tenancy
from secureflow.db.accounts import UserRow
from secureflow.extensions import db
from secureflow.services import (
    challengers,
    keys,
    model_runs,
    operator,
    passwords,
    sessions,
    tokens,
)
from secureflow.services.keys import Wanted
from secureflow.services.models import Models
from tests.conftest import Tenant, bearer, make_tenant
from tests.schema import noted, previewed, reviewed, ruled
from tests.services.test_promotion import better, fill
from tests.services.versions import another, own

World = dict[str, Any]
PASSWORD = "correct horse battery"
MANY = 30
"""Of what can be used once: enough for every request that is meant to succeed."""


class Builder:
    """Makes the people and things of one merchant."""

    def __init__(self, app: APIFlask, name: str) -> None:
        self.client = app.test_client()
        self.tenant: Tenant = make_tenant(name)
        self.merchant_id = self.tenant.merchant_id
        self.domain = self.tenant.email.partition("@")[2]
        self.password_hash = passwords.hashed(PASSWORD)

    def person(self, name: str, role: str = "reviewer") -> int:
        """Return a new member, whose password is everybody's."""
        tenancy.bind(self.merchant_id)
        email = f"{name}@{self.domain}"
        user_id = accounts.add_user(self.merchant_id, email, name, role, self.password_hash).id
        db.session.commit()
        return user_id

    def owner(self) -> int:
        """Return who owns the merchant."""
        user = accounts.user_by_email(self.tenant.email)
        assert user is not None
        return user.id

    def refresh_tokens(self, user_id: int) -> list[str]:
        """Return the refresh tokens of many sessions of a person."""
        tenancy.bind(self.merchant_id)
        user = db.session.get_one(UserRow, user_id)
        made = [sessions.start(user, "127.0.0.1", "Test").refresh_token for _ in range(MANY)]
        db.session.commit()
        return made

    def invitations(self, mark: str) -> tuple[list[int], list[str]]:
        """Return the numbers and the tokens of many open invitations."""
        tenancy.bind(self.merchant_id)
        now, found, secrets = datetime.now(UTC), [], []
        for number in range(MANY):
            token = tokens.new()
            row = invitations.add(
                self.merchant_id,
                f"{mark}{number}@guest.example",
                role="viewer",
                token_hash=tokens.hash_of(token),
                invited_by="Dana Lee",
                created_at=now,
                expires_at=now + timedelta(days=7),
            )
            assert row is not None
            found.append(row.id)
            secrets.append(token)
        db.session.commit()
        return found, secrets

    def reset_tokens(self) -> list[str]:
        """Return links that set a new password, each of a person of its own."""
        made = []
        for number in range(MANY):
            user_id = self.person(f"forgetful{number}")
            made.append(tokens.new())
            until = datetime.now(UTC) + timedelta(hours=1)
            tenancy.bind(self.merchant_id)
            password_resets.add(self.merchant_id, user_id, tokens.hash_of(made[-1]), until)
            db.session.commit()
        return made

    def test_key(self) -> str:
        """Return a key of the test mode."""
        tenancy.bind(self.merchant_id)
        return keys.create(self.merchant_id, Wanted("try", ["score"], is_test=True)).secret

    def key_ids(self) -> list[int]:
        """Return the numbers of many keys in force."""
        made = []
        for number in range(MANY):
            tenancy.bind(self.merchant_id)
            made.append(keys.create(self.merchant_id, Wanted(f"till {number}", ["read"])).row.id)
        return made

    def recovery_codes(self, user_id: int) -> list[str]:
        """Return the recovery codes of a person's new second factor."""
        who = bearer(user_id)
        code = TOTP(self.pending_secret(user_id)).now()
        answer = self._post("/api/me/second-factor/confirm", who, json={"code": code})
        return list(answer.get_json()["recovery_codes"])

    def pending_secret(self, user_id: int) -> str:
        """Return the secret of a second factor that waits for its first code."""
        sent = {"password": PASSWORD}
        answer = self._post("/api/me/second-factor", bearer(user_id), json=sent)
        return str(answer.get_json()["secret"])

    def session_ids(self, user_id: int) -> list[int]:
        """Return the numbers of many sessions of a person."""
        self.refresh_tokens(user_id)
        answer = self.client.get("/api/sessions", headers=bearer(user_id))
        return [one["id"] for one in answer.get_json()["items"] if not one["is_current"]]

    def payments(self) -> list[int]:
        """Return the numbers of stored payments of a dozen customers."""
        rows = [
            {"amount": 10 + n, "customer": f"cus_{n}", "external_id": f"order-{n}"}
            for n in range(12)
        ]
        answer = self._post("/api/predict-batch", self.tenant.headers, json={"transactions": rows})
        return [row["transaction_id"] for row in answer.get_json()["predictions"]]

    def uploads(self) -> list[int]:
        """Return the numbers of scored files."""
        file = {"file": (io.BytesIO(b"amount\n5\n6\n"), "some.csv")}
        answer = self._post("/api/uploads/score", self.tenant.headers, data=file)
        return [answer.get_json()["id"]]

    def feedback_files(self) -> list[int]:
        """Return the numbers of files of labels that were read."""
        file = {"file": (io.BytesIO(b"external_id\norder-1\n"), "back.csv")}
        answer = self._post("/api/feedback/uploads", self.tenant.headers, data=file)
        return [answer.get_json()["id"]]

    def versions(self, models: Models) -> list[str]:
        """Return two challengers of which the first has been compared and may be promoted."""
        data = models.files.read(models.active().version)
        assert data is not None
        rows = [own(models.files, self.merchant_id, another(data, year)) for year in (2051, 2052)]
        versions = [row.version for row in rows]
        for version in versions:
            tenancy.bind(self.merchant_id)
            challengers.challenge(models, self.merchant_id, version, 0.0)
        fill(models, self.merchant_id, versions[0], better)
        return versions

    def runs(self) -> list[int]:
        """Return the number of a training that has ended."""
        tenancy.bind(self.merchant_id)
        row = model_runs.request(self.merchant_id, "train", "an earlier one")
        row.state, row.finished_at = "failed", datetime.now(UTC)
        db.session.commit()
        return [row.id]

    def _post(self, path: str, headers: dict[str, str], **sent: Any) -> Any:
        answer = self.client.post(path, headers=headers, **sent)
        assert answer.status_code in (200, 201), answer.get_data(as_text=True)
        return answer


def build(app: APIFlask) -> World:
    """Make the world: one merchant for most operations, another for those that take away."""
    main, last = Builder(app, "Northwind"), Builder(app, "Fabrikam")
    owner, leaver = main.owner(), last.owner()
    signed_in, changing, ending = (last.person(name) for name in ("in", "changing", "ending"))
    guarded, removing, pending = (last.person(name) for name in ("guard", "remover", "pending"))
    operating = operator.create_operator("ops@platform.example", "Op Lee", PASSWORD).id
    members, key_ids = [last.person(f"member{n}") for n in range(MANY)], last.key_ids()
    second_factors = [last.person(f"factor{number}") for number in range(3)]
    for user_id in second_factors:
        last.recovery_codes(user_id)
    asked = main.person("asked")
    desk = reviewed.things(main.tenant, main.client, bearer(owner))
    desk |= previewed.things(main.tenant, main.client)
    desk |= ruled.things(main.tenant, main.client, bearer(owner))
    return desk | {
        "asked": asked,
        "email": main.tenant.email,
        "password": PASSWORD,
        "key": main.tenant.headers,
        "owner": bearer(owner),
        "operator": bearer(operating),
        "test_key": {"X-API-Key": main.test_key()},
        "last_key": last.tenant.headers,
        "leaving": bearer(leaver),
        "ending": bearer(ending),
        "last_owner": bearer(last.person("another-owner", "owner")),
        "changing": bearer(changing),
        "guarded": bearer(guarded),
        "removing": bearer(removing),
        "pending": bearer(pending),
        "pending_secret": last.pending_secret(pending),
        "recovery_codes": last.recovery_codes(guarded),
        "removal_codes": last.recovery_codes(removing),
        "transactions": main.payments(),
        "last_transactions": last.payments(),
        "customers": noted.settled([f"cus_{number}" for number in range(12)]),
        "customer_notes": noted.customer_notes(last.client, last.tenant, MANY),
        "chart_notes": noted.chart_notes(last.client, last.tenant, MANY),
        "versions": main.versions(app.extensions["secureflow_models"]),
        "runs": main.runs(),
        "uploads": main.uploads(),
        "feedback_files": main.feedback_files(),
        "keys": key_ids[::2],
        "revocable": key_ids[1::2],
        "second_factors": second_factors,
        "sessions": last.session_ids(ending),
        "refresh_tokens": last.refresh_tokens(signed_in),
        "logout_tokens": last.refresh_tokens(signed_in),
        "members": members[::2],
        "removable": members[1::2],
        "invitations": main.invitations("open")[0],
        "last_invitations": last.invitations("gone")[0],
        "tokens": last.invitations("guest")[1],
        "reset_tokens": last.reset_tokens(),
    }

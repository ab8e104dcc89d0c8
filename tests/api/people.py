"""People of a merchant who call the API signed in."""

from dataclasses import dataclass
from typing import Any

from apiflask import APIFlask
from flask.testing import FlaskClient

from secureflow.db import accounts, tenancy
from secureflow.extensions import db
from tests.conftest import Tenant, bearer


@dataclass(frozen=True)
class Person:
    """Somebody signed in, and a client that sends nobody's token."""

    id: int
    headers: dict[str, str]
    nobody: FlaskClient

    @classmethod
    def of(cls, app: APIFlask, tenant: Tenant) -> "Person":
        """Return the owner of a tenant."""
        owner = accounts.user_by_email(tenant.email)
        assert owner is not None
        return cls(owner.id, bearer(owner.id), app.test_client())

    def get(self, path: str) -> Any:
        return self._call("GET", path)

    def post(self, path: str, body: Any = None) -> Any:
        return self._call("POST", path, body)

    def patch(self, path: str, body: Any) -> Any:
        return self._call("PATCH", path, body)

    def delete(self, path: str) -> Any:
        return self._call("DELETE", path)

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        return self.nobody.open(f"/api{path}", method=method, json=body, headers=self.headers)


def member(app: APIFlask, tenant: Tenant, role: str, name: str = "") -> Person:
    """Return a new person of a tenant."""
    tenancy.bind(tenant.merchant_id)
    email = f"{name or role}@{tenant.email.split('@')[1]}"
    user = accounts.add_user(tenant.merchant_id, email, name or role, role, "no password")
    db.session.commit()
    return Person(user.id, bearer(user.id), app.test_client())

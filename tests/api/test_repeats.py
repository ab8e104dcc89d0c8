"""Every unsafe route answers a repeated Idempotency-Key with what is stored under it."""

import json
import re

import pytest
from apiflask import APIFlask
from pydantic import BaseModel

from secureflow.api.access import ACCESS
from secureflow.api.idempotency import _fingerprint
from secureflow.api.routes import ROUTES
from secureflow.api.routing import Route
from secureflow.db import accounts
from tests.api.browser import begin_second_factor, signed_in, stored
from tests.api.test_access import NOWHERE, name_of, person
from tests.api.things import owner_of
from tests.conftest import Tenant, as_owner, bearer

UNSAFE = [r for r in ROUTES if r.method != "GET" and not r.path.startswith("/auth/")]
STORED = [route for route in UNSAFE if not route.repeat.by_itself]
HIDING = [route for route in UNSAFE if route.repeat.hides]


def test_only_payments_keep_their_keys_by_themselves() -> None:
    assert [name_of(route) for route in UNSAFE if route.repeat.by_itself] == ["POST /predict"]


@pytest.mark.parametrize("route", STORED, ids=name_of)
def test_a_repeated_key_gets_the_stored_answer(app: APIFlask, tenant: Tenant, route: Route) -> None:
    is_operator = "owner" not in ACCESS[route.may].roles
    headers = person(None, "operator") if is_operator else bearer(owner_of(tenant))
    user = accounts.user_by_email("operator@people.example" if is_operator else tenant.email)
    assert user is not None
    path = "/api" + re.sub(r"<[^>]+>", NOWHERE, route.path)
    with app.test_request_context(path, method=route.method):
        fingerprint = _fingerprint()
    as_owner(
        """INSERT INTO idempotency_keys (merchant_id, owner, is_test, key, fingerprint, status,
             content_type, body, expires_at)
           VALUES (:merchant, :owner, false, 'key', :fingerprint, 299, 'application/json',
             '{"stored": true}', now() + interval '1 hour')""",
        merchant=None if is_operator else tenant.merchant_id,
        owner=f"user:{user.id}",
        fingerprint=fingerprint,
    )
    answer = app.test_client().open(
        path, method=route.method, headers=headers | {"Idempotency-Key": "key"}
    )
    assert (answer.status_code, json.loads(answer.get_data())) == (299, {"stored": True})
    assert answer.headers["Idempotent-Replayed"] == "true"


@pytest.mark.parametrize("route", HIDING, ids=name_of)
def test_what_is_shown_once_may_be_null(route: Route) -> None:
    schema = route.handler._spec["response"]["schema"]  # type: ignore[attr-defined]
    assert isinstance(schema, type)
    assert issubclass(schema, BaseModel)
    for name in route.repeat.hides:
        assert type(None) in getattr(schema.model_fields[name].annotation, "__args__", ()), name


def test_a_secret_is_in_no_repeat_and_in_no_row(app: APIFlask, tenant: Tenant) -> None:
    headers = bearer(owner_of(tenant)) | {"Idempotency-Key": "key"}
    body = {"name": "till", "mode": "live", "scopes": ["score"]}
    first = app.test_client().post("/api/keys", json=body, headers=headers).get_json()
    again = app.test_client().post("/api/keys", json=body, headers=headers).get_json()
    assert first["secret"].startswith("sf_live_")
    assert again == first | {"secret": None}


def test_a_pending_second_factor_is_in_no_repeat(app: APIFlask, tenant: Tenant) -> None:
    browser = signed_in(app, tenant)
    first = begin_second_factor(browser, tenant, Idempotency_Key="key").get_json()
    again = begin_second_factor(browser, tenant, Idempotency_Key="key")
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.get_json() == {"secret": None, "uri": None, "qr_svg": None}
    rows = str([bytes(row.body) for row in stored("SELECT body FROM idempotency_keys")])
    assert first["secret"] not in rows
    assert tenant.password not in rows

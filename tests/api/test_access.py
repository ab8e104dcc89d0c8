"""Every route as everybody: each role, each scope of a key, nobody, and another merchant."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from apiflask import APIFlask

from secureflow.api.access import ACCESS, ROLES, SCOPES
from secureflow.api.routes import ROUTES
from secureflow.api.routing import Route
from secureflow.db import accounts, tenancy
from secureflow.extensions import db
from secureflow.services import keys as service
from secureflow.services import sessions
from secureflow.services.keys import Wanted
from tests.conftest import Tenant, as_owner, bearer, make_tenant

Headers = dict[str, str]
GUARDED = [route for route in ROUTES if not ACCESS[route.may].is_open]
NOWHERE = str(2**62)
"""An id that nothing has."""


def name_of(route: Route) -> str:
    return f"{route.method} {route.path}"


def call(app: APIFlask, route: Route, headers: Headers, number: str = NOWHERE) -> int:
    path = re.sub(r"<[^>]+>", number, route.path)
    # A stream of events ends with its client.
    is_stream = route.path == "/events"
    with app.test_client().open(
        f"/api{path}", method=route.method, headers=headers, buffered=not is_stream
    ) as response:
        return int(response.status_code)


def person(merchant_id: int | None, role: str) -> Headers:
    with tenancy.across_merchants():
        user = accounts.add_user(merchant_id, f"{role}@people.example", role, role, "no password")
        db.session.commit()
        return bearer(user.id)


@pytest.fixture
def people(app: APIFlask, tenant: Tenant) -> dict[str, Headers]:
    """The headers of a person of each role."""
    found: dict[str, Headers] = {role: person(tenant.merchant_id, role) for role in ROLES}
    return found | {"operator": person(None, "operator")}


@pytest.fixture
def keys(app: APIFlask, tenant: Tenant) -> dict[str, Headers]:
    """The headers of a key of each scope alone."""
    made = {s: service.create(tenant.merchant_id, Wanted(s, [s])).secret for s in SCOPES}
    return {scope: {"X-API-Key": secret} for scope, secret in made.items()}


@pytest.mark.parametrize("route", GUARDED, ids=name_of)
def test_only_the_roles_of_the_table_may(
    app: APIFlask, people: dict[str, Headers], route: Route
) -> None:
    answers = {role: call(app, route, headers) for role, headers in people.items()}
    refused = {role for role, status in answers.items() if status == 403}
    assert refused == people.keys() - ACCESS[route.may].roles
    assert 401 not in answers.values()
    assert not any(status >= 500 for status in answers.values()), answers


@pytest.mark.parametrize("route", GUARDED, ids=name_of)
def test_only_keys_with_the_scope_may(
    app: APIFlask, keys: dict[str, Headers], route: Route
) -> None:
    answers = {scope: call(app, route, headers) for scope, headers in keys.items()}
    allowed = {scope for scope, status in answers.items() if status != 403}
    assert allowed == {ACCESS[route.may].scope} - {None}
    assert 401 not in answers.values()


def revoked(tenant: Tenant) -> str:
    made = service.create(tenant.merchant_id, Wanted("revoked", SCOPES))
    service.revoke(tenant.merchant_id, made.row.id)
    return made.secret


def owner_of(tenant: Tenant) -> int:
    owner = accounts.user_by_email(tenant.email)
    assert owner is not None
    return owner.id


def signed_out(tenant: Tenant) -> Headers:
    headers = bearer(owner_of(tenant))
    sessions.end_all(owner_of(tenant))
    db.session.commit()
    return headers


def nobodies(tenant: Tenant) -> Iterator[tuple[str, Headers]]:
    """Everything that is not a caller, by name."""
    yield "nothing", {}
    yield "a wrong key", {"X-API-Key": "sf_live_wrong"}
    yield "an odd key", {"X-API-Key": b"\xff".decode("latin-1")}
    yield "a bad token", {"Authorization": "Bearer rubbish"}
    yield "a revoked key", {"X-API-Key": revoked(tenant)}
    yield "no scheme", {"Authorization": "rubbish"}
    yield "a session that has ended", signed_out(tenant)
    yield "an expired token", bearer(owner_of(tenant), timedelta(seconds=-1))


@pytest.mark.parametrize("route", GUARDED, ids=name_of)
def test_nobody_gets_in(app: APIFlask, tenant: Tenant, route: Route) -> None:
    answers = {name: call(app, route, headers) for name, headers in nobodies(tenant)}
    assert set(answers.values()) == {401}, answers


Made = Callable[[APIFlask, Tenant], int | str]


def transaction(app: APIFlask, tenant: Tenant) -> int:
    answer = app.test_client().post("/api/predict", json={"amount": 1}, headers=tenant.headers)
    return int(answer.get_json()["transaction_id"])


def upload(app: APIFlask, tenant: Tenant) -> int:
    from io import BytesIO

    form = {"file": (BytesIO(b"amount\n5\n"), "a.csv")}
    answer = app.test_client().post("/api/uploads/score", data=form, headers=tenant.headers)
    return int(answer.get_json()["id"])


def feedback_file(app: APIFlask, tenant: Tenant) -> int:
    from io import BytesIO

    form = {"file": (BytesIO(b"external_id\n1\n"), "a.csv")}
    answer = app.test_client().post("/api/feedback/uploads", data=form, headers=tenant.headers)
    return int(answer.get_json()["id"])


def session(app: APIFlask, tenant: Tenant) -> int:
    headers = bearer(owner_of(tenant))
    answer = app.test_client().get("/api/me", headers=headers)
    return int(answer.get_json()["session_id"])


def key(app: APIFlask, tenant: Tenant) -> int:
    return service.create(tenant.merchant_id, Wanted("another", ["read"])).row.id


def member(app: APIFlask, tenant: Tenant) -> int:
    return owner_of(tenant)


def invitation(app: APIFlask, tenant: Tenant) -> int:
    body = {"email": "sam@northwind.example", "role": "viewer"}
    headers = bearer(owner_of(tenant))
    answer = app.test_client().post("/api/invitations", json=body, headers=headers)
    return int(answer.get_json()["id"])


def customer(app: APIFlask, tenant: Tenant) -> int:
    """A customer whose reference is a number."""
    body = {"amount": 1, "customer": "4711"}
    app.test_client().post("/api/predict", json=body, headers=tenant.headers)
    return 4711


def chart_note(app: APIFlask, tenant: Tenant) -> int:
    body = {"at": "2026-11-20T08:00:00Z", "text": "Autumn sale"}
    answer = app.test_client().post("/api/chart-notes", json=body, headers=tenant.headers)
    return int(answer.get_json()["id"])


def run(app: APIFlask, tenant: Tenant) -> int:
    body = {"reason": "to see who may look"}
    headers = bearer(owner_of(tenant))
    answer = app.test_client().post("/api/models/train", json=body, headers=headers)
    return int(answer.get_json()["id"])


def version(app: APIFlask, tenant: Tenant) -> str:
    """A model of the merchant's own, which only its row says anything of."""
    name = f"learned-of-merchant-{tenant.merchant_id}"
    as_owner(
        "INSERT INTO model_versions (merchant_id, version, sha256, size, trained_on, metrics, "
        "is_active) VALUES (:merchant_id, :name, '', 0, 'a test', '{}', false)",
        merchant_id=tenant.merchant_id,
        name=name,
    )
    return name


THINGS: dict[str, Made] = {
    "note_id": chart_note,
    "customer": customer,
    "file_id": feedback_file,
    "invitation_id": invitation,
    "key_id": key,
    "member_id": member,
    "run_id": run,
    "session_id": session,
    "transaction_id": transaction,
    "upload_id": upload,
    "version": version,
}
"""How to make the thing that a path names, for a merchant who is then asked for it."""

BODIES: dict[str, Any] = {
    "POST /customers/<path:customer>/notes": {"text": "Called on Monday."},
    "PATCH /team/<int:member_id>": {"role": "viewer"},
    "POST /keys/<int:key_id>/rotate": {},
    "POST /customers/<path:customer>/erase": {"password": "correct horse battery"},
    "PUT /models/challengers/<version>": {"share": 0},
    "POST /models/<version>/promote": {"reason": "it is not mine"},
}
"""What a call needs to be well formed, by method and path."""


def test_a_key_of_the_other_mode_finds_nothing(app: APIFlask, tenant: Tenant) -> None:
    made = service.create(
        tenant.merchant_id, Wanted("test", ["score", "read", "feedback"], is_test=True)
    )
    headers = {"X-API-Key": made.secret}
    for route in WITH_IDS:
        parameter = re.findall(r"<(?:[^:>]+:)?(\w+)>", route.path)[0]
        if ACCESS[route.may].scope not in {None, "manage"}:
            assert call(app, route, headers, str(THINGS[parameter](app, tenant))) == 404


WITH_IDS = [route for route in GUARDED if "<" in route.path]


@pytest.mark.parametrize("route", WITH_IDS, ids=name_of)
def test_another_merchants_thing_is_not_there(app: APIFlask, tenant: Tenant, route: Route) -> None:
    parameter = re.findall(r"<(?:[^:>]+:)?(\w+)>", route.path)[0]
    assert parameter in THINGS, f"say in THINGS how to make the {parameter} of another merchant"
    thing = THINGS[parameter](app, tenant)
    other = make_tenant("Contoso")
    path = re.sub(r"<[^>]+>", str(thing), route.path)
    response = app.test_client().open(
        f"/api{path}",
        method=route.method,
        headers=bearer(owner_of(other)),
        json=BODIES.get(name_of(route)),
    )
    assert response.status_code == 404, response.get_data(as_text=True)

"""Every route as everybody: each role, each scope of a key, nobody, and another merchant."""

import re
from collections.abc import Iterator
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
from tests.api.things import BODIES, IN_BOTH_MODES, THINGS, owner_of, sent
from tests.conftest import Tenant, bearer, make_tenant

Headers = dict[str, str]
GUARDED = [route for route in ROUTES if not ACCESS[route.may].is_open]
NOWHERE = str(2**62)
"""An id that nothing has."""


def name_of(route: Route) -> str:
    return f"{route.method} {route.path}"


def call(
    app: APIFlask, route: Route, headers: Headers, number: str = NOWHERE, body: Any = None
) -> int:
    path = re.sub(r"<[^>]+>", number, route.path)
    # A stream of events ends with its client.
    is_stream = route.path == "/events"
    with app.test_client().open(
        f"/api{path}", method=route.method, headers=headers, json=body, buffered=not is_stream
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


def test_a_key_of_the_other_mode_finds_nothing(app: APIFlask, tenant: Tenant) -> None:
    made = service.create(
        tenant.merchant_id, Wanted("test", ["score", "read", "feedback"], is_test=True)
    )
    headers = {"X-API-Key": made.secret}
    for route in WITH_IDS:
        parameter = re.findall(r"<(?:[^:>]+:)?(\w+)>", route.path)[0]
        is_of_a_mode = parameter not in IN_BOTH_MODES
        if is_of_a_mode and ACCESS[route.may].scope not in {None, "manage"}:
            thing = str(THINGS[parameter](app, tenant))
            assert call(app, route, headers, thing, BODIES.get(name_of(route))) == 404


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
        **sent(name_of(route)),
    )
    assert response.status_code == 404, response.get_data(as_text=True)

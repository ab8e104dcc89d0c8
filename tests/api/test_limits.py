"""Rate limits: who is counted with whom, what an answer says of it, and when it works again."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from secureflow.app import create_app
from secureflow.config import ENVIRONMENT
from secureflow.db import tenancy
from secureflow.extensions import db, limiter
from secureflow.services import keys
from secureflow.services.keys import Wanted
from tests.api.test_access import person
from tests.api.things import owner_of
from tests.conftest import Client, Tenant, bearer

NAMES = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")


@contextmanager
def limited(settings: dict[str, str], **rates: str) -> Iterator[Any]:
    """Yield a client of an app with these limits."""
    app = create_app(settings | rates)
    app.test_client_class = Client
    with app.app_context():
        limiter.reset()
        yield app.test_client()
        db.session.remove()
        db.engine.dispose()


def told(response: Any) -> list[int]:
    return [int(response.headers[name]) for name in NAMES]


def age(seconds: float, newest: int = 0) -> None:
    """Make what was counted older, but for the newest requests, instead of waiting."""
    for window in limiter.storage.windows.values():  # type: ignore[attr-defined]
        for index in range(len(window.times) - newest):
            window.times[index] -= seconds


def events() -> list[Any]:
    with tenancy.across_merchants():
        query = "SELECT kind, severity, details, count FROM security_events ORDER BY id"
        found = list(db.session.execute(text(query)).all())
        db.session.rollback()
    return found


def test_every_answer_says_how_much_is_left(settings: dict[str, str], tenant: Tenant) -> None:
    with limited(settings, RATE_LIMIT_READ="2/minute") as client:
        answers = [client.get("/api/me", headers=tenant.headers) for _ in range(3)]
    assert [a.status_code for a in answers] == [200, 200, 429]
    assert [told(a)[:2] for a in answers] == [[2, 1], [2, 0], [2, 0]]
    assert all(1 <= told(a)[2] <= 60 for a in answers)
    assert ["Retry-After" in a.headers for a in answers] == [False, False, True]
    assert answers[2].get_json()["code"] == "rate_limited"


def test_the_wait_is_until_it_works_again(settings: dict[str, str], tenant: Tenant) -> None:
    with limited(settings, RATE_LIMIT_READ="2/minute") as client:

        def ask() -> Any:
            return client.get("/api/me", headers=tenant.headers)

        ask()
        age(50)
        ask()
        refused = ask()
        assert refused.status_code == 429
        assert int(refused.headers["Retry-After"]) == told(refused)[2]
        assert 9 <= told(refused)[2] <= 10
        # The window moves: the older of the two leaves it, the newer one stays.
        age(10)
        assert [ask().status_code, ask().status_code] == [200, 429]


@pytest.mark.parametrize(
    ("variable", "method", "path", "body"),
    [
        ("RATE_LIMIT_LOGIN", "POST", "/auth/login", {"email": "a@b.example", "password": "x"}),
        ("RATE_LIMIT_LOGIN", "POST", "/auth/forgot", {"email": "a@b.example"}),
        ("RATE_LIMIT_PREDICT", "POST", "/predict", {"amount": 1}),
        ("RATE_LIMIT_BATCH", "POST", "/predict-batch", {"transactions": [{"amount": 1}]}),
        ("RATE_LIMIT_UPLOAD", "POST", "/uploads/score", None),
        ("RATE_LIMIT_MAIL", "POST", "/invitations", {}),
        ("RATE_LIMIT_READ", "GET", "/transactions", None),
        ("RATE_LIMIT_WRITE", "POST", "/feedback", {}),
        ("RATE_LIMIT_ADDRESS", "GET", "/health", None),
    ],
)
def test_each_group_has_a_limit(
    settings: dict[str, str], tenant: Tenant, variable: str, method: str, path: str, body: Any
) -> None:
    with limited(settings, **{variable: "1/minute"}) as client:
        answers = [
            client.open(f"/api{path}", method=method, json=body, headers=tenant.headers)
            for _ in range(2)
        ]
    assert answers[0].status_code != 429
    assert answers[1].status_code == 429
    assert answers[1].get_json()["request_id"]


def test_every_limit_is_tried_here() -> None:
    marks = test_each_group_has_a_limit.pytestmark
    tried = {arguments[0] for mark in marks for arguments in mark.args[1]}
    assert tried == {name for name in ENVIRONMENT.values() if name.startswith("RATE_LIMIT_")}


def test_keys_and_people_are_counted_apart(settings: dict[str, str], tenant: Tenant) -> None:
    second = keys.create(tenant.merchant_id, Wanted("second", ["read"])).secret
    callers = [
        tenant.headers,
        {"X-API-Key": second},
        bearer(owner_of(tenant)),
        person(tenant.merchant_id, "viewer"),
    ]
    with limited(settings, RATE_LIMIT_READ="1/minute") as client:
        for headers in callers:
            statuses = [client.get("/api/me", headers=headers).status_code for _ in range(2)]
            assert statuses == [200, 429]


def test_nobody_is_counted_by_address(settings: dict[str, str], tenant: Tenant) -> None:
    with limited(settings, RATE_LIMIT_READ="1/minute") as client:
        wrong = [{"X-API-Key": f"sf_live_wrong{i}"} for i in range(2)]
        assert [client.get("/api/me", headers=h).status_code for h in wrong] == [401, 429]
        assert client.get("/api/me", headers=tenant.headers).status_code == 200


@pytest.mark.parametrize(
    ("first", "same", "other"),
    [
        ("203.0.113.1", "::ffff:203.0.113.1", "203.0.113.2"),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"),
    ],
)
@pytest.mark.parametrize("variable", ["RATE_LIMIT_ADDRESS", "RATE_LIMIT_LOGIN", "RATE_LIMIT_READ"])
def test_addresses_of_one_network_are_one_client(
    settings: dict[str, str], tenant: Tenant, variable: str, first: str, same: str, other: str
) -> None:
    with limited(settings, **{variable: "1/minute"}) as client:

        def ask(address: str) -> int:
            method, path = ("GET", "me") if "READ" in variable else ("POST", "auth/login")
            at = {"REMOTE_ADDR": address}
            return int(client.open(f"/api/{path}", method=method, environ_base=at).status_code)

        answers = [ask(first), ask(same), ask(other)]
    assert answers[1] == 429
    assert 429 not in (answers[0], answers[2])


def test_the_count_is_exact_under_threads(settings: dict[str, str], tenant: Tenant) -> None:
    with limited(settings, RATE_LIMIT_READ="30/minute") as client:
        app = client.application

        def ask(_: int) -> int:
            answer = app.test_client().get("/api/me", headers=tenant.headers)
            return int(answer.status_code)

        with ThreadPoolExecutor(12) as pool:
            statuses = list(pool.map(ask, range(90)))
    assert (statuses.count(200), statuses.count(429)) == (30, 60)


def test_a_limit_hit_is_noted_once_a_minute(
    app: APIFlask, settings: dict[str, str], tenant: Tenant
) -> None:
    with limited(settings, RATE_LIMIT_READ="1/minute") as client:
        for _ in range(5):
            client.get("/api/me", headers=tenant.headers)
    found = events()
    assert [(e.kind, e.severity, e.count) for e in found] == [("limit.hit", "low", 1)]
    assert found[0].details["limit"] == "read"
    assert found[0].details["caller"].startswith("key:")
    assert found[0].details["allowed"] == "1 per 1 minute"


def test_whoever_hit_a_limit_before_signing_in_is_told_by_address_and_request(
    app: APIFlask, settings: dict[str, str]
) -> None:
    with limited(settings, RATE_LIMIT_ADDRESS="1/minute") as client:
        for number in range(2):
            client.get("/api/health", headers={"X-Request-ID": f"request-{number}"})
    query = text("SELECT address, request_id FROM security_events")
    with tenancy.across_merchants():
        found = [tuple(row) for row in db.session.execute(query)]
    assert found == [("127.0.0.1", "request-1")]

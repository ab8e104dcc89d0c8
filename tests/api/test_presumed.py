"""POST /api/predict by a key that was seen a moment ago: quicker, together, and no less strict."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from secureflow.db import storing, tenancy
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db
from secureflow.services import keys, recount
from secureflow.services.presumed import of
from tests.conftest import Tenant, as_owner

BODY = {"amount": "12.50", "customer": "c-1", "card": "card-1", "occurred_at": "2026-10-31T10:00Z"}


@pytest.fixture
def send(app: APIFlask, tenant: Tenant) -> Callable[..., Any]:
    """Send a payment of a merchant whose key this process has seen."""

    def post(**body: Any) -> Any:
        return app.test_client().post("/api/predict", json=BODY | body, headers=tenant.headers)

    assert post(external_id="first").status_code == 200
    assert of(keys.hash_of(tenant.key)) is not None
    return post


def stored(tenant: Tenant) -> int:
    tenancy.bind(tenant.merchant_id)
    count = db.session.scalar(select(func.count()).select_from(TransactionRow))
    db.session.rollback()
    return count or 0


@pytest.mark.parametrize(
    "body", [{"external_id": "second"}, {"amount": "much"}, {"currency": "XXQ"}]
)
def test_a_key_that_ends_is_refused_with_the_next_payment(
    tenant: Tenant, send: Callable[..., Any], body: dict[str, str]
) -> None:
    as_owner("UPDATE api_keys SET revoked_at = now()")
    answer = send(**body)
    assert (answer.status_code, answer.get_json()["code"]) == (401, "unauthenticated")
    assert of(keys.hash_of(tenant.key)) is None
    assert stored(tenant) == 1


@pytest.mark.parametrize("body", [b"{", b"[]", b"[" * 10_000])
def test_nor_is_it_told_what_is_wrong_with_its_json(
    app: APIFlask, tenant: Tenant, send: Callable[..., Any], body: bytes
) -> None:
    as_owner("UPDATE api_keys SET revoked_at = now()")
    headers = tenant.headers | {"Content-Type": "application/json"}
    answer = app.test_client().post("/api/predict", data=body, headers=headers)
    assert answer.status_code == 401


@pytest.mark.parametrize("body", [{"external_id": "second"}, {"amount": "much"}])
@pytest.mark.parametrize(
    ("change", "status"),
    [
        ("UPDATE api_keys SET scopes = '{read}'", 403),
        ("UPDATE api_keys SET expires_at = now() - interval '1 second'", 401),
        ("UPDATE api_keys SET allowed_addresses = '{192.0.2.1}'", 403),
    ],
)
def test_what_a_key_may_do_is_what_it_may_do_now(
    tenant: Tenant, send: Callable[..., Any], change: str, status: int, body: dict[str, str]
) -> None:
    as_owner(change)
    assert send(**body).status_code == status
    assert stored(tenant) == 1


def test_a_new_policy_decides_from_the_next_payment_on(
    tenant: Tenant, send: Callable[..., Any]
) -> None:
    as_owner("UPDATE policies SET state = 'replaced'")
    as_owner("""
        INSERT INTO policies (merchant_id, version, review_line, block_line, created_at)
        SELECT merchant_id, version + 1, 0.001, 0.002, now() FROM policies
    """)
    assert send(external_id="second").get_json()["decision"] == "block"
    assert send(external_id="third").get_json()["decision"] == "block"


def test_payments_that_wait_together_are_judged_as_one_after_another(
    app: APIFlask, tenant: Tenant, send: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some are copies, all are of one card; nothing is lost, and nothing is counted twice."""
    turns: list[int] = []
    plain = storing.store_and_commit

    def store(hot: Any, rows: Any, *states: Any) -> bool:
        turns.append(len(rows))
        return plain(hot, rows, *states)

    monkeypatch.setattr(storing, "store_and_commit", store)
    names = [f"p-{number % 60}" for number in range(72)]
    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(lambda name: send(external_id=name), names))
    assert {answer.status_code for answer in answers} == {200}
    found: dict[str, set[int]] = {}
    for name, answer in zip(names, answers, strict=True):
        found.setdefault(name, set()).add(answer.get_json()["transaction_id"])
    assert all(len(ids) == 1 for ids in found.values())
    assert len(set.union(*found.values())) == 60
    assert max(turns) > 1
    assert stored(tenant) == 61
    assert recount.rebuild(tenant.merchant_id, False).changed == 0

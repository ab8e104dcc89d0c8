"""/api/review-sample: the shares, on record, and the score from which a payment is a close call."""

from datetime import UTC, datetime

import pytest
from apiflask import APIFlask

from secureflow.db import accounts, tenancy
from secureflow.db.review_sample import FEWEST
from secureflow.domain import Watch
from secureflow.extensions import db
from secureflow.services import review_sample
from tests.api.things import owner_of
from tests.conftest import Api, Tenant, as_owner, bearer
from tests.services import ruled

MADE = """
    INSERT INTO transactions (merchant_id, amount, currency, occurred_at, hour, day_of_week, extra,
        is_fraudulent, confidence, anomaly_score, score, base_points, level, decision,
        model_version, policy_version, data_source, degraded, is_test, request_hash, created_at)
    SELECT :merchant, 1, 'USD', :at, 1, 1, '{}', false, 0, 0, n * 44.0 / :count, 1, 'low',
        'approve', 'none', 1, 'model', false, false, n::text, :at
    FROM generate_series(1, :count) AS n
"""


def watch(tenant: Tenant) -> Watch:
    found = accounts.caller_by_user(owner_of(tenant))
    assert found is not None
    db.session.rollback()
    return found.watch


def test_the_shares_are_shown_and_changed_on_record(
    app: APIFlask, api: Api, tenant: Tenant
) -> None:
    headers = bearer(owner_of(tenant))
    before = api.client.get("/api/review-sample", headers=headers).get_json()
    assert before == {"sample_share": 0.005, "close_call_share": 0.005, "close_call_line": None}
    wanted = {"sample_share": 0.02, "close_call_share": 0.0}
    answer = api.client.put("/api/review-sample", json=wanted, headers=headers)
    assert answer.get_json() == wanted | {"close_call_line": None}
    assert watch(tenant) == Watch(0.02, 0.0, None)
    (event,) = api.client.get(
        "/api/audit?action=review_sample.changed", headers=headers
    ).get_json()["items"]
    assert (event["before"], event["after"]) == (
        {"sample_share": 0.005, "close_call_share": 0.005},
        wanted,
    )


@pytest.mark.parametrize("share", [-0.1, 0.21, "0.1", None])
def test_a_share_has_its_limits(api: Api, tenant: Tenant, share: object) -> None:
    headers = bearer(owner_of(tenant))
    sent = {"sample_share": share, "close_call_share": 0.01}
    answer = api.client.put("/api/review-sample", json=sent, headers=headers)
    assert (answer.status_code, answer.get_json()["field"]) == (422, "sample_share")


def test_close_calls_begin_where_the_share_is_reached(app: APIFlask, tenant: Tenant) -> None:
    as_owner(MADE, merchant=tenant.merchant_id, count=1_000, at=datetime.now(UTC))
    review_sample.find_lines()
    line = watch(tenant).close_call_line
    # The five highest of a thousand scores from 0.044 to 44.
    assert line == pytest.approx(996 * 0.044)


def test_what_a_list_lets_through_is_no_close_call(app: APIFlask, tenant: Tenant) -> None:
    as_owner(MADE, merchant=tenant.merchant_id, count=1_000, at=datetime.now(UTC))
    allowed = """
        UPDATE transactions SET score = 100, hits = '[{"decides": true, "effect": "approve"}]'
        WHERE score > 22 AND id % 2 = 0
    """
    as_owner(allowed)
    # Points alone let nobody through.
    as_owner("UPDATE transactions SET hits = '[{\"decides\": false}]' WHERE hits IS NULL")
    review_sample.find_lines()
    line = watch(tenant).close_call_line
    assert line is not None
    assert 43.0 < line < 44.0


def test_a_payment_that_a_rule_lets_through_needs_no_second_look(api: Api, tenant: Tenant) -> None:
    watched = """
        UPDATE merchants SET review_sample_share = 0, close_call_share = 0.2, close_call_line = 0
        WHERE id = :merchant
    """
    as_owner(watched, merchant=tenant.merchant_id)
    ruled.live(tenant.merchant_id, ruled.rule(tenant.merchant_id, 'Approve if customer is "kept"'))
    for customer in ("kept", "another"):
        api.post("/predict", {"amount": "5.00", "customer": customer})
    rows = api.get("/transactions").get_json()["items"]
    assert {row["customer"]: row["selected"] for row in rows} == {
        "kept": None,
        "another": "close_call",
    }


def test_too_few_payments_have_no_close_calls(app: APIFlask, tenant: Tenant) -> None:
    as_owner(MADE, merchant=tenant.merchant_id, count=FEWEST - 1, at=datetime.now(UTC))
    review_sample.find_lines()
    assert watch(tenant).close_call_line is None


def test_one_frequent_score_is_no_close_call(app: APIFlask, tenant: Tenant) -> None:
    same = MADE.replace("n * 44.0 / :count", "40")
    as_owner(same, merchant=tenant.merchant_id, count=400, at=datetime.now(UTC))
    review_sample.find_lines()
    assert watch(tenant).close_call_line is None
    tenancy.bind(tenant.merchant_id)


def test_a_list_can_show_what_was_selected(api: Api) -> None:
    numbers = [api.post("/predict", {"amount": n}).get_json()["transaction_id"] for n in (1, 2, 3)]
    for number, why in zip(numbers, ("sample", "close_call", None), strict=True):
        as_owner("UPDATE transactions SET selected = :why WHERE id = :id", why=why, id=number)

    def shown(why: str) -> set[int]:
        answer = api.get(f"/transactions?selected={why}").get_json()
        return {row["id"] for row in answer["items"]}

    assert (shown("sample"), shown("close_call")) == ({numbers[0]}, {numbers[1]})
    assert shown("any") == set(numbers[:2])
    (row,) = api.get("/transactions?selected=sample").get_json()["items"]
    assert row["selected"] == "sample"

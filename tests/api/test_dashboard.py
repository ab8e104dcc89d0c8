"""GET /api/dashboard: every figure against a count by hand."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pytest

from tests.api.things import going_on
from tests.conftest import Api, Tenant, as_owner

NOW = datetime.now(UTC)


@pytest.fixture
def filled(api: Api) -> list[dict[str, Any]]:
    rows = [
        {
            "amount": "5000.00" if i % 10 == 0 else f"{5 + i % 40}.00",
            "hour": 3 if i % 10 == 0 else 12,
            "occurred_at": (NOW - timedelta(hours=7 * i)).isoformat(),
            "merchant_category": "travel" if i % 10 == 0 else "groceries",
            "transaction_type": "wire" if i % 10 == 0 else "card_present",
            "currency": "EUR" if i == 5 else "USD",
        }
        for i in range(120)
    ]
    answer = api.post("/predict-batch", {"transactions": rows}).get_json()
    found = [row | p for row, p in zip(rows, answer["predictions"], strict=True)]
    for index, row in enumerate(found):
        if row["decision"] != "approve" and index % 20 == 0:
            api.post("/feedback", {"transaction_id": row["transaction_id"], "label": "fraud"})
    return found


def test_bursts_need_a_person_now(api: Api, tenant: Tenant) -> None:
    now = api.get("/dashboard").get_json()["shield"]
    assert now == {"mode": "live", "effect": "block", "under_way": 0, "bursts": []}
    going_on(tenant)
    now = api.get("/dashboard").get_json()["shield"]
    assert (now["under_way"], now["bursts"]) == (1, api.get("/shield").get_json()["bursts"])
    as_owner("UPDATE bursts SET is_test = true")
    assert api.get("/dashboard").get_json()["shield"]["under_way"] == 0
    as_owner("UPDATE bursts SET is_test = false, until = now()")
    assert api.get("/dashboard").get_json()["shield"]["under_way"] == 0


def test_a_shield_that_is_off_needs_nobody(api: Api, tenant: Tenant) -> None:
    going_on(tenant)
    document = '{"rules": [], "shield": {"mode": "off", "effect": "block"}}'
    as_owner("UPDATE policies SET version = 2, document = CAST(:doc AS jsonb)", doc=document)
    now = api.get("/dashboard").get_json()["shield"]
    assert (now["mode"], now["under_way"], now["bursts"]) == ("off", 0, [])


def test_the_figures_are_counts_of_the_rows(api: Api, filled: list[dict[str, Any]]) -> None:
    answer = api.get("/dashboard?period=28d").get_json()
    starts = datetime.fromisoformat(answer["starts_at"])
    now = [r for r in filled if datetime.fromisoformat(r["occurred_at"]) >= starts]
    flagged = [r for r in now if r["decision"] != "approve"]
    assert flagged
    figures = answer["figures"]
    assert figures["transactions"] == {"now": len(now), "before": len(filled) - len(now)}
    assert figures["flagged"]["now"] == len(flagged)
    assert sum(day["transactions"] for day in answer["days"]) == len(now)
    assert len(answer["days"]) == len(answer["days_before"]) == 28
    assert sum(hour["transactions"] for hour in answer["hours"]) == len(now)
    assert sum(c["transactions"] for c in answer["categories"]) == len(now)
    bins = answer["histogram"]
    assert sum(b["approve"] + b["review"] + b["block"] for b in bins) == len(now)
    stopped = sum(
        Decimal(r["amount"]) for i, r in enumerate(filled) if i % 20 == 0 and r in flagged
    )
    assert Decimal(figures["fraud_stopped"]["now"]) == stopped
    assert [o["currency"] for o in answer["other_currencies"]] == ["EUR"]
    at_risk = [r for i, r in enumerate(filled) if r["decision"] == "review" and i % 20]
    assert answer["open_reviews"] == len(at_risk)
    assert len(answer["needs_you_now"]) == min(5, len(at_risk))


def test_few_labels_make_no_quality_figure(api: Api, filled: list[dict[str, Any]]) -> None:
    agreement = api.get("/dashboard").get_json()["agreement"]
    assert 0 < agreement["labels"] < agreement["labels_needed"] == 50
    assert agreement["right"] == agreement["labels"]
    assert agreement["frauds"] == agreement["flagged_labelled"] == agreement["labels"]
    assert (agreement["agreement"], agreement["fraud_caught"]) == (None, None)


@pytest.mark.parametrize(("period", "bars"), [("24h", (24, 25)), ("7d", (7,)), ("90d", (90,))])
def test_every_period_has_its_bars(api: Api, period: str, bars: tuple[int, ...]) -> None:
    answer = api.get(f"/dashboard?period={period}").get_json()
    assert len(answer["days"]) in bars
    assert answer["figures"]["transactions"] == {"now": 0, "before": 0}
    assert answer["first_transaction_on"] is None
    assert answer["figures"]["seconds_to_decide"] == {"now": None, "before": None}


def test_an_unknown_period_is_refused(api: Api) -> None:
    response = api.get("/dashboard?period=1y")
    assert (response.status_code, response.get_json()["field"]) == (422, "period")


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("category=travel", lambda row: row["merchant_category"] == "travel"),
        ("type=card_present", lambda row: row["transaction_type"] == "card_present"),
        ("hour=3&category=travel", lambda row: row["hour"] == 3),
        ("hour=3&category=groceries", lambda row: False),
        ("customer_age=unknown", lambda row: True),
        ("customer_age=under_1d", lambda row: False),
    ],
)
def test_what_payments_share_narrows_every_figure(
    api: Api, filled: list[dict[str, Any]], query: str, holds: Callable[[Any], bool]
) -> None:
    answer = api.get(f"/dashboard?period=28d&{query}").get_json()
    starts = datetime.fromisoformat(answer["starts_at"])
    shared = [row for row in filled if holds(row)]
    now = [row for row in shared if datetime.fromisoformat(row["occurred_at"]) >= starts]
    figures = answer["figures"]
    assert figures["transactions"] == {"now": len(now), "before": len(shared) - len(now)}
    for parts in ("days", "hours", "categories", "types", "customer_ages"):
        assert sum(part["transactions"] for part in answer[parts]) == len(now)
    # What waits for a person is of any time, and first use is of all payments.
    whole = api.get("/dashboard").get_json()
    for name in ("open_reviews", "needs_you_now", "first_transaction_on"):
        assert answer[name] == whole[name]


def test_a_code_sent_as_a_number_is_found(api: Api) -> None:
    api.post("/predict", {"amount": "12.00", "merchant_category": 5732})
    answer = api.get("/dashboard?category=5732").get_json()
    assert answer["figures"]["transactions"]["now"] == 1


@pytest.mark.parametrize("code", ["--5", "-", "5-", "²"])
def test_a_code_that_only_looks_like_a_number_is_a_text(api: Api, code: str) -> None:
    api.post("/predict", {"amount": "12.00", "merchant_category": code})
    api.post("/predict", {"amount": "12.00", "merchant_category": 5})
    answer = api.get(f"/dashboard?category={quote(code)}")
    assert answer.get_json()["figures"]["transactions"]["now"] == 1
    found = api.get(f"/transactions?category={quote(code)}")
    assert [row["merchant_category"] for row in found.get_json()["items"]] == [code]


def test_an_hour_that_is_none_is_refused(api: Api) -> None:
    response = api.get("/dashboard?hour=24")
    assert (response.status_code, response.get_json()["field"]) == (422, "hour")

"""Days of the overview are counted once, and again when anything in them has changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event, text

from secureflow.db import tenancy
from secureflow.extensions import db
from secureflow.services import expiry, overview
from tests.conftest import Api, Tenant, as_owner

TODAY = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
DAYS = (1, 2, 2, 2, 30, 31)
"""How many days ago each payment was."""


@pytest.fixture
def stored(api: Api) -> list[int]:
    """The ids of payments of earlier days and of one of today."""
    moments = [TODAY - timedelta(days=days) + timedelta(hours=5) for days in DAYS]
    rows = [
        {"amount": "10.50", "occurred_at": moment.isoformat(), "merchant_category": "books"}
        for moment in [*moments, datetime.now(UTC)]
    ]
    answer = api.post("/predict-batch", {"transactions": rows}).get_json()
    return [one["transaction_id"] for one in answer["predictions"]]


@contextmanager
def counted() -> Iterator[list[int]]:
    """Yield a list that fills with how many bars were counted at a time."""
    found: list[int] = []

    def note(_c: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        if "paid AS MATERIALIZED" in statement:
            found.append(len(values["starts"]))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def figures(api: Api) -> dict[str, Any]:
    answer: dict[str, Any] = api.get("/dashboard?period=28d").get_json()
    return {name: answer[name] for name in ("figures", "days", "days_before", "categories")}


def kept() -> int:
    with tenancy.across_merchants():
        return int(db.session.execute(text("SELECT count(*) FROM overview_days")).scalar_one())


def test_a_day_that_has_ended_is_counted_once(api: Api, stored: list[int]) -> None:
    with counted() as bars:
        first = figures(api)
        second = figures(api)
    # Four days with payments and today; then today alone.
    assert bars == [5, 1]
    assert kept() == 4
    assert first == second
    assert first["figures"]["transactions"] == {"now": 5, "before": 2}
    assert [day["transactions"] for day in first["days"] if day["transactions"]] == [3, 1, 1]
    assert first["categories"][0]["transactions"] == 5


@pytest.mark.parametrize("change", ["label", "other label", "late payment", "erased rows", "zone"])
def test_a_day_in_which_something_changed_is_counted_anew(
    api: Api, stored: list[int], tenant: Tenant, change: str
) -> None:
    label = {"transaction_id": stored[1], "label": "legitimate"}
    if change == "other label":
        api.post("/feedback", label)
    before = figures(api)
    if change == "label":
        api.post("/feedback", label)
    elif change == "other label":
        api.post("/feedback", label | {"label": "fraud"})
    elif change == "late payment":
        at = TODAY - timedelta(days=2, hours=-6)
        api.post("/predict", {"amount": "1.00", "occurred_at": at.isoformat()})
    elif change == "erased rows":
        as_owner("DELETE FROM transactions WHERE id = :id", id=stored[1])
    else:
        as_owner("UPDATE merchants SET currency = 'EUR'")
    with counted() as bars:
        after = figures(api)
    assert bars == [5 if change == "zone" else 2]
    assert after != before or change == "zone"
    as_owner("DELETE FROM overview_days")
    assert figures(api) == after


def test_money_of_many_days_is_exact(api: Api, stored: list[int]) -> None:
    for one in stored[:4]:
        api.post("/feedback", {"transaction_id": one, "label": "fraud"})
    figures(api)
    answer = figures(api)
    caught = [Decimal(answer["figures"][name]["now"]) for name in ("fraud_stopped", "fraud_missed")]
    assert sum(caught) == Decimal("42.00")
    assert Decimal(answer["categories"][0]["fraud_amount"]) == Decimal("42.00")


def test_a_part_of_the_payments_is_not_kept(api: Api, stored: list[int]) -> None:
    answer = api.get("/dashboard?category=books").get_json()
    assert answer["figures"]["transactions"]["now"] == 5
    assert api.get("/dashboard?period=24h").status_code == 200
    assert kept() == 0


def test_a_day_too_long_to_keep_is_counted_each_time(
    api: Api, stored: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "MOST_KEPT", 10)
    assert figures(api) == figures(api)
    assert kept() == 0


def test_days_beyond_every_period_are_deleted(api: Api, stored: list[int]) -> None:
    figures(api)
    as_owner(
        "UPDATE overview_days SET starts_at = :at "
        "WHERE starts_at = (SELECT min(starts_at) FROM overview_days)",
        at=TODAY - timedelta(days=201),
    )
    expiry.delete_expired()
    assert kept() == 3

"""Days of the overview are counted once, and again when anything in them has changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from apiflask import APIFlask
from sqlalchemy import event, text

from secureflow.api import dashboard
from secureflow.db import accounts, tenancy
from secureflow.db.dashboard import Shop
from secureflow.extensions import db
from secureflow.services import expiry, overview
from tests.api.people import Person
from tests.conftest import Api, Tenant, as_owner
from tests.services.stored import many
from tests.services.waiting import later, reviews, settled

TODAY = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
DAYS = (1, 2, 2, 2, 30, 31)
"""How many days ago each payment was."""
CHANGES = ("label", "other label", "late payment", "erased rows", "currency", "time zone")


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


@pytest.mark.parametrize("change", CHANGES)
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
    elif change == "currency":
        as_owner("UPDATE merchants SET currency = 'EUR'")
    else:
        as_owner("UPDATE merchants SET time_zone = 'Asia/Tokyo'")
    with counted() as bars:
        after = figures(api)
    assert bars == [5 if change in ("currency", "time zone") else 2]
    # What is in another money than the shop's is counted as a payment all the same.
    assert after != before or change == "currency"
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


def test_a_decision_counts_when_it_can_no_longer_be_undone(
    app: APIFlask, api: Api, tenant: Tenant
) -> None:
    at = TODAY - timedelta(days=2, hours=-5)
    (number,) = reviews(tenant.merchant_id, 1, at=at)
    dana = Person.of(app, tenant)
    nothing = figures(api)
    dana.post(f"/reviews/{number}/resolution", {"resolution": "decline"})
    assert figures(api) == nothing
    dana.delete(f"/reviews/{number}/resolution")
    assert figures(api) == nothing
    dana.post(f"/reviews/{number}/resolution", {"resolution": "decline"})
    later(seconds=11)
    settled()
    assert figures(api)["figures"]["seconds_to_decide"]["now"] is not None


@pytest.mark.parametrize(
    ("changed_on", "hours"), [(date(2025, 3, 30), 23), (date(2025, 10, 26), 25)]
)
def test_a_day_on_which_the_clock_changes_has_its_own_length(
    tenant: Tenant, changed_on: date, hours: int
) -> None:
    zone = ZoneInfo("Europe/Berlin")
    owner = accounts.user_by_email(tenant.email)
    assert owner is not None
    found = accounts.caller_by_user(owner.id)
    assert isinstance(found, accounts.Caller)
    who = replace(found, time_zone=zone.key)
    noon = datetime.combine(changed_on + timedelta(days=3), time(12), zone)
    bars, before = dashboard.periods(who, "7d", noon.astimezone(UTC))
    for one, following in pairwise([*before, *bars]):
        assert one.ends_at == following.starts_at
    starts = [bar.starts_at.astimezone(zone) for bar in [*before, *bars]]
    assert {start.time() for start in starts} == {time(0)}
    (day,) = [bar for bar in bars if bar.starts_at.astimezone(zone).date() == changed_on]
    assert day.ends_at - day.starts_at == timedelta(hours=hours)
    # One payment in the first and one in the last minute of it, and one in the minute after.
    minute = timedelta(minutes=1)
    for number, at in enumerate((day.starts_at, day.ends_at - minute, day.ends_at)):
        many(tenant.merchant_id, range(number, number + 1), at=at)
    shop = Shop(tenant.merchant_id, False, "USD", zone.key)
    with counted() as times:
        first, _ = overview.of(shop, bars, before)
        second, _ = overview.of(shop, bars, before)
    assert first == second
    assert first.bars[day]["transactions"] == 2
    assert first.summary["transactions"] == 3
    # Whatever their length, both days have ended and are kept; today alone is counted again.
    assert (times, kept()) == ([3, 1], 2)

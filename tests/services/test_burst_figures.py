"""What is told of a burst's payments is what became of them, however they came."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from random import Random

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from secureflow.db import tenancy
from secureflow.db.accounts import Caller
from secureflow.db.bursts import BurstRow
from secureflow.db.transactions import TransactionRow
from secureflow.domain import Transaction
from secureflow.extensions import db
from secureflow.rules.shield.pace import WINDOW
from secureflow.services import beginning, burst_figures, predict
from secureflow.services.models import Models
from secureflow.services.rows import Order
from tests.conftest import Tenant

DAY = datetime(2026, 11, 1, 12, tzinfo=UTC)
STRANGERS, MINUTES = 45, 15


@pytest.fixture
def caller(models: Models, caller: Caller) -> Iterator[Caller]:
    """Who scores, for a merchant who was here for weeks."""
    beginning.forget()
    long_ago = payment("known", DAY - timedelta(weeks=3))
    predict.predict_batch(models, caller, [order(long_ago)])
    yield caller
    beginning.forget()


def payment(name: str, at: datetime, ip: str | None = None, card_bin: str = "5") -> Transaction:
    return Transaction(
        amount=Decimal(1),
        currency="USD",
        occurred_at=at,
        hour=at.hour,
        day_of_week=at.weekday(),
        external_id=name,
        customer=name,
        card=name,
        card_bin=card_bin,
        ip=ip,
    )


def order(one: Transaction) -> Order:
    return Order(one, sha256(str(one.external_id).encode()).hexdigest())


def attack(run: int, rng: Random, starts_at: datetime = DAY) -> list[Transaction]:
    """Return strangers of one address, of one range of cards, or of both; some try again.

    Somebody whom the merchant knows pays from the address, too, and perhaps was the first there.
    """
    found = []
    for place in range(STRANGERS):
        at = starts_at + timedelta(seconds=rng.uniform(0, MINUTES * 60))
        address = f"203.0.113.{run}" if rng.random() < 0.5 else f"198.51.{run}.{place}"
        cards = f"4129{run:02}" if rng.random() < 0.8 else f"51{run:02}{place:02}"
        found.append(payment(f"{run}-{place}", at, ip=address, card_bin=cards))
    found.sort(key=lambda one: one.occurred_at)
    tried = replace(found[30], external_id=f"{run}-again", occurred_at=found[31].occurred_at)
    known = payment(f"{run}-known", found[run % 4].occurred_at, card_bin=f"4129{run:02}")
    guest = replace(known, customer="known", card="known", ip=f"203.0.113.{run}")
    return [*found[: run % 4], guest, *found[run % 4 :], tried]


def of_run(run: int) -> dict[str, tuple[int, int]]:
    """Return what is told of the bursts of a run: stopped and let through, by their values."""
    values = (f"203.0.113.{run}", f"4129{run:02}")
    rows = db.session.scalars(select(BurstRow).where(BurstRow.value.in_(values))).all()
    told = burst_figures.told([row for row in rows if row.since is not None])
    return {one.row.value: (one.row.stopped, one.let_through) for one in told}


def as_stored(run: int) -> dict[str, tuple[int, int]]:
    """Return the same as the payments themselves have it."""
    rows = db.session.scalars(select(BurstRow).where(BurstRow.since.is_not(None)))
    payments = [
        row
        for row in db.session.scalars(select(TransactionRow))
        if str(row.external_id).startswith(f"{run}-") and row.customer != "known"
    ]
    return {
        burst.value: _counted(
            burst, [one for one in payments if burst.value in (one.ip, one.card_bin)]
        )
        for burst in rows
        if burst.value in (f"203.0.113.{run}", f"4129{run:02}")
    }


def _counted(burst: BurstRow, payments: Sequence[TransactionRow]) -> tuple[int, int]:
    assert burst.since is not None
    assert burst.until is not None
    opened = burst.since - timedelta(seconds=WINDOW)
    stopped = through = 0
    for one in payments:
        is_inside = burst.since <= one.occurred_at < burst.until
        by_shield = any(hit["source"] == "shield" and hit["decides"] for hit in one.hits or ())
        is_again = any(one.card == other.card and other.id < one.id for other in payments)
        kinds = [found["kind"] for found in (one.circumstances or {}).get("bursts", ())]
        if burst.kind in kinds:
            stopped += by_shield and is_inside
            through += one.decision != "block" and is_inside
        elif not is_again:
            through += one.decision != "block" and opened < one.occurred_at < burst.until
    return stopped, through


@pytest.mark.parametrize("at_once", [1, 6, STRANGERS + 2])
def test_figures_are_those_of_the_payments_in_any_order(
    models: Models, caller: Caller, at_once: int
) -> None:
    """One by one, in chunks, and whole; in the order of their times and in none."""
    told = []
    for run in range(8):
        rng = Random(run // 2)
        orders = [order(one) for one in attack(run, rng)]
        if run % 2:
            rng.shuffle(orders)
        for start in range(0, len(orders), at_once):
            some = orders[start : start + at_once]
            if at_once == 1:
                predict.predict(models, caller, some[0])
            else:
                predict.predict_batch(models, caller, some)
        db.session.rollback()
        tenancy.bind(caller.merchant_id)
        told.append(of_run(run))
        assert told[-1] == as_stored(run)
    assert sum(len(one) for one in told) > len(told)


def test_figures_are_those_of_payments_judged_at_once(
    app: APIFlask, tenant: Tenant, caller: Caller
) -> None:
    orders = attack(1, Random(1))
    db.session.remove()

    def send(one: Transaction) -> int:
        client = app.test_client()
        names = ("external_id", "customer", "card", "card_bin", "ip")
        body = {name: getattr(one, name) for name in names if getattr(one, name) is not None}
        body |= {"amount": "1.00", "occurred_at": one.occurred_at.isoformat()}
        answer = client.post("/api/predict", json=body, headers=tenant.headers)
        return int(answer.status_code)

    with ThreadPoolExecutor(8) as threads:
        codes = list(threads.map(lambda one: Context().run(send, one), orders))
    assert set(codes) == {200}
    tenancy.bind(caller.merchant_id)
    assert of_run(1) == as_stored(1) != {}


def test_a_file_with_two_bursts_tells_of_the_latest(models: Models, caller: Caller) -> None:
    earlier = attack(1, Random(1), DAY - timedelta(days=1))
    earlier = [replace(one, external_id=f"0{one.external_id}") for one in earlier]
    later = [
        replace(one, customer=f"l-{one.customer}", card=f"l-{one.card}")
        for one in attack(1, Random(2))
    ]
    predict.predict_batch(models, caller, [order(one) for one in [*earlier, *later]])
    tenancy.bind(caller.merchant_id)
    assert of_run(1) == as_stored(1)

"""Whom and what a payment is linked with: its customer, its pace, and who shares its details."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row

from secureflow.db import customer_links, entities, pace, reviewed
from secureflow.db.pace import By
from secureflow.db.transactions import TransactionRow
from secureflow.scoring.history.entities import entity_key
from secureflow.scoring.history.reading import known

WINDOWS = {"10m": timedelta(minutes=10), "24h": timedelta(days=1), "7d": timedelta(days=7)}
LONGEST = max(WINDOWS.values())
USUAL_OVER = timedelta(days=90)
REMEMBERED = ("card", "device", "ip", "terminal")
MOST_OTHERS = 100


@dataclass(frozen=True, slots=True)
class Brief:
    """Who paid, in a few figures; amounts are Decimal in the payment's currency."""

    customer: str
    orders: int
    typical_amount: Any
    disputes: int
    since: datetime | None
    open_reviews: int


@dataclass(frozen=True, slots=True)
class Window:
    """Payments in a window that ends with this one, and how many are usual in one as long."""

    window: str
    now: int
    usual: float | None


@dataclass(frozen=True, slots=True)
class Pace:
    """How quickly payments of a customer or card came; ``attempts`` are rows of db/pace."""

    of: By
    windows: Sequence[Window]
    attempts: Sequence[Row[Any]]


@dataclass(frozen=True, slots=True)
class Detail:
    """Something the payment came with: how many other customers, payments and frauds have it."""

    kind: str
    value: str
    customers: int
    orders: int
    frauds: int
    first_at: datetime | None


def brief(row: TransactionRow) -> Brief | None:
    """Return the payment's customer, None where none was sent."""
    if row.customer is None:
        return None
    place = row.merchant_id, row.is_test, row.customer
    orders = pace.orders_before(row)
    return Brief(
        customer=row.customer,
        orders=orders,
        typical_amount=pace.typical_amount(row),
        disputes=pace.disputes(*place),
        since=pace.first_at(row, "customer") if orders else None,
        open_reviews=reviewed.open_of(row.merchant_id, row.is_test, [row.customer]).get(
            row.customer, 0
        ),
    )


def pace_of(row: TransactionRow) -> Pace | None:
    """Return the pace of the payment's customer, or of its card; None where neither was sent.

    It is worked out from the payments before this one, as it was at the time.
    """
    by: By = "card" if row.customer is None else "customer"
    if getattr(row, by) is None:
        return None
    at, before = row.occurred_at, row.occurred_at - LONGEST
    since = max(pace.first_at(row, by) or at, before - USUAL_OVER)
    rate = None
    if since < before:
        # The first of them opens the time they are counted over and is no arrival within it.
        rate = pace.count(row, by, since, before) / (before - since).total_seconds()
    windows = [
        Window(
            name,
            pace.count(row, by, at - length, at),
            None if rate is None else rate * length.total_seconds(),
        )
        for name, length in WINDOWS.items()
    ]
    return Pace(by, windows, pace.attempts(row, by, LONGEST))


def details(row: TransactionRow) -> list[Detail]:
    """Return who else used what the payment came with, of what was sent; as of now.

    Cards, devices, addresses and terminals are read from what is remembered of them, e-mails from
    the list of customers' details, so that no payment pays for an index on them.
    """
    found = list(_remembered(row))
    if row.email is not None:
        found.append(_email(row, row.email))
    return found


def _remembered(row: TransactionRow) -> Iterator[Detail]:
    sent = {kind: getattr(row, kind) for kind in REMEMBERED if getattr(row, kind) is not None}
    keys = {kind: entity_key(kind, value) for kind, value in sent.items()}
    rows = entities.read(row.merchant_id, row.is_test, list(keys.values()))
    for kind, key in keys.items():
        if key in rows:
            one = known(rows[key].state, rows[key].labels)
            others = min(one.others("customer", row.customer), MOST_OTHERS)
            yield Detail(kind, sent[kind], others, one.payments, one.frauds, one.first_at)


def _email(row: TransactionRow, email: str) -> Detail:
    place = row.merchant_id, row.is_test
    sharing = customer_links.customers_with(*place, "email", email, MOST_OTHERS + 1)
    figures = customer_links.of_email(*place, [*sharing, row.customer], email)
    others = len([one for one in sharing if one != row.customer])
    return Detail(
        "email", email, min(others, MOST_OTHERS), figures.orders, figures.frauds, figures.first_at
    )

"""Which fields a merchant's payments come with."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db

LOOKED_AT = 10_000
EXTRAS_LOOKED_AT = 1_000
ALWAYS = frozenset(("amount", "currency", "occurred_at", "hour", "day_of_week"))
SOMETIMES = (
    "merchant_category",
    "transaction_type",
    "customer",
    "card",
    "card_bin",
    "device",
    "terminal",
    "ip",
    "email",
    "country",
    "customer_created_at",
    "item",
    "quantity",
)


def of_latest(merchant_id: int, is_test: bool) -> frozenset[str] | None:
    """Return the fields that one of the last 10,000 payments knew, None where there is none."""
    row = TransactionRow
    columns = [getattr(row, name) for name in SOMETIMES]
    latest = (
        select(*columns)
        .where(row.merchant_id == merchant_id, row.is_test == is_test)
        .order_by(row.occurred_at.desc(), row.id.desc())
        .limit(LOOKED_AT)
        .subquery()
    )
    known = [func.count(latest.c[name]).label(name) for name in SOMETIMES]
    found = db.session.execute(select(func.count().label("all"), *known).select_from(latest)).one()
    if found.all == 0:
        return None
    return ALWAYS | {name for name in SOMETIMES if getattr(found, name)}


def extras_of_latest(merchant_id: int, is_test: bool) -> Iterator[Any]:
    """Yield what clients sent besides with the last 1,000 payments."""
    row = TransactionRow
    yield from db.session.scalars(
        select(row.extra)
        .where(row.merchant_id == merchant_id, row.is_test == is_test)
        .order_by(row.occurred_at.desc(), row.id.desc())
        .limit(EXTRAS_LOOKED_AT)
    )

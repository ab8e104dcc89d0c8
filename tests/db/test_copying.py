"""Rows by COPY are what the same rows are through JSON, whatever their values."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from math import inf, nan
from typing import Any

from sqlalchemy import select

from secureflow.db import storing, tenancy
from secureflow.db.storing import Learned
from secureflow.db.transactions import TABLE
from secureflow.extensions import db
from tests.conftest import Tenant
from tests.services.remembered import payments, row_of

AMOUNTS = (
    *("0", "0.0001", "0.10", "1", "12.5", "9999", "10000", "10000.0000", "123456789.4321"),
    *("999999999999", "1E+5", "20000.02"),
)


def odd(merchant_id: int) -> list[dict[str, Any]]:
    payment = payments(1)[0]
    rows = [row_of(merchant_id, False, replace(payment, amount=Decimal(a))) for a in AMOUNTS]
    rows[0] |= {"inputs": (0.1, nan, -0.0, inf, 1e-300), "extra": {"a": [1, "é\n\t\\", None]}}
    rows[1] |= {"inputs": (), "merchant_category": 7, "transaction_type": "x\\y\tz\n"}
    rows[2] |= {"occurred_at": datetime(1990, 1, 1, tzinfo=UTC), "customer": "Zoë 🙂 \\N"}
    rows[3] |= {"created_at": datetime(2099, 12, 31, 23, 59, 59, 999_999, UTC), "inputs": (1.0,)}
    rows[4] |= {"reasons": [{"text": 'say "hello"', "points": 1.5}], "quantity": Decimal("2.50")}
    return rows


def stored(ids: list[int]) -> list[dict[str, Any]]:
    columns = [column for column in TABLE.c if column.name != "id"]
    query = select(*columns).where(TABLE.c.id.in_(ids)).order_by(TABLE.c.id)
    return [dict(row._mapping) for row in db.session.execute(query)]


def test_both_ways_store_the_same(tenant: Tenant) -> None:
    tenancy.bind(tenant.merchant_id)
    rows = odd(tenant.merchant_id)
    many = storing.store_many(rows)
    assert list(many) == list(range(len(rows)))
    singly = [new_id for row in rows for new_id in storing.store([row], Learned({}, {})) or ()]
    by_copy, by_json = stored(list(many.values())), stored(singly)
    for copied, told in zip(by_copy, by_json, strict=True):
        assert str(copied) == str(told)
        assert copied["amount"] == told["amount"]
    db.session.rollback()


def test_what_is_taken_is_left_out_and_the_rest_is_stored(tenant: Tenant) -> None:
    tenancy.bind(tenant.merchant_id)
    rows = [
        row | {"external_id": f"order-{n // 2}"} for n, row in enumerate(odd(tenant.merchant_id))
    ]
    first = storing.store_many(rows[:4])
    again = storing.store_many(rows)
    assert (list(first), list(again)) == ([0, 2], [4, 6, 8, 10])
    db.session.rollback()

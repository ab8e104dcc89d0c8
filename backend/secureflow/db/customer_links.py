"""Which customer was seen with which card, device, address and e-mail; kept by a job.

A detail stands under a hash of its kind and of what is stored of it, so an address or an e-mail
that the merchant has hidden is not here in plain either.
"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    LargeBinary,
    Row,
    Text,
    bindparam,
    delete,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.db.feedback import STRONGEST_FIRST
from secureflow.extensions import Base, db

KINDS = ("card", "device", "ip", "email")
KEY_BYTES = 16
MOST_OWN = 200
"""Details of one customer that are followed to others, the latest."""
MOST_SHARING = 100
"""Customers of one detail, beyond which it says nothing of any of them."""
MOST_LINKED = 50
MOST_ORDERS = 1_000


class CustomerLinkRow(Base):
    """A detail that a customer was seen with; ``stored_at`` is of the last time, to a day."""

    __tablename__ = "customer_links"
    __table_args__ = (Index("ix_customer_links_customer", "merchant_id", "is_test", "customer"),)

    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"), primary_key=True)
    is_test: Mapped[bool] = mapped_column(primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    customer: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    stored_at: Mapped[datetime] = mapped_column(TIMESTAMP(timezone=True))


LINKED = text("""
    WITH own AS (
        SELECT key, kind FROM customer_links
        WHERE merchant_id = :merchant_id AND is_test = :is_test AND customer = :customer
        ORDER BY stored_at DESC LIMIT :most_own
    )
    SELECT other.customer, own.kind AS by, count(*) AS count
    FROM own CROSS JOIN LATERAL (
        SELECT array_agg(sharing.customer) AS customers FROM (
            SELECT customer FROM customer_links
            WHERE merchant_id = :merchant_id AND is_test = :is_test AND key = own.key
            LIMIT :most_sharing + 1
        ) AS sharing
    ) AS with_it CROSS JOIN LATERAL unnest(with_it.customers) AS other (customer)
    WHERE cardinality(with_it.customers) <= :most_sharing AND other.customer <> :customer
    GROUP BY 1, 2 ORDER BY count DESC, 1, 2 LIMIT :most_linked
""")
# Found by the customers: no payment pays for an index on its e-mail.
OF_EMAIL = text(f"""
    WITH found AS (
        SELECT id, occurred_at FROM transactions
        WHERE merchant_id = :merchant_id AND is_test = :is_test
            AND customer = ANY(:customers) AND email = :email
        LIMIT :most_orders
    )
    SELECT count(*) AS orders, min(occurred_at) AS first_at,
        count(*) FILTER (WHERE known.label = 'fraud') AS frauds
    FROM found LEFT JOIN LATERAL (
        SELECT f.label FROM feedback f
        WHERE f.transaction_id = found.id AND f.merchant_id = :merchant_id
        ORDER BY {STRONGEST_FIRST} LIMIT 1
    ) AS known ON true
""").bindparams(bindparam("customers", type_=ARRAY(Text)))  # noqa: S608 -- our own words


def key_of(kind: str, value: str) -> bytes:
    """Return the 16 bytes a detail stands under, as ``customer_turns`` writes them."""
    return sha256(f"{kind}:{value}".encode()).digest()[:KEY_BYTES]


def customers_with(
    merchant_id: int, is_test: bool, kind: str, value: str, limit: int
) -> Sequence[str]:
    """Return customers who were seen with a detail, at most so many."""
    row = CustomerLinkRow
    return db.session.scalars(
        select(row.customer)
        .where(
            row.merchant_id == merchant_id,
            row.is_test == is_test,
            row.key == key_of(kind, value),
        )
        .limit(limit)
    ).all()


def of_email(
    merchant_id: int, is_test: bool, customers: Sequence[str | None], email: str
) -> Row[Any]:
    """Return (orders, first_at, frauds) of the payments of these customers with an e-mail."""
    values = {
        "merchant_id": merchant_id,
        "is_test": is_test,
        "customers": [one for one in customers if one is not None],
        "email": email,
        "most_orders": MOST_ORDERS,
    }
    return db.session.execute(OF_EMAIL, values).one()


def linked(merchant_id: int, is_test: bool, customer: str) -> Sequence[Row[Any]]:
    """Return (customer, by, count) of others who share details, those who share the most first."""
    values = {
        "merchant_id": merchant_id,
        "is_test": is_test,
        "customer": customer,
        "most_own": MOST_OWN,
        "most_sharing": MOST_SHARING,
        "most_linked": MOST_LINKED,
    }
    return db.session.execute(LINKED, values).all()


def forget(merchant_id: int, customer: str) -> None:
    """Delete what a customer was seen with, in both modes."""
    row = CustomerLinkRow
    db.session.execute(delete(row).where(row.merchant_id == merchant_id, row.customer == customer))


def forget_kinds(merchant_id: int, kinds: Sequence[str]) -> None:
    """Delete all of a merchant's links by details of these kinds."""
    row = CustomerLinkRow
    db.session.execute(delete(row).where(row.merchant_id == merchant_id, row.kind.in_(kinds)))

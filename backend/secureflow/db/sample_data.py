"""Made-up payments of the test mode: whether a merchant has them, and how they go."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import BigInteger, ForeignKey, Text, delete, select, text, update
from sqlalchemy.dialects.postgresql import TIMESTAMP, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from secureflow.db import customer_turns
from secureflow.db.overview_days import OverviewDayRow
from secureflow.db.retention import LESS
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import Base, db

SAMPLE = "sample"
"""The ``data_source`` of these payments."""
SampleState = Literal["none", "making", "there", "removing"]
ROWS_AT_ONCE = 500


class SampleDataRow(Base):
    """How far a merchant's made-up payments are made or removed; no row where it has none."""

    __tablename__ = "sample_data"

    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"), primary_key=True)
    state: Mapped[SampleState] = mapped_column(Text)
    done: Mapped[int] = mapped_column(BigInteger, server_default="0")
    total: Mapped[int] = mapped_column(BigInteger, server_default="0")
    updated_at: Mapped[datetime] = mapped_column(TIMESTAMP(timezone=True))


# The job that sums customers up may not have come to all of them, nor to what is known of them.
COUNTED = LESS.replace(
    "payment.customer IS NOT NULL", "payment.customer IS NOT NULL AND payment.id <= :payments"
).replace("transaction_id = payment.id", "transaction_id = payment.id AND id <= :feedback")
DELETE_SOME = text(f"""
    WITH old AS (
        SELECT id FROM transactions
        WHERE merchant_id = :merchant_id AND is_test AND data_source = '{SAMPLE}'
        ORDER BY id LIMIT :at_once FOR UPDATE
    ),
    {COUNTED},
    labels AS (DELETE FROM feedback WHERE transaction_id IN (SELECT id FROM old)),
    gone AS (DELETE FROM transactions WHERE id IN (SELECT id FROM old) RETURNING customer)
    SELECT count(*) AS found, array_agg(DISTINCT customer) AS customers FROM gone
""")  # noqa: S608 -- names come from this file
# Somebody may have sent a payment of a customer of the same name.
FORGET = [
    text(f"""
        DELETE FROM {table} WHERE merchant_id = :merchant_id AND is_test
            AND customer = ANY(:customers) AND NOT EXISTS (
                SELECT FROM transactions AS payment
                WHERE payment.merchant_id = :merchant_id AND payment.is_test
                    AND payment.customer = {table}.customer
            )
    """)  # noqa: S608 -- as above
    for table in ("customers", "customer_links", "customer_notes")
]
RESOLVE = text("""
    WITH said AS (
        SELECT DISTINCT ON (transaction_id) transaction_id, label, source, created_by, created_at
        FROM feedback WHERE merchant_id = :merchant_id AND transaction_id = ANY(:ids)
        ORDER BY transaction_id, id
    ), decided AS (
        UPDATE reviews SET state = 'resolved', was = 'open', source = said.source,
            resolution = CASE said.label WHEN 'fraud' THEN 'decline' ELSE 'approve' END,
            resolved_by_name = said.created_by, resolved_at = said.created_at,
            undo_until = said.created_at, settled_at = said.created_at
        FROM said
        WHERE reviews.merchant_id = :merchant_id AND reviews.transaction_id = said.transaction_id
        RETURNING reviews.*
    )
    INSERT INTO review_acts (merchant_id, review_id, kind, by_name, details, at)
    SELECT merchant_id, id, 'resolved', resolved_by_name,
        jsonb_build_object('resolution', resolution, 'source', source, 'reason', reason),
        resolved_at
    FROM decided ORDER BY resolved_at, id
""")


def of(merchant_id: int) -> SampleDataRow | None:
    """Return how far a merchant's made-up payments are, as it is stored now."""
    query = select(SampleDataRow).where(SampleDataRow.merchant_id == merchant_id)
    return db.session.scalars(query.execution_options(populate_existing=True)).first()


def has_own(merchant_id: int, is_test: bool) -> bool:
    """Return whether a merchant has a payment in a mode that was not made up for it."""
    row = TransactionRow
    # The order names an index; whoever has made-up payments sends newer ones.
    query = (
        select(row.id)
        .where(row.merchant_id == merchant_id, row.is_test == is_test, row.data_source != SAMPLE)
        .order_by(row.occurred_at.desc(), row.id.desc())
        .limit(1)
    )
    return db.session.scalars(query).first() is not None


def locked(merchant_id: int) -> SampleDataRow:
    """Return the row, which nobody else changes until we commit; made where there was none."""
    values = {"merchant_id": merchant_id, "state": "none", "updated_at": datetime.now(UTC)}
    db.session.execute(insert(SampleDataRow).values(values).on_conflict_do_nothing())
    query = select(SampleDataRow).where(SampleDataRow.merchant_id == merchant_id)
    return db.session.scalars(
        query.with_for_update().execution_options(populate_existing=True)
    ).one()


def say(session: Session, merchant_id: int, done: int) -> None:
    """Store how many payments are judged."""
    row = SampleDataRow
    session.execute(
        update(row)
        .where(row.merchant_id == merchant_id, row.state == "making")
        .values(done=done, updated_at=datetime.now(UTC))
    )


def resolve(merchant_id: int, ids: Sequence[int]) -> None:
    """Resolve the reviews of those of these payments that somebody has said something of."""
    db.session.execute(RESOLVE, {"merchant_id": merchant_id, "ids": list(ids)})


def delete_some(merchant_id: int) -> int:
    """Delete at most 500 made-up payments with all there is of them; return how many it were.

    What is remembered of entities, and what is usual, is not made anew here.
    """
    # Until the commit no turn of that job counts any of them.
    turn = customer_turns.take()
    counted = {"payments": turn.payments_through, "feedback": turn.feedback_through}
    values = {"merchant_id": merchant_id}
    gone = db.session.execute(DELETE_SOME, values | counted | {"at_once": ROWS_AT_ONCE}).one()
    for statement in FORGET:
        db.session.execute(statement, values | {"customers": gone.customers or []})
    return int(gone.found)


def forget(merchant_id: int) -> None:
    """Delete the row, and the days of the test mode as they were counted."""
    day = OverviewDayRow
    db.session.execute(delete(day).where(day.merchant_id == merchant_id, day.is_test))
    db.session.execute(delete(SampleDataRow).where(SampleDataRow.merchant_id == merchant_id))

"""The table of payments with everything needed to replay each judgement, and its writing."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Float,
    ForeignKey,
    Index,
    Numeric,
    Row,
    SmallInteger,
    Text,
    func,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.domain import Code, Decision, Level, Transaction
from secureflow.extensions import Base, db

Instant = TIMESTAMP(timezone=True)

BY_TIME = ("merchant_id", "is_test", "occurred_at")
IN_ORDER = (*BY_TIME, "id")
READ_BY_LINES = ["score", "model_score", "amount", "currency", "decision", "selected"]


class TransactionRow(Base):
    """A judged payment.

    ``merchant_category`` and ``transaction_type`` are JSON scalars, so that text stays text and
    numbers stay numbers. ``reasons`` is null where they were not stored (in bulk, below the review
    line): they are computed on request from ``features`` and ``model_version``. ``score`` is the
    model's plus the points of rules; ``model_score`` is the model's where rules added any, else
    null, see ``own_scores``. ``hits`` are those of rules, lists and the shield, and
    ``circumstances`` what they were judged by besides the inputs, null where there was nothing.
    """

    __tablename__ = "transactions"
    __table_args__ = (
        Index(
            "uq_transactions_external_id",
            "merchant_id",
            "is_test",
            "external_id",
            unique=True,
            postgresql_where=text("external_id IS NOT NULL"),
        ),
        Index(
            "uq_transactions_idempotency_key",
            "merchant_id",
            "is_test",
            "idempotency_key",
            unique=True,
            postgresql_where=text("idempotency_key IS NOT NULL"),
        ),
        # With what a preview of the lines reads, which then reads no rows.
        Index("ix_transactions_time", *IN_ORDER, postgresql_include=READ_BY_LINES),
        Index("ix_transactions_score", "merchant_id", "is_test", "score", "id"),
        Index("ix_transactions_amount", "merchant_id", "is_test", "amount", "id"),
        Index(
            "ix_transactions_flagged",
            "merchant_id",
            "is_test",
            "decision",
            "score",
            "id",
            postgresql_where=text("decision <> 'approve'"),
        ),
        Index("ix_transactions_created_at", "created_at", postgresql_using="brin"),
        Index(
            "ix_transactions_customer",
            "merchant_id",
            "customer",
            "occurred_at",
            postgresql_where=text("customer IS NOT NULL"),
        ),
        Index(
            "ix_transactions_card",
            "merchant_id",
            "card",
            "occurred_at",
            postgresql_where=text("card IS NOT NULL"),
        ),
        Index("ix_transactions_selected", *IN_ORDER, postgresql_where=text("selected IS NOT NULL")),
        # With the statistics of migration 0026, which tell how few they are.
        Index(
            "ix_transactions_bursts_time",
            *IN_ORDER,
            postgresql_where=text("(circumstances -> 'bursts') IS NOT NULL"),
        ),
        Index(
            "ix_transactions_around", *BY_TIME, postgresql_where=text("circumstances IS NOT NULL")
        ),
        Index("ix_transactions_hits_time", *IN_ORDER, postgresql_where=text("hits IS NOT NULL")),
        Index(
            "ix_transactions_uncounted",
            "merchant_id",
            "is_test",
            "id",
            postgresql_where=text("NOT counted"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"))
    external_id: Mapped[str | None] = mapped_column(Text)
    amount: Mapped[Decimal] = mapped_column(Numeric)
    currency: Mapped[str] = mapped_column(Text)
    occurred_at: Mapped[datetime] = mapped_column(Instant)
    hour: Mapped[int] = mapped_column(SmallInteger)
    day_of_week: Mapped[int] = mapped_column(SmallInteger)
    merchant_category: Mapped[Code | None] = mapped_column(JSONB(none_as_null=True))
    transaction_type: Mapped[Code | None] = mapped_column(JSONB(none_as_null=True))
    customer: Mapped[str | None] = mapped_column(Text)
    card: Mapped[str | None] = mapped_column(Text)
    card_bin: Mapped[str | None] = mapped_column(Text)
    device: Mapped[str | None] = mapped_column(Text)
    terminal: Mapped[str | None] = mapped_column(Text)
    ip: Mapped[str | None] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)
    country: Mapped[str | None] = mapped_column(Text)
    customer_created_at: Mapped[datetime | None] = mapped_column(Instant)
    authorisation_expires_at: Mapped[datetime | None] = mapped_column(Instant)
    item: Mapped[str | None] = mapped_column(Text)
    quantity: Mapped[Decimal | None] = mapped_column(Numeric)
    extra: Mapped[dict[str, Any]] = mapped_column(JSONB)
    is_fraudulent: Mapped[bool]
    confidence: Mapped[float]
    anomaly_score: Mapped[float]
    score: Mapped[float]
    base_points: Mapped[float]
    probability: Mapped[float | None]
    level: Mapped[Level] = mapped_column(Text)
    decision: Mapped[Decision] = mapped_column(Text)
    reasons: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB(none_as_null=True))
    inputs: Mapped[list[float] | None] = mapped_column(ARRAY(Float))
    features: Mapped[dict[str, float] | None] = mapped_column(JSONB(none_as_null=True))
    model_version: Mapped[str] = mapped_column(Text)
    policy_version: Mapped[int]
    hits: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB(none_as_null=True))
    model_score: Mapped[float | None]
    circumstances: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    selected: Mapped[str | None] = mapped_column(Text)
    inclusion: Mapped[float] = mapped_column(server_default=text("1"))
    arm: Mapped[str | None] = mapped_column(Text)
    counted: Mapped[bool] = mapped_column(server_default=text("false"))
    data_source: Mapped[str] = mapped_column(Text)
    degraded: Mapped[bool]
    is_test: Mapped[bool]
    idempotency_key: Mapped[str | None] = mapped_column(Text)
    request_hash: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Instant)


TABLE = TransactionRow.__table__
BURSTS = TransactionRow.circumstances.op("->", return_type=JSONB())(literal_column("'bursts'"))
"""What an index has: a subscript means the same and is another expression to PostgreSQL."""
PAYMENT = [getattr(TransactionRow, name) for name in Transaction.__dataclass_fields__]


def transaction_of(row: TransactionRow | Row[Any]) -> Transaction:
    """Return the payment of a stored row in our words."""
    return Transaction(**{name: getattr(row, name) for name in Transaction.__dataclass_fields__})


def by_id(merchant_id: int, is_test: bool | None, transaction_id: int) -> TransactionRow | None:
    """Return one payment of a merchant, of one mode or of any."""
    query = select(TransactionRow).where(
        TransactionRow.merchant_id == merchant_id, TransactionRow.id == transaction_id
    )
    if is_test is not None:
        query = query.where(TransactionRow.is_test == is_test)
    return db.session.scalars(query).first()


def by_ids(merchant_id: int, ids: Sequence[int]) -> dict[int, TransactionRow]:
    """Return the payments of a merchant with these ids, by id."""
    rows = db.session.scalars(
        select(TransactionRow).where(
            TransactionRow.merchant_id == merchant_id, TransactionRow.id.in_(ids)
        )
    )
    return {row.id: row for row in rows}


def payments(merchant_id: int, ids: Sequence[int]) -> Sequence[Row[Any]]:
    """Return what ``transaction_of`` reads of these payments and their ids, by id."""
    return db.session.execute(
        select(TransactionRow.id, *PAYMENT)
        .where(TransactionRow.merchant_id == merchant_id, TransactionRow.id.in_(ids))
        .order_by(TransactionRow.id)
    ).all()


def by_external_ids(
    merchant_id: int, is_test: bool, external_ids: Sequence[str]
) -> dict[str, TransactionRow]:
    """Return the stored payments of these external ids."""
    rows = db.session.scalars(
        select(TransactionRow).where(
            TransactionRow.merchant_id == merchant_id,
            TransactionRow.is_test == is_test,
            TransactionRow.external_id.in_(external_ids),
        )
    )
    return {row.external_id: row for row in rows if row.external_id is not None}


def by_idempotency_key(merchant_id: int, is_test: bool, key: str) -> TransactionRow | None:
    """Return the payment stored under an idempotency key."""
    return db.session.scalars(
        select(TransactionRow).where(
            TransactionRow.merchant_id == merchant_id,
            TransactionRow.is_test == is_test,
            TransactionRow.idempotency_key == key,
        )
    ).first()


def count(merchant_id: int) -> int:
    """Return how many payments a merchant has stored."""
    query = select(func.count()).select_from(TransactionRow)
    return db.session.scalars(query.where(TransactionRow.merchant_id == merchant_id)).one()


def first_occurred_at(merchant_id: int, is_test: bool) -> datetime | None:
    """Return when the first payment of a merchant in a mode occurred, None where there is none."""
    row = TransactionRow
    # The order names the index: without it the planner may read all other merchants' payments.
    query = (
        select(row.occurred_at)
        .where(row.merchant_id == merchant_id, row.is_test == is_test)
        .order_by(row.occurred_at, row.id)
        .limit(1)
    )
    return db.session.scalars(query).first()

"""Newcomers by what they share: how fast they come, and the bursts among them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pydantic_core import to_json
from sqlalchemy import (
    ARRAY,
    Date,
    Float,
    ForeignKey,
    Index,
    LargeBinary,
    Text,
    cast,
    delete,
    func,
    select,
    text,
    tuple_,
)
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.db import direct
from secureflow.db.transactions import BURSTS, TransactionRow
from secureflow.domain import BurstKind
from secureflow.extensions import Base, db

Instant = TIMESTAMP(timezone=True)
NEWCOMERS = "SELECT secureflow_newcomers(%s, %s, %s)"
MOST_LISTED, MOST_NOTED = 200, 50


class BurstRow(Base):
    """The newcomers of one value of a merchant, live and test apart, as in rules/shield/pace.py.

    ``stopped`` and ``passed`` count payments of the latest burst: who was stopped, and who was let
    through all the same. ``through`` are the times of newcomers that were let through outside of
    bursts, the last 128 that came.
    """

    __tablename__ = "bursts"
    __table_args__ = (
        Index(
            "ix_bursts_until",
            "merchant_id",
            "is_test",
            "until",
            postgresql_where=text("until IS NOT NULL"),
        ),
        Index("ix_bursts_updated_at", "updated_at", postgresql_using="brin"),
    )

    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"), primary_key=True)
    is_test: Mapped[bool] = mapped_column(primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    kind: Mapped[BurstKind] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)
    times: Mapped[list[float]] = mapped_column(ARRAY(Float))
    usual: Mapped[float]
    usual_at: Mapped[float]
    since: Mapped[datetime | None] = mapped_column(Instant)
    until: Mapped[datetime | None] = mapped_column(Instant)
    through: Mapped[list[float]] = mapped_column(ARRAY(Float), server_default="{}")
    stopped: Mapped[int] = mapped_column(server_default="0")
    passed: Mapped[int] = mapped_column(server_default="0")
    quiet_until: Mapped[datetime | None] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)


def add(merchant_id: int, is_test: bool, news: Sequence[Mapping[str, Any]]) -> None:
    """Add what payments tell of newcomers, shortly before their commit."""
    if news:
        direct.rows(NEWCOMERS, (merchant_id, is_test, to_json(news).decode()))


def after(merchant_id: int, is_test: bool, moment: datetime) -> Sequence[BurstRow]:
    """Return the bursts of a merchant that are not over by then, the latest first."""
    row = BurstRow
    return db.session.scalars(
        select(row)
        .where(row.merchant_id == merchant_id, row.is_test == is_test, row.until > moment)
        .order_by(row.since.desc(), row.key)
        .limit(MOST_LISTED)
    ).all()


def first_payments(
    row: BurstRow, starts_at: datetime, ends_at: datetime
) -> Sequence[TransactionRow]:
    """Return the payments of the moment of the first that came in a time with a burst's value."""
    payment = TransactionRow
    shares = (
        payment.merchant_id == row.merchant_id,
        payment.is_test == row.is_test,
        getattr(payment, row.kind) == row.value,
    )
    first = (
        select(payment.occurred_at)
        .where(
            *shares,
            payment.occurred_at > starts_at,
            payment.occurred_at < ends_at,
        )
        .order_by(payment.id)
        .limit(1)
        .scalar_subquery()
    )
    return db.session.scalars(select(payment).where(*shares, payment.occurred_at == first)).all()


def opened(
    merchant_id: int, is_test: bool, starts_at: datetime, ends_at: datetime
) -> Sequence[BurstRow]:
    """Return the bursts of a merchant that opened in a period, the latest first."""
    row = BurstRow
    return db.session.scalars(
        select(row)
        .where(
            row.merchant_id == merchant_id,
            row.is_test == is_test,
            row.until > starts_at,
            row.since >= starts_at,
            row.since < ends_at,
        )
        .order_by(row.since.desc(), row.key)
        .limit(MOST_NOTED)
    ).all()


def by_day(
    merchant_id: int, is_test: bool, since: datetime, time_zone: str
) -> Mapping[date, tuple[int, int]]:
    """Return by the merchant's day how many payments were of a burst, and how many it stopped."""
    row = TransactionRow
    day = cast(func.timezone(time_zone, row.occurred_at), Date)
    stopped = row.hits.contains([{"source": "shield", "decides": True}])
    found = db.session.execute(
        select(day, func.count(), func.count().filter(stopped))
        .where(
            row.merchant_id == merchant_id,
            row.is_test == is_test,
            row.occurred_at > since,
            BURSTS.is_not(None),
        )
        .group_by(day)
    )
    return {on: (count, of_them) for on, count, of_them in found}


def locked(merchant_id: int, is_test: bool, key: bytes) -> BurstRow | None:
    """Return the newcomers of a key, which nobody adds to until the commit."""
    row = BurstRow
    return db.session.scalars(
        select(row)
        .where(row.merchant_id == merchant_id, row.is_test == is_test, row.key == key)
        .with_for_update()
    ).first()


def of_keys(merchant_id: int, keys: Sequence[bytes]) -> Sequence[BurstRow]:
    """Return the newcomers of keys, in both modes, by kind."""
    row = BurstRow
    query = select(row).where(row.merchant_id == merchant_id, row.key.in_(keys))
    return db.session.scalars(query.order_by(row.kind, row.value, row.is_test)).all()


def forget(merchant_id: int, keys: Sequence[bytes]) -> None:
    """Delete the newcomers of keys, in both modes, locked in the order in which they are added."""
    row = BurstRow
    mine = row.merchant_id == merchant_id, row.key.in_(keys)
    db.session.execute(select(row.key).where(*mine).order_by(row.key).with_for_update())
    db.session.execute(delete(row).where(*mine))


def forget_plain(merchant_id: int, kinds: Sequence[BurstKind], hidden: str) -> None:
    """Delete the newcomers of some kinds of values that do not begin with ``hidden``."""
    row = BurstRow
    plain = row.merchant_id == merchant_id, row.kind.in_(kinds), ~row.value.startswith(hidden)
    forget(merchant_id, db.session.scalars(select(row.key).where(*plain)).all())


def delete_before(moment: datetime) -> None:
    """Delete what nobody was added to since, of all merchants, but for what somebody holds."""
    row = BurstRow
    place = row.merchant_id, row.is_test, row.key
    stale = select(*place).where(row.updated_at < moment).with_for_update(skip_locked=True)
    db.session.execute(delete(row).where(tuple_(*place).in_(stale)))

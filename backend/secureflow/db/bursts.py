"""Newcomers by what they share: how fast they come, and the bursts among them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic_core import to_json
from sqlalchemy import ARRAY, Float, ForeignKey, Index, LargeBinary, Text, delete, select, text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.db import direct
from secureflow.extensions import Base, db
from secureflow.rules.shield.watched import BurstKind

Instant = TIMESTAMP(timezone=True)
NEWCOMERS = "SELECT secureflow_newcomers(%s, %s, %s)"
MOST_LISTED = 200


class BurstRow(Base):
    """The newcomers of one value of a merchant, live and test apart, as in rules/shield/pace.py.

    ``before``, ``stopped`` and ``passed`` count those of the latest burst: who came just before it
    was one, who was stopped, and who was let through all the same.
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
    before: Mapped[int] = mapped_column(server_default="0")
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


def locked(merchant_id: int, is_test: bool, key: bytes) -> BurstRow | None:
    """Return the newcomers of a key, which nobody adds to until the commit."""
    row = BurstRow
    return db.session.scalars(
        select(row)
        .where(row.merchant_id == merchant_id, row.is_test == is_test, row.key == key)
        .with_for_update()
    ).first()


def forget(merchant_id: int, keys: Sequence[bytes]) -> int:
    """Delete the newcomers of keys, in both modes; return how many rows it were."""
    row = BurstRow
    done = db.session.execute(delete(row).where(row.merchant_id == merchant_id, row.key.in_(keys)))
    return int(done.rowcount)  # type: ignore[attr-defined]


def delete_before(moment: datetime) -> int:
    """Delete what nobody was added to since, of all merchants; return how many rows it were."""
    done = db.session.execute(delete(BurstRow).where(BurstRow.updated_at < moment))
    return int(done.rowcount)  # type: ignore[attr-defined]

"""Days of the overview as they were counted: what has not changed is not counted again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ForeignKey, Text, bindparam, cast, delete, select, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP, insert
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.db import dashboard
from secureflow.db.dashboard import Bar, Counted, Shop
from secureflow.extensions import Base, db


class OverviewDayRow(Base):
    """What was counted of a shop's payments of a day, and the mark that these had then.

    It holds counts and sums by category, type, age and the like, and nothing of any one payment.
    """

    __tablename__ = "overview_days"

    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"), primary_key=True)
    is_test: Mapped[bool] = mapped_column(primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(TIMESTAMP(timezone=True), primary_key=True)
    mark: Mapped[str] = mapped_column(Text)
    figures: Mapped[dict[str, Any]] = mapped_column(JSONB)
    spread: Mapped[dict[str, Any]] = mapped_column(JSONB)


class Kept(NamedTuple):
    """A day that is kept: its mark, and what was counted; both as JSON."""

    mark: str
    counted: Counted


# Two sums, because an id that was deleted and one that was added could make up for each other in
# one of them.
MARKS = text("""
    WITH bars AS (
        SELECT * FROM unnest(CAST(:starts AS timestamptz[]), CAST(:ends AS timestamptz[]))
            WITH ORDINALITY AS bar (starts_at, ends_at, number)
    )
    SELECT number, concat_ws(':', count(*), sum(payment.id), sum(said.times), sum(said.ids),
        count(seconds), sum(seconds)) AS mark
    FROM bars CROSS JOIN LATERAL (
        SELECT id FROM transactions
        WHERE merchant_id = :merchant_id AND is_test = :is_test
            AND occurred_at >= bars.starts_at AND occurred_at < bars.ends_at
    ) AS payment
    LEFT JOIN (
        SELECT transaction_id, count(*) AS times, sum(id) AS ids FROM feedback
        WHERE merchant_id = :merchant_id GROUP BY 1
    ) AS said ON said.transaction_id = payment.id
    LEFT JOIN (
        SELECT transaction_id, extract(epoch FROM resolved_at - opened_at) AS seconds FROM reviews
        WHERE merchant_id = :merchant_id AND is_test = :is_test AND kind = 'held'
            AND state = 'resolved' AND settled_at IS NOT NULL AND source = 'reviewer'
    ) AS decided ON decided.transaction_id = payment.id
    GROUP BY number
""")


def marks(shop: Shop, bars: Sequence[Bar]) -> dict[Bar, str]:
    """Return a mark of each bar that has payments, another one after anything in it has changed.

    It is read from an index, without the payments themselves.
    """
    return {bar: row.mark for bar, row in dashboard.rows(MARKS, shop, bars, {})}


def of(shop: Shop, bars: Sequence[Bar]) -> dict[Bar, Kept]:
    """Return the days that are kept among these, whether they still hold or not."""
    row = OverviewDayRow
    query = select(
        row.starts_at,
        row.mark,
        cast(row.figures, Text).label("figures"),
        cast(row.spread, Text).label("spread"),
    ).where(
        row.merchant_id == shop.merchant_id,
        row.is_test == shop.is_test,
        row.starts_at.in_([bar.starts_at for bar in bars]),
    )
    by_start = {bar.starts_at: bar for bar in bars}
    return {
        by_start[found.starts_at]: Kept(found.mark, Counted(found.figures, found.spread))
        for found in db.session.execute(query)
    }


_KEEP = insert(OverviewDayRow).values(
    figures=cast(bindparam("figures_", type_=Text), JSONB),
    spread=cast(bindparam("spread_", type_=Text), JSONB),
)
KEEP = _KEEP.on_conflict_do_update(
    index_elements=["merchant_id", "is_test", "starts_at"],
    set_={name: _KEEP.excluded[name] for name in ("mark", "figures", "spread")},
)


def keep(shop: Shop, days: Mapping[Bar, Kept]) -> None:
    """Keep days in place of what was kept of them, in the order in which all others do."""
    rows = [
        {
            "merchant_id": shop.merchant_id,
            "is_test": shop.is_test,
            "starts_at": bar.starts_at,
            "mark": kept.mark,
            "figures_": kept.counted.figures,
            "spread_": kept.counted.spread,
        }
        for bar, kept in sorted(days.items())
    ]
    db.session.connection().execute(KEEP, rows)


def delete_older(before: datetime) -> None:
    """Delete the days in sight that began earlier."""
    db.session.execute(delete(OverviewDayRow).where(OverviewDayRow.starts_at < before))

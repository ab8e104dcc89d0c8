"""The overview's figures: days that have ended are counted once, and again when they change."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from statistics import median
from typing import Any

from secureflow.db import dashboard, overview_days
from secureflow.db.dashboard import Bar, Counted, Shop
from secureflow.db.listing import AGES
from secureflow.db.overview_days import Kept
from secureflow.extensions import db

SHAPE = 2
"""Another number has every day counted anew: for a release that counts in another way."""
MOST_KEPT = 100_000
"""Characters of a day: who gives every payment a category of its own has days as long as those."""
KEPT = timedelta(days=200)
"""The longest period and the one before it, and some days more."""
DAY = timedelta(hours=23)
"""A bar at least this long is a day, by clocks that are put forward too."""
MOST_GROUPS, MOST_CURRENCIES = 12, 20
MONEY = (
    "fraud_stopped",
    "fraud_missed",
    "good_declined_money",
    "money_at_risk",
    "flagged_amount",
    "fraud_amount",
    "amount",
)
KEYS: Mapping[str, tuple[str, ...]] = {
    "hours": ("day_of_week", "hour"),
    "categories": ("category",),
    "types": ("type",),
    "customer_ages": ("age",),
    "histogram": ("floor",),
    "other_currencies": ("currency",),
}
"""By what each way to part the payments parts them; all else in its rows is summed."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Overview:
    """What is to be said of a period: one row for all of it, one for each bar that has payments.

    ``seconds_to_decide`` is a median, None where nobody decided; ``spread`` has the rows of each
    part by its name, the most telling first and at most twelve categories and types.
    """

    summary: Row
    bars: dict[Bar, Row]
    spread: dict[str, list[Row]]


def of(shop: Shop, bars: Sequence[Bar], before: Sequence[Bar]) -> tuple[Overview, Overview]:
    """Return what is to be said of a period, and of the one before it.

    Days that have ended and were counted anew are kept, and committed.
    """
    found = _counted(shop, [*before, *bars])
    return _summed(found, bars), _summed(found, before)


def delete_expired(now: datetime) -> None:
    """Delete the days in sight that no period reaches."""
    overview_days.delete_older(now - KEPT)


def _counted(shop: Shop, bars: Sequence[Bar]) -> dict[Bar, Counted]:
    """Return what was counted of each bar that has payments."""
    if shop.only:
        # Whoever looks at a part of the payments looks at another part next.
        return dashboard.count(shop, bars)
    now = datetime.now(UTC)
    ended = [bar for bar in bars if bar.ends_at <= now and bar.ends_at - bar.starts_at >= DAY]
    # The marks come first: a payment that comes in between is counted and not marked, which has
    # its day counted once more than needed. The other way round, it would be missed.
    marks = {
        bar: f"{SHAPE}:{shop.currency}:{shop.time_zone}:{mark}"
        for bar, mark in overview_days.marks(shop, ended).items()
    }
    kept = overview_days.of(shop, list(marks)) if marks else {}
    found = {
        bar: kept[bar].counted
        for bar, mark in marks.items()
        if bar in kept and kept[bar].mark == mark
    }
    left = [bar for bar in bars if bar not in found and (bar in marks or bar not in ended)]
    counted = dashboard.count(shop, left)
    fresh = {
        bar: Kept(marks[bar], one)
        for bar, one in counted.items()
        if bar in marks and len(one.spread) <= MOST_KEPT
    }
    if fresh:
        overview_days.keep(shop, fresh)
        db.session.commit()
    return found | counted


def _summed(found: Mapping[Bar, Counted], bars: Sequence[Bar]) -> Overview:
    rows = {bar: _read(found[bar].figures) for bar in bars if bar in found}
    spreads = [_read(found[bar].spread) for bar in bars if bar in found]
    none: Row = dict.fromkeys(FIGURES, 0) | {"seconds": []}
    (summary,) = _added([none, *rows.values()], ())
    spread = {
        name: _added((row for one in spreads for row in one[name] or ()), keys)
        for name, keys in KEYS.items()
    }
    return Overview(
        _timed(summary),
        {bar: _timed(_money(row)) for bar, row in rows.items()},
        {name: _ordered(name, part) for name, part in spread.items()},
    )


def _read(said: str) -> Any:
    return json.loads(said, parse_float=Decimal)


def _added(rows: Iterable[Row], keys: Sequence[str]) -> list[Row]:
    """Return one row for each value of the keys, with the sums of all else."""
    sums: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        place = tuple(row[key] for key in keys)
        known = sums.get(place)
        if known is None:
            sums[place] = dict(row)
        else:
            known.update((name, known[name] + row[name]) for name in row if name not in keys)
    return [_money(row) for row in sums.values()]


def _money(row: Row) -> Row:
    return row | {name: Decimal(row[name]) for name in MONEY if name in row}


def _timed(row: Row) -> Row:
    seconds = [float(one) for one in row["seconds"]]
    return row | {"seconds_to_decide": median(seconds) if seconds else None}


def _ordered(name: str, rows: list[Row]) -> list[Row]:
    """Return the rows of a part in the order in which they are shown."""
    if name in ("categories", "types"):
        rows.sort(key=lambda row: (-row["flagged_amount"], -row["transactions"]))
        return rows[:MOST_GROUPS]
    if name == "other_currencies":
        rows.sort(key=lambda row: (-row["transactions"], row["currency"]))
        return rows[:MOST_CURRENCIES]
    if name == "customer_ages":
        ages = [*AGES, "unknown"]
        return sorted(rows, key=lambda row: ages.index(row["age"]))
    return sorted(rows, key=lambda row: [row[key] for key in KEYS[name]])


FIGURES = (
    "transactions",
    "flagged",
    "reviewed",
    "blocked",
    "good_declined",
    "frauds_stopped",
    "fraud_stopped",
    "fraud_missed",
    "good_declined_money",
    "money_at_risk",
    "labels",
    "agreed",
    "frauds",
    "flagged_labelled",
    "blocks_labelled",
    "blocks_right",
    "reviews_labelled",
)
"""What is summed of each bar, zero where there is none."""

"""What is usual at a merchant: a snapshot that payments are compared with, refreshed by a job.

If every payment changed it, all payments of a category would queue behind one row.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from secureflow.db import counting, tenancy
from secureflow.db import retention as merchants
from secureflow.db import usuals as table
from secureflow.db.transactions import transaction_of
from secureflow.db.usuals import UsualsRow
from secureflow.extensions import db
from secureflow.infra.logs import log
from secureflow.scoring.history.builder import UsualsBuilder
from secureflow.scoring.history.columns import Columns, columns_of
from secureflow.scoring.history.usuals import Usuals

RECHECK_SECONDS = 60.0
KEPT_MERCHANTS = 1_000
ROWS_AT_ONCE = 5_000
SETTLED = timedelta(minutes=10)
"""Ids of payments appear in another order than they are drawn; so long ago all have appeared."""


@dataclass(slots=True)
class _Kept:
    checked_at: float
    made_at: datetime | None
    base: Usuals
    snapshot: Usuals


_KEPT: dict[tuple[int, bool, int], _Kept] = {}
"""By merchant, mode and the base it was blended with, which the entry keeps alive."""


def snapshot(merchant_id: int, is_test: bool, base: Usuals) -> Usuals:
    """Return what is usual at a merchant; the fewer payments it has, the more it is the base's.

    A refresh is noticed within a minute; most calls ask nothing of the database.
    """
    place, now = (merchant_id, is_test, id(base)), time.monotonic()
    kept = _KEPT.get(place)
    if kept is not None and now - kept.checked_at < RECHECK_SECONDS:
        return kept.snapshot
    found = table.newer(merchant_id, is_test, None if kept is None else kept.made_at)
    if kept is not None and (found is None or found.data is None):
        kept.checked_at = now
        return kept.snapshot
    builder, made_at = UsualsBuilder(), None
    if found is not None:
        builder, made_at = UsualsBuilder.from_bytes(bytes(found.data)), found.made_at
    fresh = _Kept(now, made_at, base, builder.snapshot(base))
    while len(_KEPT) >= KEPT_MERCHANTS:
        _KEPT.pop(next(iter(_KEPT)), None)
    _KEPT[place] = fresh
    return fresh.snapshot


def refresh(now: datetime) -> None:
    """Add to what is usual at each merchant what was stored since; safe to run at any time.

    Each merchant is committed by itself, so it goes on where it was interrupted.
    """
    with tenancy.across_merchants():
        through, everyone = table.last_id_before(now - SETTLED), merchants.merchants()
    for merchant_id in everyone:
        tenancy.bind(merchant_id)
        for is_test in (False, True):
            refresh_merchant(merchant_id, is_test, through, now)
        db.session.commit()


def make_anew(merchant_id: int, is_test: bool, now: datetime) -> None:
    """Sum a merchant's payments up from the first one, for when some are gone; commit nothing."""
    row = table.of(merchant_id, is_test)
    if row is None:
        return
    row.data, row.made_at = UsualsBuilder().to_bytes(), now
    row.payments = row.through_id = 0
    db.session.flush()
    refresh_merchant(merchant_id, is_test, table.last_id_before(now - SETTLED), now)


def refresh_merchant(merchant_id: int, is_test: bool, through: int, now: datetime) -> None:
    """Add a merchant's payments up to an id to what is usual, committing nothing."""
    row = table.of(merchant_id, is_test)
    if row is None:
        row = UsualsRow(
            merchant_id=merchant_id, is_test=is_test, payments=0, through_id=0, data=b""
        )
    builder = UsualsBuilder.from_bytes(row.data) if row.data else UsualsBuilder()
    count = 0
    for columns in _since(merchant_id, is_test, row.through_id, through):
        builder.add(columns)
        count += len(columns)
    if not count:
        row.through_id = max(row.through_id, through)
        return
    row.data, row.made_at = builder.to_bytes(), now
    row.payments, row.through_id = row.payments + count, through
    db.session.add(row)
    db.session.flush()
    log.info("usuals_refreshed", extra={"merchant": merchant_id, "payments": count})


def _since(merchant_id: int, is_test: bool, after: int, through: int) -> Iterator[Columns]:
    while rows := counting.after(merchant_id, is_test, after, ROWS_AT_ONCE, through=through):
        yield columns_of([transaction_of(row) for row in rows])
        after = rows[-1].id

"""What stands on a list: put there by thousands, read a page at a time, gone when it expires."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    LargeBinary,
    any_,
    delete,
    func,
    literal,
    or_,
    select,
    text,
)

from secureflow.db import pages
from secureflow.db.lists import ListEntryRow, ListRow
from secureflow.db.pages import Page
from secureflow.extensions import db

ROWS_AT_ONCE = 5_000
# A row that was there has been locked by this transaction, a new one by nobody.
PUT = text("""
    INSERT INTO list_entries (merchant_id, list_id, key, value, reason, expires_at, created_by)
    SELECT :merchant_id, :list_id, new.*, :created_by FROM unnest(
        CAST(:keys AS bytea[]), CAST(:values AS text[]), CAST(:reasons AS text[]),
        CAST(:ends AS timestamptz[])
    ) AS new
    ON CONFLICT (merchant_id, key, list_id) DO UPDATE
    SET reason = excluded.reason, expires_at = excluded.expires_at,
        created_by = excluded.created_by, created_at = now()
    RETURNING key, xmax = 0 AS is_new
""")


@dataclass(frozen=True, slots=True)
class Entry:
    """A value in the form it is kept in, why it is listed, and until when."""

    key: bytes
    value: str
    reason: str
    expires_at: datetime | None


def put(of: ListRow, entries: Sequence[Entry], created_by: str) -> tuple[set[bytes], set[bytes]]:
    """Put values on a list; return the keys of those that are new, and of those that were there.

    One that was there gets the new reason, end and author; one that had expired is new. No key may
    come twice.
    """
    row = ListEntryRow
    keys = [entry.key for entry in entries]
    db.session.execute(
        delete(row)
        .where(row.merchant_id == of.merchant_id, row.list_id == of.id)
        .where(row.key == any_(literal(keys, ARRAY(LargeBinary))), row.expires_at <= func.now())
    )
    values = {
        "merchant_id": of.merchant_id,
        "list_id": of.id,
        "created_by": created_by,
        "keys": keys,
        "values": [entry.value for entry in entries],
        "reasons": [entry.reason for entry in entries],
        "ends": [entry.expires_at for entry in entries],
    }
    found = db.session.execute(PUT, values).all()
    new = {bytes(one.key) for one in found if one.is_new}
    return new, {bytes(one.key) for one in found} - new


def counts(merchant_id: int, now: datetime) -> dict[int, int]:
    """Return how many entries that count the lists of a merchant have, by list."""
    row = ListEntryRow
    query = (
        select(row.list_id, func.count())
        .where(row.merchant_id == merchant_id, _counts(now))
        .group_by(row.list_id)
    )
    return dict(db.session.execute(query).tuples().all())


def count_at(of: ListRow, now: datetime) -> int:
    """Return how many entries of a list count."""
    row = ListEntryRow
    query = select(func.count()).where(
        row.merchant_id == of.merchant_id, row.list_id == of.id, _counts(now)
    )
    return db.session.scalars(query).one()


def count(merchant_id: int, list_id: int) -> int:
    """Return how many entries a list has, those that have expired among them."""
    row = ListEntryRow
    query = select(func.count()).where(row.merchant_id == merchant_id, row.list_id == list_id)
    return db.session.scalars(query).one()


def page(
    of: ListRow,
    now: datetime,
    wanted: tuple[str | None, str | None],
    limit: int,
    cursor: str | None,
) -> Page:
    """Return a page of the entries that count, the latest first.

    ``wanted`` are a part of the value or the reason, and a whole value beside it, where given.
    """
    row = ListEntryRow
    query = select(row).where(row.merchant_id == of.merchant_id, row.list_id == of.id, _counts(now))
    part, value = wanted
    if part is not None:
        query = query.where(
            or_(
                row.value.icontains(part, autoescape=True),
                row.reason.icontains(part, autoescape=True),
                row.value == value,
            )
        )
    return pages.page(query, {"id": row.id}, row.id, sort="-id", limit=limit, cursor=cursor)


def of_key(merchant_id: int, key: bytes, now: datetime) -> Sequence[tuple[ListRow, ListEntryRow]]:
    """Return the lists that a value stands on and its entries there that count, by name."""
    row = ListEntryRow
    query = (
        select(ListRow, row)
        .join(ListRow, ListRow.id == row.list_id)
        .where(row.merchant_id == merchant_id, row.key == key, _counts(now))
        .order_by(func.lower(ListRow.name), ListRow.id)
    )
    return [(one.ListRow, one.ListEntryRow) for one in db.session.execute(query)]


def all_of(of: ListRow, now: datetime) -> Iterator[ListEntryRow]:
    """Yield the entries that count, the oldest first, in bounded memory."""
    row = ListEntryRow
    query = (
        select(row)
        .where(row.merchant_id == of.merchant_id, row.list_id == of.id, _counts(now))
        .order_by(row.id)
    )
    yield from db.session.scalars(query.execution_options(yield_per=ROWS_AT_ONCE))


def remove(of: ListRow, entry_id: int) -> ListEntryRow | None:
    """Take an entry off a list; return what it was, None where there is none."""
    row = ListEntryRow
    return db.session.scalars(
        delete(row)
        .where(row.merchant_id == of.merchant_id, row.list_id == of.id, row.id == entry_id)
        .returning(row)
    ).first()


def _counts(now: datetime) -> ColumnElement[bool]:
    return or_(ListEntryRow.expires_at.is_(None), ListEntryRow.expires_at > now)

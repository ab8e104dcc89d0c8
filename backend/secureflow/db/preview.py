"""Columns of many stored payments at once, for what a change would have done to them.

Numbers come as PostgreSQL's binary COPY of columns that are never null, so that every row is of one
length and a hundred thousand of them are one array without being read one by one.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import numpy as np
import psycopg2
from numpy.typing import NDArray
from psycopg2.errors import LockNotAvailable
from sqlalchemy import ColumnElement, Row, func, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

from secureflow.db.copying import END, HEADER
from secureflow.db.feedback import STRONGEST_FIRST
from secureflow.db.lists import ListEntryRow
from secureflow.db.preview_columns import BASE, TYPES, Column
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db

POSTGRES_EPOCH = int(datetime(2000, 1, 1, tzinfo=UTC).timestamp())
MICROSECONDS = 1_000_000
PATIENCE_SECONDS = 3
"""How long a preview waits for the one before it: about as long as that may take."""


@dataclass(frozen=True, slots=True)
class Window:
    """A merchant's newest payments of a mode with ``since`` < occurred_at <= ``until``."""

    merchant_id: int
    is_test: bool
    currency: str
    most: int
    since: datetime
    until: datetime

    def parameters(self) -> dict[str, Any]:
        """Return the parameters of the queries below."""
        return {name: getattr(self, name) for name in self.__slots__}


_OF_TIME = """
    FROM transactions
    WHERE merchant_id = %(merchant_id)s AND is_test = %(is_test)s
        AND occurred_at > %(since)s AND occurred_at <= %(until)s
"""
_PAYMENTS = f"SELECT * {_OF_TIME} ORDER BY occurred_at DESC, id DESC LIMIT %(most)s"
_KNOWN = f"""
    SELECT DISTINCT ON (f.transaction_id) f.transaction_id, f.label, f.source FROM feedback f
    WHERE f.merchant_id = %(merchant_id)s
    ORDER BY f.transaction_id, {STRONGEST_FIRST}
"""  # noqa: S608 -- only the fixed order of sources is filled in


def begin_alone(merchant_id: int) -> bool:
    """Return whether nobody else works on a preview of this merchant, to the end of this one.

    One more waits its turn, a moment; further ones do not, so that no merchant holds up the
    threads of others.
    """
    work, turn = (_key(f"secureflow.{word}:{merchant_id}") for word in ("preview", "preview.next"))
    if db.session.scalar(select(func.pg_try_advisory_xact_lock(work))):
        return True
    # The turn is given back once it has come, for the next to wait: so it is no lock of the
    # transaction, which keeps those to its end.
    if not db.session.scalar(select(func.pg_try_advisory_lock(turn))):
        return False
    try:
        with db.session.begin_nested():
            db.session.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE_SECONDS}s'"))
            db.session.execute(select(func.pg_advisory_xact_lock(work)))
            db.session.execute(text("SET LOCAL lock_timeout TO DEFAULT"))
    except OperationalError as error:
        if isinstance(error.orig, LockNotAvailable):
            return False
        raise
    finally:
        db.session.execute(select(func.pg_advisory_unlock(turn)))
    return True


def _key(name: str) -> ColumnElement[int]:
    return func.hashtextextended(name, 0)


def numbers(window: Window, columns: Sequence[Column] = ()) -> NDArray[Any]:
    """Return the payments of a window, the newest first, as an array with a field per column.

    It has those of ``BASE``, ``at`` in seconds since 1970, and the columns asked for besides.
    """
    every = (*BASE, *columns)
    values = window.parameters()
    for column in columns:
        values |= column.values or {}
    named = ", ".join(column.sql for column in every)
    statement = f"""
        COPY (
            SELECT {named} FROM ({_PAYMENTS}) AS t
            LEFT JOIN ({_KNOWN}) AS known ON known.transaction_id = t.id
        ) TO STDOUT (FORMAT binary)
    """  # noqa: S608 -- what is filled in is ours; values are quoted by the driver
    found = _copied(statement, values, every)
    # A join may part what it found into batches, and so lose the order.
    return found[np.lexsort((found["id"], found["at"]))[::-1]]


def texts(window: Window, names: Sequence[str]) -> Sequence[tuple[int, Sequence[Any]]]:
    """Return (id, a value for each name) of the payments of a window, in no order.

    ``names`` are columns of the table.
    """
    listed = ", ".join(f"t.{name}" for name in names)
    found = _rows(f"SELECT t.id, {listed} FROM ({_PAYMENTS}) AS t", window)  # noqa: S608 -- ours
    return [(row[0], row[1:]) for row in found]


def drawn(window: Window) -> Sequence[tuple[int, float]]:
    """Return (id, the probability with which it was drawn) of payments drawn for review."""
    return _rows(f"SELECT id, inclusion {_OF_TIME} AND selected IS NOT NULL", window)


def circumstances(window: Window) -> Sequence[tuple[int, dict[str, Any]]]:
    """Return (id, circumstances) of payments of a window's time around which anything was so.

    Some may be older than the newest that it holds.
    """
    return _rows(f"SELECT id, circumstances {_OF_TIME} AND circumstances IS NOT NULL", window)


def hits(window: Window) -> Sequence[tuple[int, list[dict[str, Any]]]]:
    """Return (id, hits) of payments of a window's time that anything was a hit of, as above."""
    return _rows(f"SELECT id, hits {_OF_TIME} AND hits IS NOT NULL", window)


def of_ids(merchant_id: int, ids: Sequence[int]) -> dict[int, Row[Any]]:
    """Return what is shown of payments, by id, with the score they were decided by."""
    row = TransactionRow
    shown = (
        row.id,
        row.external_id,
        row.customer,
        row.amount,
        row.currency,
        row.occurred_at,
        row.score,
    )
    query = select(*shown).where(row.merchant_id == merchant_id, row.id.in_(ids))
    return {found.id: found for found in db.session.execute(query)}


def entries(merchant_id: int, list_id: int) -> frozenset[str]:
    """Return the values that stand on a list and have not expired."""
    row = ListEntryRow
    query = select(row.value).where(
        row.merchant_id == merchant_id,
        row.list_id == list_id,
        row.expires_at.is_(None) | (row.expires_at > func.now()),
    )
    return frozenset(db.session.scalars(query))


def _copied(statement: str, values: Mapping[str, Any], columns: Sequence[Column]) -> NDArray[Any]:
    sent = _record(columns)
    kept = np.dtype([(column.name, TYPES[column.kind].replace(">", "<")) for column in columns])
    file = BytesIO()
    with _cursor(statement) as cursor:
        cursor.copy_expert(cursor.mogrify(statement, values).decode(), file)
    count = (file.getbuffer().nbytes - len(HEADER) - len(END)) // sent.itemsize
    rows = np.frombuffer(file.getbuffer(), sent, count, len(HEADER))
    found = np.empty(count, kept)
    for column in columns:
        found[column.name] = rows[column.name]
    found["at"] = found["at"] // MICROSECONDS + POSTGRES_EPOCH
    return found


def _record(columns: Sequence[Column]) -> np.dtype[Any]:
    """Return how a row is sent: how many columns follow, and of each its length and its value."""
    parts: list[tuple[str, str]] = [("count", ">i2")]
    for column in columns:
        parts += [(f"length of {column.name}", ">i4"), (column.name, TYPES[column.kind])]
    return np.dtype(parts)


def _rows(statement: str, window: Window) -> Sequence[Any]:
    with _cursor(statement) as cursor:
        cursor.execute(statement, window.parameters())
        found: Sequence[Any] = cursor.fetchall()
        return found


@contextmanager
def _cursor(statement: str) -> Iterator[Any]:
    """Yield the driver's own cursor: rows of SQLAlchemy would take as long again."""
    driver: Any = db.session.connection().connection.dbapi_connection
    with driver.cursor() as cursor:
        try:
            # Each row is read once; compiling the plan takes longer than following it.
            cursor.execute("SET LOCAL jit = off")
            yield cursor
        except psycopg2.Error as error:
            raise DBAPIError.instance(
                statement, None, error, psycopg2.Error, hide_parameters=True
            ) from error

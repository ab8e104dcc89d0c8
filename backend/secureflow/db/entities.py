"""States of entities: customers, cards, devices, addresses and terminals, one row each.

Whoever counts a payment holds a shared lock on the merchant's states and locks the rows of the
payment's entities in the order of their keys, so that no two writers wait for each other in a
circle. Whoever replaces all states of a merchant holds the first lock alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.db import direct
from secureflow.errors import Unavailable
from secureflow.extensions import Base, db

PATIENCE = "2s"
"""How long a payment waits for the states of its entities before it is judged without them."""
KEYS_AT_ONCE = 1_000
ALONE = 1 << 30
"""The first number of the advisory locks on states, plus 1 in the test mode (migration 0009)."""
CLASH, AGAIN = "Others are changing the same entities.", "Send the request again."
LOCK_NOT_AVAILABLE, DEADLOCK, RACE = "55P03", "40P01", "40001"


class EntityRow(Base):
    """What is remembered of one entity of a merchant, live and test apart.

    ``key`` is a hash of its kind and value; ``state`` and ``labels`` are float64 arrays in bytes,
    ``labels`` empty where no label is known.
    """

    __tablename__ = "entities"

    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"), primary_key=True)
    is_test: Mapped[bool] = mapped_column(primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    state: Mapped[bytes] = mapped_column(LargeBinary)
    labels: Mapped[bytes] = mapped_column(LargeBinary)
    updated_at: Mapped[datetime] = mapped_column(TIMESTAMP(timezone=True))


class Stored(NamedTuple):
    """A row as it was read; ``version`` changes with every write, and is 0 where nobody asks."""

    key: bytes
    state: bytes
    labels: bytes
    version: int = 0


class Busy(Unavailable):
    """Somebody else holds what is needed, longer than it is waited for."""


class Raced(Unavailable):
    """Somebody else was quicker: what was read is to be read again."""


LOCKED = "SELECT key, state, labels FROM secureflow_entities(%s, %s, %s, %s)"
OF_KEYS = "WHERE merchant_id = %s AND is_test = %s AND key = ANY(%s)"
READ = f"SELECT key, state, labels, xmin::text::bigint FROM entities {OF_KEYS}"  # noqa: S608
VERSIONS = f"""
    SELECT key, xmin::text::bigint FROM entities {OF_KEYS} ORDER BY key FOR NO KEY UPDATE
"""  # noqa: S608 -- as above, of our own words
UPDATE = """
    UPDATE entities
    SET state = coalesce(new.state, entities.state),
        labels = coalesce(new.labels, entities.labels),
        updated_at = statement_timestamp()
    FROM unnest(%s::bytea[], %s::bytea[], %s::bytea[]) AS new (key, state, labels)
    WHERE merchant_id = %s AND is_test = %s AND entities.key = new.key
"""
INSERT = """
    INSERT INTO entities (merchant_id, is_test, key, state, labels, updated_at)
    SELECT %s, %s, new.key, new.state, coalesce(new.labels, ''), statement_timestamp()
    FROM unnest(%s::bytea[], %s::bytea[], %s::bytea[]) AS new (key, state, labels)
    ORDER BY new.key
    ON CONFLICT DO NOTHING
"""
DELETE = f"DELETE FROM entities {OF_KEYS}"  # noqa: S608 -- as above
SHARED = "SELECT pg_advisory_xact_lock_shared(%s, %s)"
ONLY = "SELECT pg_try_advisory_xact_lock(%s, %s)"
AFTER = """
    SELECT key, state, labels, xmin::text::bigint FROM entities
    WHERE merchant_id = %s AND is_test = %s AND key > %s ORDER BY key LIMIT %s
"""
# Looked at twice: a row that is written while the statement waits is not stale any more.
STALE = """
    WITH looked AS (
        SELECT key FROM entities WHERE merchant_id = %(merchant_id)s AND is_test = %(is_test)s
            AND key > %(after)s ORDER BY key LIMIT %(at_once)s
    ), stale AS (
        SELECT key FROM entities WHERE merchant_id = %(merchant_id)s AND is_test = %(is_test)s
            AND key IN (SELECT key FROM looked) AND updated_at < %(before)s
        FOR UPDATE SKIP LOCKED
    ), gone AS (
        DELETE FROM entities WHERE merchant_id = %(merchant_id)s AND is_test = %(is_test)s
            AND key IN (SELECT key FROM stale) AND updated_at < %(before)s
        RETURNING key
    )
    SELECT (SELECT key FROM looked ORDER BY key DESC LIMIT 1), (SELECT count(*) FROM gone)
"""


def locked(merchant_id: int, is_test: bool, keys: Sequence[bytes]) -> dict[bytes, Stored]:
    """Return the rows of these keys, locked in their order; Busy when that takes too long.

    The same patience holds for whatever else this transaction waits for.
    """
    with clashes():
        rows = direct.rows(LOCKED, (merchant_id, is_test, list(keys), PATIENCE))
    return {found.key: found for found in map(_stored, rows)}


def read(merchant_id: int, is_test: bool, keys: Sequence[bytes]) -> dict[bytes, Stored]:
    """Return the rows of these keys as they are, waiting for nobody."""
    return {
        found.key: found
        for some in _some(keys)
        for found in map(_stored, _run(READ, (merchant_id, is_test, some)))
    }


def lock(merchant_id: int, is_test: bool, keys: Sequence[bytes]) -> dict[bytes, int]:
    """Lock the rows of these ascending keys and return the version each has, by key."""
    with clashes():
        _run(SHARED, _place(merchant_id, is_test))
        return {
            row[0].tobytes(): row[1]
            for some in _some(keys)
            for row in _run(VERSIONS, (merchant_id, is_test, some))
        }


def update(
    merchant_id: int, is_test: bool, changed: Mapping[bytes, tuple[bytes | None, bytes | None]]
) -> None:
    """Store (state, labels) of rows that are locked; None leaves what is there."""
    for some in _some(sorted(changed)):
        states, labels = zip(*(changed[key] for key in some), strict=True)
        _do(UPDATE, (some, list(states), list(labels), merchant_id, is_test))


def insert(
    merchant_id: int, is_test: bool, made: Mapping[bytes, tuple[bytes, bytes | None]]
) -> None:
    """Store rows of entities seen for the first time; Raced when one of them is there by now."""
    with clashes():
        for some in _some(sorted(made)):
            states, labels = zip(*(made[key] for key in some), strict=True)
            values = (merchant_id, is_test, some, list(states), list(labels))
            if _do(INSERT, values) < len(some):
                raise Raced(CLASH, fix=AGAIN)


def delete(merchant_id: int, is_test: bool, keys: Sequence[bytes]) -> int:
    """Delete the rows of these keys, locked in their order first; return how many it were."""
    return _do(DELETE, (merchant_id, is_test, list(lock(merchant_id, is_test, sorted(keys)))))


def hold_alone(merchant_id: int, is_test: bool) -> bool:
    """Keep everybody else from the states of a merchant to the end of the transaction, if free."""
    return bool(_run(ONLY, _place(merchant_id, is_test))[0][0])


def every(merchant_id: int, is_test: bool) -> Iterator[list[Stored]]:
    """Yield all rows of a merchant in the order of their keys, a thousand at a time."""
    after = b""
    while rows := _run(AFTER, (merchant_id, is_test, after, KEYS_AT_ONCE)):
        found = [_stored(row) for row in rows]
        yield found
        after = found[-1].key


def delete_stale(
    merchant_id: int, is_test: bool, before: datetime, after: bytes
) -> tuple[int, bytes | None]:
    """Delete, of the next thousand rows, those that nothing has touched since.

    Returns how many it were and the last key that was looked at, None at the end.
    """
    values = {"merchant_id": merchant_id, "is_test": is_test, "before": before, "after": after}
    last, count = _run(STALE, values | {"at_once": KEYS_AT_ONCE})[0]
    return count, None if last is None else last.tobytes()


@contextmanager
def clashes() -> Iterator[None]:
    """Raise Busy and Raced for PostgreSQL's words for them."""
    try:
        yield
    except OperationalError as error:
        code = getattr(error.orig, "pgcode", None)
        if code == LOCK_NOT_AVAILABLE:
            raise Busy(CLASH, fix=AGAIN) from error
        if code in (DEADLOCK, RACE):
            raise Raced(CLASH, fix=AGAIN) from error
        raise


def _some(keys: Iterable[bytes]) -> Iterator[list[bytes]]:
    left = iter(keys)
    while some := list(islice(left, KEYS_AT_ONCE)):
        yield some


def _place(merchant_id: int, is_test: bool) -> tuple[int, int]:
    return ALONE + is_test, merchant_id % (1 << 31)


def _run(statement: str, values: tuple[Any, ...] | dict[str, Any]) -> Sequence[Any]:
    return db.session.connection().exec_driver_sql(statement, values).all()


def _do(statement: str, values: tuple[Any, ...]) -> int:
    return db.session.connection().exec_driver_sql(statement, values).rowcount


def _stored(row: Sequence[Any]) -> Stored:
    return Stored(row[0].tobytes(), row[1].tobytes(), row[2].tobytes(), *row[3:])

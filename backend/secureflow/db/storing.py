"""Writing judged payments, some with the states of their entities or many without."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import psycopg2
from pydantic_core import to_json
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError

from secureflow.db import copying, direct, entities
from secureflow.db.direct import Hot
from secureflow.db.transactions import TABLE
from secureflow.extensions import db

COLUMNS = ", ".join(column.name for column in TABLE.columns)
STORE = "SELECT secureflow_store(%s, %s, %s, %s, %s, %s, %s)"
UNIQUE_VIOLATION = "23505"
# Nothing can be copied into a table behind policies, so rows pass through one of this transaction
# alone. Its owner is the service's role, which owns nothing that others could see: it is gone
# before anybody can.
STAGE = "CREATE TEMPORARY TABLE IF NOT EXISTS staged_payments (LIKE transactions) ON COMMIT DROP"
DRAW = """
    SELECT nextval(sequence) FROM generate_series(1, %s), (
        SELECT pg_get_serial_sequence('transactions', 'id')::regclass AS sequence OFFSET 0
    ) AS drawn_from
"""
# An array is one value, however many ids it has: each of its own would be planned.
TAKEN = """
    SELECT external_id FROM transactions
    WHERE merchant_id = %s AND is_test = %s AND external_id = ANY(%s)
"""
COPY = f"COPY staged_payments ({COLUMNS}) FROM STDIN (FORMAT binary)"
STORE_STAGED = f"""
    INSERT INTO transactions ({COLUMNS}) SELECT {COLUMNS} FROM staged_payments ORDER BY id
    ON CONFLICT DO NOTHING RETURNING id
"""  # noqa: S608 -- names come from the table above
OPEN_REVIEWS = "SELECT secureflow_open_reviews(%s, %s)"


@dataclass(frozen=True, slots=True)
class Learned:
    """What payments change besides their rows, stored with them.

    ``known`` are states of rows of entities that are locked, ``fresh`` of entities seen for the
    first time; ``news`` what is to be added of newcomers.
    """

    known: Mapping[bytes, bytes]
    fresh: Mapping[bytes, bytes]
    news: Sequence[Mapping[str, Any]] = ()


def store(rows: Sequence[Mapping[str, Any]], learned: Learned) -> list[int] | None:
    """Store some judged payments of a merchant with what they change; return new ids.

    None where the external id or the key of one is taken: a lone one has then written nothing,
    several are to be rolled back. Raced when an entity seen for the first time is there by now.
    """
    document, *states, news = _values(rows, learned)
    with entities.clashes():
        found: list[int] | None = direct.rows(STORE, (document, *states, False, news))[0][0]
    return found


def store_and_commit(hot: Hot, rows: Sequence[Mapping[str, Any]], learned: Learned) -> bool:
    """Store judged payments, which have their ids, as ``store`` does, and commit.

    Returns False, with nothing stored, where the external id or the key of one is taken.
    """
    document, *states, news = _values(rows, learned)
    try:
        with entities.clashes():
            hot.finish(STORE + direct.COMMIT, (document, *states, True, news))
    except IntegrityError as error:
        if getattr(error.orig, "pgcode", None) == UNIQUE_VIOLATION:
            return False
        raise
    return True


def _values(rows: Sequence[Mapping[str, Any]], learned: Learned) -> tuple[Any, ...]:
    document = to_json([_plain(row) for row in rows], inf_nan_mode="strings").decode()
    known, fresh = learned.known, learned.fresh
    news = to_json(learned.news).decode() if learned.news else None
    return document, [*known], [*known.values()], [*fresh], [*fresh.values()], news


def taken(merchant_id: int, is_test: bool, external_ids: Sequence[str]) -> set[str]:
    """Return those of some external ids that a stored payment has."""
    found = direct.rows(TAKEN, (merchant_id, is_test, list(external_ids)))
    return {external_id for (external_id,) in found}


@dataclass(frozen=True, slots=True)
class Copied:
    """Judged payments of a merchant as they are written; a person is to look at ``waiting``."""

    merchant_id: int
    content: bytes
    waiting: frozenset[int]


def store_many(rows: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Store judged payments in one statement; return position in ``rows`` to new id.

    A row whose external id or idempotency key is taken is left out, not stored; a concurrent
    writer of the same key is waited for.
    """
    ids = drawn(len(rows))
    positions = {new_id: position for position, new_id in enumerate(ids)}
    stored = written(connection(), copied(rows, ids))
    return {positions[new_id]: new_id for new_id in stored}


def drawn(count: int) -> Sequence[int]:
    """Return ids for as many new payments, ascending."""
    return [new_id for (new_id,) in direct.rows(DRAW, (count,))]


def connection() -> Connection:
    """Return the connection of the session's transaction, for ``written``."""
    return db.session.connection()


def copied(rows: Sequence[Mapping[str, Any]], ids: Sequence[int]) -> Copied | None:
    """Return judged payments of a merchant, with these ids, as they are written; None if none."""
    if not rows:
        return None
    content = copying.encoded(list(TABLE.c.values()), rows, {"id": ids})
    waiting = (new_id for new_id, row in zip(ids, rows, strict=True) if _waits(row))
    return Copied(rows[0]["merchant_id"], content, frozenset(waiting))


def written(connection: Connection, payments: Copied | None) -> Sequence[int]:
    """Write payments in one statement, and return the ids of those that were, as ``store_many``.

    It does nothing but wait for the database, so any thread may, on a connection that no other
    uses meanwhile.
    """
    if payments is None:
        return ()
    connection.exec_driver_sql(STAGE)
    _copy(connection, payments.content)
    with entities.clashes():
        stored = connection.exec_driver_sql(STORE_STAGED).scalars().all()
    connection.exec_driver_sql("TRUNCATE staged_payments")
    waiting = [new_id for new_id in stored if new_id in payments.waiting]
    if waiting:
        connection.exec_driver_sql(OPEN_REVIEWS, (payments.merchant_id, waiting))
    return stored


def _waits(row: Mapping[str, Any]) -> bool:
    """Return whether a person is to look at a payment, by its decision or by lot."""
    return row["decision"] == "review" or row["selected"] is not None


def _copy(connection: Connection, content: bytes) -> None:
    """Copy rows into the staged table; errors are SQLAlchemy's, as of every other statement."""
    driver: Any = connection.connection.dbapi_connection
    with driver.cursor() as cursor:
        try:
            cursor.copy_expert(COPY, BytesIO(content))
        except psycopg2.Error as error:
            raise DBAPIError.instance(
                COPY, None, error, psycopg2.Error, hide_parameters=True
            ) from error


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with its inputs as an array's own text, which PostgreSQL reads quicker."""
    inputs = row["inputs"]
    if inputs is None:
        return dict(row)
    text = to_json(inputs, inf_nan_mode="constants")[1:-1].decode()
    return {**row, "inputs": f"{{{text}}}"}

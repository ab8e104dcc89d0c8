"""Writing judged payments, one with the states of its entities or many without."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import psycopg2
from sqlalchemy.exc import DBAPIError

from secureflow.db import copying, entities
from secureflow.db.transactions import TABLE
from secureflow.extensions import db

COLUMNS = ", ".join(column.name for column in TABLE.columns)
STORE = "SELECT secureflow_store(%s, %s, %s, %s, %s)"
# Nothing can be copied into a table behind policies, so rows pass through one of this transaction
# alone. Its owner is the service's role, which owns nothing that others could see: it is gone
# before anybody can.
STAGE = "CREATE TEMPORARY TABLE IF NOT EXISTS staged_payments (LIKE transactions) ON COMMIT DROP"
DRAW = """
    SELECT nextval(pg_get_serial_sequence('transactions', 'id')) FROM generate_series(1, %s)
"""
COPY = f"COPY staged_payments ({COLUMNS}) FROM STDIN (FORMAT binary)"
STORE_STAGED = f"""
    INSERT INTO transactions ({COLUMNS}) SELECT {COLUMNS} FROM staged_payments ORDER BY id
    ON CONFLICT DO NOTHING RETURNING id
"""  # noqa: S608 -- names come from the table above
OPEN_REVIEWS = "SELECT secureflow_open_reviews(%s, %s)"


def store(
    row: dict[str, Any], known: Mapping[bytes, bytes], fresh: Mapping[bytes, bytes]
) -> int | None:
    """Store one judged payment with the states of its entities; None where its id is taken.

    Nothing is written then. ``known`` are states of rows that are locked, ``fresh`` of entities
    seen for the first time; Raced when one of those is there by now.
    """
    payment = row | {"inputs": _array(row["inputs"])}
    document = json.dumps(payment, default=_plain)
    values = (document, [*known], [*known.values()], [*fresh], [*fresh.values()])
    with entities.clashes():
        found: int | None = db.session.connection().exec_driver_sql(STORE, values).scalar()
    return found


def store_many(rows: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Store judged payments in one statement; return position in ``rows`` to new id.

    A row whose external id or idempotency key is taken is left out, not stored; a concurrent
    writer of the same key is waited for.
    """
    connection = db.session.connection()
    connection.exec_driver_sql(STAGE)
    drawn = connection.exec_driver_sql(DRAW, (len(rows),)).scalars().all()
    positions = {new_id: position for position, new_id in enumerate(drawn)}
    numbered = (row | {"id": new_id} for row, new_id in zip(rows, drawn, strict=True))
    _copy(copying.encoded(list(TABLE.c.values()), numbered))
    with entities.clashes():
        stored = connection.exec_driver_sql(STORE_STAGED).scalars().all()
    connection.exec_driver_sql("TRUNCATE staged_payments")
    waiting = [new_id for new_id in stored if _waits(rows[positions[new_id]])]
    if waiting:
        connection.exec_driver_sql(OPEN_REVIEWS, (rows[0]["merchant_id"], waiting))
    return {positions[new_id]: new_id for new_id in stored}


def _waits(row: Mapping[str, Any]) -> bool:
    """Return whether a person is to look at a payment, by its decision or by lot."""
    return row["decision"] == "review" or row["selected"] is not None


def _copy(content: bytes) -> None:
    """Copy rows into the staged table; errors are SQLAlchemy's, as of every other statement."""
    with db.session.connection().connection.cursor() as cursor:  # type: ignore[attr-defined]
        try:
            cursor.copy_expert(COPY, BytesIO(content))
        except psycopg2.Error as error:
            raise DBAPIError.instance(
                COPY, None, error, psycopg2.Error, hide_parameters=True
            ) from error


def _array(values: Sequence[float] | None) -> str | None:
    """Return numbers as an array's own text: JSON knows no NaN, and takes longer to read."""
    return None if values is None else "{" + ",".join(map(repr, values)) + "}"


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(f"a {type(value).__name__} is no value of a payment")

"""Writing judged payments, one with the states of its entities or many without."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from secureflow.db import entities
from secureflow.db.transactions import TABLE
from secureflow.extensions import db

COLUMNS = ", ".join(column.name for column in TABLE.columns if column.name != "id")
STORE = "SELECT secureflow_store(%s, %s, %s, %s, %s)"
# One statement for a thousand payments: ids are drawn first, so that the rows that were really
# inserted can be told from those that met an earlier payment with the same key.
STORE_MANY = f"""
    WITH input AS MATERIALIZED (
        SELECT nextval(pg_get_serial_sequence('transactions', 'id')) AS new_id, position, payment.*
        FROM jsonb_array_elements(%s) WITH ORDINALITY AS element (document, position),
             jsonb_populate_record(NULL::transactions, document) AS payment
    ), stored AS (
        INSERT INTO transactions (id, {COLUMNS})
        SELECT new_id, {COLUMNS} FROM input ORDER BY position
        ON CONFLICT DO NOTHING
        RETURNING id
    )
    SELECT position - 1, new_id FROM input JOIN stored ON stored.id = input.new_id
"""  # noqa: S608 -- names come from the table above


def store(
    row: dict[str, Any], known: Mapping[bytes, bytes], fresh: Mapping[bytes, bytes]
) -> int | None:
    """Store one judged payment with the states of its entities; None where its id is taken.

    Nothing is written then. ``known`` are states of rows that are locked, ``fresh`` of entities
    seen for the first time; Raced when one of those is there by now.
    """
    values = (json.dumps(row), [*known], [*known.values()], [*fresh], [*fresh.values()])
    with entities.clashes():
        found: int | None = db.session.connection().exec_driver_sql(STORE, values).scalar()
    return found


def store_many(rows: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Store judged payments in one statement; return position in ``rows`` to new id.

    A row whose external id or idempotency key is taken is left out, not stored; a concurrent
    writer of the same key is waited for.
    """
    with entities.clashes():
        found = db.session.connection().exec_driver_sql(STORE_MANY, (json.dumps(rows),))
    return {int(position): int(new_id) for position, new_id in found}

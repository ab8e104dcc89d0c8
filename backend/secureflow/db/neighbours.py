"""Payments that may be like one: at most two thousand of those before it, each found by index."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, text

from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db

MOST_CANDIDATES = 2_000
OF_CUSTOMER, OF_CARD = 300, 200
OF_SCORE = 150
"""Of each decision that is not approval, and of each side of the score."""
LATEST = MOST_CANDIDATES - OF_CUSTOMER - OF_CARD - 4 * OF_SCORE

_OURS = "merchant_id = :merchant_id AND is_test = :is_test"
_BEFORE = f"{_OURS} AND (occurred_at, id) < (:occurred_at, :id)"


def _named(column: str, most: int) -> str:
    return f"""
        (SELECT id FROM transactions
         WHERE merchant_id = :merchant_id AND {column} = :{column} AND is_test = :is_test
             AND occurred_at <= :occurred_at
         ORDER BY occurred_at DESC LIMIT {most})
    """  # noqa: S608 -- words of this file


def _scored(decision: str, side: str) -> str:
    order = "" if side == ">=" else "DESC"
    return f"""
        (SELECT id FROM transactions
         WHERE {_OURS} AND decision <> 'approve' AND decision = '{decision}' AND score {side} :score
         ORDER BY score {order}, id {order} LIMIT {OF_SCORE})
    """  # noqa: S608 -- words of this file


# Each part reads at most its own number of index entries; only what they found is read whole, which
# OFFSET 0 insists on: a planner that expects few rows would rather go through all that came before.
# The inputs come as one piece of bytes: as text they would take longer to read than to compare.
CANDIDATES = text(f"""
    WITH near AS (
        {_named("customer", OF_CUSTOMER)}
        UNION {_named("card", OF_CARD)}
        UNION {_scored("review", ">=")} UNION {_scored("review", "<")}
        UNION {_scored("block", ">=")} UNION {_scored("block", "<")}
        UNION (SELECT id FROM transactions WHERE {_BEFORE}
               ORDER BY occurred_at DESC, id DESC LIMIT {LATEST})
    )
    SELECT t.id, t.merchant_category::text AS category, array_send(t.inputs) AS inputs
    FROM near CROSS JOIN LATERAL (
        SELECT id, occurred_at, merchant_category, inputs, model_version FROM transactions
        WHERE id = near.id AND merchant_id = :merchant_id AND is_test = :is_test OFFSET 0
    ) AS t
    WHERE (t.occurred_at, t.id) < (:occurred_at, :id)
        AND cardinality(t.inputs) = :width AND t.model_version IN (
            SELECT version FROM model_versions
            WHERE version = :version OR schema_hash = :schema_hash
        )
""")  # noqa: S608 -- words of this file


def of(row: TransactionRow, schema_hash: str, width: int) -> Sequence[Row[Any]]:
    """Return (id, category, inputs) of payments that may be like this one.

    Payments of its customer and card, those not approved with the nearest scores, and the latest,
    all before it, whose inputs have this schema; ``category`` is JSON as text, ``inputs`` are for
    ``examples.matrix_of``.
    """
    values = {
        "merchant_id": row.merchant_id,
        "is_test": row.is_test,
        "id": row.id,
        "customer": row.customer,
        "card": row.card,
        "score": row.score,
        "occurred_at": row.occurred_at,
        "version": row.model_version,
        "schema_hash": schema_hash,
        "width": width,
    }
    return db.session.execute(CANDIDATES, values).all()

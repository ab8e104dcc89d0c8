"""What a merchant's models learn from: stored inputs, with what is known of each payment."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row, case, func, select, true
from sqlalchemy.dialects.postgresql import aggregate_order_by

from secureflow.db.feedback import STRENGTH, FeedbackRow
from secureflow.db.models import ModelVersionRow
from secureflow.db.own_scores import OF_MODEL
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db

AT_ONCE = 5_000
"""Rows that are held at a time while all are read."""
_ELEMENTS_FROM = 20
_ELEMENT = np.dtype([("bytes", ">i4"), ("value", ">f8")])
"""PostgreSQL's binary form of an array: a header, then length and value of each element."""


def of_merchant(merchant_id: int, schema_hash: str, most: int) -> Iterator[Row[Any]]:
    """Yield the merchant's latest live payments whose inputs have this schema, newest first.

    A row has seconds since 1970 (``occurred_at``, ``known_at``), ``inputs`` as bytes for
    ``inputs_of``, ``category``, ``amount``, ``score`` (the model's), ``inclusion``, ``selected``,
    ``decision``, the ``label`` that counts (None where nothing is known), and whether a reviewer
    answered (``reviewed``) or anybody else reported fraud (``reported``). Rows come in parts, so
    memory stays bounded.
    """
    row, known = TransactionRow, FeedbackRow
    by_strength = (case(STRENGTH, value=known.source), known.id.desc())
    what = (
        select(
            func.array_agg(aggregate_order_by(known.label, *by_strength))[1].label("label"),
            # When the bank or the customer said it, not when a file of it was read.
            func.array_agg(aggregate_order_by(known.occurred_at, *by_strength))[1].label(
                "known_at"
            ),
            func.bool_or(known.source == "reviewer").label("reviewed"),
            func.bool_or((known.source != "reviewer") & (known.label == "fraud")).label("reported"),
        )
        .where(known.merchant_id == merchant_id, known.transaction_id == row.id)
        .lateral("what")
    )
    query = (
        select(
            func.extract("epoch", row.occurred_at).label("occurred_at"),
            func.array_send(row.inputs).label("inputs"),
            row.merchant_category.label("category"),
            row.amount,
            OF_MODEL.label("score"),
            row.inclusion,
            row.selected,
            row.decision,
            what.c.label,
            func.extract("epoch", what.c.known_at).label("known_at"),
            what.c.reviewed,
            what.c.reported,
        )
        .join(ModelVersionRow, ModelVersionRow.version == row.model_version)
        .join(what, true())
        .where(
            row.merchant_id == merchant_id,
            row.is_test.is_(False),
            row.inputs.is_not(None),
            ModelVersionRow.schema_hash == schema_hash,
        )
        .order_by(row.occurred_at.desc(), row.id.desc())
        .limit(most)
    )
    found = db.session.execute(query, execution_options={"yield_per": AT_ONCE})
    yield from found


def inputs_of(sent: bytes | memoryview) -> NDArray[np.float64]:
    """Return the inputs in PostgreSQL's binary form of an array of doubles."""
    elements = np.frombuffer(sent, dtype=_ELEMENT, offset=_ELEMENTS_FROM)
    return elements["value"].astype(np.float64)


def matrix_of(sent: Sequence[bytes | memoryview], width: int) -> NDArray[np.float64]:
    """Return inputs as ``inputs_of`` does, of many payments of the same ``width``: (n, width)."""
    row = np.dtype([("head", f"V{_ELEMENTS_FROM}"), ("elements", _ELEMENT, (width,))])
    rows = np.frombuffer(b"".join(sent), dtype=row)
    values: NDArray[np.float64] = rows["elements"]["value"].astype(np.float64)
    return values


def latest_shares(merchant_id: int, days: float, lines: tuple[float, float]) -> tuple[float, ...]:
    """Return how many payments came in the latest days, and the model's shares at the two lines."""
    row = TransactionRow
    newest = (
        select(func.max(row.occurred_at))
        .where(row.merchant_id == merchant_id, row.is_test.is_(False))
        .scalar_subquery()
    )
    query = select(
        func.count(),
        *(func.avg(case((line <= OF_MODEL, 1.0), else_=0.0)) for line in lines),
    ).where(
        row.merchant_id == merchant_id,
        row.is_test.is_(False),
        row.occurred_at > newest - timedelta(days=days),
    )
    return tuple(float(value or 0.0) for value in db.session.execute(query).one())

"""Earlier payments like one, by the model that decided it, with what became of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import Row

from secureflow.db import examples, listing, neighbours
from secureflow.db.transactions import TransactionRow
from secureflow.errors import BundleDamaged, BundleDrift, ModelUnavailable
from secureflow.infra.logs import log
from secureflow.scoring.explain.similar import distances
from secureflow.scoring.scorer import Scorer
from secureflow.services.models import Models

MOST_SIMILAR = 5
QUIET = timedelta(days=30)
"""An approved payment of which nothing was heard for so long counts as good, and says why."""


@dataclass(frozen=True, slots=True)
class Similar:
    """One payment like another, as lists show it, with its distance of 0..1 and its outcome."""

    row: Row[Any]
    distance: float
    outcome: str
    known_by: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """The nearest payments, nearest first, and how many were compared."""

    similar: Sequence[Similar]
    candidates: int

    def count(self, outcome: str) -> int:
        """Return how many of the nearest had this outcome."""
        return sum(one.outcome == outcome for one in self.similar)


NOTHING = Found((), 0)


def similar_to(models: Models, row: TransactionRow, now: datetime) -> Found:
    """Return the five earlier payments nearest to this one; none where its model is gone.

    ``now`` is when it is asked: what became known since they were paid counts.
    """
    if row.inputs is None:
        return NOTHING
    try:
        scorer = models.version(row.model_version)
    except (ModelUnavailable, BundleDamaged, BundleDrift) as error:
        log.warning("payment_not_compared", extra={"model": row.model_version, "code": error.code})
        return NOTHING
    ids, apart = _compared(scorer, row)
    nearest = np.lexsort((-ids, apart))[:MOST_SIMILAR].tolist()
    rows = listing.several(row.merchant_id, row.is_test, [int(ids[at]) for at in nearest])
    similar = [
        Similar(rows[int(ids[at])], float(apart[at]), *outcome_of(rows[int(ids[at])], now))
        for at in nearest
    ]
    return Found(similar, len(ids))


def outcome_of(row: Row[Any], now: datetime) -> tuple[str, str | None]:
    """Return what became of a (transaction, label, source), and how that is known."""
    if row.label is not None:
        return ("fraud" if row.label == "fraud" else "good"), row.source
    payment: TransactionRow = row[0]
    if payment.decision == "approve" and payment.occurred_at <= now - QUIET:
        return "good", "no_dispute"
    return "unknown", None


def _compared(scorer: Scorer, row: TransactionRow) -> tuple[Any, Any]:
    width = len(scorer.feature_names)
    found = neighbours.of(row, scorer.bundle.schema_hash, width)
    if not found or row.inputs is None:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    inputs = examples.matrix_of([one.inputs for one in found], width)
    # Of two thousand payments few categories are different.
    codes = {
        text: None if text is None else json.loads(text) for text in {o.category for o in found}
    }
    categories = [row.merchant_category, *(codes[one.category] for one in found)]
    ids = np.array([one.id for one in found], dtype=np.int64)
    return ids, distances(scorer.bundle, np.array(row.inputs), inputs, categories)

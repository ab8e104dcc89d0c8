"""From payments, without any label, to a model."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
from sklearn.ensemble import IsolationForest
from sklearn.preprocessing import StandardScaler

from secureflow.domain import Transaction
from secureflow.errors import InvalidInput
from secureflow.scoring.bundle import Bundle
from secureflow.scoring.columns import SIGNALS, Floats
from secureflow.scoring.features import NAMES, columns_of, feature_matrix
from secureflow.scoring.forest import CompiledForest
from secureflow.scoring.path_length import expected_length
from secureflow.scoring.scale import BLOCK_LINE, REVIEW_LINE, fit_scale
from secureflow.scoring.usuals import learn

LEAST_PAYMENTS = 1_000
MOST_TREES = 1_000


def train(
    transactions: Sequence[Transaction],
    *,
    review_share: float = 0.03,
    block_share: float = 0.003,
    trees: int = 200,
    seed: int = 0,
    trained_on: str = "simulator",
    created_at: datetime | None = None,
) -> Bundle:
    """Return a model of these payments; the same arguments make the same model.

    ``review_share`` and ``block_share`` are the shares of these payments that score at or above
    45 and 92. ``created_at`` is now unless given. Raises InvalidInput for fewer than 1,000
    payments, shares that are not 0 < block < review < 0.5, or trees outside 1..1,000.
    """
    _check(len(transactions), review_share, block_share, trees)
    columns = columns_of(transactions)
    usuals = learn(columns)
    matrix = feature_matrix(columns, usuals)
    scaler = StandardScaler().fit(matrix)
    # One job: the trees are small, and worker processes would have to be started for them.
    forest = IsolationForest(n_estimators=trees, max_features=1.0, random_state=seed)
    forest.fit(scaler.transform(matrix))
    compiled = CompiledForest(scaler, forest)
    anomaly = compiled.anomaly(compiled.inputs(matrix))
    scale = fit_scale(anomaly, review_share, block_share)
    metrics = _metrics(transactions, scale.score(anomaly), matrix)
    options = {"review_share": review_share, "block_share": block_share, "trees": trees}
    return Bundle(
        scaler=scaler,
        forest=forest,
        usuals=usuals,
        scale=scale,
        expected_length=expected_length(forest),
        metrics=metrics | {"options": options | {"seed": seed}},
        trained_on=trained_on,
        created_at=created_at or datetime.now(UTC),
    )


def _check(payments: int, review_share: float, block_share: float, trees: int) -> None:
    if payments < LEAST_PAYMENTS:
        raise InvalidInput(
            f"Training needs at least {LEAST_PAYMENTS:,} payments, there are {payments:,}.",
            field="transactions",
        )
    if not 0.0 < block_share < review_share < 0.5:
        raise InvalidInput(
            "The shares must be 0 < block_share < review_share < 0.5, "
            f"not {block_share} and {review_share}.",
            field="block_share" if block_share <= 0.0 else "review_share",
        )
    if not 1 <= trees <= MOST_TREES:
        raise InvalidInput(f"A forest has 1 to {MOST_TREES:,} trees, not {trees}.", field="trees")


def _metrics(transactions: Sequence[Transaction], scores: Floats, matrix: Floats) -> dict[str, Any]:
    """Return what can be said without labels. How much fraud it finds is not among it."""
    rows = len(transactions)
    times = [tx.occurred_at for tx in transactions]
    ranks = (0.01, 0.25, 0.5, 0.75, 0.9, 0.97, 0.99, 0.997)
    sent = {
        name: sum(getattr(tx, name) is not None for tx in transactions) / rows for name in SIGNALS
    }
    return {
        "rows": rows,
        "first_payment_at": min(times).isoformat(),
        "last_payment_at": max(times).isoformat(),
        "share_at_review_line": float(np.mean(scores >= REVIEW_LINE)),
        "share_at_block_line": float(np.mean(scores >= BLOCK_LINE)),
        "score_quantiles": {str(q): float(np.quantile(scores, q)) for q in ranks},
        "feature_medians": dict(zip(NAMES, np.median(matrix, axis=0).tolist(), strict=True)),
        "signals_sent": sent,
    }

"""Judge payments by their inputs, each with the model of its customer, into rows to be stored."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from secureflow.db.accounts import Caller
from secureflow.domain import Score
from secureflow.scoring.history.columns import Floats
from secureflow.services.arms import Arm, Arms
from secureflow.services.rows import Order, Rows


def judged(
    arms: Arms,
    caller: Caller,
    orders: Sequence[Order],
    inputs: Floats,
    *,
    reasons_from: float = 0.0,
    has_history: bool = True,
) -> list[dict[str, Any]]:
    """Return the rows of payments with these inputs, (n, K), in their order.

    Reasons come with rows that score at least ``reasons_from``.
    """
    own = [arms.of(order.transaction.customer, order.request_hash) for order in orders]
    rows = Rows(caller, datetime.now(UTC))
    return [
        rows.of(order, score, arm=arm.name, has_history=has_history)
        for order, score, arm in zip(
            orders, _scores(own, orders, inputs, reasons_from), own, strict=True
        )
    ]


def _scores(
    own: Sequence[Arm], orders: Sequence[Order], inputs: Floats, reasons_from: float
) -> list[Score]:
    """Return the scores of payments, those of an arm together."""
    payments = [order.transaction for order in orders]
    by_version = {arm.version: arm for arm in own}
    if len(by_version) == 1:
        return own[0].scorer.judge(payments, inputs, reasons_from=reasons_from)
    scores: dict[int, Score] = {}
    for version, arm in by_version.items():
        rows = [row for row, one in enumerate(own) if one.version == version]
        some = [payments[row] for row in rows]
        found = arm.scorer.judge(some, inputs[rows], reasons_from=reasons_from)
        scores |= dict(zip(rows, found, strict=True))
    return [scores[row] for row in range(len(orders))]

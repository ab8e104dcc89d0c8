"""Replay: a stored payment judged again by its own model, from what was stored alone."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from secureflow.db import merchants
from secureflow.db.transactions import TransactionRow, transaction_of
from secureflow.domain import Score
from secureflow.errors import Conflict
from secureflow.services import forced
from secureflow.services.models import Models

FIGURES = ("score", "anomaly_score", "probability", "base_points")


@dataclass(frozen=True, slots=True)
class Replay:
    """A judgement as stored and as made again; ``differences`` in words, none where identical."""

    model_version: str
    stored: dict[str, Any]
    replayed: dict[str, Any]
    differences: list[str]


def replay(here: Models, row: TransactionRow) -> Replay:
    """Return a stored payment's judgement made again, compared to the last digit.

    Where reasons were not stored, those of the replay stand for themselves. Raises Conflict for a
    payment that was stored without inputs, ModelUnavailable where its model cannot be had.
    """
    if row.inputs is None:
        raise Conflict(
            "This payment was stored before its inputs were, so it cannot be judged again.",
            field="transaction_id",
        )
    scorer = here.version(row.model_version)
    inputs = np.array([row.inputs], dtype=np.float64)
    payment = transaction_of(row)
    again = scorer.judge((payment,), inputs)[0]
    if row.is_test:
        policy = merchants.policy(row.merchant_id, row.policy_version)
        again = forced.outcome(policy, payment, again)
    stored = {name: getattr(row, name) for name in FIGURES} | {"reasons": row.reasons}
    replayed = _told(again)
    return Replay(row.model_version, stored, replayed, _differences(stored, replayed))


def _told(score: Score) -> dict[str, Any]:
    figures = {name: getattr(score, name) for name in FIGURES}
    return figures | {"reasons": [asdict(reason) for reason in score.reasons or ()]}


def _differences(stored: dict[str, Any], replayed: dict[str, Any]) -> list[str]:
    found = [
        f"{name} was {stored[name]!r} and is {replayed[name]!r}"
        for name in FIGURES
        if stored[name] != replayed[name]
    ]
    before, now = stored["reasons"], replayed["reasons"]
    if before is not None and before != now:
        found.append(f"{len(before)} reasons were stored, and other {len(now)} come of the inputs")
    return found

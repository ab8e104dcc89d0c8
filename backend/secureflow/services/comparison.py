"""Champion against challenger: where they differ, who was right, what it cost, and the gate."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import Row

from secureflow.db import (
    merchants,
    model_arms,
    model_comparison,
    model_scores,
    models,
)
from secureflow.db.model_arms import ModelArmRow
from secureflow.db.model_comparison import Two
from secureflow.db.models import ModelVersionRow
from secureflow.db.transactions import TransactionRow, transaction_of
from secureflow.domain import Policy
from secureflow.errors import NotFound
from secureflow.losses import FRAUD, GOOD, UNKNOWN, Costs
from secureflow.scoring.life import comparison, gate
from secureflow.scoring.life.comparison import Compared, Pairs, Side
from secureflow.scoring.life.gate import Check, Pace
from secureflow.scoring.scorer import Scorer
from secureflow.services import registry
from secureflow.services.models import Models

LOOKS_BACK = timedelta(days=90)
TIMED, TIMES = 20, 3
LABELS = {"fraud": FRAUD, "legitimate": GOOD}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is known of a challenger: ``rows`` are the payments compared, the newest first."""

    two: Two
    policy: Policy
    currency: str
    rows: Sequence[Row[Any]]
    found: Compared
    pace: Pace
    checks: Sequence[Check]

    @property
    def gate(self) -> dict[str, Any]:
        """Return the conditions of a promotion, as they are recorded and shown."""
        told = [{"name": c.name, "passed": c.passed, "text": c.text} for c in self.checks]
        return {"passed": all(check.passed for check in self.checks), "checks": told}


def compare(here: Models, merchant_id: int, version: str) -> Comparison:
    """Return a challenger beside the champion, on payments that neither had learned from.

    Raises NotFound for a version that is no challenger, or where there is no champion.
    """
    two, arm = asked(merchant_id, version)
    merchant, policy = merchants.by_id(merchant_id), merchants.latest_policy(merchant_id)
    if merchant is None:
        raise NotFound("There is no such merchant.")
    rows = model_comparison.pairs(two, _later(two))
    costs = Costs(
        float(merchant.chargeback_fee), float(merchant.margin), float(merchant.review_cost)
    )
    found = comparison.compare(pairs_of(rows, merchant.currency), policy, costs)
    waiting = model_scores.waiting(merchant_id, two.challenger.id, arm.scored_through)
    pace = _pace(here, two)
    checks = gate.checks(found, waiting, pace)
    return Comparison(two, policy, merchant.currency, rows, found, pace, checks)


def asked(merchant_id: int, version: str) -> tuple[Two, ModelArmRow]:
    """Return the champion and a challenger as they stand; NotFound as ``compare``."""
    challenger = registry.found(merchant_id, version)
    arm = model_arms.one(merchant_id, challenger.id)
    champion = models.champion(merchant_id)
    if arm is None or champion is None:
        raise NotFound(f"{version} is no challenger.", field="challenger")
    return Two(merchant_id, champion, challenger), arm


def pairs_of(rows: Sequence[Row[Any]], currency: str) -> Pairs:
    """Return stored payments as the comparison takes them."""
    counted = [row.currency == currency for row in rows]
    amounts = [float(row.amount) if own else 0.0 for row, own in zip(rows, counted, strict=True)]
    days = [int(row.occurred_at.timestamp() // 86_400) for row in rows]
    labels = [LABELS.get(row.label, UNKNOWN) for row in rows]
    return Pairs(
        champion=_side(rows, "champion"),
        challenger=_side(rows, "challenger"),
        label=np.array(labels, dtype=np.int8),
        amount=np.array(amounts, dtype=np.float64),
        is_counted=np.array(counted, dtype=np.bool_),
        weight=np.array([row.weight for row in rows], dtype=np.float64),
        day=np.array(days, dtype=np.int64),
    )


def _side(rows: Sequence[Row[Any]], name: str) -> Side:
    scores = [getattr(row, name) for row in rows]
    chances = [getattr(row, f"{name}_probability") for row in rows]
    return Side(np.array(scores, dtype=np.float64), np.array(chances, dtype=np.float64))


def _later(two: Two) -> datetime:
    """Return the end of what either had learned from, at most ninety days ago.

    A base model has learned from no payment of a merchant.
    """
    ends = [row.data_until for row in (two.champion, two.challenger) if _is_own(row)]
    back = datetime.now(UTC) - LOOKS_BACK
    return max([back, *(end for end in ends if end is not None)])


def _is_own(row: ModelVersionRow) -> bool:
    return row.merchant_id is not None


def _pace(here: Models, two: Two) -> Pace:
    """Return what each takes for one payment with reasons: the best of three rounds of twenty."""
    paces = [
        _milliseconds(
            here.version(row.version),
            model_comparison.latest(two.merchant_id, row.schema_hash, TIMED),
        )
        for row in (two.champion, two.challenger)
    ]
    return Pace(*paces)


def _milliseconds(scorer: Scorer, rows: Sequence[TransactionRow]) -> float:
    given = [
        (transaction_of(row), np.array([row.inputs], dtype=np.float64))
        for row in rows
        if row.inputs is not None and len(row.inputs) == len(scorer.feature_names)
    ]
    if not given:
        return 0.0
    scorer.warm_up()
    rounds = []
    for _ in range(TIMES):
        started = time.perf_counter()
        for payment, inputs in given:
            scorer.judge((payment,), inputs)
        rounds.append((time.perf_counter() - started) * 1_000 / len(given))
    return min(rounds)

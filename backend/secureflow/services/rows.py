"""A judgement as a row of the table of payments, with everything needed to replay it."""

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from secureflow.db import transactions
from secureflow.db.accounts import Caller
from secureflow.db.transactions import TransactionRow
from secureflow.domain import Decision, Policy, Reason, Transaction, level_of
from secureflow.extensions import lasting
from secureflow.scoring.selection import choose, draw_of
from secureflow.services import circumstances, deciding, forced, personal
from secureflow.services.deciding import Decided

FIELDS, REASON = tuple(Transaction.__dataclass_fields__), tuple(Reason.__dataclass_fields__)
sent, of_reason = attrgetter(*FIELDS), attrgetter(*REASON)


@dataclass(frozen=True, slots=True)
class Order:
    """A payment to judge, with what makes a repeat of it recognisable."""

    transaction: Transaction
    request_hash: str
    idempotency_key: str | None = None


class Rows:
    """Makes the rows of one caller; ``now`` is when they are judged."""

    def __init__(self, caller: Caller, now: datetime) -> None:
        self._caller, self._policy = caller, caller.policy
        self._merchant, self._draw_at = str(caller.merchant_id), now.isoformat()
        self._key = lasting.key("selection")
        self._same: dict[str, Any] = {
            "id": None,
            "merchant_id": caller.merchant_id,
            "is_test": caller.is_test,
            "features": None,
            "policy_version": caller.policy.version,
            "data_source": "model",
            "created_at": now,
        }

    def of(
        self, order: Order, decided: Decided, *, arm: str, has_history: bool = True
    ) -> dict[str, Any]:
        """Return the values of a row, as they are: Decimal, times, and the inputs as they came.

        Without history the payment is degraded, and is counted later by a job.
        """
        caller, payment = self._caller, order.transaction
        judged, verdict = decided.score, decided.verdict
        score, decision = verdict.score, verdict.decision
        reasons = deciding.reasons_of(decided)
        draw = draw_of(self._key, self._merchant, order.request_hash, self._draw_at)
        choice = choose(score, decision, caller.watch, draw, by_lines=verdict.is_by_lines)
        values = {
            **self._same,
            **dict(zip(FIELDS, sent(payment), strict=True)),
            "score": score,
            "anomaly_score": judged.anomaly_score,
            "base_points": judged.base_points,
            "probability": judged.probability,
            "level": level_of(score),
            "decision": decision,
            "is_fraudulent": decision != "approve",
            "confidence": _confidence(self._policy, score, decision),
            "reasons": None if reasons is None else [_reason(r) for r in reasons],
            "inputs": judged.inputs,
            "model_version": judged.model_version,
            "hits": deciding.hits_to_json(verdict),
            "model_score": None if judged.score == score else judged.score,
            "circumstances": circumstances.to_json(decided.circumstances),
            "selected": choice.selected,
            "inclusion": choice.inclusion,
            "arm": arm,
            "counted": has_history,
            "degraded": not has_history or forced.is_degraded(caller, payment),
            "idempotency_key": order.idempotency_key,
            "request_hash": order.request_hash,
        }
        values.update(personal.kept(caller, payment, order.request_hash))
        return values


def stored_values(row: TransactionRow) -> dict[str, Any]:
    """Return a stored row as the values it was made of."""
    return {column.name: getattr(row, column.name) for column in transactions.TABLE.columns}


def _confidence(policy: Policy, score: float, decision: Decision) -> float:
    """Return how clear a decision is: by its score, and wholly where a rule decided against it."""
    is_by_score = policy.is_fraudulent(score) == (decision != "approve")
    return policy.confidence(score) if is_by_score else 1.0


def _reason(reason: Reason) -> dict[str, Any]:
    return dict(zip(REASON, of_reason(reason), strict=True))

"""Score payments: the main job, as a list of named steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from secureflow.db import transactions
from secureflow.db.accounts import Caller
from secureflow.db.transactions import TransactionRow, transaction_of
from secureflow.domain import Policy, Reason, Score, Transaction, level_of
from secureflow.errors import Conflict, IdempotencyConflict, SecureFlowError
from secureflow.extensions import db
from secureflow.scoring.scorer import Scorer
from secureflow.services import forced, personal
from secureflow.services.models import Models


@dataclass(frozen=True, slots=True)
class Order:
    """A payment to judge, with what makes a repeat of it recognisable."""

    transaction: Transaction
    request_hash: str
    idempotency_key: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A stored judgement: the row as stored, its id, and whether it was there before."""

    id: int
    row: dict[str, Any]
    replayed: bool


def predict(models: Models, caller: Caller, order: Order) -> Judgement:
    """Judge one payment and store it, or return the stored answer of an identical request.

    Raises Conflict when the external id or the key was used with another body, and
    ModelUnavailable when there is nothing to judge with.
    """
    refusal = forced.refusal(caller, order.transaction)
    if refusal is not None:
        raise refusal
    score = models.active().score(order.transaction)
    judgement = _store(caller, [order], [score])[0]
    if isinstance(judgement, SecureFlowError):
        db.session.rollback()
        raise judgement
    db.session.commit()
    return judgement


def predict_many(
    models: Models, caller: Caller, orders: Sequence[Order]
) -> list[Judgement | SecureFlowError]:
    """Judge many payments as one matrix and store them in one statement, committing nothing.

    Reasons are computed for payments at or above the review line; a row that conflicts, or that
    asks for an error in the test mode, fails alone.
    """
    refusals = [forced.refusal(caller, order.transaction) for order in orders]
    wanted = [order for order, refusal in zip(orders, refusals, strict=True) if refusal is None]
    scores = models.active().score_many(
        [order.transaction for order in wanted], reasons_from=caller.policy.review_line
    )
    judged = iter(_store(caller, wanted, scores))
    return [next(judged) if refusal is None else refusal for refusal in refusals]


def predict_batch(
    models: Models, caller: Caller, orders: Sequence[Order]
) -> list[Judgement | SecureFlowError]:
    """Judge a batch: ``predict_many`` in a transaction of its own."""
    results = predict_many(models, caller, orders) if orders else []
    db.session.commit()
    return results


def reasons_of(models: Models, row: TransactionRow) -> Sequence[Reason]:
    """Return the reasons of a stored payment, computed by its own model where not stored."""
    if row.reasons is not None:
        return [Reason(**reason) for reason in row.reasons]
    scorer: Scorer = models.version(row.model_version)
    return scorer.reasons(transaction_of(row), row.features or {})


def _store(
    caller: Caller, orders: Sequence[Order], scores: Sequence[Score]
) -> list[Judgement | SecureFlowError]:
    now = datetime.now(UTC)
    scores = [
        forced.applied(caller, order.transaction, score)
        for order, score in zip(orders, scores, strict=True)
    ]
    rows = [row_of(caller, order, score, now) for order, score in zip(orders, scores, strict=True)]
    stored = transactions.insert(rows)
    earlier = _Earlier.of(caller, [order for i, order in enumerate(orders) if i not in stored])
    return [
        Judgement(stored[i], row, replayed=False) if i in stored else earlier.answer(orders[i])
        for i, row in enumerate(rows)
    ]


def row_of(caller: Caller, order: Order, score: Score, now: datetime) -> dict[str, Any]:
    """Return the values of a row of ``transactions``, JSON-safe: money and times as text."""
    policy: Policy = caller.policy
    payment = order.transaction
    values = {name: getattr(payment, name) for name in Transaction.__dataclass_fields__}
    values |= {
        "amount": format(payment.amount, "f"),
        "quantity": None if payment.quantity is None else format(payment.quantity, "f"),
        "occurred_at": payment.occurred_at.isoformat(),
        "customer_created_at": _text(payment.customer_created_at),
        "authorisation_expires_at": _text(payment.authorisation_expires_at),
        "merchant_id": caller.merchant_id,
        "is_test": caller.is_test,
        "score": score.score,
        "anomaly_score": score.anomaly_score,
        "base_points": score.base_points,
        "probability": None,
        "level": level_of(score.score),
        "decision": policy.decide(score.score),
        "is_fraudulent": policy.is_fraudulent(score.score),
        "confidence": policy.confidence(score.score),
        "reasons": None if score.reasons is None else [_reason(r) for r in score.reasons],
        "features": score.features,
        "model_version": score.model_version,
        "policy_version": policy.version,
        "inclusion": 1.0,
        "counted": False,
        "data_source": "model",
        "degraded": forced.is_degraded(caller, payment),
        "idempotency_key": order.idempotency_key,
        "request_hash": order.request_hash,
        "created_at": now.isoformat(),
    }
    return values | personal.kept(caller, payment, order.request_hash)


def _reason(reason: Reason) -> dict[str, Any]:
    return {name: getattr(reason, name) for name in Reason.__dataclass_fields__}


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The stored payments that the rows left out by the insert met."""

    caller: Caller
    by_external_id: dict[str, TransactionRow]
    by_key: dict[str, TransactionRow]

    @classmethod
    def of(cls, caller: Caller, orders: Sequence[Order]) -> "_Earlier":
        ids = [o.transaction.external_id for o in orders if o.transaction.external_id is not None]
        keys = [o.idempotency_key for o in orders if o.idempotency_key is not None]
        found = {
            key: transactions.by_idempotency_key(caller.merchant_id, caller.is_test, key)
            for key in keys
        }
        return cls(
            caller,
            transactions.by_external_ids(caller.merchant_id, caller.is_test, ids) if ids else {},
            {key: row for key, row in found.items() if row is not None},
        )

    def answer(self, order: Order) -> Judgement | Conflict:
        """Return the stored answer, or the conflict where another body came under the same name."""
        external_id = order.transaction.external_id
        named = [
            (Conflict, "external_id", self.by_external_id.get(external_id or "")),
            (IdempotencyConflict, "Idempotency-Key", self.by_key.get(order.idempotency_key or "")),
        ]
        for conflict, field, row in named:
            if row is not None and not personal.is_same_request(
                self.caller, row.request_hash, order.request_hash
            ):
                return conflict(
                    f"{field}: was used before with another body",
                    field=field,
                    fix="Send a new one for a new payment, or the same body for a repeat.",
                )
        row = next(row for *_, row in named if row is not None)
        return Judgement(row.id, stored_values(row), replayed=True)


def stored_values(row: TransactionRow) -> dict[str, Any]:
    """Return a stored row as the values it was made of."""
    return {column.name: getattr(row, column.name) for column in transactions.TABLE.columns}

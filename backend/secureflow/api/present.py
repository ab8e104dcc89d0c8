"""How stored payments look in answers: one place, so that every route says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row

from secureflow.db.feedback import FeedbackRow
from secureflow.db.transactions import TransactionRow
from secureflow.domain import Reason
from secureflow.errors import SecureFlowError
from secureflow.services import explanations

PREDICTION_FIELDS = (
    "external_id",
    "is_fraudulent",
    "confidence",
    "base_points",
    "score",
    "level",
    "decision",
    "policy_version",
    "probability",
    "anomaly_score",
    "model_version",
    "arm",
    "degraded",
)
HIT_FIELDS = ("rule_id", "name", "effect", "points", "text", "decides", "source")
LIST_FIELDS = (
    "id",
    "external_id",
    "currency",
    "occurred_at",
    "created_at",
    "hour",
    "day_of_week",
    "merchant_category",
    "transaction_type",
    "customer",
    "card",
    "country",
    "score",
    "level",
    "decision",
    "is_fraudulent",
    "authorisation_expires_at",
    "selected",
)


def prediction(
    transaction_id: int, values: Mapping[str, Any], helps: Mapping[str, float], *, replayed: bool
) -> dict[str, Any]:
    """Return the answer of the predict routes from the values of a stored row.

    ``helps`` is how much each signal tells the merchant's model.
    """
    answer = {name: values[name] for name in PREDICTION_FIELDS}
    answer |= explanations.signals_of(values, helps)
    return answer | {
        "transaction_id": transaction_id,
        "hits": hits(values["hits"]),
        "risk_factors": values["reasons"],
        "data_source": "replay" if replayed else values["data_source"],
        "timestamp": values["created_at"],
    }


def hits(stored: Sequence[Mapping[str, Any]] | None) -> list[dict[str, Any]]:
    """Return the hits of a payment as they were stored; their version is the payment's own."""
    return [{name: hit[name] for name in HIT_FIELDS} for hit in stored or ()]


def listed(row: Row[Any]) -> dict[str, Any]:
    """Return a list's item from (transaction, label, source) and its review."""
    payment: TransactionRow = row[0]
    item = {name: getattr(payment, name) for name in LIST_FIELDS}
    return item | {
        "amount": format(payment.amount, "f"),
        "top_reason": payment.reasons[0]["text"] if payment.reasons else None,
        "label": {"label": row.label, "source": row.source} if row.label else None,
        "review": None if row.review_id is None else _review(row),
    }


def _review(row: Row[Any]) -> dict[str, Any]:
    return {name: getattr(row, f"review_{name}") for name in ("id", "state", "resolution")}


def feedback(row: FeedbackRow, *, counts: bool) -> dict[str, Any]:
    """Return one piece of feedback."""
    names = ("id", "transaction_id", "label", "is_correct", "source", "notes", "occurred_at")
    values = {name: getattr(row, name) for name in (*names, "created_by", "created_at")}
    return values | {"counts": counts}


def feedbacks(rows: Sequence[FeedbackRow]) -> list[dict[str, Any]]:
    """Return feedback newest first, marking the latest of each source as the one that counts."""
    seen: set[str] = set()
    answer = []
    for row in rows:
        answer.append(feedback(row, counts=row.source not in seen))
        seen.add(row.source)
    return answer


def row_error(index: int, error: SecureFlowError) -> dict[str, Any]:
    """Return why one of many was not done, by its position among those sent."""
    return {
        "index": index,
        "code": error.code,
        "message": error.message,
        "field": error.field,
    }


def reason(found: Reason) -> dict[str, Any]:
    """Return one contribution to a score."""
    return asdict(found)

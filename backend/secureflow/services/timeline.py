"""What has happened to a payment: every automatic and human act on it, with who did it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from secureflow.db import feedback, feedback_files, merchants, own_scores, reviewed, wrong_hits
from secureflow.db.feedback import FeedbackRow
from secureflow.db.reviews import ReviewRow
from secureflow.db.transactions import TransactionRow


@dataclass(frozen=True, slots=True)
class Event:
    """One act; ``by`` is None where the service itself did it."""

    at: datetime
    kind: str
    by: str | None
    details: dict[str, Any]


def of(row: TransactionRow) -> list[Event]:
    """Return everything that has happened to a payment, oldest first.

    Events of the same moment stay in the order in which they follow from each other.
    """
    events = [*_judged(row), *_reviewed(row), *_labelled(row), *_called_wrong(row)]
    return sorted(events, key=lambda event: event.at)


def _judged(row: TransactionRow) -> Iterator[Event]:
    # A clock of the client's may be ahead: what was judged had been paid.
    paid_at = min(row.occurred_at, row.created_at)
    paid = {"amount": format(row.amount, "f"), "currency": row.currency}
    yield Event(paid_at, "paid", None, paid)
    policy = merchants.policy(row.merchant_id, row.policy_version)
    yield Event(
        row.created_at,
        "scored",
        None,
        {
            "score": row.score,
            "level": row.level,
            "probability": row.probability,
            "decision": row.decision,
            "model_version": row.model_version,
            "arm": row.arm,
            "policy_version": row.policy_version,
            "review_line": policy.review_line,
            "block_line": policy.block_line,
            "rule_points": own_scores.points_of(row.hits),
            "hits": row.hits or [],
            "selected": row.selected,
            "degraded": row.degraded,
        },
    )


def _reviewed(row: TransactionRow) -> Iterator[Event]:
    for review in reviewed.of_payment(row.merchant_id, row.id):
        yield Event(review.opened_at, "review_opened", None, _opened(review))
    for act, kind in reviewed.acts(row.merchant_id, row.id):
        yield Event(act.at, act.kind, act.by_name, act.details | {"review_kind": kind})


def _opened(review: ReviewRow) -> dict[str, Any]:
    return {
        "review_id": review.id,
        "review_kind": review.kind,
        "due_at": None if review.due_at is None else review.due_at.isoformat(),
        "default_action": review.default_action,
    }


def _labelled(row: TransactionRow) -> Iterator[Event]:
    said = feedback.of_transaction(row.merchant_id, row.id)
    names = feedback_files.names(
        row.merchant_id, {one.file_id for one in said if one.file_id is not None}
    )
    for one in reversed(said):
        yield Event(one.created_at, "feedback", one.created_by, _said(one, names))


def _called_wrong(row: TransactionRow) -> Iterator[Event]:
    names = {hit["rule_id"]: hit["name"] for hit in row.hits or ()}
    for one in wrong_hits.of_payment(row.merchant_id, row.id):
        details = {"rule_id": one.rule_id, "name": names.get(one.rule_id)}
        yield Event(one.said_at, "rule_wrong", one.said_by, details)


def _said(one: FeedbackRow, names: dict[int, str]) -> dict[str, Any]:
    return {
        "label": one.label,
        "source": one.source,
        "is_correct": one.is_correct,
        "notes": one.notes,
        "occurred_at": one.occurred_at.isoformat(),
        "file": None if one.file_id is None else names.get(one.file_id),
    }

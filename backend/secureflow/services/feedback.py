"""What people, banks and customers say of a payment later: stored, never overwritten."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from secureflow.db import feedback, transactions
from secureflow.db.accounts import Caller
from secureflow.db.feedback import FeedbackRow
from secureflow.domain import Label, Source
from secureflow.errors import InvalidInput, NotFound
from secureflow.extensions import db
from secureflow.services import audit

CLOCK_SKEW = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Statement:
    """What someone says of a payment: exactly one of ``label`` and ``is_correct`` is set."""

    transaction_id: int
    label: Label | None
    is_correct: bool | None
    source: Source
    notes: str | None
    occurred_at: datetime | None


def give(caller: Caller, statement: Statement) -> FeedbackRow:
    """Store feedback and return it; NotFound for another merchant's or an unknown payment.

    The label is the truth that is stored; whether the answer was right follows from it.
    """
    if (statement.label is None) == (statement.is_correct is None):
        raise InvalidInput("label: send either label or is_correct", field="label")
    now = datetime.now(UTC)
    if statement.occurred_at is not None and statement.occurred_at > now + CLOCK_SKEW:
        raise InvalidInput("occurred_at: lies in the future", field="occurred_at")
    payment = transactions.by_id(caller.merchant_id, caller.only_mode, statement.transaction_id)
    if payment is None:
        raise NotFound(
            f"There is no transaction {statement.transaction_id}.", field="transaction_id"
        )
    label = statement.label or _label_behind(payment.is_fraudulent, bool(statement.is_correct))
    row = feedback.add(
        FeedbackRow(
            merchant_id=caller.merchant_id,
            transaction_id=payment.id,
            label=label,
            is_correct=(label == "fraud") == payment.is_fraudulent,
            source=statement.source,
            notes=statement.notes,
            occurred_at=statement.occurred_at or now,
            created_by=caller.name,
        )
    )
    audit.record(
        "feedback.given",
        f"transaction:{payment.id}",
        after={"feedback": row.id, "label": label, "source": statement.source},
    )
    db.session.commit()
    return row


def _label_behind(is_fraudulent: bool, is_correct: bool) -> Label:
    return "fraud" if is_fraudulent == is_correct else "legitimate"

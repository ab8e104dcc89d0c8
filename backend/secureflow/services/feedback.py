"""What people, banks and customers say of a payment later: stored, never overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from secureflow.db import feedback, transactions
from secureflow.db.accounts import Caller
from secureflow.db.feedback import FeedbackRow
from secureflow.db.transactions import TransactionRow
from secureflow.domain import Label, Source
from secureflow.errors import InvalidInput, NotFound, SecureFlowError
from secureflow.extensions import db
from secureflow.services import audit, history, review_closing
from secureflow.services.history import Relabelling
from secureflow.services.review_acts import Author, author

CLOCK_SKEW = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Statement:
    """What someone says of a payment: exactly one of ``label`` and ``is_correct`` is set.

    So is one of ``transaction_id`` and ``external_id``.
    """

    transaction_id: int | None
    label: Label | None
    is_correct: bool | None
    source: Source
    notes: str | None
    occurred_at: datetime | None
    external_id: str | None = None


@dataclass(frozen=True, slots=True)
class Onsite:
    """Whoever works on the machine itself, for a merchant: what is needed of a caller here."""

    merchant_id: int
    is_test: bool
    name: str = "system"


Said = tuple[TransactionRow, Statement]
"""A statement with the payment it is about."""


def give(caller: Caller, statement: Statement) -> FeedbackRow:
    """Store feedback and return it; NotFound for another merchant's or an unknown payment.

    The label is the truth that is stored; whether the answer was right follows from it.
    """
    _check(statement, datetime.now(UTC))
    row_id = statement.transaction_id
    payment = row_id and transactions.by_id(caller.merchant_id, caller.only_mode, row_id)
    if not payment:
        raise _unknown(statement)
    (row,) = store(caller, payment.is_test, [(payment, statement)])
    audit.record(
        "feedback.given",
        f"transaction:{payment.id}",
        after={"feedback": row.id, "label": row.label, "source": row.source},
    )
    db.session.commit()
    return row


def give_many(
    caller: Caller, statements: Sequence[Statement]
) -> list[FeedbackRow | SecureFlowError]:
    """Store many pieces of feedback on payments of the caller's mode, in one transaction.

    One that is wrong, or about a payment that is not there, fails alone. Of one payment the later
    counts, as if they had come one by one.
    """
    now = datetime.now(UTC)
    merchant_id, is_test = caller.merchant_id, caller.is_test
    ids = [s.transaction_id for s in statements if s.transaction_id is not None]
    names = [s.external_id for s in statements if s.external_id is not None]
    by_id = transactions.by_ids(merchant_id, ids) if ids else {}
    by_name = transactions.by_external_ids(merchant_id, is_test, names) if names else {}
    said: dict[int, Said] = {}
    errors: dict[int, SecureFlowError] = {}
    for index, statement in enumerate(statements):
        try:
            _check(statement, now)
            payment = by_id.get(statement.transaction_id or 0)
            payment = payment or by_name.get(statement.external_id or "")
            if payment is None or payment.is_test != is_test:
                raise _unknown(statement)
            said[index] = payment, statement
        except SecureFlowError as error:
            errors[index] = error
    rows = dict(zip(said, store(caller, is_test, list(said.values())), strict=True))
    if rows:
        after = {"stored": len(rows), "failed": len(errors)}
        audit.record("feedback.given_in_bulk", "transactions", after=after)
    db.session.commit()
    return [rows[index] if index in rows else errors[index] for index in range(len(statements))]


def store(
    caller: Caller | Onsite, is_test: bool, said: Sequence[Said], file_id: int | None = None
) -> list[FeedbackRow]:
    """Store statements on payments of one mode and what follows for entities; commits nothing.

    To be called once in a transaction, because it locks entities in order.
    """
    payments = {payment.id: payment for payment, _ in said}
    if not payments:
        return []
    now = datetime.now(UTC)
    feedback.lock(caller.merchant_id, payments)
    known = feedback.latest(caller.merchant_id, payments)
    before = {row_id: feedback.counting(known.get(row_id, {})) for row_id in payments}
    rows = [_row(caller, payment, statement, now, file_id) for payment, statement in said]
    for row in rows:
        known.setdefault(row.transaction_id, {})[row.source] = row.label
    feedback.add(*rows)
    review_closing.close(caller.merchant_id, is_test, _author(caller), rows, now)
    changes = [
        Relabelling(payment, before[row_id], feedback.counting(known[row_id]))
        for row_id, payment in payments.items()
    ]
    history.relabel(caller.merchant_id, is_test, changes)
    return rows


def _author(caller: Caller | Onsite) -> Author:
    return Author(None, caller.name) if isinstance(caller, Onsite) else author(caller)


def _check(statement: Statement, now: datetime) -> None:
    if (statement.label is None) == (statement.is_correct is None):
        raise InvalidInput("label: send either label or is_correct", field="label")
    if (statement.transaction_id is None) == (statement.external_id is None):
        raise InvalidInput(
            "transaction_id: send either transaction_id or external_id", field="transaction_id"
        )
    if statement.occurred_at is not None and statement.occurred_at > now + CLOCK_SKEW:
        raise InvalidInput("occurred_at: lies in the future", field="occurred_at")


def _unknown(statement: Statement) -> NotFound:
    if statement.external_id is not None:
        return NotFound(
            "There is no transaction with this external_id.",
            field="external_id",
            fix="Send the id under which the payment was scored.",
        )
    return NotFound(f"There is no transaction {statement.transaction_id}.", field="transaction_id")


def _row(
    caller: Caller | Onsite,
    payment: TransactionRow,
    statement: Statement,
    now: datetime,
    file_id: int | None,
) -> FeedbackRow:
    label = statement.label or _label_behind(payment.is_fraudulent, bool(statement.is_correct))
    return FeedbackRow(
        merchant_id=caller.merchant_id,
        transaction_id=payment.id,
        label=label,
        is_correct=(label == "fraud") == payment.is_fraudulent,
        source=statement.source,
        notes=statement.notes,
        occurred_at=statement.occurred_at or now,
        created_by=caller.name,
        file_id=file_id,
    )


def _label_behind(is_fraudulent: bool, is_correct: bool) -> Label:
    return "fraud" if is_fraudulent == is_correct else "legitimate"

"""One customer's data: found whole, pseudonymised, and the rows that wait to be hidden."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, delete, exists, or_, select, text
from sqlalchemy.dialects.postgresql import JSONB

from secureflow.db.audit import AuditEventRow, AuditValuesRow
from secureflow.db.feedback import FeedbackRow
from secureflow.db.merchants import MerchantRow
from secureflow.db.transactions import TransactionRow
from secureflow.db.uploads import UploadLineRow, UploadRow
from secureflow.extensions import db

ROWS_AT_ONCE = 1_000

# Equal values stay equal among the rows of one customer. The salt is used once and kept nowhere,
# so nobody can find the value again by trying. The hash of the request goes too: it would say
# whether a guess of the whole request is right.
ERASED = "erased:"
PSEUDONYM = (
    f"CASE WHEN {{0}} IS NULL THEN NULL ELSE '{ERASED}' || left(encode(sha256(convert_to("
    ":salt || {0}, 'UTF8')), 'hex'), 24) END"
)
PSEUDONYMISED = ("customer", "card", "device", "email", "ip", "request_hash")
# In the order in which rows are hidden too, so that the two never wait for each other.
TAKE = text("""
    SELECT id FROM transactions WHERE merchant_id = :merchant_id AND customer = :customer
    ORDER BY id FOR NO KEY UPDATE
""")
ERASE = text(f"""
    UPDATE transactions
    SET {", ".join(f"{name} = {PSEUDONYM.format(name)}" for name in PSEUDONYMISED)},
        extra = '{{}}'::jsonb
    WHERE merchant_id = :merchant_id AND customer = :customer
    RETURNING id, customer
""")  # noqa: S608 -- names come from the list above
FORGET_NOTES = text("""
    WITH said AS (
        SELECT id, notes FROM feedback
        WHERE merchant_id = :merchant_id AND transaction_id = ANY(:ids) AND notes IS NOT NULL
    )
    UPDATE feedback SET notes = NULL FROM said WHERE feedback.id = said.id RETURNING said.notes
""")
FORGET_ANSWERS = text("""
    UPDATE idempotency_keys SET body = NULL
    WHERE merchant_id = :merchant_id AND body IS NOT NULL AND EXISTS (
        SELECT FROM unnest(CAST(:needles AS bytea[])) AS needle WHERE position(needle IN body) > 0
    )
""")
HIDE = text("""
    UPDATE transactions AS payment
    SET email = hidden.email, ip = hidden.ip, request_hash = hidden.request_hash
    FROM jsonb_to_recordset(:rows)
        AS hidden (id bigint, email text, ip text, request_hash text)
    WHERE payment.merchant_id = :merchant_id AND payment.id = hidden.id
""").bindparams(bindparam("rows", type_=JSONB))


def is_known(merchant_id: int, customer: str) -> bool:
    """Return whether anything is stored of a customer."""
    values = AuditValuesRow
    payment = exists().where(*_of(merchant_id, customer))
    value = exists().where(values.merchant_id == merchant_id, values.customer == customer)
    return bool(db.session.scalar(select(payment | value)))


def payments(merchant_id: int, customer: str) -> Iterator[TransactionRow]:
    """Yield every payment of a customer, of both modes, oldest first, in bounded memory."""
    query = select(TransactionRow).where(*_of(merchant_id, customer)).order_by(TransactionRow.id)
    yield from db.session.scalars(query.execution_options(yield_per=ROWS_AT_ONCE))


def feedback(merchant_id: int, customer: str) -> Iterator[FeedbackRow]:
    """Yield what was said of the customer's payments, oldest first."""
    query = (
        select(FeedbackRow)
        .join(TransactionRow, TransactionRow.id == FeedbackRow.transaction_id)
        .where(*_of(merchant_id, customer), FeedbackRow.merchant_id == merchant_id)
        .order_by(FeedbackRow.id)
    )
    yield from db.session.scalars(query.execution_options(yield_per=ROWS_AT_ONCE))


def upload_lines(merchant_id: int, customer: str) -> Iterator[Row[Any]]:
    """Yield (upload id, file name, line, transaction id) of the files that name the customer."""
    line = UploadLineRow
    query = (
        select(line.upload_id, UploadRow.filename, line.line, line.transaction_id)
        .join(UploadRow, UploadRow.id == line.upload_id)
        .join(TransactionRow, TransactionRow.id == line.transaction_id)
        .where(*_of(merchant_id, customer), line.merchant_id == merchant_id)
        .order_by(line.upload_id, line.line)
    )
    yield from db.session.execute(query.execution_options(yield_per=ROWS_AT_ONCE))


def audit_values(merchant_id: int, customer: str) -> Iterator[Row[Any]]:
    """Yield (event, values) of what the audit trail says of the customer, oldest first."""
    query = (
        select(AuditEventRow, AuditValuesRow)
        .join(AuditValuesRow, AuditValuesRow.event_id == AuditEventRow.id)
        .where(AuditValuesRow.merchant_id == merchant_id, AuditValuesRow.customer == customer)
        .order_by(AuditEventRow.position)
    )
    yield from db.session.execute(query.execution_options(yield_per=ROWS_AT_ONCE))


def entities_named(merchant_id: int, customer: str) -> list[tuple[str, str]]:
    """Return (kind, value) of the entities that are the customer's own in their payments."""
    row = TransactionRow
    query = select(row.card, row.device, row.ip).where(*_of(merchant_id, customer)).distinct()
    found = {
        (kind, value)
        for seen in db.session.execute(query)
        for kind, value in seen._mapping.items()
        if value is not None
    }
    return sorted({("customer", customer), *found})


def erase_payments(merchant_id: int, customer: str, salt: str) -> tuple[list[int], str | None]:
    """Pseudonymise a customer's payments; return their ids and the pseudonym they have now."""
    values = {"merchant_id": merchant_id, "customer": customer, "salt": salt}
    db.session.execute(TAKE, values)
    rows = db.session.execute(ERASE, values).all()
    return [row.id for row in rows], rows[0].customer if rows else None


def forget_notes(merchant_id: int, transaction_ids: Sequence[int]) -> list[str]:
    """Delete the notes of feedback on these payments; return what they were."""
    values = {"merchant_id": merchant_id, "ids": list(transaction_ids)}
    return [row.notes for row in db.session.execute(FORGET_NOTES, values)]


def forget_answers(merchant_id: int, texts: Sequence[str]) -> None:
    """Delete the answers kept for repeats of a request in which any of these texts stands."""
    needles = {
        json.dumps(text_, ensure_ascii=way).encode() for text_ in texts for way in (True, False)
    }
    values = {"merchant_id": merchant_id, "needles": list(needles)}
    db.session.execute(FORGET_ANSWERS, values)


def forget_audit_values(merchant_id: int, customer: str) -> int:
    """Delete what lies beside the audit trail of a customer; return of how many events."""
    row = AuditValuesRow
    found = db.session.execute(
        delete(row)
        .where(row.merchant_id == merchant_id, row.customer == customer)
        .returning(row.event_id)
    )
    return len(found.all())


def plain_rows(merchant_id: int, after: int, hidden: str) -> Sequence[Row[Any]]:
    """Return (id, email, ip, request_hash) of payments that were stored as they came.

    At most a thousand, by id, those ``after`` one; ``hidden`` is what the others begin with.
    They are locked, so that nobody erases them before they are hidden, which would undo it.
    """
    row = TransactionRow
    query = (
        select(row.id, row.email, row.ip, row.request_hash)
        .where(
            row.merchant_id == merchant_id,
            row.id > after,
            or_(row.email.is_not(None), row.ip.is_not(None)),
            ~row.request_hash.startswith(hidden),
            ~row.request_hash.startswith(ERASED),
        )
        .order_by(row.id)
        .limit(ROWS_AT_ONCE)
        .with_for_update(key_share=True)
    )
    return db.session.execute(query).all()


def hiding_merchants() -> list[int]:
    """Return the ids of the merchants in sight who have e-mail and address hidden."""
    query = select(MerchantRow.id).where(MerchantRow.hash_personal).order_by(MerchantRow.id)
    return list(db.session.scalars(query))


def hide(merchant_id: int, rows: Sequence[dict[str, Any]]) -> None:
    """Store id, email, ip and request_hash as they are given."""
    db.session.execute(HIDE, {"merchant_id": merchant_id, "rows": list(rows)})


def _of(merchant_id: int, customer: str) -> tuple[Any, ...]:
    return TransactionRow.merchant_id == merchant_id, TransactionRow.customer == customer

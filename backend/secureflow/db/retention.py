"""Deleting what is past its time, some rows at a time, so that no statement holds many locks."""

from datetime import datetime
from typing import Any

from sqlalchemy import TextClause, select, text

from secureflow.db.merchants import MerchantRow
from secureflow.extensions import db

ROWS_AT_ONCE = 1_000

# Whoever else works on a row of them is not waited for: it is deleted at the next turn.
OLD = """
    WITH old AS (
        SELECT id FROM {0} WHERE merchant_id = :merchant_id AND {1} < :before
        LIMIT :at_once FOR UPDATE SKIP LOCKED
    )
"""
TRANSACTIONS = text(f"""
    {OLD.format("transactions", "created_at")},
    labels AS (DELETE FROM feedback WHERE transaction_id IN (SELECT id FROM old)),
    lines AS (DELETE FROM upload_lines WHERE transaction_id IN (SELECT id FROM old)),
    gone AS (DELETE FROM transactions WHERE id IN (SELECT id FROM old) RETURNING id)
    SELECT count(*) FROM gone
""")  # noqa: S608 -- names come from this file
UPLOADS = text(f"""
    {OLD.format("uploads", "created_at")},
    lines AS (DELETE FROM upload_lines WHERE upload_id IN (SELECT id FROM old)),
    gone AS (DELETE FROM uploads WHERE id IN (SELECT id FROM old) RETURNING id)
    SELECT count(*) FROM gone
""")  # noqa: S608 -- as above
FEEDBACK_FILES = text(f"""
    {OLD.format("feedback_files", "created_at")},
    gone AS (DELETE FROM feedback_files WHERE id IN (SELECT id FROM old) RETURNING id)
    SELECT count(*) FROM gone
""")  # noqa: S608 -- as above
SECURITY_EVENTS = text(f"""
    {OLD.format("security_events", "last_at")},
    gone AS (DELETE FROM security_events WHERE id IN (SELECT id FROM old) RETURNING id)
    SELECT count(*) FROM gone
""")  # noqa: S608 -- as above
# A role that may not change what stands beside the trail may not lock it either.
AUDIT_VALUES = text("""
    WITH old AS (
        SELECT event_id FROM audit_values JOIN audit_events AS event ON event.id = event_id
        WHERE audit_values.merchant_id = :merchant_id AND event.at < :before LIMIT :at_once
    ),
    gone AS (
        DELETE FROM audit_values WHERE event_id IN (SELECT event_id FROM old) RETURNING event_id
    )
    SELECT count(*) FROM gone
""")
OF_NOBODY = text("""
    WITH old AS (
        SELECT id FROM security_events WHERE merchant_id IS NULL AND last_at < :before
        LIMIT :at_once FOR UPDATE SKIP LOCKED
    ),
    gone AS (DELETE FROM security_events WHERE id IN (SELECT id FROM old) RETURNING id)
    SELECT count(*) FROM gone
""")

STATEMENTS = {
    "transactions": (TRANSACTIONS, "transactions_days"),
    "uploads": (UPLOADS, "uploads_days"),
    "feedback_files": (FEEDBACK_FILES, "uploads_days"),
    "security_events": (SECURITY_EVENTS, "security_events_days"),
    "audit_events": (AUDIT_VALUES, "transactions_days"),
}
"""What is kept for a number of days: how it is deleted, and which of the merchant's numbers holds.

Of audit events that is what they say of customers; the events themselves stay.
"""


def delete_some(kind: str, merchant_id: int, before: datetime) -> int:
    """Delete at most a thousand of a merchant's things of a kind; return how many it were."""
    return _count(STATEMENTS[kind][0], {"merchant_id": merchant_id, "before": before})


def delete_some_of_nobody(before: datetime) -> int:
    """Delete at most a thousand security events that meant no merchant; return how many."""
    return _count(OF_NOBODY, {"before": before})


def merchants() -> list[int]:
    """Return the ids of all merchants in sight."""
    return list(db.session.scalars(select(MerchantRow.id).order_by(MerchantRow.id)))


def days(merchant_id: int) -> dict[str, int]:
    """Return for how many days each kind of a merchant's data is kept."""
    row = db.session.get_one(MerchantRow, merchant_id)
    return {kind: getattr(row, column) for kind, (_, column) in STATEMENTS.items()}


def _count(statement: TextClause, values: dict[str, Any]) -> int:
    found: int = db.session.execute(statement, values | {"at_once": ROWS_AT_ONCE}).scalar_one()
    return found

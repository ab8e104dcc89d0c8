"""Deleting what is past its time, some rows at a time, so that no statement holds many locks."""

from datetime import datetime
from typing import Any

from sqlalchemy import TextClause, select, text

from secureflow.db.customer_turns import IS_DISPUTED, IS_FRAUD
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
# What a payment added to the figures of its customer goes with it. All parts of a statement see
# the same rows, so its labels are still there to be counted.
LESS = f"""
    less AS (
        UPDATE customers AS known SET
            orders = greatest(known.orders - gone.orders, 0),
            spent = greatest(known.spent - gone.spent, 0),
            frauds = greatest(known.frauds - gone.frauds, 0),
            disputes = greatest(known.disputes - gone.disputes, 0)
        FROM (
            SELECT payment.is_test, payment.customer, count(*) AS orders,
                coalesce(sum(payment.amount) FILTER (
                    WHERE payment.decision <> 'block' AND payment.currency = owner.currency
                ), 0) AS spent,
                count(*) FILTER (WHERE label.is_fraud) AS frauds,
                count(*) FILTER (WHERE label.is_disputed) AS disputes
            FROM transactions AS payment JOIN merchants AS owner ON owner.id = :merchant_id
            CROSS JOIN LATERAL (
                SELECT {IS_FRAUD} AS is_fraud, {IS_DISPUTED} AS is_disputed FROM feedback f
                WHERE f.transaction_id = payment.id
            ) AS label
            WHERE payment.id IN (SELECT id FROM old) AND payment.customer IS NOT NULL
            GROUP BY payment.is_test, payment.customer
        ) AS gone
        WHERE known.merchant_id = :merchant_id AND known.is_test = gone.is_test
            AND known.customer = gone.customer
    )
"""  # noqa: S608 -- names come from this file
TRANSACTIONS = text(f"""
    {OLD.format("transactions", "created_at")},
    {LESS},
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

# Of whom no payment is left.
CUSTOMERS = text("""
    WITH gone AS (
        DELETE FROM customers WHERE merchant_id = :merchant_id AND id IN (
            SELECT id FROM customers WHERE merchant_id = :merchant_id AND orders = 0
            LIMIT :at_once FOR UPDATE SKIP LOCKED
        ) RETURNING id
    )
    SELECT count(*) FROM gone
""")
CUSTOMER_LINKS = text("""
    WITH old AS (
        SELECT is_test, key, customer FROM customer_links
        WHERE merchant_id = :merchant_id AND stored_at < :before
        LIMIT :at_once FOR UPDATE SKIP LOCKED
    ),
    gone AS (
        DELETE FROM customer_links AS link USING old
        WHERE link.merchant_id = :merchant_id AND link.is_test = old.is_test
            AND link.key = old.key AND link.customer = old.customer
        RETURNING link.key
    )
    SELECT count(*) FROM gone
""")
# A role that may not change notes may not lock them either.
CUSTOMER_NOTES = text("""
    WITH gone AS (
        DELETE FROM customer_notes WHERE merchant_id = :merchant_id AND id IN (
            SELECT id FROM customer_notes
            WHERE merchant_id = :merchant_id AND created_at < :before LIMIT :at_once
        ) RETURNING id
    )
    SELECT count(*) FROM gone
""")

STATEMENTS = {
    "transactions": (TRANSACTIONS, "transactions_days"),
    "customers": (CUSTOMERS, "transactions_days"),
    "customer_links": (CUSTOMER_LINKS, "transactions_days"),
    "customer_notes": (CUSTOMER_NOTES, "transactions_days"),
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

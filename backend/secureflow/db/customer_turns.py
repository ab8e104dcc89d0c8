"""How customers' figures follow the payments: in turns, each of ids that nobody can add to."""

from dataclasses import dataclass

from sqlalchemy import BigInteger, CheckConstraint, SmallInteger, Text, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.db.feedback import STRONGEST_FIRST
from secureflow.db.privacy import ERASED
from secureflow.extensions import Base, db


class CustomerTurnRow(Base):
    """Through which payment and which feedback the figures are made, for the whole platform.

    Ids appear in another order than they are drawn. Those ``waiting`` were there at the end of the
    last turn; whatever is below them belongs to transactions older than ``waiting_for``, so they
    are complete once all of these have ended.
    """

    __tablename__ = "customer_turns"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    payments_through: Mapped[int] = mapped_column(BigInteger)
    payments_waiting: Mapped[int] = mapped_column(BigInteger)
    feedback_through: Mapped[int] = mapped_column(BigInteger)
    feedback_waiting: Mapped[int] = mapped_column(BigInteger)
    waiting_for: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids above ``after`` up to ``until``."""

    after: int
    until: int


BEGINNING = {
    "id": 1,
    "payments_through": 0,
    "payments_waiting": 0,
    "feedback_through": 0,
    "feedback_waiting": 0,
    "waiting_for": "0",
}
HAVE_ENDED = text("SELECT CAST(:waiting_for AS xid8) <= pg_snapshot_xmin(pg_current_snapshot())")
SEEN = text("""
    SELECT coalesce((SELECT max(id) FROM transactions), 0) AS payments,
        coalesce((SELECT max(id) FROM feedback), 0) AS feedback,
        pg_snapshot_xmax(pg_current_snapshot())::text AS waiting_for
""")
_TAKEN = f"""
    WITH taken AS (
        SELECT id, merchant_id, is_test, customer, card, device, ip, email, amount, currency,
            decision, score, occurred_at, created_at
        FROM transactions
        WHERE id > :after AND id <= :until AND customer IS NOT NULL
            AND NOT starts_with(customer, '{ERASED}')
    )
"""  # noqa: S608 -- words of ours
COUNT = text(f"""
    {_TAKEN}
    INSERT INTO customers AS known (merchant_id, is_test, customer, orders, spent, first_at,
        last_at, trend, risk)
    SELECT merchant_id, is_test, customer, count(*),
        coalesce(sum(amount) FILTER (WHERE decision <> 'block' AND taken.currency = owner.currency),
            0),
        min(occurred_at), max(occurred_at),
        secureflow_latest(array_agg(score ORDER BY taken.id)),
        secureflow_risk(array_agg(score ORDER BY taken.id))
    FROM taken JOIN merchants AS owner ON owner.id = merchant_id
    GROUP BY merchant_id, is_test, customer ORDER BY merchant_id, is_test, customer
    ON CONFLICT (merchant_id, is_test, customer) DO UPDATE SET
        orders = known.orders + excluded.orders,
        spent = known.spent + excluded.spent,
        first_at = least(known.first_at, excluded.first_at),
        last_at = greatest(known.last_at, excluded.last_at),
        trend = secureflow_latest(known.trend || excluded.trend),
        risk = secureflow_risk(known.trend || excluded.trend)
""")  # noqa: S608 -- words of ours
# Most payments come with what their customer was seen with before: those write nothing.
_LINK = """
    , used AS (
        SELECT merchant_id, is_test, customer, detail.kind,
            substr(sha256(convert_to(detail.kind || ':' || detail.value, 'UTF8')), 1, 16) AS key,
            max(created_at) AS stored_at
        FROM taken CROSS JOIN LATERAL (
            VALUES ('card', card), ('device', device), ('ip', ip), ('email', email)
        ) AS detail (kind, value)
        WHERE detail.value IS NOT NULL GROUP BY 1, 2, 3, 4, 5
    )
    INSERT INTO customer_links AS known (merchant_id, is_test, key, customer, kind, stored_at)
    SELECT used.merchant_id, used.is_test, used.key, used.customer, used.kind, used.stored_at
    FROM used LEFT JOIN customer_links AS before
        ON before.merchant_id = used.merchant_id AND before.is_test = used.is_test
            AND before.key = used.key AND before.customer = used.customer
    WHERE before.stored_at IS NULL OR before.stored_at < used.stored_at - interval '1 day'
    ORDER BY 1, 2, 3, 4
    ON CONFLICT (merchant_id, is_test, key, customer) DO UPDATE
        SET stored_at = greatest(known.stored_at, excluded.stored_at)
"""
LINK = text(_TAKEN + _LINK)
LINK_OF = text(_TAKEN.replace("WHERE", "WHERE merchant_id = :merchant_id AND", 1) + _LINK)

IS_FRAUD = f"""
    coalesce((array_agg(f.label ORDER BY {STRONGEST_FIRST}))[1], '') = 'fraud'
"""
IS_DISPUTED = "coalesce(bool_or(f.source = 'chargeback' AND f.label = 'fraud'), false)"
"""What the feedback ``f`` on a payment says: the label that counts, and whether a bank did."""


def _known(through: str) -> str:
    """Return a query of what was known of a payment, given the feedback up to an id."""
    return f"""
        SELECT {IS_FRAUD} AS is_fraud, {IS_DISPUTED} AS is_disputed
        FROM feedback f
        WHERE f.transaction_id = payment.id AND f.merchant_id = payment.merchant_id
            AND f.id <= :{through}
    """  # noqa: S608 -- words of ours


RELABEL = text(f"""
    WITH touched AS (
        SELECT DISTINCT transaction_id FROM feedback WHERE id > :after AND id <= :until
    ), changed AS (
        SELECT merchant_id, is_test, customer,
            sum(now.is_fraud::int - before.is_fraud::int) AS frauds,
            sum(now.is_disputed::int - before.is_disputed::int) AS disputes
        FROM touched JOIN transactions AS payment ON payment.id = transaction_id
        CROSS JOIN LATERAL ({_known("after")}) AS before
        CROSS JOIN LATERAL ({_known("until")}) AS now
        WHERE customer IS NOT NULL GROUP BY 1, 2, 3
    )
    UPDATE customers AS known
    SET frauds = known.frauds + changed.frauds, disputes = known.disputes + changed.disputes
    FROM changed
    WHERE known.merchant_id = changed.merchant_id AND known.is_test = changed.is_test
        AND known.customer = changed.customer AND (changed.frauds, changed.disputes) <> (0, 0)
""")  # noqa: S608 -- words of ours


def take() -> CustomerTurnRow:
    """Return the row, which nobody else takes until we commit.

    Whoever erases a customer takes it, too, so that no turn writes what was read before.
    """
    db.session.execute(insert(CustomerTurnRow).values(**BEGINNING).on_conflict_do_nothing())
    return db.session.scalars(
        select(CustomerTurnRow).with_for_update().execution_options(populate_existing=True)
    ).one()


def is_complete(row: CustomerTurnRow) -> bool:
    """Return whether nobody can add to the ids that wait any more."""
    return bool(db.session.scalar(HAVE_ENDED, {"waiting_for": row.waiting_for}))


def wait(row: CustomerTurnRow) -> None:
    """Have what is there by now wait for the next turn; every merchant is in sight."""
    seen = db.session.execute(SEEN).one()
    row.payments_waiting = max(row.payments_waiting, seen.payments)
    row.feedback_waiting = max(row.feedback_waiting, seen.feedback)
    row.waiting_for = seen.waiting_for


def count(ids: Ids) -> None:
    """Add payments to the figures of their customers, of all merchants in sight."""
    values = {"after": ids.after, "until": ids.until}
    db.session.execute(COUNT, values)
    db.session.execute(LINK, values)


def link_again(merchant_id: int, ids: Ids) -> None:
    """Link a merchant's payments with their customers once more."""
    values = {"merchant_id": merchant_id, "after": ids.after, "until": ids.until}
    db.session.execute(LINK_OF, values)


def relabel(ids: Ids) -> None:
    """Count what became known of payments by this feedback, and take back what it replaces."""
    db.session.execute(RELABEL, {"after": ids.after, "until": ids.until})

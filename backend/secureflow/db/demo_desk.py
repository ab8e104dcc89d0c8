"""The reviews of the demo: decided as its feedback says, in the past that it is given."""

from collections.abc import Sequence

from sqlalchemy import select, text

from secureflow.db.reviews import ReviewRow
from secureflow.extensions import db

# Every third is the colleague's, so that each has decided without the other.
SHARE_OUT = text("""
    UPDATE feedback SET created_by = :name
    WHERE merchant_id = :merchant_id AND source = 'reviewer' AND transaction_id % 3 = 0
""")
DECIDE = text("""
    WITH said AS (
        SELECT DISTINCT ON (transaction_id) transaction_id, label, source, created_by, created_at
        FROM feedback WHERE merchant_id = :merchant_id ORDER BY transaction_id, id
    ), decided AS (
        UPDATE reviews SET state = 'resolved', was = 'open', source = said.source,
            resolution = CASE said.label WHEN 'fraud' THEN 'decline' ELSE 'approve' END,
            reason = CASE
                WHEN said.source <> 'reviewer' THEN NULL
                WHEN said.label = 'fraud' THEN
                    (ARRAY['stolen_card', 'card_testing', 'stolen_card', 'account_takeover'])
                    [1 + said.transaction_id % 4]
                ELSE (ARRAY['known_customer', 'verified_by_phone', 'looks_usual'])
                    [1 + said.transaction_id % 3]
            END,
            resolved_by = CASE WHEN said.source <> 'reviewer' THEN NULL
                WHEN said.transaction_id % 3 = 0 THEN :colleague ELSE :owner END,
            resolved_by_name = said.created_by, resolved_at = said.created_at,
            undo_until = said.created_at, settled_at = said.created_at
        FROM said
        WHERE reviews.merchant_id = :merchant_id AND reviews.transaction_id = said.transaction_id
        RETURNING reviews.*
    )
    INSERT INTO review_acts (merchant_id, review_id, kind, by_id, by_name, details, at)
    SELECT merchant_id, id, 'resolved', resolved_by, resolved_by_name,
        jsonb_build_object('resolution', resolution, 'source', source, 'reason', reason),
        resolved_at
    FROM decided ORDER BY resolved_at, id
""")
WRONG_HITS = text("""
    SELECT payment.id, (hit ->> 'rule_id')::bigint AS rule_id
    FROM transactions AS payment CROSS JOIN jsonb_array_elements(payment.hits) AS hit
    JOIN feedback AS said ON said.transaction_id = payment.id AND said.merchant_id = :merchant_id
    WHERE payment.merchant_id = :merchant_id AND payment.hits IS NOT NULL
        AND hit ->> 'source' = 'rule'
        AND said.source = 'reviewer' AND said.label = 'legitimate'
    ORDER BY payment.id DESC LIMIT :most
""")


def share_out(merchant_id: int, name: str) -> None:
    """Have a colleague say a third of what reviewers said."""
    db.session.execute(SHARE_OUT, {"merchant_id": merchant_id, "name": name})


def decide(merchant_id: int, owner: int, colleague: int) -> None:
    """Resolve every review whose payment somebody has said something of."""
    values = {"merchant_id": merchant_id, "owner": owner, "colleague": colleague}
    db.session.execute(DECIDE, values)
    db.session.expire_all()


def decided(merchant_id: int, most: int) -> Sequence[ReviewRow]:
    """Return the held reviews that people decided last, the latest first."""
    row = ReviewRow
    return db.session.scalars(
        select(row)
        .where(row.merchant_id == merchant_id, row.kind == "held", row.resolved_by.is_not(None))
        .order_by(row.resolved_at.desc(), row.id)
        .limit(most)
    ).all()


def waiting(merchant_id: int) -> Sequence[ReviewRow]:
    """Return the held reviews that wait, soonest due first."""
    row = ReviewRow
    return db.session.scalars(
        select(row)
        .where(row.merchant_id == merchant_id, row.kind == "held", row.state == "open")
        .order_by(row.due_at, row.id)
    ).all()


def wrong_hits(merchant_id: int, most: int) -> Sequence[tuple[int, int]]:
    """Return the latest hits of rules on payments that a reviewer found good.

    Each is (payment, rule).
    """
    found = db.session.execute(WRONG_HITS, {"merchant_id": merchant_id, "most": most})
    return [(row.id, row.rule_id) for row in found]

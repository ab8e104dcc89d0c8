"""How often rules fired, from what is stored with each payment."""

from datetime import datetime

from sqlalchemy import text

from secureflow.extensions import db

COUNT = text("""
    SELECT (hit ->> 'rule_id')::bigint AS rule_id, count(*) AS hits
    FROM transactions, jsonb_array_elements(hits) AS hit
    WHERE merchant_id = :merchant_id AND is_test = :is_test AND hits IS NOT NULL
        AND created_at >= :since AND hit ->> 'source' = 'rule'
    GROUP BY 1
""")


def counts(merchant_id: int, is_test: bool, since: datetime) -> dict[int, int]:
    """Return on how many payments judged since a time each rule fired."""
    values = {"merchant_id": merchant_id, "is_test": is_test, "since": since}
    return {row.rule_id: row.hits for row in db.session.execute(COUNT, values)}

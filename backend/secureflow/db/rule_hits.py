"""How often rules fired and how often they were right, from what is stored with each payment."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, bindparam, text

from secureflow.db.feedback import STRONGEST_FIRST
from secureflow.extensions import db

_RECENT = "t.merchant_id = :merchant_id AND t.is_test = :is_test AND t.occurred_at > :since"
# The labels of the payments in question by one join: looked up hit by hit they take twelve times as
# long as the hits, and those of all payments grow for as long as a merchant stays.
COUNT = text(f"""
    SELECT (hit ->> 'rule_id')::bigint AS rule_id, count(*) AS hits,
        count(*) FILTER (WHERE known.label = 'fraud') AS fraud,
        count(*) FILTER (WHERE known.label = 'legitimate') AS good
    FROM transactions t
    CROSS JOIN LATERAL jsonb_array_elements(t.hits) AS hit
    LEFT JOIN (
        SELECT DISTINCT ON (f.transaction_id) f.transaction_id, f.label
        FROM feedback f JOIN transactions t ON t.id = f.transaction_id
        WHERE f.merchant_id = :merchant_id AND {_RECENT} AND t.hits IS NOT NULL
        ORDER BY f.transaction_id, {STRONGEST_FIRST}
    ) AS known ON known.transaction_id = t.id
    WHERE {_RECENT} AND t.hits IS NOT NULL AND hit ->> 'source' = 'rule'
        AND (:rule_id IS NULL OR (hit ->> 'rule_id')::bigint = :rule_id)
    GROUP BY 1
""").bindparams(bindparam("rule_id", type_=BigInteger))  # noqa: S608 -- our own words
# Of what anybody called fraud, which is little: only of that is the label that counts sought.
FRAUDS = text(f"""
    SELECT count(*) AS known, count(*) FILTER (WHERE t.hits @> '[{{"source": "rule"}}]') AS hit
    FROM (
        SELECT DISTINCT ON (f.transaction_id) f.transaction_id, f.label FROM feedback f
        WHERE f.merchant_id = :merchant_id AND f.transaction_id IN (
            SELECT transaction_id FROM feedback
            WHERE merchant_id = :merchant_id AND label = 'fraud'
        )
        ORDER BY f.transaction_id, {STRONGEST_FIRST}
    ) AS known
    JOIN transactions t ON t.id = known.transaction_id
    WHERE {_RECENT} AND known.label = 'fraud'
""")  # noqa: S608 -- as above


@dataclass(frozen=True, slots=True)
class HitCounts:
    """On how many payments a rule fired, and how many of them are known to be fraud or good."""

    hits: int = 0
    fraud: int = 0
    good: int = 0


@dataclass(frozen=True, slots=True)
class Frauds:
    """How many payments are known to be fraud, and on how many of them any rule fired."""

    known: int
    hit: int


def counts(
    merchant_id: int, is_test: bool, since: datetime, rule_id: int | None = None
) -> dict[int, HitCounts]:
    """Return what is known of the hits of each rule on payments since a time, by its id.

    Of one rule alone where it is given; a rule that never fired is left out.
    """
    values = {"merchant_id": merchant_id, "is_test": is_test, "since": since, "rule_id": rule_id}
    return {
        row.rule_id: HitCounts(row.hits, row.fraud, row.good)
        for row in db.session.execute(COUNT, values)
    }


def frauds(merchant_id: int, is_test: bool, since: datetime) -> Frauds:
    """Return how much of the known fraud among payments since a time rules fired on."""
    values = {"merchant_id": merchant_id, "is_test": is_test, "since": since}
    found = db.session.execute(FRAUDS, values).one()
    return Frauds(found.known, found.hit)

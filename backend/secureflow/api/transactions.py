"""GET /api/transactions: stored payments, as a list and one in full."""

from decimal import Decimal
from typing import Any

from secureflow.api import present
from secureflow.api.door import api, models
from secureflow.api.identity import caller
from secureflow.api.schemas.transactions import TransactionDetail, TransactionPage, TransactionQuery
from secureflow.db import feedback, listing, merchants, own_scores, wrong_hits
from secureflow.db import transactions as table
from secureflow.db.listing import Filters
from secureflow.errors import NotFound
from secureflow.scoring.history.columns import SIGNALS
from secureflow.services import circumstances, explanations, personal
from secureflow.services.rows import stored_values

DETAIL_FIELDS = (
    "card_bin",
    "device",
    "terminal",
    "ip",
    "email",
    "customer_created_at",
    "item",
    "extra",
    "confidence",
    "anomaly_score",
    "probability",
    "base_points",
    "model_version",
    "arm",
    "data_source",
    "degraded",
    "is_test",
)


@api.input(TransactionQuery, location="query", arg_name="query")
@api.output(TransactionPage)
def list_transactions(query: TransactionQuery) -> dict[str, Any]:
    """List stored payments, a page at a time, newest first unless sorted otherwise."""
    who = caller()
    filters = Filters(
        decision=query.decision,
        level=query.level,
        labelled=None if query.labelled is None else query.labelled == "yes",
        selected=query.selected,
        occurred_from=query.occurred_from,
        occurred_until=query.occurred_until,
        amount_min=Decimal(query.amount_min) if query.amount_min else None,
        amount_max=Decimal(query.amount_max) if query.amount_max else None,
        score_min=query.score_min,
        category=query.category,
        type=query.type,
        day_of_week=query.day_of_week,
        hour=query.hour,
        customer_age=query.customer_age,
        customer=query.customer,
        text=query.text,
        burst=query.burst,
        rule=query.rule,
        hidden_email=personal.needle(who.merchant_id, query.text),
    )
    page = listing.page(
        who.merchant_id, who.is_test, filters, query.sort, query.limit, query.cursor
    )
    return {
        "items": [present.listed(row) for row in page.rows],
        "next_cursor": page.next_cursor,
    }


@api.output(TransactionDetail)
def get_transaction(transaction_id: int) -> dict[str, Any]:
    """Return one stored payment with its reasons, its policy and all feedback on it."""
    who = caller()
    found = listing.one(who.merchant_id, who.only_mode, transaction_id)
    if found is None:
        raise NotFound(f"There is no transaction {transaction_id}.", field="transaction_id")
    row: table.TransactionRow = found[0]
    policy = merchants.policy(who.merchant_id, row.policy_version)
    why = explanations.explain(models(), row, policy)
    helps = explanations.help_of(models(), who.merchant_id)
    signals = explanations.signals_of(stored_values(row), helps)
    return (
        present.listed(found)
        | {name: getattr(row, name) for name in DETAIL_FIELDS}
        | signals
        | {
            "risk_factors": (
                None if why.reasons is None else [present.reason(r) for r in why.reasons]
            ),
            "counterfactual": why.counterfactual,
            "hits": present.hits(row.hits),
            "on_lists": [
                {"list_id": one.list_id, "name": one.name, "effect": one.effect}
                for one in circumstances.from_json(row.circumstances).lists
            ],
            "wrong_rules": [one.rule_id for one in wrong_hits.of_payment(who.merchant_id, row.id)],
            "model_score": own_scores.of(row),
            "rule_points": own_scores.points_of(row.hits),
            "features": why.features,
            "quantity": None if row.quantity is None else format(row.quantity, "f"),
            "signals_sent": len(SIGNALS) - len(signals["signals_missing"]),
            "policy": {
                "version": policy.version,
                "review_line": policy.review_line,
                "block_line": policy.block_line,
            },
            "feedback": present.feedbacks(feedback.of_transaction(who.merchant_id, row.id)),
        }
    )

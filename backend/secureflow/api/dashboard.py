"""GET /api/dashboard: the overview of a period beside the one before."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.schemas.dashboard import Dashboard, DashboardQuery
from secureflow.db import dashboard as queries
from secureflow.db import model_reports, models, reviewed
from secureflow.db.accounts import Caller
from secureflow.db.dashboard import Span
from secureflow.db.model_reports import ModelDriftRow
from secureflow.db.reviews import ReviewRow
from secureflow.db.transactions import TransactionRow
from secureflow.services import chart_notes

Summary = Mapping[str, Any]
DAYS = {"24h": 1, "7d": 7, "28d": 28, "90d": 90}
LABELS_NEEDED = 50
MOST_AT_RISK = 5
COUNTS = ("transactions", "flagged", "reviewed", "blocked", "good_declined")
SHOWN = ("hours", "categories", "types", "customer_ages", "histogram", "other_currencies")
"""What is answered as it is read."""
SUMS = ("fraud_stopped", "fraud_missed", "money_at_risk")


@api.input(DashboardQuery, location="query", arg_name="query")
@api.output(Dashboard)
def dashboard(query: DashboardQuery) -> dict[str, Any]:
    """Return the overview: figures, chart, spread, concentration, and what needs a person now."""
    who = caller()
    shared = query.model_dump(exclude={"period"}, exclude_none=True)
    span, before = spans(who, query.period, datetime.now(UTC), shared)
    found, earlier = queries.now(span), queries.before(before)
    (now,), (then,) = found["summary"], earlier["summary"]
    active = models.active()
    first = queries.first_transaction(who.merchant_id, who.is_test)
    needing = reviewed.needing(who.merchant_id, who.is_test, MOST_AT_RISK)
    return {
        "period": query.period,
        "starts_at": span.starts_at,
        "ends_at": span.ends_at,
        "currency": who.currency,
        "time_zone": who.time_zone,
        "figures": figures(who, now, then),
        "days": bars(span, found["bars"]),
        "days_before": bars(before, earlier["bars"]),
        **{name: [_money_as_text(row) for row in found[name]] for name in SHOWN},
        "agreement": agreement(now),
        "open_reviews": reviewed.waiting(who.merchant_id, who.is_test),
        "needs_you_now": [_needing(row.ReviewRow, row.TransactionRow) for row in needing],
        "inputs": _inputs(model_reports.latest_drift(who.merchant_id)),
        "notes": [asdict(note) for note in chart_notes.within(who, span.starts_at, span.ends_at)],
        "policy": {
            "version": who.policy.version,
            "review_line": who.policy.review_line,
            "block_line": who.policy.block_line,
        },
        "model_version": active.version if active else None,
        "first_transaction_on": first.astimezone(ZoneInfo(who.time_zone)).date() if first else None,
    }


def spans(who: Caller, period: str, now: datetime, only: Mapping[str, Any]) -> tuple[Span, Span]:
    """Return the period that ends now and the one of equal length before it.

    A period of days starts at midnight of the merchant's zone and includes today. Both are
    narrowed to payments that share what ``only`` says.
    """
    zone, days = ZoneInfo(who.time_zone), DAYS[period]
    if days == 1:
        starts_at, unit = now - timedelta(hours=24), "hour"
    else:
        midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
        starts_at, unit = midnight - timedelta(days=days - 1), "day"
    span = Span(
        who.merchant_id, who.is_test, who.currency, who.time_zone, starts_at, now, unit, only
    )
    return span, replace(span, starts_at=starts_at - timedelta(days=days), ends_at=starts_at)


def figures(who: Caller, now: Summary, then: Summary) -> dict[str, Any]:
    """Return the key figures, each now and before."""
    counts = {name: {"now": now[name], "before": then[name]} for name in COUNTS}
    sums = {name: {"now": _text(now[name]), "before": _text(then[name])} for name in SUMS}
    seconds = {"now": now["seconds_to_decide"], "before": then["seconds_to_decide"]}
    saving = {"now": _text(net_saving(who, now)), "before": _text(net_saving(who, then))}
    return counts | sums | {"seconds_to_decide": seconds, "net_saving": saving}


def net_saving(who: Caller, row: Summary) -> Decimal:
    """Return what was saved by the merchant's own cost settings.

    Fraud stopped and its charge-back fees, less the margin of good orders declined by mistake,
    less the cost of the reviews.
    """
    saved: Decimal = row["fraud_stopped"] + who.chargeback_fee * row["frauds_stopped"]
    lost: Decimal = row["good_declined_money"] * who.margin + who.review_cost * row["reviewed"]
    return saved - lost


def agreement(row: Summary) -> dict[str, Any]:
    """Return what the labels say; shares are null while they rest on too few."""
    enough = row["labels"] >= LABELS_NEEDED
    return {
        "labels": row["labels"],
        "labels_needed": LABELS_NEEDED,
        "right": row["agreed"],
        "wrong": row["labels"] - row["agreed"],
        "agreement": _share(row["agreed"], row["labels"]) if enough else None,
        "frauds": row["frauds"],
        "flagged_labelled": row["flagged_labelled"],
        "flagged_right": _share(row["frauds_stopped"], row["flagged_labelled"]) if enough else None,
        "blocks_labelled": row["blocks_labelled"],
        "fraud_caught": _share(row["frauds_stopped"], row["frauds"]) if enough else None,
        "blocks_right": _share(row["blocks_right"], row["blocks_labelled"]) if enough else None,
        "reviews_labelled": _share(row["reviews_labelled"], row["reviewed"]),
    }


def bars(span: Span, rows: Sequence[Summary]) -> list[dict[str, Any]]:
    """Return one bar for every day or hour of the span, empty ones included."""
    zone = ZoneInfo(span.time_zone)
    found = {row["starts_at"]: row for row in rows}
    step = timedelta(hours=1) if span.unit == "hour" else timedelta(days=1)
    start = span.starts_at.astimezone(zone).replace(minute=0, second=0, microsecond=0)
    answer = []
    while start < span.ends_at:
        answer.append(_bar(start, found.get(start)))
        start = (
            (start.astimezone(UTC) + step).astimezone(zone) if span.unit == "hour" else start + step
        )
    return answer


def _needing(review: ReviewRow, payment: TransactionRow) -> dict[str, Any]:
    names = ("score", "level", "customer", "currency", "occurred_at")
    return {name: getattr(payment, name) for name in names} | {
        "review_id": review.id,
        "transaction_id": payment.id,
        "top_reason": payment.reasons[0]["text"] if payment.reasons else None,
        "amount": _text(payment.amount),
        "expected_loss": _text(review.loss),
        "loss_by": review.loss_by,
        "due_at": review.due_at,
    }


def _inputs(row: ModelDriftRow | None) -> dict[str, Any] | None:
    if row is None:
        return None
    drifted = sum(feature["level"] == "large" for feature in row.report["features"])
    score = row.report["score"]
    moved = drifted > 0 or (score is not None and score["level"] == "large")
    return {
        "state": "drifting" if moved else "stable",
        "drifted": drifted,
        "made_at": row.made_at,
    }


def _bar(starts_at: datetime, row: Summary | None) -> dict[str, Any]:
    counted = ("transactions", "reviewed", "blocked", "good_declined")
    return {
        "starts_at": starts_at.astimezone(UTC),
        **{name: row[name] if row else 0 for name in counted},
        "fraud_stopped": _text(row["fraud_stopped"] if row else Decimal(0)),
        "seconds_to_decide": row["seconds_to_decide"] if row else None,
    }


def _money_as_text(row: Summary) -> dict[str, Any]:
    return {k: _text(v) if isinstance(v, Decimal) else v for k, v in row.items()}


def _text(amount: Decimal) -> str:
    return format(amount, "f")


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None

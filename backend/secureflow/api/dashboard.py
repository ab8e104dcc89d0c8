"""GET /api/dashboard: the overview of a period beside the one before."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.schemas.dashboard import Dashboard, DashboardQuery
from secureflow.api.shield import shown
from secureflow.db import dashboard as queries
from secureflow.db import model_reports, models, review_needs
from secureflow.db.accounts import Caller
from secureflow.db.dashboard import Bar, Shop
from secureflow.db.model_reports import ModelDriftRow
from secureflow.db.reviews import ReviewRow
from secureflow.db.transactions import TransactionRow
from secureflow.services import chart_notes, overview, reviews, shield
from secureflow.services.shield import AtOnce

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
    bars, earlier = periods(who, query.period, datetime.now(UTC))
    zone = ZoneInfo(who.time_zone)
    starts_at, ends_at = bars[0].starts_at, bars[-1].ends_at
    shop = Shop(who.merchant_id, who.is_test, who.currency, who.time_zone, shared)
    now, then = overview.of(shop, bars, earlier)
    active = models.active()
    first = queries.first_transaction(who.merchant_id, who.is_test)
    desk = reviews.desk(who)
    needing = review_needs.needing(desk, MOST_AT_RISK)
    return {
        "period": query.period,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "currency": who.currency,
        "time_zone": who.time_zone,
        "figures": figures(who, now.summary, then.summary),
        "days": [_bar(bar, now.bars.get(bar), zone) for bar in bars],
        "days_before": [_bar(bar, then.bars.get(bar), zone) for bar in earlier],
        **{name: [_money_as_text(row) for row in now.spread[name]] for name in SHOWN},
        "agreement": agreement(now.summary),
        "open_reviews": review_needs.waiting(desk),
        "needs_you_now": [_needing(row.ReviewRow, row.TransactionRow) for row in needing],
        "shield": _shield(shield.at_once(who, datetime.now(UTC))),
        "inputs": _inputs(model_reports.latest_drift(who.merchant_id)),
        "notes": [asdict(note) for note in chart_notes.within(who, starts_at, ends_at)],
        "policy": {
            "version": who.policy.version,
            "review_line": who.policy.review_line,
            "block_line": who.policy.block_line,
        },
        "model_version": active.version if active else None,
        "first_transaction_on": first.astimezone(zone).date() if first else None,
    }


def periods(who: Caller, period: str, now: datetime) -> tuple[list[Bar], list[Bar]]:
    """Return the bars of the period that ends now, and of the one of equal length before it.

    A period of days starts at midnight of the merchant's zone and includes today; one of hours
    has the hours of the clock, the first of them in part.
    """
    zone, days = ZoneInfo(who.time_zone), DAYS[period]
    if days == 1:
        yesterday = now - timedelta(days=1)
        earlier = yesterday - timedelta(days=1)
        return _hours(yesterday, now, zone), _hours(earlier, yesterday, zone)
    today = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    # Days are counted by the clock of the zone: one on which it changes has another length.
    midnights = [today - timedelta(days=back) for back in range(2 * days - 1, -1, -1)]
    ends = [*midnights[1:], now]
    bars = [
        Bar(start.astimezone(UTC), end.astimezone(UTC))
        for start, end in zip(midnights, ends, strict=True)
    ]
    return bars[days:], bars[:days]


def _hours(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> list[Bar]:
    first = _clock(starts_at, zone)
    clock = [first + timedelta(hours=n) for n in range(26)]
    inside = [starts_at, *(hour for hour in clock if starts_at < hour < ends_at), ends_at]
    return [Bar(start, end) for start, end in pairwise(inside)]


def figures(who: Caller, now: Summary, then: Summary) -> dict[str, Any]:
    """Return the key figures, each now and before."""
    counts = {name: {"now": now[name], "before": then[name]} for name in COUNTS}
    sums = {name: {"now": _text(now[name]), "before": _text(then[name])} for name in SUMS}
    seconds = {"now": now["seconds_to_decide"], "before": then["seconds_to_decide"]}
    saving = {"now": _text(net_saving(who, now)), "before": _text(net_saving(who, then))}
    return counts | sums | {"seconds_to_decide": seconds, "net_saving": saving}


def net_saving(who: Caller, row: Summary) -> Decimal:
    """Return what was saved by the merchant's own cost settings.

    Fraud stopped and its chargeback fees, less the margin of good orders declined by mistake,
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


def _clock(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return the full hour that a moment is in, by the clocks of a zone."""
    here = moment.astimezone(zone).replace(minute=0, second=0, microsecond=0)
    return here.astimezone(UTC)


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


def _shield(now: AtOnce) -> dict[str, Any]:
    return {
        "mode": now.settings.mode,
        "effect": now.settings.effect,
        "under_way": now.under_way,
        "bursts": [shown(told) for told in now.bursts],
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


def _bar(bar: Bar, row: Summary | None, zone: ZoneInfo) -> dict[str, Any]:
    counted = ("transactions", "reviewed", "blocked", "good_declined")
    return {
        "starts_at": _clock(bar.starts_at, zone),
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

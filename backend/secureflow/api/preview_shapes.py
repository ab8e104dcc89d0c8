"""How a preview looks in answers: figures as numbers, money as decimals, rows to open."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row

from secureflow.losses import FRAUD, GOOD
from secureflow.rules.book import RuleBook
from secureflow.rules.preview.buckets import Bucket, Buckets
from secureflow.rules.preview.figures import Outcome
from secureflow.rules.preview.intervals import Range, Rate
from secureflow.rules.preview.rows import Changed, Split
from secureflow.rules.preview.unknown import Unknown
from secureflow.services.preview import Preview
from secureflow.services.rule_quality import RuleQuality

DECISIONS = ("approve", "review", "block")
LABELS = {FRAUD: "fraud", GOOD: "legitimate"}
COUNTS = ("score", "payments", "fraud", "good", "unknown")
SUMS = ("amount", "if_approved", "if_reviewed", "if_blocked")


def preview(found: Preview, currency: str) -> dict[str, Any]:
    """Return a whole preview."""
    past, change = found.past, found.compared.change
    return {
        "policy": found.live.version,
        "based_on": found.based_on,
        "held_against": [
            {"policy": version, "payments": count} for version, count in found.held_against.items()
        ],
        "currency": currency,
        "starts_at": _moment(past.at.min()) if len(past) else None,
        "ends_at": _moment(past.at.max()) if len(past) else None,
        "payments": len(past),
        "labelled": int((past.label >= GOOD).sum()),
        "frauds": int((past.label == FRAUD).sum()),
        "now": _outcome(found.live, found.compared.now),
        "new": _outcome(found.tried, found.compared.new),
        "change": {
            "fraud_caught": ranged(change.fraud_caught),
            "blocks_right": ranged(change.blocks_right),
            "good_declined": ranged(change.good_declined),
            "reviews_a_day": ranged(change.reviews_a_day),
        },
        "saving": {
            "amount": money(change.saving.value),
            "low": _maybe(change.saving.low),
            "high": _maybe(change.saving.high),
            "currency": currency,
        },
        "rows": _changed(found, found.changed),
        "rule": None if found.caught is None else _caught(found, *found.caught),
        "unknown": _unknown(found.unknown),
        "buckets": _buckets(found.buckets),
        "notes": [asdict(note) for note in found.notes],
    }


def quality(found: RuleQuality, currency: str) -> dict[str, Any]:
    """Return how right a rule is."""
    hits = found.found.hits
    decided = found.past.stored[hits.sample].tolist()
    return {
        "rule_id": found.rule.id,
        "name": found.rule.name,
        "days": found.days,
        "starts_at": found.starts_at,
        "ends_at": found.ends_at,
        "source": found.source,
        "hits": hits.payments,
        "decided": found.decided,
        **counts(hits),
        "precision": rate(hits.precision),
        "currency": currency,
        "amount": money(hits.amount),
        "fraud_amount": money(hits.fraud_amount),
        "good_amount": money(hits.good_amount),
        "wrong": found.wrong,
        "overlap": [
            asdict(one) | {"name": found.names.get(one.rule_id, "")} for one in found.found.overlap
        ],
        "rows": [
            row(one, int(found.past.label[place]), (one.score, did), (one.score, did))
            for place, did in zip(hits.sample.tolist(), decided, strict=True)
            if (one := found.shown.get(int(found.past.ids[place]))) is not None
        ],
    }


def rate(one: Rate) -> dict[str, Any]:
    """Return a share with its interval."""
    names = ("count", "of", "value", "low", "high")
    return {name: getattr(one, name) for name in names}


def ranged(one: Range | None) -> dict[str, Any] | None:
    """Return a figure with its interval."""
    return None if one is None else asdict(one)


def money(value: float) -> str:
    """Return money to the hundredth, and nothing as 0.00, never below it."""
    return format(round(value, 2) + 0.0, ".2f")


def row(shown: Row[Any], label: int, now: tuple[float, int], new: tuple[float, int]) -> Any:
    """Return a payment to open: its label as kept in a history, and (score, decision) twice."""
    return {
        "transaction_id": shown.id,
        "external_id": shown.external_id,
        "customer": shown.customer,
        "amount": format(shown.amount, "f"),
        "currency": shown.currency,
        "occurred_at": shown.occurred_at,
        "score_now": now[0],
        "score_new": new[0],
        "now": DECISIONS[now[1]],
        "new": DECISIONS[new[1]],
        "label": LABELS.get(label),
    }


def counts(part: Split) -> Mapping[str, Any]:
    """Return payments by what became known of them."""
    return {"fraud": part.fraud, "good": part.good, "unknown": part.unknown}


def _outcome(book: RuleBook, one: Outcome) -> dict[str, Any]:
    return {
        "lines": {"review": book.review_line, "block": book.block_line},
        "approved": one.approved,
        "reviewed": one.reviewed,
        "blocked": one.blocked,
        "fraud_caught": rate(one.fraud_caught),
        "blocks_right": rate(one.blocks_right),
        "good_declined": rate(one.good_declined),
        "reviews_a_day": one.reviews_a_day,
        "cost": money(one.cost),
        "net_saving": money(one.net_saving),
    }


def _changed(found: Preview, one: Changed) -> dict[str, Any]:
    return {
        "changed": one.split.payments,
        "newly_approved": one.approved,
        "newly_reviewed": one.reviewed,
        "newly_blocked": one.blocked,
        **counts(one.split),
        "amount": money(one.split.amount),
        "sample": _sample(found, one.split),
    }


def _caught(found: Preview, sentence: str, one: Split) -> dict[str, Any]:
    return {
        "sentence": sentence,
        "payments": one.payments,
        **counts(one),
        "amount": money(one.amount),
        "precision": rate(one.precision),
        "sample": _sample(found, one),
    }


def _sample(found: Preview, part: Split) -> list[dict[str, Any]]:
    def side(which: int, place: int) -> tuple[float, int]:
        return float(found.scores[which][place]), int(found.decisions[which][place])

    # What was erased since the columns were read is not there to be opened.
    return [
        row(found.shown[payment], int(found.past.label[place]), side(0, place), side(1, place))
        for place in part.sample.tolist()
        if (payment := int(found.past.ids[place])) in found.shown
    ]


def _unknown(one: Unknown) -> dict[str, Any]:
    return {
        "payments": one.payments,
        "amount": money(one.amount),
        "spot_checked": one.spot_checked,
        "fraud": ranged(one.fraud),
    }


def _buckets(all_of: Buckets) -> dict[str, Any]:
    return {
        "by_lines": [_bucket(one) for one in all_of.by_lines],
        "held": [_bucket(one) for one in all_of.held],
        "approved": _bucket(all_of.approved),
        "blocked": _bucket(all_of.blocked),
    }


def _bucket(one: Bucket) -> dict[str, Any]:
    counts = {name: getattr(one, name) for name in COUNTS}
    return counts | {name: money(getattr(one, name)) for name in SUMS}


def _maybe(value: float | None) -> str | None:
    return None if value is None else money(value)


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC)

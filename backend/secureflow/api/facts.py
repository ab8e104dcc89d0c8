"""GET /api/transactions/{id}/…: the facts around a payment that a decision rests on."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from flask import Response

from secureflow.api import downloads, present
from secureflow.api.door import api, models
from secureflow.api.identity import caller
from secureflow.api.schemas.facts import Linked, SimilarPayments, Timeline
from secureflow.db import transactions as table
from secureflow.db.transactions import TransactionRow
from secureflow.errors import NotFound
from secureflow.services import linked, similar, timeline
from secureflow.services.linked import Brief, Pace
from secureflow.services.timeline import Event

COLUMNS = ("at", "kind", "by", "details")


@api.output(SimilarPayments)
def get_similar(transaction_id: int) -> dict[str, Any]:
    """Return earlier payments like one, as the model that judged it sees them.

    Compared are at most 2,000 of those before it: of its customer and card, those with the nearest
    scores that were not approved, and the latest. An approved payment of which nothing was heard
    in 30 days counts as good, and says so.
    """
    found = similar.similar_to(models(), _payment(transaction_id), datetime.now(UTC))
    return {
        "items": [
            {
                "transaction": present.listed(one.row),
                "distance": one.distance,
                "outcome": one.outcome,
                "known_by": one.known_by,
            }
            for one in found.similar
        ],
        "candidates": found.candidates,
        **{outcome: found.count(outcome) for outcome in ("fraud", "good", "unknown")},
    }


@api.output(Timeline)
def get_timeline(transaction_id: int) -> dict[str, Any]:
    """Return everything that has happened to a payment, oldest first.

    How it was scored and by which model and policy, every act on its reviews, and what became
    known of it, each with who did it.
    """
    return {"items": [asdict(event) for event in timeline.of(_payment(transaction_id))]}


@api.output({}, content_type="text/csv", description="One event a row, oldest first.")
def download_timeline(transaction_id: int) -> Response:
    """Download everything that has happened to a payment as CSV, oldest first."""
    row = _payment(transaction_id)
    lines = downloads.csv_lines(_rows(timeline.of(row)))
    return downloads.attachment(lines, f"secureflow-timeline-{row.id}.csv", "text/csv")


@api.output(Linked)
def get_linked(transaction_id: int) -> dict[str, Any]:
    """Return whom and what a payment is linked with.

    Its customer in a few figures, the pace at the time of this payment against the usual, and how
    many others share its card, device, address, e-mail and terminal.
    """
    row = _payment(transaction_id)
    return {
        "customer": _brief(linked.brief(row)),
        "pace": _pace(linked.pace_of(row)),
        "details": [asdict(detail) for detail in linked.details(row)],
    }


def _payment(transaction_id: int) -> TransactionRow:
    who = caller()
    row = table.by_id(who.merchant_id, who.only_mode, transaction_id)
    if row is None:
        raise NotFound(f"There is no transaction {transaction_id}.", field="transaction_id")
    return row


def _rows(events: list[Event]) -> Iterator[list[Any]]:
    yield list(COLUMNS)
    for event in events:
        yield [getattr(event, name) for name in COLUMNS]


def _brief(found: Brief | None) -> dict[str, Any] | None:
    if found is None:
        return None
    typical = found.typical_amount
    return asdict(found) | {"typical_amount": None if typical is None else format(typical, "f")}


def _pace(found: Pace | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "of": found.of,
        "windows": [asdict(window) for window in found.windows],
        "attempts": [
            {
                "id": one.id,
                "at": one.occurred_at,
                "amount": format(one.amount, "f"),
                "currency": one.currency,
                "decision": one.decision,
            }
            for one in found.attempts
        ],
    }

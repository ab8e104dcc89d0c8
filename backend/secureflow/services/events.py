"""What happened, said to whoever watches: in the transaction in which it happens."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from secureflow.db import events

KEPT = timedelta(days=1)
"""How long an event can be read: whoever was away for longer asks for everything anew."""

EventType = Literal[
    "review.opened",
    "review.claimed",
    "review.released",
    "review.resolved",
    "review.undone",
    "review.changed",
    "job.progress",
    "transaction.first",
    "model.changed",
]


def publish(merchant_id: int, is_test: bool, kind: EventType, data: Mapping[str, Any]) -> None:
    """Store an event in the caller's transaction; those who watch hear of it when it commits.

    ``data`` is JSON of ids and of people of the merchant: it says no customer's name, because it
    is kept for a day whatever is erased. Many changes at once are one event with a count.
    """
    events.add(merchant_id, is_test, kind, data)


def delete_expired(now: datetime) -> None:
    """Delete the events in sight that are past their time."""
    events.delete_older(now - KEPT)

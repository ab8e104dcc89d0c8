"""Delete what is past its time, for all merchants."""

from collections.abc import Callable
from datetime import UTC, datetime

from secureflow.db import (
    idempotency,
    invitations,
    listed_values,
    lockouts,
    password_resets,
    tenancy,
)
from secureflow.extensions import db
from secureflow.services import events, lockout, overview, sessions, shield

EXPIRING: tuple[Callable[[datetime], object], ...] = (
    sessions.delete_expired,
    invitations.delete_expired,
    password_resets.delete_expired,
    lambda now: lockouts.delete_expired(now - lockout.MEMORY),
    idempotency.delete_expired,
    events.delete_expired,
    overview.delete_expired,
    shield.delete_expired,
    listed_values.delete_expired,
)
"""What is deleted when its time is over, each by the function that knows that time."""


def delete_expired() -> None:
    """Delete everything that is past its time, one kind after another."""
    now = datetime.now(UTC)
    with tenancy.across_merchants():
        for delete in EXPIRING:
            delete(now)
            db.session.commit()

"""Payments that wait for a person, and people who decide."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text

from secureflow.db import tenancy
from secureflow.extensions import db
from secureflow.services import settling
from tests.conftest import as_owner
from tests.services.stored import payment

OPEN = text("SELECT secureflow_open_reviews(:merchant_id, :ids)")
OF = text("SELECT transaction_id, id FROM reviews WHERE transaction_id = ANY(:ids)")


def reviews(merchant_id: int, count: int, **values: Any) -> list[int]:
    """Return the ids of new reviews of payments that are held, unless values say otherwise."""
    tenancy.bind(merchant_id)
    given: dict[str, Any] = {"score": 60.0, "created_at": datetime.now(UTC)} | values
    rows = [payment(merchant_id, number, **given) for number in range(count)]
    return opened(merchant_id, [row.id for row in rows])


def opened(merchant_id: int, payments: list[int]) -> list[int]:
    """Return the ids of the reviews of stored payments, in their order."""
    tenancy.bind(merchant_id)
    db.session.execute(OPEN, {"merchant_id": merchant_id, "ids": payments})
    found = dict(db.session.execute(OF, {"ids": payments}).tuples().all())
    db.session.commit()
    return [found[number] for number in payments]


def later(**by: float) -> None:
    """Let time pass for what was resolved, is due or sleeps."""
    moved = ("undo_until", "resolved_at", "due_at", "snoozed_until", "claimed_until", "opened_at")
    shifted = ", ".join(f"{name} = {name} - make_interval(secs => :seconds)" for name in moved)
    seconds = timedelta(**by).total_seconds()
    as_owner(f"UPDATE reviews SET {shifted}", seconds=seconds)
    said = "UPDATE feedback SET created_at = created_at - make_interval(secs => :seconds)"
    as_owner(said, seconds=seconds)
    db.session.rollback()


def settled() -> None:
    """Run both jobs once, as a worker does."""
    settling.settle_due()
    settling.apply_defaults()
    db.session.remove()


def labels(payment_id: int) -> list[str]:
    """Return what is known of a payment, oldest first."""
    with db.engine.connect() as connection:
        query = text(
            "SELECT source || ':' || label FROM feedback WHERE transaction_id = :id ORDER BY id"
        )
        return list(connection.execute(query, {"id": payment_id}).scalars())


def value(column: str, review_id: int) -> Any:
    """Return one column of a review."""
    with db.engine.connect() as connection:
        query = text(f"SELECT {column} FROM reviews WHERE id = :id")
        return connection.execute(query, {"id": review_id}).scalar_one()

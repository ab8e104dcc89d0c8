"""What the demo's team wrote down: of days on the chart, and of the customer it knows best."""

from datetime import datetime, timedelta

from secureflow.db import chart_notes, customer_notes
from secureflow.db.accounts import Caller
from secureflow.db.chart_notes import ChartNoteRow
from secureflow.db.customer_notes import CustomerNoteRow

DAYS = (
    (19, "Autumn sale began"),
    (12, "Sale ended"),
    (5, "New shop in Chicago"),
)
"""How many days ago what happened."""
ABOUT_CUSTOMER = "Buys for a whole office; large baskets are usual. Ask for the order number first."


def write(caller: Caller, now: datetime, customer: str | None) -> None:
    """Store the notes in this transaction; ``customer`` is whom one of them is about."""
    place = {
        "merchant_id": caller.merchant_id,
        "is_test": caller.is_test,
        "created_by": caller.name,
    }
    for days_ago, text in DAYS:
        at = now - timedelta(days=days_ago)
        chart_notes.add(ChartNoteRow(at=at, text=text, created_at=at, **place))
    if customer is not None:
        at = now - timedelta(days=2)
        note = CustomerNoteRow(customer=customer, text=ABOUT_CUSTOMER, created_at=at, **place)
        customer_notes.add(note)

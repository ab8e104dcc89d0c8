"""What Amazon Fraud Detector calls things: its names of our fields, and how it writes values."""

import re
from collections.abc import Collection
from datetime import UTC, datetime

NAMES: dict[str, tuple[str, ...]] = {
    # What its files and its API call an event, whatever the event is.
    "occurred_at": ("event_timestamp",),
    "external_id": ("event_id",),
    "customer": ("entity_id",),
    # Variables, which its users name themselves: the names of its own samples come first, then
    # those of its variable types.
    "amount": (
        "order_price",
        "price",
        "order_amount",
        "order_total",
        "transaction_amount",
        "payment_amount",
        "purchase_amount",
        "amount",
        "total",
    ),
    "currency": ("payment_currency", "currency_code", "order_currency", "currency"),
    "merchant_category": ("product_category", "merchant_category", "mcc"),
    "transaction_type": ("payment_type", "transaction_type"),
    "card": ("card_token", "card_id"),
    "card_bin": ("card_bin", "credit_card_bin", "bin"),
    "device": ("fingerprint", "device_fingerprint", "device_id"),
    "ip": ("ip_address", "customer_ip", "ip"),
    "email": ("email_address", "customer_email", "email"),
    "country": ("billing_country", "billing_country_code"),
}
"""Our field to their names, the most telling first; case does not matter."""

MARK = "EVENT_TIMESTAMP"
"""The column that every training file of theirs has, in capitals."""
UNKNOWN_ENTITY = "unknown"
"""What they send for a customer whom nobody knows."""
THEIR_TIME = re.compile(
    r"(?:(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})"
    r"|(?P<us_month>\d{1,2})/(?P<us_day>\d{1,2})/(?P<us_year>\d{4}|\d{2}))"
    r"(?:\s+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?\s*(?P<half>[AaPp][Mm])?)?"
)


def is_theirs(header: Collection[str]) -> bool:
    """Return whether a file with these columns is one of their training files."""
    return MARK in header


def value(field: str, sent: object) -> object:
    """Return a value of theirs as we read it: a time in ISO 8601, nobody as None."""
    if field == "customer" and sent == UNKNOWN_ENTITY:
        return None
    if field == "occurred_at" and isinstance(sent, str):
        return _iso(sent)
    return sent


def _iso(text: str) -> str:
    """Return a time in one of their formats in ISO 8601 and UTC; any other text as it is.

    Besides ISO 8601 they take 2019/11/30, 11/30/2019 and 11/30/19, each with hours and minutes,
    seconds and AM or PM where there are any (Amazon Fraud Detector user guide, "Event Timestamp
    formats").
    """
    found = THEIR_TIME.fullmatch(text)
    if found is None:
        return text
    part = {name: digits for name, digits in found.groupdict().items() if digits is not None}
    year = int(part.get("year") or part["us_year"])
    hour = int(part.get("hour", 0))
    if "half" in part:
        if not 1 <= hour <= 12:
            return text
        hour = hour % 12 + (12 if part["half"].upper() == "PM" else 0)
    try:
        moment = datetime(
            year + 2000 if year < 100 else year,
            int(part.get("month") or part["us_month"]),
            int(part.get("day") or part["us_day"]),
            hour,
            int(part.get("minute", 0)),
            int(part.get("second", 0)),
            tzinfo=UTC,
        )
    except ValueError:
        return text
    return moment.isoformat()

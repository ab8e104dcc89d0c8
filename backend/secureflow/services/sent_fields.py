"""Which fields of rules a merchant's payments can be asked for: a rule on another never fires."""

from collections.abc import Iterator
from typing import Any

from secureflow.db import sent_fields
from secureflow.db.accounts import Caller
from secureflow.rules.fields import FIELDS, Field

NEEDED = {
    "customer": "customer",
    "card": "card",
    "cards": "card",
    "device": "device",
    "devices": "device",
    "ip": "ip",
    "ips": "ip",
    "terminal": "terminal",
    "country": "country",
    "travel": "country",
    "category": "merchant_category",
    "item": "item",
}
"""Without which field of the payment a fact of its history is unknown, by a word in its name."""


def of(who: Caller) -> frozenset[str] | None:
    """Return the fields of a payment that are ever known, None where there is no payment yet.

    Judged by the last 10,000 payments of the caller's mode; what clients sent besides, as
    ``extra.a.b``, by the last 1,000.
    """
    sent = sent_fields.of_latest(who.merchant_id, who.is_test)
    if sent is None:
        return None
    extras = sent_fields.extras_of_latest(who.merchant_id, who.is_test)
    return sent | {name for extra in extras for name in _within("extra", extra)}


def named(who: Caller) -> frozenset[str]:
    """Return the names of the rules' fields that are ever known."""
    sent = sent_fields.of_latest(who.merchant_id, who.is_test) or frozenset()
    return frozenset(field.name for field in FIELDS if _needs(field, who) <= sent)


def _within(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _within(f"{name}.{key}", inner)
    elif value is not None:
        yield name


def _needs(field: Field, who: Caller) -> set[str]:
    if field.name == "email_domain" and who.hash_personal:
        # A hidden e-mail has no domain left.
        return {"nothing"}
    if field.reads:
        return set(field.reads)
    return {NEEDED[word] for word in field.name.split("_") if word in NEEDED}

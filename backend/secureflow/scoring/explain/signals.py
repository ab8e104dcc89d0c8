"""Which signals a client did not send, and what each would let the model see."""

from collections.abc import Mapping, Sequence

HELPS: Mapping[str, str] = {
    "customer": "shows what this customer usually pays, and how often",
    "card": "shows a card that is tried again and again, or that many share",
    "device": "shows many cards used on one device",
    "terminal": "shows where earlier fraud was",
    "ip": "shows many cards tried from one address",
    "country": "shows a way between countries that nobody could have travelled",
    "customer_created_at": "tells a new account from one of many years",
    "merchant_category": "compares the amount with payments of the same category",
    "transaction_type": "compares the amount with payments of the same type",
    "item": "compares the price with what this item usually costs",
    "quantity": "tells a high price from a large order",
}
"""What each signal would add, as the end of a sentence that begins with it."""


def by_help(missing: Sequence[str], help_of: Mapping[str, float]) -> list[str]:
    """Return the missing signals, the one that would help most first; ties keep their order."""
    return sorted(missing, key=lambda signal: -help_of.get(signal, 0.0))

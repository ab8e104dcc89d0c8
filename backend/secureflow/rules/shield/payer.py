"""Whether whoever pays is somebody the merchant has seen before."""

from dataclasses import dataclass

from secureflow.domain import Transaction

BEFORE = 86_400.0
"""Seconds: seen within the last day is no acquaintance, or an attack would introduce itself."""


@dataclass(frozen=True, slots=True)
class Seen:
    """When the merchant first saw what a payment was made with, in seconds; None: never or unsaid.

    ``is_again`` says that whoever pays has tried the same card before.
    """

    customer: float | None = None
    card: float | None = None
    device: float | None = None
    is_again: bool = False


def is_new(payment: Transaction, seen: Seen, at: float) -> bool:
    """Return whether nobody knows the payer, who is new where nothing says who they are.

    An account says who pays; without one the card does, without that the device. A card or a
    device alone does not vouch for a new account: stolen cards are what is tested.
    """
    if payment.customer is not None:
        return _is_new(seen.customer, at)
    if payment.card is not None:
        return _is_new(seen.card, at)
    return payment.device is None or _is_new(seen.device, at)


def has_new_card(payment: Transaction, seen: Seen, at: float) -> bool:
    """Return whether a card is used that nobody knows, whoever uses it."""
    return payment.card is not None and _is_new(seen.card, at)


def _is_new(first: float | None, at: float) -> bool:
    return first is None or first > at - BEFORE

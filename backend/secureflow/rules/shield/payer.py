"""Whether whoever pays is somebody the merchant has seen before."""

from dataclasses import dataclass
from typing import Literal

from secureflow.domain import Transaction

Newness = Literal["payer", "card"]
"""Who pays is new, or, of an account that is known, the card."""
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


def newness(payment: Transaction, seen: Seen, at: float) -> Newness | None:
    """Return what nobody knows of whoever pays, None where they are no newcomer.

    They are new where nothing says who they are. An account says who pays; without one the card
    does, without that the device. A card or a device alone does not vouch for a new account:
    stolen cards are what is tested.
    """
    if payment.customer is not None:
        is_new = _is_new(seen.customer, at)
    elif payment.card is not None:
        is_new = _is_new(seen.card, at)
    else:
        is_new = payment.device is None or _is_new(seen.device, at)
    if is_new:
        return "payer"
    return "card" if payment.card is not None and _is_new(seen.card, at) else None


def _is_new(first: float | None, at: float) -> bool:
    return first is None or first > at - BEFORE
